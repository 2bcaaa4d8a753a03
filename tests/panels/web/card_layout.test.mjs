// A card's texts stay on the page: lines are broken where a language breaks them, and a long card gets smaller letters.
import assert from "node:assert/strict";
import { test } from "node:test";
import { HIGH, WIDE, laid, wrapped } from "../../../pledge_lib/panels/web/card_layout.js";

const TEN = (text) => text.length * 10;
const measure = (text, size) => text.length * size;

test("English is broken at blanks, Chinese anywhere but before a closing mark", () => {
  assert.deepEqual(wrapped("below the line", 90, TEN), ["below the", "line"]);
  assert.deepEqual(wrapped("低於線，就追繳。", 40, TEN), ["低於線，", "就追繳。"]);
  assert.deepEqual(wrapped("低於線了，補", 40, TEN), ["低於線", "了，補"]);
});

test("no sign is lost by breaking a text", () => {
  for (const text of ["回到 130% 只是先不賣；到 166% 追繳才取消。", "Unpaid: from business day 3 on (C-4)."]) {
    assert.equal(wrapped(text, 60, TEN).join("").replaceAll(" ", ""), text.replaceAll(" ", ""));
  }
});

const card = (rule) => ({
  title: "Lesson", foot: "foot",
  parts: [{ heading: "a", lines: ["x = y"] }, { heading: "b", lines: ["one", "two"] }, { heading: "c", lines: ["t"] }],
  numbers: { heading: "n", cells: [["22%", "fall"], ["3", "days"], ["23%", "left"]] },
  rules: { heading: "r", rows: Array.from({ length: 8 }, (_, place) => [`rule ${place}`, rule]) },
});

test("everything stands on the page, and what is longer is written smaller", () => {
  const sizes = ["", "word ".repeat(40)].map((rule) => {
    const marks = laid(card(rule), measure), texts = marks.filter(({ tag }) => tag === "text");
    for (const { x, y, text } of texts) assert.ok(x >= 0 && x < WIDE && y > 0 && y < HIGH, `${text} at ${x}, ${y}`);
    return Math.min(...texts.map((mark) => mark["font-size"]));
  });
  assert.ok(sizes[1] < sizes[0]);
});

test("a rule that is not written leaves a line to write on", () => {
  const lines = laid(card(""), measure).filter(({ tag }) => tag === "line");
  assert.equal(lines.length, 8);
});
