// Which labels are struck through: a line that ends before the letters, passes above them, or runs through them.
import assert from "node:assert/strict";
import { test } from "node:test";

import { isStruck, marksOf } from "../../../pledge_lib/panels/web/crossing.js";

const space = { px: (x, pane) => (pane ? 100 + x : x), py: (y) => 50 - y };
const line = (x, y, more = {}) => ({ meta: { role: "line" }, x: Float32Array.from(x), y: Float32Array.from(y), ...more });
const marks = (...data) => marksOf({ data, layout: {} }, space);
const BOX = [10, 20, 40, 15];               // left, top, width, height

test("a line through the letters strikes them, from the side, from above and aslant", () => {
  for (const [x, y] of [[[0, 90], [23, 23]], [[30, 30], [0, 50]], [[0, 60], [0, 50]]]) assert.equal(isStruck(BOX, marks(line(x, y)), 1), true);
});

test("a line beside the letters does not, nor one in the air above and below them", () => {
  for (const [x, y] of [[[0, 9], [23, 23]], [[52, 52], [0, 50]], [[0, 90], [29, 29]], [[0, 90], [16, 16]]]) {
    assert.equal(isStruck(BOX, marks(line(x, y)), 1), false);
  }
});

test("a staircase goes level before it goes up, and a gap is no line", () => {
  const [x, y] = [[0, 30], [5, 45]];
  assert.equal(isStruck([0, 20, 20, 15], marks(line(x, y)), 1), true);
  assert.equal(isStruck([0, 20, 20, 15], marks(line(x, y, { line: { shape: "hv" } })), 1), false);
  assert.equal(isStruck(BOX, marks(line([0, NaN, 90], [23, NaN, 23])), 1), false);
});

test("what a bar lies under, in part or wholly, is struck; a bar stands or lies, from its base on", () => {
  const standing = { ...line([30], [20]), meta: { role: "bars" }, width: 40 };
  for (const [box, is] of [[BOX, true], [[15, 33, 20, 12], true], [[52, 33, 20, 12], false], [[15, 12, 20, 15], false]]) {
    assert.equal(isStruck(box, marks(standing), 1), is, `${box}`);
  }
  const lying = { ...line([30], [20], { orientation: "h", base: [10] }), meta: { role: "bars" }, width: 10 };
  assert.deepEqual(marks(lying).bars, [[10, 25, 30, 10]]);
});

test("only lines and bars count, each in its own pane", () => {
  assert.deepEqual(marks({ ...line([0, 9], [1, 1]), meta: { role: "zone" } }), { pieces: [], bars: [] });
  assert.deepEqual(marks(line([0, 9], [1, 1], { xaxis: "x2" })).pieces, [[100, 49, 109, 49]]);
});
