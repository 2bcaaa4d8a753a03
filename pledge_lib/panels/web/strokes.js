// Lines, zones and dots moved where plotly has put them: the numbers of a step as paths in pixels. plotly itself goes
// through all of a figure for any change, which takes several times as long as the rest of a step.
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

// The places of the dots that have one, and whether each lies within the ends of its axes.
export function spotsOf({ x, y }, across, up, [width, height]) {
  const spots = [], isWithin = (place, length) => place >= -0.01 && place <= length + 0.01;
  for (let i = 0; i < x.length; i += 1) {
    const left = at(across(x[i])), top = at(up(y[i]));
    if (Number.isFinite(left + top)) spots.push({ left, top, isSeen: isWithin(left, width) && isWithin(top, height) });
  }
  return spots;
}

const isNumbered = (axis) => axis?.range?.every(Number.isFinite) && ["linear", "log", undefined].includes(axis.type);
const axisOf = (layout, name) => layout[name.replace(/^[xy]/, "$&axis")];

// The name of a trace, by which plotly's own picture tells it apart.
export const uidOf = (index) => `-${index}`;

// The marks of a chart that plotly has drawn; `forget` says that it has drawn anew.
export function createStrokes(host) {
  let known = new Map();
  const nodesOf = (index) => {
    if (!known.has(index)) {
      const root = host.querySelector(`.scatter.trace${uidOf(index)}`);
      known.set(index, root && { lines: [...root.querySelectorAll(".js-line")], zone: root.querySelector(".js-fill"), dots: [...root.querySelectorAll(".point")], place: root.querySelector(".points") });
    }
    return known.get(index);
  };
  const write = (node, path) => node.setAttribute("d", path || "M0,0Z");
  // Each way gives false where plotly has nothing that could be moved there: a line that was away, more dots than there were.
  const lines = ({ lines: [first, ...others] }, path) => {
    if (!first) return !path;
    write(first, path);
    others.forEach((other) => write(other, ""));
    return true;
  };
  const zone = ({ zone: node }, path) => {
    if (node) write(node, path);
    return Boolean(node) || !path;
  };
  const dots = ({ dots: nodes, place }, spots, isClipped) => {
    if (nodes.length < spots.length) return false;
    nodes.forEach((node, i) => {
      if (!spots[i]) { node.remove(); return; }   // kept for when it comes back
      const { left, top, isSeen } = spots[i];
      node.setAttribute("transform", `translate(${left},${top})`);
      if (isSeen || isClipped) node.removeAttribute("display"); else node.setAttribute("display", "none");
      if (!node.parentNode) place.append(node);
    });
    return true;
  };
  return {
    forget: () => { known = new Map(); },
    // Gives filled dots another colour, and returns whether that could be done: zones have hatches, lines are few.
    wear: (index, { meta, marker }) => {
      const nodes = nodesOf(index);
      if (!nodes || meta.role !== "dot" || meta.hollow || Array.isArray(marker.color)) return false;
      nodes.dots.forEach((dot) => { dot.style.fill = marker.color; });
      return true;
    },
    // Moves one mark of a chart drawn so many pixels across and down, and returns whether that could be done.
    move: (index, trace, layout, size) => {
      const axes = [axisOf(layout, trace.xaxis ?? "x"), axisOf(layout, trace.yaxis ?? "y")], nodes = nodesOf(index);
      if (trace.type !== "scatter" || !nodes || !axes.every(isNumbered)) return false;
      const ends = axes.map(({ domain: [start, end] = [0, 1] }, i) => (end - start) * size[i]);
      const [left, up] = axes.map((axis, i) => scaleOf(axis, size[i], i === 1));
      if (trace.mode === "markers") {
        const spots = spotsOf(trace, left, up, ends), isAlike = !Array.isArray(trace.meta?.tone) && !Array.isArray(trace.marker?.symbol);
        return (isAlike || spots.length === trace.x.length) && dots(nodes, spots, trace.cliponaxis !== false);
      }
      return trace.fill ? zone(nodes, pathOf(trace, left, up)) : lines(nodes, pathOf(trace, left, up));
    },
  };
}
