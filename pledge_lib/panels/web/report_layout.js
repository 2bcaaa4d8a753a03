// Where the tables of a report stand on an A4 page; what is too long for it at the smallest letters makes it higher.
import { HIGH, INK, INSIDE, MARGIN, QUIET, BRAND, LINE, WIDE, wrapped } from "./card_layout.js";

const SIZES = [13, 12, 11, 10, 9, 8];       // px of the text, until all of it fits

export function laidReport(report, measure) {
  let found = null;
  for (const size of SIZES) {
    found = placed(report, measure, size);
    if (found.end <= HIGH - MARGIN) break;
  }
  return { marks: found.marks, high: Math.max(HIGH, Math.ceil(found.end + MARGIN)) };
}

const sum = (numbers) => numbers.reduce((before, each) => before + each, 0);

// As wide as their texts where all of them fit; else names of columns are broken first, then all texts in proportion.
export function widths(rows, size, measure) {
  const [head, ...body] = rows;
  const asked = (part) => head.map((_, place) => Math.max(0, ...part.map((cells) => measure(cells[place], size, 600))) + size);
  const own = asked(rows), lean = asked(body), total = sum(own), least = sum(lean);
  if (total <= INSIDE) return own.map((width, place) => width + (place ? 0 : INSIDE - total));
  if (least >= INSIDE) return own.map((width) => (width * INSIDE) / total);
  return lean.map((width, place) => width + ((own[place] - width) * (INSIDE - least)) / (total - least));
}

function placed(report, measure, size) {
  const marks = [], step = size * 1.45;
  let y = MARGIN;
  const put = (text, x, at, more = {}) => marks.push({ tag: "text", x, y: at, fill: INK, "font-size": size, text, ...more });
  const block = (text, more = {}) => {
    const px = more["font-size"] ?? size;
    for (const line of wrapped(text, INSIDE, (part) => measure(part, px, more["font-weight"] ?? 400))) {
      put(line, MARGIN, y + px, more);
      y += px * 1.45;
    }
  };
  const table = ({ head, rows, texts }) => {
    const wide = widths([head, ...rows], size, measure);
    const row = (cells, more) => {
      let x = MARGIN;
      const ends = cells.map((cell, place) => {
        const weight = more["font-weight"] ?? (cell.startsWith("▲") ? 700 : 400), isNumber = place >= texts;
        const lines = wrapped(cell, wide[place] - size * 0.6, (part) => measure(part, size, weight));
        const at = isNumber ? { x: x + wide[place], "text-anchor": "end" } : { x };
        lines.forEach((line, down) => put(line, at.x, y + size + down * step, { ...more, ...at, "font-weight": weight }));
        x += wide[place];
        return lines.length * step;
      });
      y += Math.max(...ends) + size * 0.35;
      marks.push({ tag: "line", x1: MARGIN, x2: WIDE - MARGIN, y1: y, y2: y, stroke: LINE });
      y += size * 0.2;
    };
    row(head, { fill: QUIET, "font-weight": 600 });
    rows.forEach((cells) => row(cells, {}));
  };

  block(report.title, { "font-size": size * 1.7, "font-weight": 700 });
  block(report.as_of, { fill: QUIET });
  y += size * 0.4;
  block(report.summary);
  for (const section of report.sections) {
    y += size;
    block(section.heading, { fill: BRAND, "font-weight": 700, "font-size": size * 1.1 });
    table(section);
  }
  y += size;
  block(report.foot, { fill: QUIET, "font-size": size * 0.9 });
  return { marks, end: y };
}
