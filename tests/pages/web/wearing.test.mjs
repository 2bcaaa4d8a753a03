// What a lesson's page puts on a figure: examples that are still to be guessed are left out, and counted on without them.
import assert from "node:assert/strict";
import { test } from "node:test";

import { createDress, createGuesses } from "./wearing.js";

const frame = (chosen) => ({ chosen, spec: JSON.stringify({ presets: ["a", "b", "c"], groups: ["", "g", ""], language: "en", figure: { data: [], layout: {} } }) });
const asked = [{ id: "P1", figure: "F", example: 1 }, { id: "P2", figure: "F", example: 1 }, { id: "P3", figure: "G", example: 0 }, { id: "P4", figure: "F", example: null }];

test("an example is left out until every prediction that asks it was made or skipped, except where it is opened", () => {
  const guesses = createGuesses(asked);
  let heard = 0;
  guesses.on(() => { heard += 1; });
  assert.deepEqual(new Set(guesses.hidden("F", null)), new Set([1]));
  assert.deepEqual(guesses.hidden("F", 1), []);
  guesses.make("P1", { text: "22%", value: 0.22 });
  assert.deepEqual(guesses.hidden("F", null), [1]);
  guesses.make("P2");
  assert.deepEqual(guesses.hidden("F", null), []);
  assert.equal(heard, 2);
  assert.equal(guesses.guessed("P1").guess.text, "22%");
  assert.equal(guesses.guessed("P2"), null);
});

test("the examples that are shown are counted by their places on the screen, those of the figure by their own", () => {
  const { dress, undressed } = createDress({ hidden: () => [1] });
  const spec = JSON.parse(dress(frame(2)).spec);
  assert.deepEqual([spec.presets, spec.groups], [["a", "c"], ["", ""]]);
  assert.equal(dress(frame(2)).chosen, 1);
  assert.equal(dress(frame(1)).chosen, null);
  assert.equal(dress(frame(null)).chosen, null);
  assert.equal(undressed({ preset: 1 }, frame(0)).preset, 2);
  assert.deepEqual(undressed({ key: "fall", value: 3 }, frame(0)), { key: "fall", value: 3 });
});

test("a figure of which nothing is asked stays as it is", () => {
  const plain = frame(2), { dress, undressed } = createDress({});
  assert.equal(dress(plain), plain);
  assert.equal(undressed({ preset: 2 }, plain).preset, 2);
});
