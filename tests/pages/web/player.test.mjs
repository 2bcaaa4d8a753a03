// What a page without Python answers to the hand.
import assert from "node:assert/strict";
import { test } from "node:test";

import { nearest } from "./nearest.js";
import { NEAREST, NEEDS_PYTHON, PUT_BACK, START, UNREAD, answer, caseOf, frameOf, has, joined, read, reelOf, valuesOf } from "./player.js";

const frame = (fall, days, kind = "a") => ({ values: { fall, days, kind, path: [1, 2] } });
const first = reelOf({
  frames: [frame(10, 30), frame(0, 30), frame(10, 30), frame(20, 30), frame(30, 30)],
  about: { runs: [{ preset: null, key: null, at: [null], first: 0 }, { preset: null, key: "fall", at: [0, 10, 20, 30], first: 1 }] },
});
const more = reelOf({
  frames: [frame(10, 1), frame(10, 30), frame(10, 60), frame(10, 30), frame(10, 30, "b"), frame(20, 60), frame(0, 60), frame(30, 60)],
  about: { runs: [{ preset: null, key: "days", at: [1, 30, 60], first: 0 }, { preset: null, key: "kind", at: ["a", "b"], first: 3 },
    { preset: 0, key: null, at: [null], first: 5 }, { preset: 0, key: "fall", at: [0, 30], first: 6 }] },
});
const reel = joined(first, more);
const after = (...events) => events.reduce(({ state }, [event, isHeld]) => answer(reel, state, event, isHeld), { state: START });
const shown = (...events) => frameOf(reel, after(...events).state).values;

test("a slider that is drawn along shows the nearest frame, with that frame's own value", () => {
  assert.equal(shown([{ key: "fall", value: 14 }, true]).fall, 10);
  assert.equal(shown([{ key: "fall", value: 16 }, true]).fall, 20);
});

test("a key goes on to the next frame, both ways, and stops at the ends", () => {
  assert.equal(shown([{ key: "fall", value: 11 }]).fall, 20);
  assert.equal(shown([{ key: "fall", value: 11 }], [{ key: "fall", value: 21 }]).fall, 30);
  assert.equal(shown([{ key: "fall", value: 9 }]).fall, 0);
  assert.equal(shown([{ key: "fall", value: 30 }], [{ key: "fall", value: 31 }]).fall, 30);
});

test("another control puts the first back, and says so only where it had moved", () => {
  const moved = after([{ key: "fall", value: 20 }], [{ key: "days", value: 60 }]);
  assert.deepEqual([frameOf(reel, moved.state).values.fall, moved.said], [10, PUT_BACK]);
  assert.equal(after([{ key: "fall", value: 10 }], [{ key: "days", value: 60 }]).said, null);
});

test("in an example the lead moves from there; another control leaves it and says so", () => {
  assert.deepEqual(shown([{ preset: 0 }], [{ key: "fall", value: 30 }]), { fall: 30, days: 60, kind: "a", path: [1, 2] });
  const left = after([{ preset: 0 }], [{ key: "days", value: 1 }]);
  assert.deepEqual([frameOf(reel, left.state).values.fall, left.said], [10, PUT_BACK]);
});

test("typed numbers are read as readers write them, and told apart from what is prepared", () => {
  assert.deepEqual(["1,000", "\u221222", " 5 % ", "１２"].map(read), [1000, -22, 5, 12]);
  assert.equal(read("abc"), "abc");
  assert.equal(after([{ key: "fall", typed: "20" }]).said, null);
  assert.equal(after([{ key: "fall", typed: "17" }]).said, NEAREST);
  assert.deepEqual(after([{ key: "fall", typed: "abc" }]), { state: START, said: UNREAD });
});

test("options and days: an option has no neighbour, a day has", () => {
  assert.equal(shown([{ key: "kind", value: "b" }]).kind, "b");
  assert.equal(after([{ key: "kind", value: "c" }]).said, UNREAD);
  assert.equal(nearest(["2025-01-01", "2025-02-01"], "2025-01-20"), 1);
});

test("what was not prepared says that it needs Python and moves nothing", () => {
  assert.deepEqual(after([{ key: "path", value: [1] }]), { state: START, said: NEEDS_PYTHON });
});

test("reset goes back, a job's button changes nothing", () => {
  assert.deepEqual(after([{ key: "fall", value: 20 }], [{ reset: true }]).state, START);
  assert.deepEqual(after([{ preset: 0 }], [{ job: "again" }]).state, { ...START, preset: 0 });
});

test("the page knows when it must fetch more", () => {
  assert.ok(has(first, START, { key: "fall", value: 1 }) && has(first, START, { reset: true }));
  assert.ok(!has(first, START, { key: "days", value: 1 }) && !has(first, START, { preset: 0 }));
  assert.ok(has(reel, START, { preset: 0 }));
});

test("a case told in values is found again, or the nearest that is prepared", () => {
  for (const events of [[], [[{ key: "fall", value: 20 }]], [[{ preset: 0 }]], [[{ preset: 0 }], [{ key: "fall", value: 30 }]]]) {
    const { state } = after(...events), values = valuesOf(frameOf(reel, START), frameOf(reel, state)), found = caseOf(reel, values);
    assert.ok(found.isExact);
    assert.deepEqual(frameOf(reel, found.state).values, frameOf(reel, state).values);
  }
  const near = caseOf(reel, { fall: 21, days: 44 });
  assert.deepEqual([near.isExact, frameOf(reel, near.state).values.fall], [false, 20]);
});
