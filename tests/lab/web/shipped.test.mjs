// What of an open notebook runs by itself: the course's own code, at the course's own place, and nothing else.
import assert from "node:assert/strict";
import { test } from "node:test";

import { filled, lessonAt, neighbours, settingsIn, toldApart } from "../../../pledge_lib/lab/labextension/static/shipped.js";

const COURSE = {
  languages: { zh_TW: "中文", en: "English" },
  texts: { zh_TW: {}, en: {} },
  lessons: [
    { name: "00_start", titles: { zh_TW: "開始", en: "Start" }, code: { "s0-language": { zh_TW: "zh", en: "en" } } },
    { name: "01_pledging", titles: { zh_TW: "質押", en: "Pledging" },
      code: { "s1-language": { zh_TW: "l = Lesson('zh')", en: "l = Lesson('en')" }, "s1-a": "l.panel('F1.1')", "s1-b": "l.panel('F1.2')" } },
  ],
};
const LESSON = lessonAt("notebooks/en/01_pledging.ipynb", COURSE);
const [FIRST, A, B] = [
  { id: "s1-language", source: "l = Lesson('en')" }, { id: "s1-a", source: "l.panel('F1.1')" }, { id: "s1-b", source: "l.panel('F1.2')" },
];
const ids = (cells) => cells.map(({ id }) => id);

test("a lesson is known by its place only", () => {
  assert.equal(LESSON.place, 1);
  assert.equal(LESSON.language, "en");
  for (const path of ["01_pledging.ipynb", "x/notebooks/en/01_pledging.ipynb", "notebooks/fr/01_pledging.ipynb",
    "notebooks/en/09_other.ipynb", "notebooks/en/sub/01_pledging.ipynb", "notebooks/toString/01_pledging.ipynb"]) {
    assert.equal(lessonAt(path, COURSE), null, path);
  }
});

test("shipped code runs, to the letter and under its own cell's name", () => {
  assert.deepEqual(ids(toldApart([FIRST, A, B], LESSON).shipped), ["s1-language", "s1-a", "s1-b"]);
  const changed = { ...A, source: "l.panel('F1.1')  # mine" }, moved = { ...A, id: "mine" };
  const named = { id: "toString", source: "x" }, foreign = { ...FIRST, source: "l = Lesson('zh')" };
  for (const own of [changed, moved, named, foreign]) {
    const told = toldApart([own, B], LESSON);
    assert.deepEqual([ids(told.shipped), told.own], [["s1-b"], [own]]);
  }
});

test("an empty cell is nobody's, and a cell that was taken out leaves the others shipped", () => {
  const told = toldApart([FIRST, { id: "mine", source: "  \n" }, B], LESSON);
  assert.deepEqual([ids(told.shipped), told.own], [["s1-language", "s1-b"], []]);
});

test("in another order, twice, or elsewhere nothing runs by itself", () => {
  for (const cells of [[A, FIRST, B], [FIRST, B, A], [FIRST, A, A]]) {
    assert.deepEqual(toldApart(cells, LESSON), { shipped: [], own: cells });
  }
  assert.deepEqual(toldApart([FIRST, A], null), { shipped: [], own: [FIRST, A] });
});

test("the ways from a lesson lead to its neighbours and to its other language", () => {
  assert.deepEqual(neighbours(LESSON, COURSE), {
    before: { title: "Start", path: "notebooks/en/00_start.ipynb" },
    after: null,
    others: [{ language: "zh_TW", name: "中文", path: "notebooks/zh_TW/01_pledging.ipynb" }],
  });
});

test("a text takes its fields", () => {
  assert.equal(filled("{done} of {all}", { done: 0, all: 3 }), "0 of 3");
});

test("the reader's settings stand before those for everybody", () => {
  const schema = { properties: { autorun: { default: true }, bar: { default: false } } };
  assert.deepEqual(settingsIn({ raw: "{}", schema }), { autorun: true, bar: false });
  assert.deepEqual(settingsIn({ raw: "", schema }), { autorun: true, bar: false });
  assert.deepEqual(settingsIn({ raw: '// Lessons\n{\n  // mine\n  "autorun": false\n}', schema }), { autorun: false, bar: false });
});
