// The controls of one panel: native inputs, so that keyboard and screen reader work as everywhere.
// `send(event)` is called with what the reader did; `show` puts the kernel's values on the screen.
import { createPad } from "./drawing.js";
import { element, ownId, sliderRow } from "./elements.js";

const written = (number) => number.toLocaleString("en-US", { maximumFractionDigits: 6 });

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
    box.removeAttribute("aria-invalid");
  };
  const refuse = () => box.setAttribute("aria-invalid", "true");
  return { box, show, refuse };
}

// `settles`: a drag only shows; letting go is told as well, and starts what takes longer
function slider(control, words, settles, send) {
  const id = ownId();
  const unit = element("span", { class: "unit", id: `${id}-unit` }, control.unit);
  const { box, show: showBox, refuse } = numberBox(`${control.label} ${words.exact}`, unit.id,
    (text) => send({ key: control.key, typed: text }));
  const { row, range, say } = sliderRow({ ...control, id }, box, unit);
  const tell = (number) => say(`${written(number)} ${control.unit}`);
  let held = false;                         // while the hand is on the slider, the kernel does not move it
  range.addEventListener("pointerdown", () => { held = true; });
  for (const end of ["pointerup", "pointercancel", "blur", "change"]) range.addEventListener(end, () => { held = false; });
  range.addEventListener("input", () => {
    const number = Number(range.value);
    last = number;
    showBox(number, true);
    tell(number);
    send({ key: control.key, value: number, ...(settles ? { held: true } : {}) });
  });
  if (settles) range.addEventListener("change", () => send({ key: control.key, value: Number(range.value) }));
  let last = null;
  const show = (number, isNewest, accepted) => {
    if (!isNewest) return;
    showBox(number, accepted);
    if (number === last) return;
    last = number;
    if (!held) range.value = number;
    tell(number);
  };
  return { row, show, refuse };
}

function choice(control, send) {
  const id = ownId();
  const select = element("select", { id });
  for (const { value, label } of control.options) select.append(element("option", { value }, label));
  select.addEventListener("change", () => send({ key: control.key, value: select.value }));
  const row = element("div", { class: "control choice" }, element("label", { for: id }, control.label), select);
  return { row, show: (value) => { select.value = value; }, refuse: () => {} };
}

function toggle(control, send) {
  const id = ownId();
  const check = element("input", { type: "checkbox", id });
  check.addEventListener("change", () => send({ key: control.key, value: check.checked }));
  const row = element("div", { class: "control toggle" }, check, element("label", { for: id }, control.label));
  return { row, show: (value) => { check.checked = value; }, refuse: () => {} };
}

function day(control, send) {
  const id = ownId();
  const box = element("input", { type: "date", id, min: control.low, max: control.high, required: "" });
  box.addEventListener("change", () => send({ key: control.key, typed: box.value }));
  const row = element("div", { class: "control day" }, element("label", { for: id }, control.label), box);
  const show = (value, isNewest, isAccepted) => {
    if (isAccepted) box.removeAttribute("aria-invalid");
    if (isNewest && !box.hasAttribute("aria-invalid")) box.value = value;
  };
  return { row, show, refuse: () => box.setAttribute("aria-invalid", "true") };
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

export function createControls(spec, send) {
  const { words } = spec;
  const make = { slider: (c) => slider(c, words, Boolean(spec.job.stop), send), choice: (c) => choice(c, send), toggle: (c) => toggle(c, send),
    day: (c) => day(c, send), pasted: (c) => pasted(c, send), drawn: (c) => createPad(c, send) };
  const rows = new Map(spec.controls.filter((c) => make[c.kind]).map((c) => [c.key, make[c.kind](c)]));
  const presets = element("div", { class: "presets", role: "group", "aria-label": words.presets });
  spec.presets.forEach((label, index) => {
    const button = element("button", { type: "button" }, label);
    button.addEventListener("click", () => send({ preset: index }));
    presets.append(button);
  });
  const reset = element("button", { type: "button", class: "reset" }, words.reset);
  reset.addEventListener("click", () => send({ reset: true }));
  presets.append(reset);
  const form = element("div", { class: "controls" }, presets, ...[...rows.values()].map(({ row }) => row));
  return {
    form,
    show: (values, isNewest, isAccepted, idle) => rows.forEach(({ show, row }, key) => {
      row.hidden = idle.includes(key);
      show(values[key], isNewest(key), isAccepted(key), values);
    }),
    refuse: (key) => rows.get(key)?.refuse(),
  };
}
