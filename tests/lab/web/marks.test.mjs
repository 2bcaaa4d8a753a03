// The marks of the prose: found where they stand, with the blank before them, and nothing else taken for one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pieces } from "../../../pledge_lib/lab/labextension/static/marks.js";

const NAMES = ["RULE", "FIRM", "2ND", "UNVERIFIED"];

test("a text is cut at its marks, which take the blank before them along", () => {
  const found = pieces("at most 60% [RULE], called below 130% [2ND]", NAMES);
  assert.deepEqual(found, [{ text: "at most 60%" }, { mark: "RULE" }, { text: ", called below 130%" }, { mark: "2ND" }]);
});

test("two marks side by side are two", () => {
  assert.deepEqual(pieces("[FIRM] [UNVERIFIED]", NAMES), [{ mark: "FIRM" }, { mark: "UNVERIFIED" }]);
});

test("what only looks like a mark stays as it is", () => {
  for (const text of ["[RULES]", "RULE", "[rule]", "a list [0]", ""]) {
    assert.deepEqual(pieces(text, NAMES), text ? [{ text }] : []);
  }
});
