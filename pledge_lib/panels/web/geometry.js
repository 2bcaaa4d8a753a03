// Where a number of a chart lies on the screen, in pixels of the chart. Nothing here draws or reads the page.
const clamp = (number, low, high) => Math.min(Math.max(number, low), high);

export const AIR = 5;                       // px more from the numbers of an upright axis to the plot: a dot at its left end covers none
export const TICKS = 12;                    // px of the numbers at the axes, at 15 px type
const LINE = 1.3;                           // the height of a line of text, in its size

// The margins of a chart of so many pixels; `unit` is the size of a pixel of the design (15 px type) on this screen.
// Numbers of `ticks` px stand at the axes: where those are larger, so is the room for them and for the name below them.
export function margins({ meta = {} }, width, unit, ticks = TICKS) {
  const larger = ticks / TICKS, below = (meta.x ? 2 : 1) * LINE * (ticks - TICKS);
  const left = width < 560 && meta.narrow !== undefined ? meta.narrow : meta.left ?? 46;
  const top = width < 560 && !meta.y ? 14 : 27;   // a phone keeps no line free for a name that is not there
  return { l: (left * larger + AIR) * unit, r: (meta.right ?? 14) * unit, t: top * unit, b: ((meta.bottom ?? (meta.x ? 40 : 24)) + below) * unit };
}

// How many numbers of `size` px an axis of so many pixels has room for: its longest one, and the air beside it.
export function ticksAcross({ range = [0, 1], domain = [0, 1], ticksuffix = "" }, across, size) {
  const digits = Math.max(3, ...range.map((end) => Math.round(end).toLocaleString("en").length));
  return Math.max(2, Math.floor((domain[1] - domain[0]) * across / ((digits + ticksuffix.length + 1) * 0.62 * size)));
}

// The names at an upright axis of so many pixels, each with as many of its lines as stand clear of the next name.
export function firstLines(names, down, size) {
  const lines = Math.max(1, Math.floor(down / names.length / (LINE * size)));
  return names.map((name) => `${name}`.split("<br>").slice(0, lines).join("<br>"));
}

// The names at a level axis of so many pixels: where two neighbours would meet, every second one stands a line lower; of
// those that have several lines there are fewer.
export function sideBySide({ ticktext, tickvals, range }, across, size) {
  const lines = ticktext.map((name) => `${name}`.split("<br>")), last = ticktext.length - 1;
  const wide = lines.map((each) => size * Math.max(...each.map((line) => [...line].reduce((sum, sign) => sum + (sign > "\u2e80" ? 1 : 0.58), 0))));
  const at = (place) => tickvals[place] / Math.abs(range[1] - range[0]) * across;
  const meet = (every) => wide.some((width, i) => i >= every && (wide[i - every] + width) / 2 + size / 3 > Math.abs(at(i) - at(i - every)));
  let every = 1;
  while (every < last && meet(every)) every += 1;
  if (every === 1) return ticktext;
  if (lines.every(({ length }) => length === 1)) return ticktext.map((name, i) => (i % 2 ? `<br>${name}` : name));
  return ticktext.map((name, i) => ((last - i) % every ? "" : name));
}

// How many pixels across and down plotly draws in: it takes margins of whole pixels.
export function drawnSize(layout, width, height, unit, ticks) {
  const [l, r, t, b] = ["l", "r", "t", "b"].map((side) => Math.round(margins(layout, width, unit, ticks)[side]));
  return [width - l - r, height - t - b];
}

export function geometry(layout, width, height, unit, ticks) {
  const { l, r, t, b } = margins(layout, width, unit, ticks);
  const across = width - l - r, down = height - t - b;
  const axis = (letter, pane) => layout[`${letter}axis${pane}`] ?? layout[`${letter}axis`] ?? {};
  const share = ({ type, range = [0, 1], domain = [0, 1] }, number) => {
    const at = type === "log" ? Math.log10(number) : number;
    return domain[0] + (at - range[0]) / (range[1] - range[0]) * (domain[1] - domain[0]);
  };
  const px = (x, pane = "") => l + share(axis("x", pane), x) * across;
  const py = (y, pane = "") => t + (1 - share(axis("y", pane), y)) * down;
  const { range = [0, 1], domain = [0, 1] } = axis("x", "");
  const xAt = (left) => range[0] + ((left - l) / across - domain[0]) / (domain[1] - domain[0]) * (range[1] - range[0]);
  const yAt = (top) => {
    const { range: [low, high] = [0, 1], domain: [from, to] = [0, 1] } = axis("y", "");
    return low + ((1 - (top - t) / down) - from) / (to - from) * (high - low);
  };
  return { px, py, xAt, yAt, range, width, height, unit, left: l + domain[0] * across, right: l + domain[1] * across, top: t, bottom: height - b, narrow: width < 560 };
}

// The lead on the chart's axis: which of its numbers lie under the axis, and where. `track` are the places of its two
// ends on the axis, or of each of its steps; without one it runs below the whole width.
export function onAxis({ low, high, step }, track, { range, left, right, width, unit }) {
  if (!track?.length) return { min: low, max: high, from: 14 * unit, to: width - 14 * unit };
  if (track.length > 2) {
    const inside = track.flatMap((place, i) => (place >= range[0] && place <= range[1] ? [i] : []));
    const skipped = inside.length > 1 ? inside[0] : 0, places = inside.length > 1 ? inside.map((i) => track[i]) : track;
    const near = (x) => places.reduce((best, place, i) => (Math.abs(place - x) < Math.abs(places[best] - x) ? i : best), 0);
    const min = low + skipped * step, max = low + (skipped + places.length - 1) * step;
    const px = (x) => left + (x - range[0]) / (range[1] - range[0]) * (right - left);
    return { min, max, places, from: px(places[0]), to: px(places.at(-1)), valueAt: (x) => min + near(x) * step, shareOf: (value) => {
      const place = clamp((value - min) / step, 0, places.length - 1), i = Math.min(Math.floor(place), places.length - 2);
      return (places[i] + (place - i) * (places[i + 1] - places[i]) - places[0]) / (places.at(-1) - places[0]);
    } };
  }
  const [start, end] = track, valueAt = (x) => low + (x - start) / (end - start) * (high - low);
  const ends = [Math.max(Math.min(...range), Math.min(start, end)), Math.min(Math.max(...range), Math.max(start, end))].map(valueAt).sort((a, b) => a - b);
  const snapped = (value, round) => clamp(Number((low + round((value - low) / step + (round === Math.ceil ? -1e-6 : 1e-6)) * step).toFixed(6)), low, high);
  const min = snapped(ends[0], Math.ceil), max = snapped(ends[1], Math.floor);
  const px = (value) => left + (start + (value - low) / (high - low) * (end - start) - range[0]) / (range[1] - range[0]) * (right - left);
  return { min, max, from: Math.min(px(min), px(max)), to: Math.max(px(min), px(max)), valueAt };
}

// The zones of a track as stops: [share of the track, tone], from its start.
export function stops(zones, { min, max, shareOf }) {
  const share = shareOf ?? ((value) => (value - min) / (max - min));
  const found = [];
  let from = 0;
  for (const [end, tone] of zones) {
    const to = end === null ? 1 : clamp(share(end), 0, 1);
    if (to > from) found.push([to, tone]);
    from = Math.max(from, to);
  }
  return found;
}

// A number moved by so many steps, within the ends.
export const stepped = ({ low, high, step }, number, steps) => clamp(Number((number + steps * step).toFixed(6)), low, high);
