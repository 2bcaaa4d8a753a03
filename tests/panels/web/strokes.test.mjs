// The numbers of a step as paths in pixels, and what of a picture can be moved without plotly.
import assert from "node:assert/strict";
import { test } from "node:test";

import { barsOf, createStrokes, pathOf, scaleOf, spotsOf, uidOf } from "../../../pledge_lib/panels/web/strokes.js";

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
  assert.deepEqual(spots, [{ i: 0, left: 0, top: 100, isSeen: true }, { i: 2, left: 30, top: 95, isSeen: false }]);
});

test("a bar goes from its foot to its end; one without a length is none, unless it has an edge", () => {
  const standing = { x: [1, 2, 3], y: [5, 0, NONE], base: [10, 10, 10], width: 0.5 };
  assert.deepEqual(barsOf(standing, across, up), ["M7.5,90V85H12.5V90Z", "M0,0Z", "M0,0Z"]);
  assert.deepEqual(barsOf({ ...standing, meta: { hollow: true } }, across, up), ["M7.5,90V85H12.5V90Z", "M17.5,90V90H22.5V90Z", "M0,0Z"]);
  const lying = { x: [5], y: [1], width: 0.5, orientation: "h" };
  assert.deepEqual(barsOf(lying, across, up), ["M0,99.25V98.75H50V99.25Z"]);
});

// A chart of which plotly has drawn a line in so many pieces, so many dots, so many bars, or a zone in a colour.
function drawn({ pieces = 0, dots = 0, bars = 0, zone = null }) {
  const node = (i) => ({ own: {}, style: { fill: "" }, __data__: { i }, getAttribute(name) { return this.own[name] ?? null; }, setAttribute(name, value) { this.own[name] = value; }, removeAttribute(name) { delete this.own[name]; }, parentNode: "points", remove() { this.parentNode = null; }, cloneNode: () => ({ ...node(), parentNode: null }) });
  const of = (count) => Array.from({ length: count }, (_, i) => node(i));
  const area = zone === null ? null : { ...node(0), style: { fill: zone } };
  const place = { append: (...those) => those.forEach((dot) => { dot.parentNode = "points"; }) };
  const nodes = { ".js-line": of(pieces), ".point": of(dots), ".point > path": of(bars) };
  const root = { __data__: [{ trace: { uid: uidOf(0) } }], querySelectorAll: (kind) => nodes[kind], querySelector: (kind) => ({ ".points": place, ".js-fill": area })[kind] ?? null };
  const strokes = createStrokes({ querySelector: (wanted) => (!bars && wanted.endsWith(uidOf(0)) ? root : null), querySelectorAll: () => (bars ? [root] : []) });
  const layout = { xaxis: { range: [0, 10] }, yaxis: { range: [0, 10] } };
  return { nodes, wear: (trace, before = trace) => strokes.wear(0, before, trace), move: (trace, axes = layout) => strokes.move(0, { type: "scatter", mode: "lines", ...trace }, axes, [100, 100]) };
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
  const filled = { ...here, fill: "toself" };
  assert.equal(drawn({ pieces: 1 }).move(filled), false, "a zone that was away");
  assert.equal(drawn({ zone: "" }).move(filled), false, "one that was away and has no colour yet");
  assert.equal(drawn({ zone: "" }).move({ ...filled, ...away }), true, "nothing is to be seen of it");
  assert.equal(drawn({ zone: "red" }).move(filled), true);
  assert.equal(drawn({}).move({ ...here, mode: "markers" }), false, "the first dot");
  assert.equal(drawn({ dots: 1 }).move({ ...here, mode: "markers", meta: { tone: ["safe", "called"] } }), false, "of which colour?");
  assert.equal(drawn({ bars: 1 }).move({ ...here, type: "bar", width: 1 }), false, "more bars than there were");
  assert.equal(drawn({}).move({ ...here, type: "heatmap" }), false, "what is no mark");
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

test("dots and bars take another colour, each its own; what has a hatch or another shape is left to plotly", () => {
  const mark = { meta: { role: "dot" }, marker: { color: "red", line: { color: "white" } } };
  for (const [kind, seen, role] of [["dots", ".point", "dot"], ["dots", ".point", "event"], ["bars", ".point > path", "bars"]]) {
    const { nodes: { [seen]: marks }, wear } = drawn({ [kind]: 2 }), worn = () => marks.map(({ style: { fill, stroke } }) => [fill, stroke]);
    const own = { ...mark, meta: { role } };
    assert.equal(wear(own), true);
    assert.deepEqual(worn(), [["red", "white"], ["red", "white"]]);
    marks[1].style.fill = "none";
    assert.equal(wear({ ...own, marker: { color: ["green", "blue"], line: { color: ["red", "blue"] } } }), true);
    assert.deepEqual(worn(), [["green", "red"], ["none", "blue"]], "a cross is not filled");
    assert.equal(wear({ ...own, meta: { role: "zone" } }), false);
    assert.equal(wear({ ...own, marker: { ...mark.marker, symbol: "square" } }, own), false);
    assert.equal(wear({ ...own, marker: { ...mark.marker, pattern: { shape: ["", "/"] } } }), false);
    marks[0].style.fill = "url(#hatch)";
    assert.equal(wear(own), false);
  }
  assert.equal(createStrokes({ querySelector: () => null, querySelectorAll: () => [] }).wear(0, mark, mark), false, "plotly has not come yet");
});

test("bars are moved as they were drawn", () => {
  const { nodes, move } = drawn({ bars: 2 });
  assert.equal(move({ type: "bar", x: [1, 2], y: [5, 0], width: 1 }), true);
  assert.deepEqual(nodes[".point > path"].map(({ own }) => own.d), ["M5,100V50H15V100Z", "M0,0Z"]);
});

test("dots of several looks are each that of its number, whichever of them have a place", () => {
  const { nodes: { ".point": dots }, move } = drawn({ dots: 3 });
  assert.equal(move({ mode: "markers", x: [NONE, 3, 4], y: [NONE, 3, 4], meta: { tone: ["safe", "called", "sold"] } }), true);
  assert.deepEqual(dots.map(({ own, parentNode }) => parentNode && own.transform), [null, "translate(30,70)", "translate(40,60)"]);
});

test("one dot more of one look is as the others", () => {
  const { nodes: { ".point": dots }, move } = drawn({ dots: 1 });
  assert.equal(move({ mode: "markers", x: [3, 4], y: [3, 4] }), true);
  assert.deepEqual(dots.map(({ own, parentNode }) => parentNode && own.transform), ["translate(30,70)"]);
});

test("a dot that goes away is kept for when it comes back", () => {
  const { nodes: { ".point": dots }, move } = drawn({ dots: 2 }), there = () => dots.map(({ parentNode }) => Boolean(parentNode));
  assert.equal(move({ mode: "markers", x: [3, NONE], y: [3, NONE] }), true);
  assert.deepEqual(there(), [true, false]);
  assert.equal(move({ mode: "markers", x: [3, 4], y: [3, 4] }), true);
  assert.deepEqual(there(), [true, true]);
});
