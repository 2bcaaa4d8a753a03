// The controls of one panel: native inputs, so that keyboard and screen reader work as everywhere.
// `send(event)` is called with what the reader did; `show` puts the kernel's values on the screen.
import { createPad } from "./drawing.js";
import { element, ownForm, ownId, setHidden, sliderRow } from "./elements.js";
import { createGrasp } from "./grasp.js";

export const LEADS = new Set(["slider", "day", "choice"]);   // the kinds that lie under a chart as its axis

const AS_SHOWN = new Intl.NumberFormat("en-US", { maximumFractionDigits: 6 });   // making one takes 30 times as long as using it
export const written = (number) => AS_SHOWN.format(number).replace("-", "−");

const ROOMY = 7;                            // signs that every number box has room for

// A number box: what is typed is sent as text, the kernel reads it; refused text stays for the reader to mend.
export function numberBox(label, describedBy, commit) {
  const box = element("input", { type: "text", inputmode: "decimal", autocomplete: "off", "aria-label": label, "aria-describedby": describedBy });
  let shown = "";
  box.addEventListener("focus", () => box.select());
  box.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); commitNow(); } });
  box.addEventListener("change", () => commitNow());
  const commitNow = () => {
    if (box.value === shown && !box.hasAttribute("aria-invalid")) return;
    commit(box.value);
  };
  const show = (number, accepted) => {
    const text = written(number);
    if (text === shown && !accepted) return;
    box.value = shown = text;
    box.style.minWidth = text.length > ROOMY ? `${text.length * 0.62 + 1}em` : "";
    box.removeAttribute("aria-invalid");
  };
  const refuse = () => box.setAttribute("aria-invalid", "true");
  return { box, show, refuse };
}

// `settles`: a drag only shows; letting go is told as well, and starts what takes longer
function slider(control, words, settles, send, hold) {
  const id = ownId();
  const unit = element("span", { class: "unit", id: `${id}-unit` }, control.unit);
  const { box, show: showBox, refuse } = numberBox(`${control.label} ${words.exact}`, unit.id,
    (text) => send({ key: control.key, typed: text }));
  const { row, range, say } = sliderRow({ ...control, id }, box, unit);
  const tell = (number) => say(`${written(number)} ${control.unit}`);
  const moved = () => {
    const number = Number(range.value);
    last = number;
    showBox(number, true);
    tell(number);
    send({ key: control.key, value: number, ...(settles ? { held: true } : {}) });
  };
  const { isHeld } = createGrasp(range, hold, moved, () => { range.value = last; });   // the kernel does not move it under the hand
  if (settles) range.addEventListener("change", () => send({ key: control.key, value: Number(range.value) }));
  let last = null;
  const show = (number, isNewest, accepted) => {
    if (!isNewest) return;
    showBox(number, accepted);
    if (number === last) return;
    last = number;
    if (!isHeld()) range.value = number;
    tell(number);
  };
  return { row, show, refuse };
}

// The options as a native list.
export function optionBox(control, attributes, commit) {
  const box = element("select", attributes);
  for (const { value, label } of control.options) box.append(element("option", { value }, label));
  box.addEventListener("change", () => commit(box.value));
  return { box, show: (value) => { box.value = value; }, refuse: () => {} };
}

function choice(control, send) {
  const id = ownId();
  const { box, show, refuse } = optionBox(control, { id }, (value) => send({ key: control.key, value }));
  return { row: element("div", { class: "control choice" }, element("label", { for: id }, control.label), box), show, refuse };
}

function toggle(control, send) {
  const id = ownId();
  const check = element("input", { type: "checkbox", id });
  check.addEventListener("change", () => send({ key: control.key, value: check.checked }));
  const row = element("div", { class: "control toggle" }, check, element("label", { for: id }, control.label));
  return { row, show: (value) => { check.checked = value; }, refuse: () => {} };
}

// A day is typed as it is written everywhere here, 2025-04-02, whatever the browser's own language writes.
export function dayBox(control, id, label, commit) {
  const box = element("input", { type: "text", class: "day", id, "aria-label": label, placeholder: control.low, maxlength: 12, autocomplete: "off" });
  box.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); commit(box.value); } });
  box.addEventListener("change", () => commit(box.value));
  const show = (value, isNewest, isAccepted) => {
    if (isAccepted) box.removeAttribute("aria-invalid");
    if (isNewest && !box.hasAttribute("aria-invalid") && box.value !== value) box.value = value;
  };
  return { box, show, refuse: () => box.setAttribute("aria-invalid", "true") };
}

function day(control, send) {
  const id = ownId();
  let sent = null;
  const { box, show: showBox, refuse } = dayBox(control, id, null, (typed) => {
    if (typed === sent) return;             // Enter has told it; leaving the box tells nothing new
    sent = typed;
    send({ key: control.key, typed });
  });
  const row = element("div", { class: "control day" }, element("label", { for: id }, control.label), box);
  const show = (value, isNewest, isAccepted) => {
    if (isNewest) sent = value;
    showBox(value, isNewest, isAccepted);
  };
  return { row, show, refuse };
}

// Lines of text, such as pasted columns: sent when the reader leaves the box; refused text stays to be mended.
function pasted(control, send) {
  const id = ownId();
  const help = element("span", { class: "help", id: `${id}-help` }, control.help);
  const box = element("textarea", { id, rows: 6, spellcheck: "false", autocomplete: "off", "aria-describedby": help.id });
  box.addEventListener("change", () => send({ key: control.key, typed: box.value }));
  const row = element("div", { class: "control pasted" }, element("label", { for: id }, control.label), box, help);
  let shown = null;
  const show = (value, isNewest, isAccepted) => {
    if (!isNewest || (value === shown && !isAccepted)) return;
    box.value = shown = value;
    box.removeAttribute("aria-invalid");
  };
  return { row, show, refuse: () => box.setAttribute("aria-invalid", "true") };
}

// All controls but the lead, in the order of use.
export function createControls(spec, send, hold) {
  const { words } = spec;
  const make = { slider: (c) => slider(c, words, Boolean(spec.job.stop), send, hold), choice: (c) => choice(c, send), toggle: (c) => toggle(c, send),
    day: (c) => day(c, send), pasted: (c) => pasted(c, send), drawn: (c) => createPad(c, send, hold) };
  const isLead = ({ key, kind }) => key === spec.lead && LEADS.has(kind);
  const rows = new Map(spec.controls.filter((c) => make[c.kind] && !isLead(c)).map((c) => [c.key, make[c.kind](c)]));
  const form = ownForm({ class: "controls" }, ...[...rows.values()].map(({ row }) => row));
  return {
    form,
    rows,
    show: (values, isNewest, isAccepted, idle) => rows.forEach(({ show, row }, key) => {
      setHidden(row, idle.includes(key));
      show(values[key], isNewest(key), isAccepted(key), values);
    }),
    refuse: (key) => rows.get(key)?.refuse(),
  };
}
