// Lines, zones, dots and bars moved where plotly has put them: the numbers of a step as paths in pixels. plotly itself
// goes through all of a figure for any change, which takes several times as long as the rest of a step.
import { bar } from "./crossing.js";
import { setAttribute } from "./elements.js";

const NOTHING = "M0,0Z";
const at = (place) => Math.round(place * 100) / 100;   // of a pixel

// Where the numbers of an axis lie in a pane that is so many pixels long, from its left or its upper end.
export function scaleOf({ type, range, domain: [start, end] = [0, 1] }, whole, isUp) {
  const [from, to] = range, by = (end - start) * whole / (to - from), place = isUp ? (number) => (to - number) * by : (number) => (number - from) * by;
  return type === "log" ? (number) => place(Math.log10(number)) : place;
}

// The pieces of a line as one path: it breaks where there is no number, and each piece of a zone is closed.
export function pathOf({ x, y, line, fill }, across, up) {
  const isStairs = line?.shape === "hv", close = fill ? "Z" : "";
  let path = "", piece = "", count = 0, level = 0;
  const end = () => { if (count > 1) path += piece + close; };
  for (let i = 0; i < x.length; i += 1) {
    const left = at(across(x[i])), top = at(up(y[i]));
    if (!Number.isFinite(left + top)) {
      end();
      count = 0;
      continue;
    }
    if (!count) piece = `M${left},${top}`; else piece += isStairs ? `H${left}V${top}` : `L${left},${top}`;
    count += 1;
  }
  end();
  return path;
}

// The places of the dots that have one, which number each is of, and whether it lies within the ends of its axes.
export function spotsOf({ x, y }, across, up, [width, height]) {
  const spots = [], isWithin = (place, length) => place >= -0.01 && place <= length + 0.01;
  for (let i = 0; i < x.length; i += 1) {
    const left = at(across(x[i])), top = at(up(y[i]));
    if (Number.isFinite(left + top)) spots.push({ i, left, top, isSeen: isWithin(left, width) && isWithin(top, height) });
  }
  return spots;
}

// The path of each bar; of one without a length only the edge is seen, if it has one.
export function barsOf(trace, across, up) {
  return Array.from(trace.x, (_, i) => {
    const [[left, foot], [right, end]] = bar(trace, i).map(([x, y]) => [at(across(x)), at(up(y))]);
    const isSeen = trace.meta?.hollow || (left !== right && foot !== end);
    return isSeen && Number.isFinite(left + foot + right + end) ? `M${left},${foot}V${end}H${right}V${foot}Z` : NOTHING;
  });
}

const isNumbered = (axis) => axis?.range?.every(Number.isFinite) && ["linear", "log", undefined].includes(axis.type);
const axisOf = (layout, name) => layout[name.replace(/^[xy]/, "$&axis")];

// The name of a trace, by which plotly's own picture tells it apart.
export const uidOf = (index) => `-${index}`;

const isMixed = (look) => Array.isArray(look);

// The marks of a chart that plotly has drawn; `forget` says that it has drawn anew.
export function createStrokes(host) {
  let known = new Map();
  const scattered = (root) => ({ lines: [...root.querySelectorAll(".js-line")], zone: root.querySelector(".js-fill"), dots: [...root.querySelectorAll(".point")], place: root.querySelector(".points") });
  const find = (index) => {
    const root = host.querySelector(`.scatter.trace${uidOf(index)}`);
    if (root) return scattered(root);
    const barred = [...host.querySelectorAll(".trace.bars")].find((each) => each.__data__[0].trace.uid === uidOf(index));
    return barred ? { bars: [...barred.querySelectorAll(".point > path")] } : null;
  };
  const nodesOf = (index) => {
    if (!known.has(index)) known.set(index, find(index));
    return known.get(index);
  };
  const write = (node, path) => setAttribute(node, "d", path || NOTHING);
  // Each way gives false where plotly has nothing that could be moved there: a line that was away, the first of some dots.
  const lines = ({ lines: [first, ...others] }, path) => {
    if (!first) return !path;
    write(first, path);
    others.forEach((other) => write(other, ""));
    return true;
  };
  const zone = ({ zone: node }, path) => {  // one that was away when plotly drew it has no colour
    if (path && !node?.style.fill) return false;
    if (node) write(node, path);
    return true;
  };
  // Dots of one look stand in for each other, and one more is as the first; else each is that of its number.
  const dotsFor = (dots, spots, isAlike) => {
    if (!isAlike) return spots.map(({ i }) => dots.find((dot) => dot.__data__.i === i));
    while (dots.length && dots.length < spots.length) dots.push(dots[0].cloneNode());
    return spots.map((_, i) => dots[i]);
  };
  const dots = ({ dots: all, place }, spots, isAlike, isClipped) => {
    const used = dotsFor(all, spots, isAlike), seen = new Set(used);
    if (seen.has(undefined)) return false;
    if (used.some((dot) => !dot.parentNode)) place.append(...used);   // in their order, one over the other
    for (const dot of all) if (!seen.has(dot)) dot.remove();          // kept for when it comes back
    spots.forEach(({ left, top, isSeen }, i) => {
      used[i].setAttribute("transform", `translate(${left},${top})`);
      if (isSeen || isClipped) used[i].removeAttribute("display"); else used[i].setAttribute("display", "none");
    });
    return true;
  };
  const bars = ({ bars: all }, paths) => {
    if (all.length !== paths.length) return false;
    all.forEach((each, i) => write(each, paths[i]));
    return true;
  };
  return {
    forget: () => { known = new Map(); },
    // Gives dots, events and bars other colours, and returns whether that could be done: a hatch is plotly's, lines are few.
    wear: (index, before, { meta, marker }) => {
      const { dots: spots, bars: boxes } = nodesOf(index) ?? {}, all = { dot: spots, event: spots, bars: boxes }[meta.role];
      const isHatched = String(marker?.pattern?.shape ?? "").includes("/") || all?.some(({ style }) => style.fill.startsWith("url"));
      if (!all || isHatched || String(before.marker?.symbol) !== String(marker.symbol)) return false;
      const of = (colour, { __data__: { i } }) => (isMixed(colour) ? colour[i] : colour);
      for (const node of all) {
        Object.assign(node.style, { stroke: of(marker.line.color, node), strokeOpacity: 1 });   // plotly keeps it apart
        if (node.style.fill !== "none") Object.assign(node.style, { fill: of(marker.color, node), fillOpacity: 1 });   // a cross has only strokes
      }
      return true;
    },
    // Moves one mark of a chart drawn so many pixels across and down, and returns whether that could be done.
    move: (index, trace, layout, size) => {
      const axes = [axisOf(layout, trace.xaxis ?? "x"), axisOf(layout, trace.yaxis ?? "y")], nodes = nodesOf(index);
      if (!nodes || !axes.every(isNumbered)) return false;
      const ends = axes.map(({ domain: [start, end] = [0, 1] }, i) => (end - start) * size[i]);
      const [left, up] = axes.map((axis, i) => scaleOf(axis, size[i], i === 1));
      if (trace.type === "bar") return bars(nodes, barsOf(trace, left, up));
      if (trace.mode === "markers") {
        return dots(nodes, spotsOf(trace, left, up, ends), !isMixed(trace.meta?.tone) && !isMixed(trace.marker?.symbol), trace.cliponaxis !== false);
      }
      return trace.fill ? zone(nodes, pathOf(trace, left, up)) : lines(nodes, pathOf(trace, left, up));
    },
  };
}
