// Where numbers lie in pixels, and how the lead lies under the chart's axis.
import assert from "node:assert/strict";
import { test } from "node:test";

import { AIR, TICKS, firstLines, geometry, margins, onAxis, sideBySide, stepped, stops, ticksAcross } from "../../../pledge_lib/panels/web/geometry.js";

const LAYOUT = { meta: { left: 40, right: 10, bottom: 30, y: "ratio" }, xaxis: { range: [40, 130] }, yaxis: { range: [50, 225] } };
const WIDTH = 500, HEIGHT = 250;
const space = (unit = 1, layout = LAYOUT) => geometry(layout, WIDTH, HEIGHT, unit);
const CHANGE = { low: -60, high: 30, step: 1 };
const near = (a, b) => assert.ok(Math.abs(a - b) < 1e-9, `${a} is not ${b}`);

test("the ends of the axes lie at the margins, whatever the size of the type", () => {
  for (const unit of [1, 1.9]) {
    const { px, py, left, right, top, bottom } = space(unit);
    near(px(40), (40 + AIR) * unit);
    near(px(130), WIDTH - 10 * unit);
    near(py(225), 27 * unit);
    near(py(50), HEIGHT - 30 * unit);
    assert.deepEqual([left, right, top, bottom], [px(40), px(130), py(225), py(50)]);
  }
});

test("on a phone no line is kept above the chart for a name that is not there", () => {
  const { y, ...meta } = LAYOUT.meta, nameless = { ...LAYOUT, meta };
  near(geometry(nameless, WIDTH, HEIGHT, 1).top, 14);
  near(geometry(nameless, 700, HEIGHT, 1).top, 27);
});

test("larger numbers at the axes get more room left of them, and below them, twice that where the axis has a name", () => {
  const nameless = { meta: { left: 40 } }, named = { meta: { left: 40, x: "days" } };
  const [small, large] = [TICKS, 15].map((ticks) => margins(named, 900, 2, ticks));
  near((large.l / 2 - AIR) / (small.l / 2 - AIR), 15 / TICKS);
  const [plain, taller] = [TICKS, 15].map((ticks) => margins(nameless, 900, 2, ticks));
  assert.ok(taller.b - plain.b >= 2 * (15 - TICKS), "a line of numbers grows");
  near(large.b - small.b, 2 * (taller.b - plain.b));
});

test("an axis shows no more numbers than stand beside one another", () => {
  const money = { range: [0, 1500000] }, percent = { range: [-60, 60], ticksuffix: "%" };
  for (const [axis, letters] of [[money, 9], [percent, 4]]) {
    for (const [across, size] of [[600, 28], [600, 12], [240, 12]]) {
      const most = ticksAcross(axis, across, size);
      assert.ok(most === 2 || most * letters * 0.62 * size < across, `${most} numbers of ${letters} letters in ${across} px`);
    }
  }
  assert.equal(ticksAcross({ ...percent, domain: [0, 0.5] }, 1200, 28), ticksAcross(percent, 600, 28));
});

test("a name at the upright axis keeps the lines for which there is room, and never less than the first", () => {
  const names = ["Yuanta<br>Securities", "KGI<br>Securities", "E.SUN"];
  assert.deepEqual(firstLines(names, 300, 12), names);
  assert.deepEqual(firstLines(names, 150, 28), ["Yuanta", "KGI", "E.SUN"]);
  assert.deepEqual(firstLines(names, 10, 28), ["Yuanta", "KGI", "E.SUN"]);
});

test("names at a level axis stand in two lines where two neighbours would meet, and in one where there is room", () => {
  const axis = { ticktext: ["sale", "tax", "commission", "interest"], tickvals: [0, 1, 2, 3], range: [-0.5, 3.5] };
  assert.deepEqual(sideBySide(axis, 400, 12), axis.ticktext);
  assert.deepEqual(sideBySide(axis, 160, 12), ["sale", "<br>tax", "commission", "<br>interest"]);
  const days = { ...axis, ticktext: ["25<br>Tue", "26<br>Wed", "27<br>Thu", "28<br>Fri"] };
  assert.deepEqual(sideBySide(days, 400, 12), days.ticktext);
  assert.deepEqual(sideBySide(days, 80, 12), ["", "26<br>Wed", "", "28<br>Fri"], "those of several lines are fewer");
  const chinese = { ...axis, ticktext: ["賣出股票", "證券交易稅", "手續費", "利息"] };
  assert.notDeepEqual(sideBySide(chinese, 200, 12), chinese.ticktext, "a Chinese sign is as wide as it is high");
});

