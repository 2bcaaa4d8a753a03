// What a page keeps of a prediction is what led on, and a browser that keeps nothing is no error.
import assert from "node:assert/strict";
import { test } from "node:test";

import { createKept } from "./kept.js";

function storage() {
  const held = new Map();
  return { held, getItem: (key) => held.get(key) ?? null, setItem: (key, text) => held.set(key, text) };
}

test("presses come back in their order, each prediction its own", () => {
  const store = storage(), kept = createKept(() => store);
  kept.add("P1.3", { action: "commit", answers: { answer: "22", confidence: 70 } });
  kept.add("P1.3", { action: "pick-reason", answers: { reason: "divide" } });
  kept.add("P1.1", { action: "skip", answers: {} });
  assert.deepEqual(createKept(() => store).of("P1.3").map(({ action }) => action), ["commit", "pick-reason"]);
  assert.equal(kept.of("P1.3")[0].answers.answer, "22");
  assert.deepEqual(kept.of("P9.9"), []);
});

test("what is damaged is forgotten", () => {
  const store = storage(), kept = createKept(() => store);
  for (const text of ["{", "null", "7", '{"action":"skip"}', "[null, 7, {}]"]) {
    store.held.clear();
    kept.add("P1.1", { action: "skip", answers: {} });
    for (const key of store.held.keys()) store.held.set(key, text);
    assert.deepEqual(kept.of("P1.1"), [], text);
  }
});

test("a browser that keeps nothing asks anew", () => {
  const shut = createKept(() => { throw new Error("not allowed"); });
  shut.add("P1.1", { action: "skip", answers: {} });
  assert.deepEqual(shut.of("P1.1"), []);
});
