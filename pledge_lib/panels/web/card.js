// A page of texts to keep, drawn as one picture of the size A4: shown, printed and saved alike.
import { element, tagOf } from "./elements.js";
import { WIDE, HIGH, laid } from "./card_layout.js";
import { laidReport } from "./report_layout.js";
import { save } from "./saving.js";

const SVG = "http://www.w3.org/2000/svg", TWICE = 2;
const FONT = 'system-ui, "Noto Sans CJK TC", "Noto Sans TC", "PingFang TC", "Microsoft JhengHei", sans-serif';

const LAYOUTS = { card: (card, measure) => ({ marks: laid(card, measure), high: HIGH }), report: laidReport };

function measurer() {
  const pen = document.createElement("canvas").getContext("2d");
  return (text, size, weight) => {
    pen.font = `${weight} ${size}px ${FONT}`;
    return pen.measureText(text).width;
  };
}

const node = (tag, attributes, text) => {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text !== undefined) made.textContent = text;
  return made;
};

function drawn(card) {
  const { marks, high } = LAYOUTS[card.layout](card, measurer());
  const picture = node("svg", { xmlns: SVG, viewBox: `0 0 ${WIDE} ${high}`, lang: tagOf(card.language), "font-family": FONT, class: "card" });
  picture.append(node("title", {}, card.title), node("rect", { width: WIDE, height: high, fill: "#fff" }));
  for (const { tag, text, ...attributes } of marks) picture.append(node(tag, attributes, text));
  return picture;
}

const written = (picture) => new XMLSerializer().serializeToString(picture);

async function saveImage(picture, name) {
  const { width, height } = picture.viewBox.baseVal, image = new Image(width, height);
  const canvas = Object.assign(document.createElement("canvas"), { width: width * TWICE, height: height * TWICE });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(written(picture))}`;
  await image.decode();
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((content) => save(content, name));
}

// The page around it is not printed: the picture goes into a frame of its own, on one sheet.
function print(picture) {
  document.querySelector("iframe.pledge-print")?.remove();
  const sheet = element("iframe", { class: "pledge-print", "aria-hidden": "true", tabindex: "-1" });
  sheet.srcdoc = `<!doctype html><meta charset="utf-8"><style>@page { size: A4; margin: 0 } html, body { margin: 0 } svg { display: block; width: 210mm; height: 296mm }</style>${written(picture)}`;
  sheet.addEventListener("load", () => { sheet.contentWindow.focus(); sheet.contentWindow.print(); });
  document.body.append(sheet);
}

export function render({ model, el }) {
  const root = element("figure", { class: "pledge-panel live card-sheet" });
  el.append(root);
  const show = () => {
    const card = model.get("whole").frame, picture = drawn(card), { words, name } = card;
    const button = (label, act) => {
      const made = element("button", { type: "button", class: "quiet" }, label);
      made.addEventListener("click", act);
      return made;
    };
    root.setAttribute("lang", tagOf(card.language));
    root.setAttribute("aria-label", words.shown);
    root.replaceChildren(picture, element("div", { class: "ways" }, button(words.print, () => print(picture)),
      button(words.svg, () => save(new Blob([written(picture)], { type: "image/svg+xml" }), `${name}.svg`)),
      button(words.png, () => saveImage(picture, `${name}.png`))));
  };
  model.on("change:whole", show);
  show();
  return () => {
    model.off("change:whole", show);
    root.remove();
  };
}
