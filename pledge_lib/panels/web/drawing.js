// A pad on which a path is drawn by mouse, finger or keyboard: one price for each session, in per cent of the start.
import { element, ownId, setAttribute } from "./elements.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 280, HEIGHT = 150, EDGE = 9;
const UP_BY = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
const RIGHT_BY = { ArrowRight: 1, ArrowLeft: -1, End: Infinity, Home: -Infinity };
const START = 100;

const within = (number, low, high) => Math.min(Math.max(number, low), high);

function shape(tag, attributes) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

export function createPad(control, send, hold) {
  const id = ownId(), { low, high } = control;
  let path = [], count = 1, chosen = 0, held = false;

  const across = (session) => EDGE + (session + 1) / count * (WIDTH - 2 * EDGE);
  const down = (price) => EDGE + (high - price) / (high - low) * (HEIGHT - 2 * EDGE);
  const level = (price) => shape("line", { class: "level", x1: 0, x2: WIDTH, y1: down(price), y2: down(price) });
  const name = (price) => {
    const node = shape("text", { x: WIDTH - 2, y: down(price) - 3, "text-anchor": "end" });
    node.textContent = `${price}%`;
    return node;
  };
  const line = shape("polyline", { class: "path" });
  const handle = shape("circle", { class: "handle", r: 6 });
  const svg = shape("svg", { class: "pad", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, tabindex: 0, role: "slider",
    "aria-orientation": "vertical", "aria-label": control.label, "aria-describedby": id, "aria-valuemin": low, "aria-valuemax": high,
    "data-lm-suppress-shortcuts": "true" });     // or JupyterLab takes the arrow keys for its own shortcuts
  for (const price of [50, START]) svg.append(level(price), name(price));
  svg.append(line, handle);

  const draw = () => {
    const points = path.slice(0, count).map((price, session) => `${across(session)},${down(price)}`);
    setAttribute(line, "points", [`${across(-1)},${down(START)}`, ...points].join(" "));
    chosen = within(chosen, 0, count - 1);
    setAttribute(handle, "cx", across(chosen));
    setAttribute(handle, "cy", down(path[chosen]));
    setAttribute(svg, "aria-valuenow", path[chosen]);
    const { said } = control;
    setAttribute(svg, "aria-valuetext", said.replace("{session}", chosen + 1).replace("{count}", count).replace("{percent}", path[chosen]));
  };

  // Sets the price of a session, and of those that a quick hand passed over since the last one.
  const move = (session, price, from = session) => {
    const first = path[from], steps = Math.abs(session - from);
    for (let step = steps ? 1 : 0; step <= steps; step += 1) {
      const share = steps ? step / steps : 1;
      path[from + Math.sign(session - from) * step] = Math.round(within(first + (price - first) * share, low, high));
    }
    chosen = session;
    draw();
    send({ key: control.key, value: [...path] });
  };

  const place = (event) => {
    const box = svg.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width * WIDTH, y = (event.clientY - box.top) / box.height * HEIGHT;
    const session = Math.round((x - EDGE) / (WIDTH - 2 * EDGE) * count) - 1;
    return [within(session, 0, count - 1), high - (y - EDGE) / (HEIGHT - 2 * EDGE) * (high - low)];
  };
  svg.addEventListener("pointerdown", (event) => {
    held = true;
    hold(true);
    svg.setPointerCapture(event.pointerId);
    move(...place(event));
  });
  svg.addEventListener("pointermove", (event) => { if (held) move(...place(event), chosen); });
  for (const end of ["pointerup", "pointercancel"]) {
    svg.addEventListener(end, () => {
      held = false;
      hold(false);
    });
  }
  svg.addEventListener("keydown", (event) => {
    if (event.key in RIGHT_BY) {
      chosen = within(chosen + RIGHT_BY[event.key], 0, count - 1);
      draw();
    } else if (event.key in UP_BY) {
      move(chosen, path[chosen] + UP_BY[event.key]);
    } else {
      return;
    }
    event.preventDefault();
  });

  const show = (prices, isNewest, isAccepted, values) => {
    if (isNewest && !held) path = [...prices];   // while the hand draws, the kernel does not move the line
    count = values[control.count];
    draw();
  };
  const row = element("div", { class: "control drawn" }, element("span", {}, control.label), svg,
    element("p", { class: "help", id }, control.help));
  return { row, show, refuse: () => {} };
}
