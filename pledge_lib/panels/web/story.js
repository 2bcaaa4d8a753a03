// The story: what is assumed, with numbers that can be dragged, and the sentence that follows from it.
import { createAsk } from "./asks.js";
import { element, keepHeight, keepRoom, setText, tagOf } from "./elements.js";

const STILL = 700;                          // ms without a change until a screen reader is told the sentence
const MARK = /^[.,;:)。，；：、）]+/;

// A browser may break a line between a box and the mark after it, so the mark is told with what it follows.
const withMarks = (pieces) => pieces.map((piece, i) => {
  const [before, after] = [pieces[i - 1], pieces[i + 1]];
  if (typeof piece === "string") return before?.key ? piece.replace(MARK, "") : piece;
  return { ...piece, mark: (typeof after === "string" && MARK.exec(after)?.[0]) || "" };
});
const together = (node, mark) => element("span", { class: "whole" }, node, mark);

export function createStory(spec, send, hold) {
  const asks = element("p", { class: "asks" }), asked = element("div", { class: "asked" }, asks), sentence = element("p", { class: "sentence" }), said = element("div", { class: "said" }, sentence), second = element("p", { class: "second" });
  const spoken = element("p", { class: "spoken", "aria-live": "polite" });
  const root = element("div", { class: "story" }, asked, said, second);
  const controls = Object.fromEntries(spec.controls.map((control) => [control.key, control]));
  let parts = [], shape = null, speaking = null, shown = {};

  const lay = (pieces) => {
    const touched = parts.find(({ node }) => node && node === document.activeElement)?.key;
    parts = pieces.map((piece) => (typeof piece === "string" ? document.createTextNode(piece) : { ...piece, ...createAsk(controls[piece.key], spec.words, send, hold) }));
    asks.replaceChildren(...parts.map((part) => (part.node ? together(part.node, part.mark) : part)));
    asks.hidden = !pieces.length;
    parts.find(({ key }) => key && key === touched)?.node.focus();     // other words around a number leave the reader's keys on it
  };
  const inRoom = ({ key, text }) => (controls[key].kind === "choice" ? element("select", { class: "scrub", tabindex: -1 }, ...controls[key].options.map(({ label }) => element("option", {}, label))) : element("b", {}, text));
  const written = (text) => {
    const node = element("p");
    setText(node, text);
    return node;
  };
  const keep = (room) => {
    keepRoom(asked, (room?.asks ?? []).map((pieces) => element("p", {}, ...withMarks(pieces).map((piece) => (typeof piece === "string" ? piece : together(inRoom(piece), piece.mark))))));
    keepRoom(said, (room?.sentence ?? []).map(written));
  };
  const show = (frame, isNewest) => {
    const { chip } = frame.stage, pieces = withMarks(frame.stage.asks);
    const wanted = pieces.map(({ key = "", mark = "" }) => key + mark).join();
    if (shape !== wanted) lay(pieces);
    shape = wanted;
    pieces.forEach((piece, i) => {
      if (typeof piece === "string") { if (parts[i].data !== piece) parts[i].data = piece; } else parts[i].show(piece.text, frame.values[piece.key], isNewest(piece.key));
    });
    const isIdle = spec.controls.every(({ key }) => frame.idle.includes(key));
    for (const { node } of parts) if (node && "disabled" in node) node.disabled = isIdle;
    if (frame.sentence !== shown.sentence || chip.word !== shown.chip) {
      setText(sentence, frame.sentence);
      clearTimeout(speaking);
      speaking = setTimeout(() => setText(spoken, chip.word ? `${chip.word} ${frame.sentence}` : frame.sentence), STILL);
    }
    if (frame.room !== shown.room) keep(frame.room);
    setText(second, frame.second?.text ?? "");
    if (frame.second) second.lang = tagOf(frame.second.language);
    shown = { sentence: frame.sentence, chip: chip.word, room: frame.room };
  };
  const { forget, release } = keepHeight(root);
  return { root, spoken, show, forget, remove: () => { clearTimeout(speaking); release(); } };
}
