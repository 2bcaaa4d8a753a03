// A report's tables stay inside the page, keep every text, and a page with more than fits grows.
import assert from "node:assert/strict";
import { test } from "node:test";
import { HIGH, INSIDE, MARGIN, WIDE } from "../../../pledge_lib/panels/web/card_layout.js";
import { laidReport, widths } from "../../../pledge_lib/panels/web/report_layout.js";

const measure = (text, size) => text.length * size * 0.6;
const row = (place, lender) => [`${lender} ${place}`, "pledge", "▲ 128%", "130%", "NT$163,373"];
const report = (rows, lender = "Bank") => ({
  title: "My position", as_of: "2026-03-02", summary: "Held and owed.", foot: "no advice",
  sections: [{ heading: "lenders", texts: 2, head: ["lender", "kind", "ratio", "line", "cash"], rows: Array.from({ length: rows }, (_, place) => row(place, lender)) }],
});
const edges = ({ x, text, "font-size": size, "text-anchor": anchor }) => {
  const wide = measure(text, size);
  return anchor === "end" ? [x - wide, x] : [x, x + wide];
};

test("texts keep the margins, and no two of a line lie over each other", () => {
  for (const lender of ["Bank", "A lender with quite a long name of many words", "x".repeat(120)]) {
    const lines = new Map();
    for (const mark of laidReport(report(4, lender), measure).marks.filter(({ tag }) => tag === "text")) {
      const [left, right] = edges(mark);
      assert.ok(left >= MARGIN - 1 && right <= WIDE - MARGIN + 1, `${mark.text}: ${left} to ${right}`);
      for (const [from, to] of lines.get(mark.y) ?? []) assert.ok(right <= from || left >= to, `${mark.text} lies over another`);
      lines.set(mark.y, [...(lines.get(mark.y) ?? []), [left, right]]);
    }
  }
});

test("columns fill the page whether their texts are short or long", () => {
  for (const lender of ["A", "long ".repeat(60)]) {
    const total = widths([row(0, "name of a column"), row(1, lender)], 13, measure).reduce((sum, width) => sum + width, 0);
    assert.ok(Math.abs(total - INSIDE) < 1e-6);
  }
});

test("the name of a column is broken before what stands in it", () => {
  const wide = widths([["Lender", "cash ".repeat(30)], ["x".repeat(50), "1"]], 13, measure);
  assert.ok(wide[0] > measure("x".repeat(50), 13) && Math.abs(wide[0] + wide[1] - INSIDE) < 1e-6);
});

test("a report of a household is one A4 page, one of eighty lenders is higher and loses none", () => {
  assert.equal(laidReport(report(4), measure).high, HIGH);
  const { marks, high } = laidReport(report(80), measure);
  assert.ok(high > HIGH && marks.every(({ y, y1 }) => (y ?? y1) < high));
  assert.equal(marks.filter(({ text }) => text === "▲ 128%").length, 80);
});
