// The player of films, against examples that the encoder in Python wrote (tests/panels/test_web.py).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { played } from "../../../pledge_lib/panels/web/film.js";
import { plain, revived } from "./trees.mjs";

test("the page plays the frames that the film was made of", () => {
  const place = process.env.FILM_EXAMPLES;
  assert.ok(place, "pytest writes the examples: run tests/panels/test_web.py");
  const examples = JSON.parse(readFileSync(place, "utf-8"), revived);
  assert.ok(examples.length > 30);
  for (const { film, start, frames } of examples) {
    const back = played(new Uint8Array(film.buffer), start);
    assert.deepEqual(plain(back.frames), plain(frames));
    assert.equal(back.about, "example");
  }
});
