// What stands behind one line of words, closed, one open at a time: settings, numbers, why, sources, and a figure's own.
import { csv } from "./csv.js";
import { createChart } from "./live_chart.js";
import { element, setHidden, setText } from "./elements.js";
import { createLabels } from "./labels.js";
import { save } from "./saving.js";
import { createTable } from "./tables.js";

const scroll = (content) => element("div", { class: "scroll" }, content);

function setList(list, texts) {
  while (list.children.length > texts.length) list.lastChild.remove();
  while (list.children.length < texts.length) list.append(element("li"));
  texts.forEach((text, i) => setText(list.children[i], text));
}

export function createDrawers(spec, controls, tools, send) {
  const { words } = spec;
  const why = element("p", { class: "why" }), badges = element("ul", { class: "badges" });
  const table = createTable({}, send), sheet = createTable({ class: "sheet" }, send), own = spec.drawers.map((one) => createOwn(one, tools, send));
  let shown = {};
  const kept = (name, { table: rows }, note = "") => {
    const button = element("button", { type: "button", class: "quiet keep", "data-name": `keep:${name}` }, words.keep);
    button.addEventListener("click", () => save(new Blob([csv(shown[name], shown.values)], { type: "text/csv" }), `${spec.id}-${name}.csv`));
    return element("div", {}, ...(note ? [element("p", { class: "help" }, note)] : []), scroll(rows), button);
  };
  const bodies = [
    ["settings", words.settings, controls.rows.size ? controls.form : null], ["table", words.table, kept("table", table)],
    ...(spec.sheet ? [["sheet", words.sheet, kept("sheet", sheet, words.sheet_note)]] : []), ...own.map(({ name, title, body }) => [name, title, body]),
    ["why", words.why, why], ["sources", words.sources, badges],
  ].filter(([, , body]) => body);
  const nav = element("nav"), rail = element("div", { class: "rail" });
  const drawers = bodies.map(([name, title, body]) => {
    const box = element("div", { class: `drawer for-${name}`, "data-drawer": name, role: "group", "aria-label": title }, body);
    const button = element("button", { type: "button", class: `quiet for-${name}`, "data-name": `drawer:${name}`, "aria-expanded": "false" }, title);
    button.addEventListener("click", () => open(button.getAttribute("aria-expanded") === "true" ? "" : name));
    nav.append(button);
    rail.append(box);
    return { name, box, button };
  });
  // last for the keys: where the settings are never closed, what a button opens comes right after the buttons
  rail.append(...drawers.filter(({ name }) => name === "settings").map(({ box }) => box));
  const open = (name) => {
    for (const drawer of drawers) {
      const isOpen = drawer.name === name;
      drawer.button.setAttribute("aria-expanded", String(isOpen));
      drawer.box.classList.toggle("open", isOpen);
      // what is wider than the page is scrolled by keys too
      drawer.box.querySelectorAll(".scroll").forEach((wide) => { if (isOpen) wide.tabIndex = 0; else wide.removeAttribute("tabindex"); });
    }
    for (const one of own) one.turn(one.name === name);
  };
  const settings = drawers.find(({ name }) => name === "settings");
  const show = (frame, isAccepted, isHeld) => {
    if (settings && frame.idle !== shown.idle) {          // nothing to set yet: no drawer that opens empty
      const isBare = [...controls.rows.keys()].every((key) => frame.idle.includes(key));
      for (const node of [settings.button, settings.box]) setHidden(node, isBare);
    }
    setText(why, frame.why);
    if (frame.badges !== shown.badges) setList(badges, frame.badges);
    if (frame.table !== shown.table) table.show(frame.table);
    if (frame.sheet !== shown.sheet) sheet.show(frame.sheet);
    for (const [key, box] of sheet.boxes) box.show(frame.values[key], isAccepted(key));
    for (const one of own) one.show(frame, isHeld);
    shown = frame;
  };
  const settle = () => own.forEach((one) => one.settle());
  return { nav, rail, show, open, settle, boxes: sheet.boxes, remove: () => own.forEach((one) => one.remove()) };
}

// A chart and a table of a figure's own; the chart is made when it is first seen, and drawn only while it is.
function createOwn({ name, title, figure }, { Plotly, inks }, send) {
  const table = createTable({}, send), host = element("div", { class: "plot" });
  const labels = createLabels(figure?.layout.meta);
  const body = element("div", { class: "own" }, ...(figure ? [element("div", { class: "chart", role: "img", "aria-label": title }, host, labels.over)] : []), scroll(table.table));
  let chart = null, latest = null, isOpen = false;
  const content = () => ({ ...latest.drawers[name], stage: latest.stage });
  const place = (space, picture, isAnew) => labels.show(content().labels ?? {}, latest.stage.chip.tone, space, picture, isAnew);
  const draw = (isHeld = false) => {
    if (!isOpen || !latest) return;
    if (latest.drawers[name].table) table.show(latest.drawers[name].table);
    if (!figure) return;
    if (chart) { chart.update(content(), isHeld); return; }
    chart = createChart(Plotly, host, figure, inks, place);
    chart.start(content()).then(() => chart?.watch());
  };
  return {
    name, title, body,
    turn: (now) => { isOpen = now; draw(); },
    settle: () => { if (chart) draw(); },
    show: (frame, isHeld) => {
      const isSame = latest?.drawers[name] === frame.drawers[name] && latest.stage.chip.tone === frame.stage.chip.tone;   // which marks wear
      latest = frame;
      if (!isSame) draw(isHeld);
    },
    remove: () => { chart?.remove(); chart = null; },
  };
}
