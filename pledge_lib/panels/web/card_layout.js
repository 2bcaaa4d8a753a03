// Where the texts of a card stand on an A4 page; `measure(text, size, weight)` gives the width of a text.
export const WIDE = 794, HIGH = 1123;       // A4 at 96 dots an inch
export const MARGIN = 56, INSIDE = WIDE - 2 * MARGIN;
const NAMES = 210, GAP = 16;
export const INK = "#212121", QUIET = "#59616b", BRAND = "#1668b8", LINE = "#d8dce1", SHADE = "#f4f6f8";
const SIZES = [15, 14, 13, 12, 11, 10];     // px of the text, until all of it fits

// A break may stand at a blank and beside a Chinese sign, but not before a closing mark.
const PIECE = /[\u3000-\u9fff\uff00-\uffef][，。、；：！？）」』]*|[^\s\u3000-\u9fff\uff00-\uffef]+[，。、；：！？）」』]*|\s+/g;

export function wrapped(text, width, measure) {
  const lines = [""];
  const pieces = (text.match(PIECE) ?? []).flatMap((piece) => (measure(piece) > width ? [...piece] : [piece]));
  for (const piece of pieces) {
    const longer = lines.at(-1) + piece;
    if (lines.at(-1) && measure(longer.trimEnd()) > width) lines.push(piece.trimStart()); else lines[lines.length - 1] = longer;
  }
  return lines.map((line) => line.trimEnd());
}

export function laid(card, measure) {
  let found = null;
  for (const size of SIZES) {
    found = placed(card, measure, size);
    if (found.end <= HIGH - MARGIN) break;
  }
  return found.marks;
}

function placed(card, measure, size) {
  const marks = [], step = size * 1.5;
  let y = MARGIN;
  const put = (text, x, at, more = {}) => marks.push({ tag: "text", x, y: at, fill: INK, "font-size": size, text, ...more });
  const block = (text, x, width, more = {}) => {
    const px = more["font-size"] ?? size, lines = wrapped(text, width, (part) => measure(part, px, more["font-weight"] ?? 400));
    lines.forEach((line, place) => put(line, x, y + px + place * px * 1.5, more));
    y += lines.length * px * 1.5;
  };
  const heading = (text) => {
    y += size;
    block(text, MARGIN, INSIDE, { fill: BRAND, "font-weight": 700, "font-size": size * 1.1 });
    y += size * 0.2;
  };
  const listed = (lines, signs) => lines.forEach((line, place) => {
    put(signs(place), MARGIN, y + size, { fill: QUIET });
    block(line, MARGIN + size * 1.4, INSIDE - size * 1.4);
  });
  const part = (place) => {
    heading(card.parts[place].heading);
    listed(card.parts[place].lines, (at) => (place ? `${at + 1}` : "•"));
  };

  block(card.title, MARGIN, INSIDE, { "font-size": size * 1.7, "font-weight": 700 });
  part(0);
  part(1);

  heading(card.numbers.heading);
  const { cells } = card.numbers, width = (INSIDE - GAP * (cells.length - 1)) / cells.length, top = y;
  const ends = cells.map(([value, label], place) => {
    y = top + size * 0.6;
    const x = MARGIN + place * (width + GAP) + size;
    block(value, x, width - 2 * size, { "font-size": size * 1.7, "font-weight": 700, fill: BRAND });
    block(label, x, width - 2 * size, { fill: QUIET });
    return y + size * 0.6;
  });
  y = Math.max(...ends);
  const boxes = cells.map((_, place) => ({ tag: "rect", x: MARGIN + place * (width + GAP), y: top, width, height: y - top, rx: 8, fill: SHADE }));
  marks.unshift(...boxes);

  part(2);

  heading(card.rules.heading);
  for (const [name, rule] of card.rules.rows) {
    const from = y;
    block(name, MARGIN, NAMES - GAP, { fill: QUIET });
    const named = y;
    y = from;
    block(rule || " ", MARGIN + NAMES, INSIDE - NAMES);
    y = Math.max(y, named, from + step) + size * 0.3;
    marks.push({ tag: "line", x1: MARGIN + NAMES, x2: WIDE - MARGIN, y1: y - size * 0.1, y2: y - size * 0.1, stroke: LINE });
  }
  y += size;
  block(card.foot, MARGIN, INSIDE, { fill: QUIET, "font-size": size * 0.85 });
  return { marks, end: y };
}
