// What a frame changes of the picture: which numbers move, and when more than lines must be drawn.
import assert from "node:assert/strict";
import { test } from "node:test";

import { absorbed, standing } from "../../../pledge_lib/panels/web/picture.js";

const view = (...numbers) => new DataView(Float32Array.from(numbers).buffer);
const FIGURE = {
  data: [{ type: "scatter", line: { color: "blue" } }, { type: "bar" }, { type: "scatter", marker: { size: 9, line: { width: 2 } } }],
  layout: { xaxis: { range: [0, 1], title: "days" }, yaxis: {} },
};
const LINES = { 0: { x: view(1, 2), y: view(3, 4) }, 1: { y: view(5) } };
const first = () => absorbed(FIGURE, {}, { lines: LINES });

test("the first frame puts all its numbers in", () => {
  const { picture, isMoved, isWhole } = first();
  assert.deepEqual([...picture.data[0].y], [3, 4]);
  assert.deepEqual([...picture.data[1].y], [5]);
  assert.deepEqual([isMoved, isWhole], [true, false]);
  assert.equal(FIGURE.data[0].y, undefined, "the figure itself has changed");
});

test("of a line that moved only the numbers are drawn, and the others stay", () => {
  const { picture } = first(), before = { lines: LINES };
  const step = absorbed(picture, before, { lines: { ...LINES, 0: { ...LINES[0], y: view(7, 8) } } });
  assert.deepEqual([...step.picture.data[0].y], [7, 8]);
  assert.equal(step.picture.data[0].x, picture.data[0].x);
  assert.equal(step.picture.data[1], picture.data[1]);
  assert.deepEqual([step.isMoved, step.isWhole], [true, false]);
});

test("a frame in which nothing moved draws nothing", () => {
  const { picture } = first(), frame = { lines: LINES, ranges: { xaxis: [0, 9] }, ticks: {}, looks: {} };
  const { picture: now, isMoved, isWhole } = absorbed(picture, frame, { ...frame, sentence: "another" });
  assert.deepEqual([now.data, isMoved, isWhole], [picture.data, false, false]);
});

test("a range and names of ticks each draw the whole picture, looks of points only those", () => {
  const { picture } = first(), before = { lines: LINES };
  const ranged = absorbed(picture, before, { ...before, ranges: { xaxis: [0, 9] } });
  assert.deepEqual(ranged.picture.layout.xaxis, { range: [0, 9], title: "days" });
  const named = absorbed(picture, before, { ...before, ticks: { yaxis: [[1, 2], ["a", "b"]] } });
  assert.deepEqual(named.picture.layout.yaxis, { tickvals: [1, 2], ticktext: ["a", "b"] });
  const looks = { 2: { symbol: ["x"] } };
  const seen = absorbed(picture, before, { ...before, looks });
  assert.deepEqual(seen.picture.data[2].marker, { size: 9, line: { width: 2 }, symbol: ["x"] });
  assert.deepEqual([ranged, named, seen].map(({ isMoved, isWhole }) => [isMoved, isWhole]), [[false, true], [false, true], [true, false]]);
  assert.deepEqual(FIGURE.layout.xaxis.range, [0, 1], "the figure itself has changed");
});

test("numbers that do not start at the buffer's start are read where they are", () => {
  const numbers = Float32Array.of(9, 1.5, 2.5);
  const line = { y: new DataView(numbers.buffer, 4, 8) };
  assert.deepEqual([...absorbed(FIGURE, {}, { lines: { 0: line } }).picture.data[0].y], [1.5, 2.5]);
});

test("while a hand is on a control an axis only grows, and what did not grow is the same as before", () => {
  const before = { ranges: { xaxis: [0, 100], yaxis: [50, 225], yaxis2: [10, -10] } };
  const found = standing(before, { lines: LINES, ranges: { xaxis: [0, 80], yaxis: [0, 200], yaxis2: [5, -20] } });
  assert.deepEqual(found, { lines: LINES, ranges: { xaxis: [0, 100], yaxis: [0, 225], yaxis2: [10, -20] }, ticks: {} });
  assert.equal(found.ranges.xaxis, before.ranges.xaxis, "or the chart would be drawn whole");
  assert.deepEqual(standing({}, { ranges: { xaxis: [1, 2] } }, ["xaxis"]).ranges, { xaxis: [1, 2] });
});

test("where an axis stands under the hand, so do the numbers at it, unless they mean something else by now", () => {
  const ranges = { xaxis: [0, 120] }, shorter = { xaxis: [0, 60] }, longer = { xaxis: [0, 210] };
  const was = [[0, 21, 52, 83], ["6/10", "7/1", "8/1", "9/1"]], before = { ranges, ticks: { xaxis: was } };
  const at = (now, places, names) => standing(before, { ranges: now, ticks: { xaxis: [places, names] } }).ticks.xaxis;
  assert.equal(at(shorter, [0, 21, 52], ["6/10", "7/1", "8/1"]), was, "or the chart would be drawn whole");
  assert.deepEqual(at(longer, [0, 52], ["6/10", "8/1"])[0], [0, 52], "it grew");
  assert.deepEqual(at(shorter, [0, 22, 53], ["6/9", "7/1", "8/1"])[1], ["6/9", "7/1", "8/1"], "another first day");
  assert.deepEqual(at(shorter, [22, 53], ["7/1", "8/1"])[0], [22, 53], "another first day, which has no name");
  assert.deepEqual(at(ranges, [0, 21], ["0", "21"])[1], ["0", "21"], "the same axis, named otherwise");
  const still = standing(before, { ranges: longer, ticks: { xaxis: [[0, 90], ["6/10", "9"]] } }, ["xaxis"]);
  assert.deepEqual([still.ranges.xaxis, still.ticks.xaxis], [ranges.xaxis, was], "the axis that the hand moves along");
  assert.deepEqual(standing({ ranges }, { ranges: shorter, ticks: { xaxis: was } }).ticks.xaxis, was);
});

test("a tone among the looks of a mark changes its meaning only", () => {
  const { picture } = first(), before = { lines: LINES };
  const step = absorbed(picture, before, { ...before, looks: { 1: { tone: ["ink", "called"] } } });
  assert.deepEqual(step.picture.data[1].meta, { tone: ["ink", "called"] });
  assert.deepEqual([step.isMoved, step.isWhole], [true, false]);
});
