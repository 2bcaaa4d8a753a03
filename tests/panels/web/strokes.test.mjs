// The numbers of a step as paths in pixels, and what of a picture can be moved without plotly.
import assert from "node:assert/strict";
import { test } from "node:test";

import { createStrokes, pathOf, scaleOf, spotsOf, uidOf } from "../../../pledge_lib/panels/web/strokes.js";

const across = (number) => 10 * number, up = (number) => 100 - number;
const NONE = Number.NaN;

test("the ends of an axis lie at the ends of its pane, the upright one from above", () => {
  const level = scaleOf({ range: [40, 130] }, 450, false), upright = scaleOf({ range: [50, 225] }, 200, true);
  assert.deepEqual([40, 85, 130].map(level), [0, 225, 450]);
  assert.deepEqual([225, 50].map(upright), [0, 200]);
});

test("a pane may take a part of the chart, and an axis may go by powers of ten", () => {
  assert.equal(scaleOf({ range: [0, 8], domain: [0.75, 1] }, 400, false)(8), 100);
  assert.equal(scaleOf({ type: "log", range: [0, 2] }, 200, false)(10), 100);
});

test("a line breaks where there is no number, and a piece of one point is none", () => {
  assert.equal(pathOf({ x: [0, 1, 2, 3, 4, 5], y: [1, 2, NONE, 4, NONE, 6] }, across, up), "M0,99L10,98");
  assert.equal(pathOf({ x: [0, 1, NONE, 3, 4], y: [1, 2, NONE, 4, 5] }, across, up), "M0,99L10,98M30,96L40,95");
  assert.equal(pathOf({ x: [NONE, NONE], y: [NONE, NONE] }, across, up), "");
});

test("stairs go level first, and each piece of a zone is closed", () => {
  assert.equal(pathOf({ x: [0, 1], y: [1, 5], line: { shape: "hv" } }, across, up), "M0,99H10V95");
  assert.equal(pathOf({ x: [0, 1, NONE, 2, 3], y: [1, 1, NONE, 2, 2], fill: "toself" }, across, up), "M0,99L10,99ZM20,98L30,98Z");
});

test("a dot without a place is none, and one beyond the axes is not seen", () => {
  const spots = spotsOf({ x: [0, NONE, 3], y: [0, 5, 5] }, across, up, [20, 100]);
  assert.deepEqual(spots, [{ left: 0, top: 100, isSeen: true }, { left: 30, top: 95, isSeen: false }]);
});

// A chart of which plotly has drawn a line in so many pieces, and so many dots.
function drawn({ pieces = 0, dots = 0 }) {
  const node = () => ({ own: {}, style: {}, setAttribute(name, value) { this.own[name] = value; }, removeAttribute(name) { delete this.own[name]; }, parentNode: "points", remove() { this.parentNode = null; } });
  const place = { append: (dot) => { dot.parentNode = "points"; } };
  const nodes = { ".js-line": Array.from({ length: pieces }, node), ".point": Array.from({ length: dots }, node) };
  const root = { querySelectorAll: (kind) => nodes[kind], querySelector: (kind) => (kind === ".points" ? place : null) };
  const strokes = createStrokes({ querySelector: (wanted) => (wanted.endsWith(uidOf(0)) ? root : null) });
  const layout = { xaxis: { range: [0, 10] }, yaxis: { range: [0, 10] } };
  return { nodes, wear: (trace) => strokes.wear(0, trace), move: (trace, axes = layout) => strokes.move(0, { type: "scatter", mode: "lines", ...trace }, axes, [100, 100]) };
}

test("a line is moved as one, however many pieces it was drawn in", () => {
  const { nodes, move } = drawn({ pieces: 2 });
  assert.equal(move({ x: [0, 10], y: [0, 10] }), true);
  assert.deepEqual(nodes[".js-line"].map(({ own }) => own.d), ["M0,100L100,0", "M0,0Z"]);
});

test("what plotly has not drawn is left to it", () => {
  const away = { x: [NONE, NONE], y: [NONE, NONE] }, here = { x: [0, 10], y: [0, 10] };
  assert.equal(drawn({}).move(away), true, "nothing is to be seen of it");
  assert.equal(drawn({}).move(here), false, "a line that was away");
  assert.equal(drawn({ pieces: 1 }).move({ ...here, fill: "toself" }), false, "a zone that was away");
  assert.equal(drawn({ dots: 1 }).move({ ...here, mode: "markers" }), false, "more dots than there were");
  assert.equal(drawn({ dots: 2 }).move({ mode: "markers", x: [0, NONE], y: [0, NONE], meta: { tone: ["safe", "called"] } }), false, "whose colour goes?");
  assert.equal(drawn({ pieces: 1 }).move({ ...here, type: "bar" }), false, "bars");
  assert.equal(drawn({ pieces: 1 }).move(here, { xaxis: { range: [0, 10] }, yaxis: {} }), false, "an axis that plotly ends itself");
});

test("a dot beyond the axes is hidden, unless the chart cuts it there, and comes back", () => {
  const { nodes: { ".point": [dot] }, move } = drawn({ dots: 1 });
  const mark = { mode: "markers", cliponaxis: false, x: [11], y: [5] };
  move(mark);
  assert.deepEqual(dot.own, { transform: "translate(110,50)", display: "none" });
  move({ ...mark, x: [5] });
  assert.deepEqual(dot.own, { transform: "translate(50,50)" });
  move({ ...mark, cliponaxis: true });
  assert.deepEqual(dot.own, { transform: "translate(110,50)" });
});

test("filled dots take another colour; what has an edge, a hatch or a colour for each point is left to plotly", () => {
  const { nodes: { ".point": [dot] }, wear } = drawn({ dots: 1 });
  const mark = { meta: { role: "dot" }, marker: { color: "red" } };
  assert.deepEqual([wear(mark), dot.style.fill], [true, "red"]);
  for (const other of [{ ...mark, meta: { role: "zone" } }, { ...mark, meta: { role: "dot", hollow: true } }, { ...mark, marker: { color: ["red"] } }]) {
    assert.equal(wear(other), false);
  }
  assert.equal(createStrokes({ querySelector: () => null }).wear(0, mark), false, "plotly has not come yet");
});

test("a dot that goes away is kept for when it comes back", () => {
  const { nodes: { ".point": dots }, move } = drawn({ dots: 2 }), there = () => dots.map(({ parentNode }) => Boolean(parentNode));
  assert.equal(move({ mode: "markers", x: [3, NONE], y: [3, NONE] }), true);
  assert.deepEqual(there(), [true, false]);
  assert.equal(move({ mode: "markers", x: [3, 4], y: [3, 4] }), true);
  assert.deepEqual(there(), [true, true]);
});
