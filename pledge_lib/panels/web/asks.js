// A number in the sentence that can be dragged, or moved with the arrow keys; a word that can be chosen.
import { element, setAttribute, setText } from "./elements.js";
import { stepped } from "./geometry.js";
import { createFinger } from "./grasp.js";

const WHOLE = 240;                          // px of the hand that are the whole range
export const JUMPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10, Home: -Infinity, End: Infinity };

export function createAsk(control, words, send, hold) {
  if (control.kind === "choice") return chosen(control, words, send);
  if (control.kind === "toggle") return turned(control, words, send);
  return dragged(control, words, send, hold);
}

// A day moves among its days, an option among the options, a number among its steps.
export function scaleOf(control) {
  if (control.kind === "choice") {
    const values = control.options.map(({ value }) => value);
    return { low: 0, high: values.length - 1, step: 1, numberOf: (value) => values.indexOf(value), eventOf: (number) => ({ value: values[number] }) };
  }
  if (control.kind !== "day") return { ...control, numberOf: (value) => value, eventOf: (number) => ({ value: number }) };
  const first = Date.parse(control.low), DAY = 86_400_000, textOf = (number) => new Date(first + number * DAY).toISOString().slice(0, 10);
  let gone = 0;
  const days = control.days && [...control.days].map((gap) => textOf(gone += parseInt(gap, 36)));
  const high = days ? days.length - 1 : Math.round((Date.parse(control.high) - first) / DAY);
  const dayOf = (number) => (days ? days[number] : textOf(number));
  return { low: 0, high, step: 1, numberOf: (day) => (days ? Math.max(0, days.findLastIndex((one) => one <= day)) : Math.round((Date.parse(day) - first) / DAY)),
    eventOf: (number) => ({ typed: dayOf(number) }) };
}

function dragged(control, words, send, hold) {
  const scale = scaleOf(control), finger = createFinger();
  const node = element("span", { class: "scrub", role: "slider", tabindex: 0, "data-lm-suppress-shortcuts": "true", "aria-label": `${control.label} ${words.asked}`,
    "aria-valuemin": scale.low, "aria-valuemax": scale.high, title: words.drag });
  let now = scale.low, from = null;
  const move = (number, isHeld) => {
    if (number === now) return;
    now = number;
    send({ key: control.key, ...scale.eventOf(number), ...(isHeld ? { held: true } : {}) });
  };
  node.addEventListener("pointerdown", (event) => {
    from = { x: event.clientX, number: now };
    finger.down(event);
    node.setPointerCapture(event.pointerId);
    node.classList.add("held");
    hold(true);
  });
  node.addEventListener("pointermove", (event) => {
    finger.move(event);
    if (from && !finger.isUnsure()) move(stepped(scale, from.number, Math.round((event.clientX - from.x) / WHOLE * (scale.high - scale.low) / scale.step)), true);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    node.addEventListener(end, () => {
      if (!from) return;
      const isMoved = now !== from.number;
      from = null;
      node.classList.remove("held");
      hold(false);
      if (isMoved) send({ key: control.key, ...scale.eventOf(now) });
    });
  }
  node.addEventListener("keydown", (event) => {
    const steps = JUMPS[event.key];
    if (!steps) return;
    event.preventDefault();
    move(stepped(scale, now, steps), false);
  });
  const show = (text, value, isNewest) => {
    setText(node, text);
    if (isNewest && !from) now = scale.numberOf(value);
    setAttribute(node, "aria-valuenow", now);
    setAttribute(node, "aria-valuetext", text);
  };
  return { node, show };
}

function chosen(control, words, send) {
  const node = element("select", { class: "scrub", "aria-label": `${control.label} ${words.asked}` });
  for (const { value, label } of control.options) node.append(element("option", { value }, label));
  node.addEventListener("change", () => send({ key: control.key, value: node.value }));
  return { node, show: (_text, value) => { node.value = value; } };
}

function turned(control, words, send) {
  const node = element("button", { type: "button", class: "scrub", "aria-label": `${control.label} ${words.asked}` });
  node.addEventListener("click", () => send({ key: control.key, value: node.getAttribute("aria-pressed") !== "true" }));
  return { node, show: (text, value) => { setText(node, text); setAttribute(node, "aria-pressed", value); } };
}
