// Labels: none covers another or a dot, the more important one stays, and each flips before it gives way.
import assert from "node:assert/strict";
import { test } from "node:test";

import { geometry } from "../../../pledge_lib/panels/web/geometry.js";
import { placed } from "../../../pledge_lib/panels/web/placing.js";

const LAYOUT = { meta: {}, xaxis: { range: [0, 100] }, yaxis: { range: [0, 100] } };
const SPACE = geometry(LAYOUT, 680, 306, 1), PHONE = geometry(LAYOUT, 360, 230, 1);
const SIZE = [80, 15];
const where = (labels, dots = [], space = SPACE) => placed(labels, Object.fromEntries(Object.keys(labels).map((name) => [name, SIZE])), dots, space);

test("a label stands where it asks to", () => {
  const { now } = where({ now: { x: 50, y: 50, dx: 10, dy: -4 } });
  assert.deepEqual(now, [SPACE.px(50) + 10, SPACE.py(50) - 4 - SIZE[1] / 2]);
});

test("at the edge it flips to the other side", () => {
  const { far } = where({ far: { x: 99, y: 50, dx: 10 } });
  assert.ok(far[0] + SIZE[0] <= SPACE.px(99) - 9, `${far[0]} is not to the left of its place`);
  const { near } = where({ near: { x: 1, y: 50, dx: -10, at: "r" } });
  assert.ok(near[0] >= SPACE.px(1) + 9);
});

test("of two at one place the less important one flips, and a third is not drawn", () => {
  const label = { x: 50, y: 50, dx: 10, dy: 3 };
  const found = where({ third: { ...label, rank: 9 }, first: { ...label, rank: 1 }, second: { ...label, rank: 2 }, fourth: { ...label, rank: 9 }, fifth: { ...label, rank: 9 } });
  assert.deepEqual(found.first, [SPACE.px(50) + 10, SPACE.py(50) + 3 - SIZE[1] / 2]);
  assert.notDeepEqual(found.second, found.first);
  assert.ok(Object.values(found).some((at) => at === null), "five labels of one place cannot all be drawn");
});

test("drawn labels never overlap, and never cover a dot", () => {
  let seed = 7;
  const random = () => (seed = seed * 16807 % 2147483647) / 2147483647;
  const apart = ([x, y, w, h], [a, b, c, d]) => x + w <= a + 2 || a + c <= x + 2 || y + h <= b + 4 || b + d <= y + 4;
  for (let round = 0; round < 200; round += 1) {
    const labels = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`l${i}`, { x: random() * 100, y: random() * 100, dx: 8, dy: 8, rank: i + 1 }]));
    const dot = [random() * 600, random() * 250, 18, 18];
    const boxes = Object.values(where(labels, [dot])).filter(Boolean).map(([x, y]) => [x, y, ...SIZE]);
    for (const [i, box] of boxes.entries()) {
      assert.ok(box[0] >= 0 && box[0] + box[2] <= 680 && box[1] >= 0 && box[1] + box[3] <= 306, `${box} leaves the chart`);
      for (const other of [...boxes.slice(i + 1), dot]) assert.ok(apart(box, other), `${box} covers ${other}`);
    }
  }
});

test("the name of a lane stands at its left, on a phone above it, and no other label covers it", () => {
  const lane = { x: 0, y: 50, look: "lane" }, tick = { x: 5, y: 58, rank: 3 };
  assert.deepEqual(where({ lane }).lane, [0, SPACE.py(50) - SIZE[1] / 2]);
  const found = where({ lane, tick }, [], PHONE), alone = where({ tick }, [], PHONE);
  assert.deepEqual(found.lane, [0, PHONE.py(50.3) - SIZE[1]]);
  assert.ok(alone.tick[1] < found.lane[1] + SIZE[1] && alone.tick[1] + SIZE[1] > found.lane[1], "the two would meet");
  assert.notDeepEqual(found.tick, alone.tick);
});

test("the number at the dot is always drawn", () => {
  const everywhere = [[0, 0, 680, 306]];
  assert.ok(where({ now: { x: 50, y: 50, rank: 0 } }, everywhere).now);
});

test("between two places it stands if it fits there, else beside them", () => {
  const { wide } = where({ wide: { x: 50, y: 50, at: "c", fit: [30, 70] } });
  assert.equal(wide[0], SPACE.px(50) - SIZE[0] / 2);
  const { tight } = where({ tight: { x: 50, y: 50, at: "c", fit: [48, 52] } });
  assert.ok(tight[0] > SPACE.px(52));
  const { last } = where({ last: { x: 95, y: 50, at: "c", fit: [91, 99] } });
  assert.ok(last[0] + SIZE[0] < SPACE.px(91), "the last one has no room on its right");
});

test("some labels are for wide screens only", () => {
  assert.equal(where({ far: { x: 50, y: 50, drops: true } }, [], PHONE).far, null);
  assert.ok(where({ far: { x: 50, y: 50, drops: true } }).far);
});

test("the name of a line goes to the line's other end where its own is taken, and says it on the other side there", () => {
  const line = { x: 100, y: 50, at: "r", dx: -6, dy: -11, others: [[0, 50]] }, [far] = [SPACE.px(100), SPACE.py(50)];
  const taken = [[far - 120, SPACE.py(50) - 30, 120, 60]];
  assert.ok(where({ line }).line[0] > SPACE.px(50));
  assert.deepEqual(where({ line }, taken).line, [SPACE.px(0) + 6, SPACE.py(50) - 11 - SIZE[1] / 2]);
  assert.equal(where({ line: { ...line, others: undefined } }, taken).line, null);
  const both = [...taken, [SPACE.px(0), SPACE.py(50) - 30, 120, 60]];
  assert.deepEqual(where({ line: { ...line, others: [[0, 50], [40, 80]] } }, both).line, [SPACE.px(40) + 6, SPACE.py(80) - 11 - SIZE[1] / 2]);
});

test("a name that must be seen leaves its mark line by line where all its places are taken, another gives way", () => {
  const name = { x: 50, y: 50, dx: 6, dy: -11 }, [mark] = [SPACE.px(50)];
  const taken = [[mark - 100, SPACE.py(50) - 26, 200, 52]];
  assert.equal(where({ name }, taken).name, null);
  const [left, top] = where({ name: { ...name, must: true } }, taken).name;
  assert.ok(left === mark + 6 && top + SIZE[1] <= SPACE.py(50) - 24, `${[left, top]} is not above what is taken`);
  assert.ok(top > SPACE.py(50) - 60, "no further off than it must");
});

test("a name that must be seen stands over what it measures, a line off, where there is no room beside it", () => {
  const room = { x: 50, y: 50, at: "c", dy: -11, fit: [48, 52], must: true };
  const [left, right] = [SPACE.px(48), SPACE.px(52)];
  const taken = [[left - 100, SPACE.py(50) - 20, 95, 40], [right + 5, SPACE.py(50) - 20, 95, 40]];
  assert.equal(where({ room }, taken).room[0], SPACE.px(50) - SIZE[0] / 2);
});