test("a place in pixels leads back to the number", () => {
  const { px, py, xAt, yAt } = space();
  for (const number of [40, 78, 129.5]) near(xAt(px(number)), number);
  for (const number of [50, 130, 225]) near(yAt(py(number)), number);
});

test("a second pane has places of its own, and shares the upright axis it has not", () => {
  const { px, py } = space(1, { ...LAYOUT, xaxis: { range: [40, 130], domain: [0, 0.6] }, xaxis2: { range: [0, 8], domain: [0.7, 1] } });
  near(px(0, "2"), 40 + AIR + 0.7 * (450 - AIR));
  near(px(8, "2"), WIDTH - 10);
  near(py(130, "2"), py(130));
});

test("the thumb lies under the dot at every step", () => {
  const found = space(), axis = onAxis(CHANGE, [40, 130], found);
  assert.deepEqual([axis.min, axis.max], [-60, 30]);
  for (const change of [-60, -22, 0, 30]) {
    const share = (change - axis.min) / (axis.max - axis.min);
    near(axis.from + share * (axis.to - axis.from), found.px(100 + change));
    near(axis.valueAt(100 + change), change);
  }
});

test("of a lead longer than the axis, the part under the axis is the track, on its steps", () => {
  const axis = onAxis({ low: 1, high: 730, step: 1 }, [1, 730], { range: [0, 400], left: 40, right: 440 });
  assert.deepEqual([axis.min, axis.max], [1, 400]);
  near(axis.to, 440);
  near(axis.from, 41);
});

test("steps of unequal length are found by what is nearest", () => {
  const axis = onAxis({ low: 0, high: 3, step: 1 }, [0, 1, 4, 5], { range: [0, 5], left: 0, right: 100 });
  assert.deepEqual([0.4, 2, 3, 4.9].map(axis.valueAt), [0, 1, 2, 3]);
  assert.deepEqual([0, 1, 2, 3].map(axis.shareOf), [0, 0.2, 0.8, 1]);
});

test("steps beyond the axis are cut off: the hand reaches those that lie under it", () => {
  const axis = onAxis({ low: 0, high: 5, step: 1 }, [-9, -2, 0, 1, 4, 12], { range: [-0.5, 5], left: 0, right: 110 });
  assert.deepEqual([axis.min, axis.max, axis.places], [2, 4, [0, 1, 4]]);
  assert.deepEqual([axis.from, axis.to], [10, 90]);
  assert.deepEqual([-9, 0.4, 2, 3, 12].map(axis.valueAt), [2, 2, 3, 4, 4]);
  assert.deepEqual([0, 2, 3, 4, 5].map(axis.shareOf), [0, 0, 0.25, 1, 1]);
});

test("zones end where they end, beyond the track they are cut, and the last goes on", () => {
  const axis = { min: -60, max: 40 };
  assert.deepEqual(stops([[-20, "called"], [-10, "near"], [null, "safe"]], axis), [[0.4, "called"], [0.5, "near"], [1, "safe"]]);
  assert.deepEqual(stops([[-80, "called"], [-70, "near"], [null, "safe"]], axis), [[1, "safe"]]);
  assert.deepEqual(stops([[90, "safe"], [null, "called"]], axis), [[1, "safe"]]);
  assert.deepEqual(stops([], axis), []);
});

test("a number moves by whole steps and stays within its ends", () => {
  const rate = { low: 1, high: 10, step: 0.05 };
  assert.equal(stepped(rate, 3, 3), 3.15);
  assert.equal(stepped(rate, 3, 1e6), 10);
  assert.equal(stepped(rate, 3, -1e6), 1);
});
