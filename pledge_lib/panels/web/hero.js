// The three numbers that answer the story; the first wears the state, by colour, shape and word.
import { element, keepHeight, setAttribute, setHidden, setText, unbroken } from "./elements.js";
import { hasShape, shapeOf } from "./shapes.js";

const FULL = [7, 9.5, 9.5], LONG = [9.5, 14, 14];   // signs of a number in full size, and in the next smaller one

// A number's length in digits; a Chinese sign is wider than a digit.
const lengthOf = (text) => [...text].reduce((sum, sign) => sum + (sign > "\u2e80" ? 1.7 : 1), 0);

export function createHero(rest) {
  const chip = element("span", { class: "chip" });
  const tiles = [0, 1, 2].map((place) => {
    const part = { caption: element("span"), before: element("i"), number: element("span"), after: element("i"), sub: element("span") };
    const figure = element("span", { class: "num" }, part.before, part.number, part.after);
    const cap = element("span", { class: "cap" }, part.caption), under = element("span", { class: "sub" }, part.sub);
    part.box = element("div", { class: place ? "tile" : "tile first" }, cap, figure, ...(place ? [] : [chip]), under);
    return { ...part, figure, kept: [cap, under] };
  });
  const root = element("div", { class: "hero" }, ...tiles.map(({ box }) => box), rest);
  let said = null;
  const show = ({ hero, chip: { tone, word } }, rooms) => {
    hero.forEach((told, place) => {
      const tile = tiles[place];
      for (const name of ["caption", "before", "number", "after", "sub"]) setText(tile[name], told[name]);
      const size = lengthOf(told.number) + told.before.length / 2 + told.after.length / 2;
      tile.figure.classList.toggle("long", size > FULL[place] && size <= LONG[place]);
      tile.figure.classList.toggle("words", size > LONG[place]);
      tile.kept.forEach((node, i) => {
        const room = unbroken(rooms[place][i]);
        if (node.dataset.room !== room) node.dataset.room = room;
      });
      setAttribute(tile.box, "data-tone", place ? "none" : tone);
    });
    setHidden(chip, !word);
    if (said === tone + word) return;
    said = tone + word;
    setAttribute(chip, "data-tone", tone);
    chip.replaceChildren(...(hasShape(tone) ? [shapeOf(tone)] : []), element("span", {}, word));
  };
  const { forget, release } = keepHeight(root);
  return { root, show, forget, remove: release };
}
