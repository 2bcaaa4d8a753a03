// Labels over a chart: html, moved by transform, so that they are crisp, follow the theme and cost no drawing.
import { isStruck, marksOf } from "./crossing.js";
import { element, setAttribute, setHidden, setText } from "./elements.js";
import { placed } from "./placing.js";
import { shapeOf } from "./shapes.js";

// How the name of a lane stands: over its state, before it in one line, or alone; the first for which there is room.
const WAYS = ["over", "before", "alone"];

const shapeless = (text) => text.replace(/\d/g, "0");

// `x` and `y` are the names of the axes, where they have one; `tap` is told what a tapped label sets.
export function createLabels({ x, y } = {}, tap = () => {}) {
  const over = element("div", { class: "over", "aria-hidden": "true" }), nodes = new Map(), sizes = new Map(), ways = new Map();
  const axes = { x: element("div", { class: "tag plain" }, x ?? ""), y: element("div", { class: "tag plain" }, y ?? "") };
  over.append(...Object.values(axes).filter((node) => node.textContent));

  const nodeOf = (key, { look }) => {
    if (!nodes.has(key)) {
      const node = element("div", { class: `tag ${look ?? ""}` });
      if (look === "lane") node.append(element("b"), element("span"));
      node.addEventListener("pointerdown", (event) => { if (node.sets) event.stopPropagation(); });   // no drag of the lead
      node.addEventListener("click", () => { if (node.sets) tap(...node.sets); });
      over.append(node);
      nodes.set(key, node);
    }
    return nodes.get(key);
  };
  const write = (node, { look, text, under, tone, sets }, state) => {
    node.sets = sets;
    node.classList.toggle("tap", Boolean(sets));
    const worn = tone === "state" ? state : tone ?? "plain";
    if (node.dataset.tone !== worn) node.dataset.tone = worn;
    if (look !== "lane") return setText(node, text);
    setText(node.firstChild, text);
    const said = `${worn}${under}`;
    if (node.dataset.said === said) return undefined;
    node.dataset.said = said;
    return node.lastChild.replaceChildren(...(["plain", "none"].includes(worn) ? [] : [shapeOf(worn)]), ...(under ? [element("i", {}, under)] : []));
  };
  // all digits are of one width, so a text needs measuring only once for all its numbers, until the type changes
  const sizeOf = (node, { text, under = "" }, unit) => {
    const key = `${unit} ${node.className} ${node.dataset.way} ${shapeless(text)} ${shapeless(under)}`;
    const found = sizes.get(key) ?? [node.offsetWidth, node.offsetHeight];
    if (found[0]) sizes.set(key, found);    // a chart that has just left the page has labels without a size
    return found;
  };
  const stand = (node, label, room, unit) => {
    const key = `${room} ${shapeless(label.text)} ${shapeless(label.under ?? "")}`;
    const fits = (way) => {
      setAttribute(node, "data-way", way);
      return sizeOf(node, label, unit).every((length, i) => length <= room[i]);
    };
    if (!ways.has(key)) ways.set(key, WAYS.find(fits) ?? WAYS.at(-1));
    setAttribute(node, "data-way", ways.get(key));
  };
  const move = (node, x, y) => { node.style.transform = `translate(${x}px, ${y}px)`; };

  const show = (labels, state, geometry, picture, isAnew) => {
    if (isAnew) [sizes, ways].forEach((known) => known.clear());
    const room = laneRoom(labels, geometry);
    for (const [key, node] of nodes) setHidden(node, !labels[key]);
    const found = Object.entries(labels).map(([key, label]) => {
      const node = nodeOf(key, label);
      if (label.look === "lane") node.classList.toggle("flat", geometry.narrow);
      write(node, label, state);
      if (label.look === "lane") stand(node, label, room, geometry.unit);
      return [key, sizeOf(node, label, geometry.unit)];
    });
    const [wide, high] = sizeOf(axes.y, { text: y ?? "" }, geometry.unit), name = y ? [[...nameAt(geometry), wide, high - 4]] : [];
    const sizeFor = Object.fromEntries(found), where = placed(labels, sizeFor, [...dotsOf(picture, geometry), ...name], geometry);
    const marks = marksOf(picture, geometry);
    for (const [key, label] of Object.entries(labels)) {
      const node = nodes.get(key), at = where[key];
      node.style.visibility = at ? "" : "hidden";
      if (!at) continue;
      move(node, ...at);
      node.classList.toggle("struck", isStruck([...at, ...sizeFor[key]], marks, geometry.unit));
    }
    if (y) move(axes.y, ...nameAt(geometry));
    if (!x) return;
    const [across, down] = sizeOf(axes.x, { text: x }, geometry.unit);
    move(axes.x, geometry.right - across, geometry.height - down);
  };
  return { over, show };
}

// Where the name of the upright axis stands: above its numbers.
const nameAt = ({ left, unit }) => [Math.max(0, left - 45 * unit), 0];

// How wide and how high the name of a lane may be: left of its lane and as high as the lanes are apart; on a phone, above.
function laneRoom(labels, { py, left, narrow, unit }) {
  const rows = Object.values(labels).filter(({ look }) => look === "lane").map(({ y }) => py(y)).sort((a, b) => a - b);
  const apart = Math.min(...rows.slice(1).map((row, i) => row - rows[i]));
  return narrow ? [Infinity, Infinity] : [left, apart + 2 * unit];
}

// The boxes of the dots of a picture, which no label may cover.
function dotsOf({ data, layout }, { px, py, unit }) {
  const found = [];
  for (const { meta, x, y, xaxis = "x", yaxis = "y" } of data) {
    if (!["dot", "event"].includes(meta?.role) || !x) continue;
    const half = (meta.size ?? 10) * unit / 2, pane = xaxis.slice(1);
    const up = layout[`yaxis${yaxis.slice(1)}`] ? yaxis.slice(1) : "";
    for (let i = 0; i < x.length; i += 1) {
      const [left, top] = [px(x[i], pane), py(y[i], up)];
      if (Number.isFinite(left + top)) found.push([left - half, top - half, 2 * half, 2 * half]);
    }
  }
  return found;
}
