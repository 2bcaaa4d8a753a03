// The decoder of frames, against examples that the encoder in Python wrote (tests/panels/test_web.py), and what follows them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { absorb, after, follow } from "../../../pledge_lib/panels/web/frames.js";
import { plain, revived } from "./trees.mjs";

test("the page comes to the frame that the kernel meant", () => {
  const place = process.env.FRAME_EXAMPLES;
  assert.ok(place, "pytest writes the examples: run tests/panels/test_web.py");
  const examples = JSON.parse(readFileSync(place, "utf-8"), revived);
  assert.ok(examples.length > 100);
  for (const { before, change, buffers, now } of examples) {
    const kept = structuredClone(plain(before));
    assert.deepEqual(plain(absorb(before, change, buffers)), plain(now));
    assert.deepEqual(plain(before), kept, "the frame before has changed");
  }
});

const FRAME = { sentence: "After 30 days at 6.50%.", table: [["Item", "Value"], ["Days", "30"]], lines: { 0: { x: 1, y: 2 } } };

test("what did not change is the same object as before", () => {
  const now = absorb(FRAME, { table: { 1: { 1: ["31"] } }, sentence: { 1: ["31"] } }, []);
  assert.equal(now.sentence, "After 31 days at 6.50%.");
  assert.deepEqual(now.table, [["Item", "Value"], ["Days", "31"]]);
  assert.equal(now.lines, FRAME.lines);
  assert.equal(now.table[0], FRAME.table[0]);
  assert.notEqual(now.table[1], FRAME.table[1]);
});

const step = (number, days) => ({ number, change: { days: [days] } });
const START = { number: 4, frame: { days: 30 } };

test("steps in their order lead from frame to frame", () => {
  const now = after(after(START, step(5, 31), []), step(6, 32), []);
  assert.deepEqual(now, { number: 6, frame: { days: 32 } });
});

test("a step that the whole frame already held changes nothing", () => {
  assert.equal(after(START, step(4, 29), []), START);
  assert.equal(after(START, step(1, 1), []), START);
});

test("after a gap the frame waits for the whole, and takes no step before it", () => {
  const gap = after(START, step(6, 32), []);
  assert.deepEqual(gap, { ...START, isMissingSteps: true });
  assert.equal(after(gap, step(5, 31), []), gap);
  assert.equal(after(gap, step(7, 33), []), gap);
});

// A widget's model as far as `follow` knows it.
const modelWith = (whole) => {
  const sent = [], told = [];
  return { sent, told, get: () => whole, set: (_name, now) => { whole = now; told.push(now); }, send: (event) => sent.push(event) };
};

test("a model is told each new frame once", () => {
  const model = modelWith(START);
  follow(model, step(5, 31), []);
  follow(model, step(5, 31), []);
  assert.deepEqual(model.told, [{ number: 5, frame: { days: 31 } }]);
  assert.deepEqual(model.sent, []);
});

test("a gap asks the kernel for the whole frame, once, and goes on from there", () => {
  const model = modelWith(START);
  for (const number of [6, 7, 8]) follow(model, step(number, number), []);
  assert.deepEqual(model.sent, [{ whole: true }]);
  model.set("whole", { number: 8, frame: { days: 8 } });
  follow(model, step(8, 8), []);
  follow(model, step(9, 9), []);
  assert.deepEqual(model.get("whole"), { number: 9, frame: { days: 9 } });
});
