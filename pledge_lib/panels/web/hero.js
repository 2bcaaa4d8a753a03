// The three numbers that answer the story; the first wears the state, by colour, shape and word.
import { element, keepHeight, keepRoom, setAttribute, setHidden, setText } from "./elements.js";
import { hasShape, shapeOf } from "./shapes.js";

const FULL = [7, 9.5, 9.5], LONG = [9.5, 14, 14];   // signs of a number in full size, and in the next smaller one

// A number's length in digits; a Chinese sign is wider than a digit, and so is what stands before a gain or a loss.
const lengthOf = (text) => [...text].reduce((sum, sign) => sum + (sign > "\u2e80" ? 1.7 : "+−".includes(sign) ? 1.32 : 1), 0);

const sizeOf = ({ before, number, after }, place) => {
  const size = lengthOf(number) + before.length / 2 + after.length / 2;
  return size > LONG[place] ? "words" : size > FULL[place] ? "long" : "";
};
const written = (text) => {
  const node = element("span");
  setText(node, text);
  return node;
};
const numbered = (told, place) => element("span", { class: `num ${sizeOf(told, place)}` }, element("i", {}, told.before), written(told.number), element("i", {}, told.after));
const worn = ({ tone, word }, node = element("span", { class: "chip" })) => {
  setAttribute(node, "data-tone", tone);
  setHidden(node, !word);
  node.replaceChildren(...(hasShape(tone) ? [shapeOf(tone)] : []), element("span", {}, word));
  return node;
};

export function createHero(rest) {
  const chip = element("span", { class: "chip" }), state = element("span", { class: "state" }, chip);
  const tiles = [0, 1, 2].map((place) => {
    const part = { caption: element("span"), before: element("i"), number: element("span"), after: element("i"), sub: element("span") };
    const figure = element("span", { class: "num" }, part.before, part.number, part.after);
    const boxes = { caption: element("span", { class: "cap" }, part.caption), number: element("span", { class: "nums" }, figure), sub: element("span", { class: "sub" }, part.sub) };
    const box = element("div", { class: place ? "tile" : "tile first" }, boxes.caption, boxes.number, ...(place ? [] : [state]), boxes.sub);
    return { ...part, figure, boxes, box };
  });
  const root = element("div", { class: "hero" }, ...tiles.map(({ box }) => box), rest);
  let said = null, kept = null;
  const keep = (room) => {
    kept = room;
    keepRoom(state, room.chip.map((each) => worn(each)));
    tiles.forEach(({ boxes }, place) => {
      const told = room.hero[place];
      for (const name of ["caption", "sub"]) keepRoom(boxes[name], told[name].map(written));
      keepRoom(boxes.number, told.number.map((each) => numbered(each, place)));
    });
  };
  const show = ({ hero, chip: now }, room) => {
    hero.forEach((told, place) => {
      const tile = tiles[place], size = sizeOf(told, place);
      for (const name of ["caption", "before", "number", "after", "sub"]) setText(tile[name], told[name]);
      for (const name of ["long", "words"]) tile.figure.classList.toggle(name, size === name);
      setAttribute(tile.box, "data-tone", place ? "none" : now.tone);
    });
    if (room !== kept) keep(room);
    if (said === now.tone + now.word) return;
    said = now.tone + now.word;
    worn(now, chip);
  };
  const { forget, release } = keepHeight(root);
  return { root, show, forget, remove: release };
}
