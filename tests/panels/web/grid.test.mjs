// Rows of a table that is filled in by hand: added, removed, pasted; what stood elsewhere stays.
import assert from "node:assert/strict";
import { test } from "node:test";
import { withPasted, withRow, withoutRow } from "../../../pledge_lib/panels/web/grid.js";

const ROWS = [["a", "b"], ["c", "d"]];

test("a row is added blank, and removing it gives back what was", () => {
  const more = withRow(ROWS, 1, 2);
  assert.deepEqual(more, [["a", "b"], ["", ""], ["c", "d"]]);
  assert.deepEqual(withoutRow(more, 1, 2), ROWS);
});

test("of the last row the cells are emptied, so that there is always one to fill in", () => {
  assert.deepEqual(withoutRow([["a", "b"]], 0, 2), [["", ""]]);
});

test("a pasted block fills cells to the right and down, adds rows and touches nothing else", () => {
  assert.deepEqual(withPasted(ROWS, 1, 0, "1\t 2 \t9\r\n3\n", 2), [["a", "b"], ["1", "2"], ["3", ""]]);
  assert.deepEqual(ROWS, [["a", "b"], ["c", "d"]]);
});

test("a whole file pasted into the cells ends where the table does", () => {
  const long = withPasted(ROWS, 0, 1, "1\n".repeat(9_000), 2);
  assert.equal(long.length, 200);
  assert.equal(withRow(long, long.length, 2).length, 200);
});
