// Which labels a line of the picture strikes through or a bar lies under: those get a ground of their own. Nothing here draws.
const AIR = 1;                              // px at 15 px type of a label's box, above and below its letters

// What a trace draws, as corners [x, y]. A staircase goes level, then up; a bar lies or stands, from its base on.
const staircase = (x, y) => [...x].flatMap((here, i) => (i ? [[here, y[i - 1]], [here, y[i]]] : [[here, y[i]]]));
const line = ({ x, y, line: { shape } = {} }) => (shape === "hv" ? staircase(x, y) : [...x].map((here, i) => [here, y[i]]));
export const bar = ({ x, y, base = [], width, orientation }, i) => {
  const lies = orientation === "h", [place, length] = lies ? [y[i], x[i]] : [x[i], y[i]], start = base[i] ?? 0;
  const corners = [[place - width / 2, start], [place + width / 2, start + length]];
  return lies ? corners.map(([across, along]) => [along, across]) : corners;
};

// The drawn lines as pieces [x, y, x, y] and the bars as boxes [left, top, width, height], in pixels of the chart.
export function marksOf({ data, layout }, { px, py }) {
  const pieces = [], bars = [];
  for (const trace of data) {
    const { meta, x, xaxis = "x", yaxis = "y" } = trace, pane = xaxis.slice(1), up = layout[`yaxis${yaxis.slice(1)}`] ? yaxis.slice(1) : "";
    const placed = (corners) => corners.map(([across, high]) => [px(across, pane), py(high, up)]);
    if (x && meta?.role === "line") {
      const places = placed(line(trace));
      pieces.push(...places.slice(1).map((place, i) => [...places[i], ...place]));
    }
    if (x && meta?.role === "bars") {
      bars.push(...[...x].map((_, i) => placed(bar(trace, i))).map(([[a, b], [c, d]]) => [Math.min(a, c), Math.min(b, d), Math.abs(a - c), Math.abs(b - d)]));
    }
  }
  const isThere = (numbers) => numbers.every(Number.isFinite);
  return { pieces: pieces.filter(isThere), bars: bars.filter(isThere) };
}

// Whether a piece runs through a box [left, top, width, height].
export function crosses([x, y, u, v], [left, top, width, height]) {
  let from = 0, to = 1;
  for (const [start, step, low, high] of [[x, u - x, left, left + width], [y, v - y, top, top + height]]) {
    if (step) {
      const one = (low - start) / step, other = (high - start) / step;
      from = Math.max(from, Math.min(one, other));
      to = Math.min(to, Math.max(one, other));
    } else if (start <= low || start >= high) return false;
  }
  return from < to;
}

const overlaps = ([x, y, w, h], [left, top, width, height]) => x < left + width && left < x + w && y < top + height && top < y + h;

export function isStruck([left, top, width, height], { pieces, bars }, unit) {
  const letters = [left, top + AIR * unit, width, height - 2 * AIR * unit];
  return pieces.some((piece) => crosses(piece, letters)) || bars.some((each) => overlaps(each, letters));
}
