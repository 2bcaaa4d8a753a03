// A table of a panel as a file for a spreadsheet.
import assert from "node:assert/strict";
import { test } from "node:test";

import { csv } from "../../../pledge_lib/panels/web/csv.js";

const lines = (rows, values = {}) => csv(rows, values).split("\r\n");

test("a table is written line by line, with a mark that says how its Chinese is stored", () => {
  assert.deepEqual(lines([["項目", "數值"], ["毛收入", "986.30"]]), ["\uFEFF項目,數值", "毛收入,986.30", ""]);
});

test("what holds a comma, a quote or a new line stands in quotes", () => {
  assert.deepEqual(lines([["a,b", 'say "so"', "x\ny"]]), ['\uFEFF"a,b","say ""so""","x\ny"', ""]);
});

test("a sum with thousands and a fall stay numbers", () => {
  assert.deepEqual(lines([["1,479.45", "−22%", "+2.48", "-5"]]), ['\uFEFF"1,479.45",-22%,+2.48,-5', ""]);
});

test("no text is taken for a formula", () => {
  for (const text of ["=1+1", "+A1", "-A1", "@sum", "＝1", "−A1", "+1+1"]) {
    const [line] = lines([[text]]);
    assert.ok(!/^\uFEFF[=+\-@＝＋－＠]/.test(line), line);
  }
});

test("a box is written as its number and its unit, a short row as wide as the others", () => {
  const rows = [["lender", "rate", "cost"], ["one", { key: "rate:one", label: "rate", unit: "%" }], ["two"]];
  assert.deepEqual(lines(rows, { "rate:one": 2.5 }), ["\uFEFFlender,rate,cost", "one,2.5 %,", "two,,", ""]);
});
