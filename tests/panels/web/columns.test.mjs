// Which columns of a table are words or prose, and which are numbers.
import assert from "node:assert/strict";
import { test } from "node:test";

const { kindsIn } = await import(new URL("../../../pledge_lib/panels/web/columns.js", import.meta.url));

test("sentences are words, and sums, ratios and dates are none", () => {
  const rows = [["day", "state", "paid", "what"], ["2025-04-01", "called", "NT$600", "「準備金」和 3 個月矛盾"], ["2025-04-02", "normal", "−12.5%", ""]];
  assert.deepEqual(kindsIn(rows), ["", "words", "", "words"]);
});

test("one number makes a column of numbers, and an empty column is none of words", () => {
  assert.deepEqual(kindsIn([["a", "b", "c"], ["x", "—", ""], ["y", "12 days", "—"]]), ["words", "", ""]);
  assert.deepEqual(kindsIn([["only a head"]]), [""]);
  assert.deepEqual(kindsIn([]), []);
});

test("prose makes a column of prose, though a number stands in it: two lines of it are read from the left", () => {
  const cell = "你自己：低於 130% 會收到追繳，再來是處分擔保品";
  assert.deepEqual(kindsIn([["what", "pledge", "chain"], ["price", cell, "called"], ["time", "2 個營業日", "22%"]]), ["words", "prose", ""]);
});

test("a box for a number is no word", () => {
  assert.deepEqual(kindsIn([["name", "price"], ["2330", { key: "price:1", label: "price", unit: "" }]]), ["", ""]);
});
