// Which labels are drawn, and where: ranked, within the chart, none over another or over a dot. Nothing here draws.
const clamp = (number, low, high) => Math.min(Math.max(number, low), high);
const MIRROR = { l: "r", r: "l", c: "c" };
const LINE = 14;                            // px at 15 px by which a name goes further off: no more than two names need
const apart = ([x, y, w, h], [a, b, c, d]) => x > a + c || a > x + w || y > b + d || b > y + h;

// The places that a label tries, the one it asks for first: both sides of it, there or elsewhere on its mark, then below
// what it stood above. One that must be seen then leaves its mark, a line of text at a time.
function tries({ x, y, at = "l", dx = 0, dy = 0, others = [], must }) {
  const side = MIRROR[at], sides = (down) => [[x, y, dx, down, at], [x, y, -dx, down, side],
    ...others.flatMap((other) => [[...other, -dx, down, side], [...other, dx, down, at]])];
  const along = (down) => [...sides(down), ...sides(-down)];
  const away = must ? [1, 2, 3].flatMap((lines) => along(dy + Math.sign(dy || -1) * lines * LINE)) : [];
  return [...along(dy), ...away.map((where) => [...where, true])];
}

function boxOf(label, size, geometry, [across, up, dx, dy, at, isAway = false]) {
  const { px, py, unit, left, right, top, bottom, width } = geometry, [w, h] = size, pane = label.pane ?? "";
  let x = px(across, pane) + dx * unit, y = py(up, pane) + dy * unit, side = at;
  if (label.fit && !isAway) {               // beside what it measures, where that is shorter than its name
    const ends = label.fit.map((end) => px(end, pane)).sort((a, b) => a - b);
    const isLeft = at === "r" || ends[1] + 7 * unit + w > width - 2;
    if (ends[1] - ends[0] < w + 12 * unit) [x, side] = isLeft ? [ends[0] - 7 * unit, "r"] : [ends[1] + 7 * unit, "l"];
  }
  const start = x - (side === "r" ? w : side === "c" ? w / 2 : 0);
  const from = pane ? 0 : left + 4 * unit;
  const fitted = [clamp(start, from, Math.max(from, width - w - 2)), clamp(y - h / 2, 0, Math.max(0, bottom - h)), w, h];
  return { box: fitted, isInside: Math.abs(fitted[0] - start) < 3 * unit && start + w <= Math.max(right, width - 2) && y >= top - h && y - h / 2 <= bottom };
}

// The name of a lane stands at the left of it, on a phone above it.
function laneBox({ y }, [w, h], { py, narrow }) {
  return narrow ? [0, py(y + 0.3) - h, w, h] : [0, py(y) - h / 2, w, h];
}

// `sizes` are width and height of each label, `dots` the boxes that no label may cover, such as those of dots. Returns [x, y] or null for each.
export function placed(labels, sizes, dots, geometry) {
  const isLane = ([, { look }]) => look === "lane", all = Object.entries(labels);
  const lanes = all.filter(isLane).map(([name, label]) => [name, laneBox(label, sizes[name], geometry)]);
  const found = Object.fromEntries(lanes.map(([name, box]) => [name, box.slice(0, 2)]));
  const order = all.filter((each) => !isLane(each)).sort(([, a], [, b]) => (a.rank ?? 5) - (b.rank ?? 5));
  const taken = [...dots, ...lanes.map(([, box]) => box)];
  for (const [name, label] of order) {
    found[name] = null;
    if (label.drops && geometry.narrow) continue;
    const [w, h] = sizes[name];
    const inner = ([x, y]) => [x - 1, y + 2, w + 2, h - 4];
    const fits = ({ box }) => taken.every((other) => apart(inner(box), other));
    let chosen = null;                      // the first that lies inside, else the first that fits
    for (const where of tries(label)) {
      const place = boxOf(label, [w, h], geometry, where), isFree = fits(place);
      if (isFree && (place.isInside || !chosen)) chosen = place;
      if (isFree && place.isInside) break;
    }
    if (!chosen && (label.rank ?? 5) === 0) chosen = boxOf(label, [w, h], geometry, tries(label)[0]);
    if (!chosen) continue;
    taken.push(inner(chosen.box));
    found[name] = chosen.box.slice(0, 2);
  }
  return found;
}
