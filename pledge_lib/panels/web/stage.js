// What stands beside the controls of a panel: the sentence, the chart, and in drawers the table, the sheet, why, sources.
import { element, setText } from "./elements.js";
import { createJob } from "./job.js";
import { createTable } from "./tables.js";

const PANE = 220;                           // px that a pane of a chart needs; in less room the chart scrolls
const STILL = 700;                          // ms without a change until a screen reader is told the sentence

const drawer = (title, isOpen, content) =>
  element("details", { open: isOpen ? "" : null }, element("summary", {}, title), content);

function setList(list, texts) {
  while (list.children.length > texts.length) list.lastChild.remove();
  while (list.children.length < texts.length) list.append(element("li"));
  texts.forEach((text, i) => setText(list.children[i], text));
}

export function createStage(spec, send) {
  const { words, figure: { layout } } = spec;
  const panes = Object.keys(layout).filter((key) => key.startsWith("xaxis")).length;
  const chart = element("div", { class: "chart", role: "img", "aria-label": words.chart,
    style: `min-width: ${panes * PANE}px; min-height: ${layout.height}px` });
  const sentence = element("p", { class: "sentence" });
  const spoken = element("p", { class: "spoken", "aria-live": "polite" });
  const notes = element("ul", { class: "notes" });
  const why = element("p", { class: "why" });
  const badges = element("ul", { class: "badges" });
  const job = createJob(spec.job, send);
  const table = createTable({}, send), sheet = createTable({ class: "sheet" }, send);
  const root = element("div", { class: "stage" }, sentence, spoken, job.row, notes,
    element("div", { class: "scroll" }, chart),
    drawer(words.table, true, element("div", { class: "scroll" }, table.table)),
    ...(spec.sheet ? [drawer(words.sheet, true, element("div", { class: "scroll" }, sheet.table))] : []),
    drawer(words.why, false, why), drawer(words.sources, false, badges));

  let speaking = null, shown = {};
  const show = (frame, isAccepted) => {
    if (frame.sentence !== shown.sentence) {
      setText(sentence, frame.sentence);
      clearTimeout(speaking);
      speaking = setTimeout(() => setText(spoken, frame.sentence), STILL);
    }
    setText(why, frame.why);
    if (frame.notes !== shown.notes) setList(notes, frame.notes);
    if (frame.badges !== shown.badges) setList(badges, frame.badges);
    if (frame.table !== shown.table) table.show(frame.table);
    if (frame.sheet !== shown.sheet) sheet.show(frame.sheet);
    for (const [key, box] of sheet.boxes) box.show(frame.values[key], isAccepted(key));
    job.show(frame.job);
    shown = frame;
  };
  return { root, chart, show, boxes: sheet.boxes, remove: () => clearTimeout(speaking) };
}
