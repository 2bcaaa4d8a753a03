// The few things that panels and forms are both made of.
let count = 0;

const TOUCHED = ["input", "select", "button", "summary", "textarea"];

export const element = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  // or JupyterLab takes the arrow keys of a slider for its own shortcuts
  if (TOUCHED.includes(tag)) node.setAttribute("data-lm-suppress-shortcuts", "true");
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
};

// What the hand moves is a form of its own: at each change Chromium's autofill looks over the whole form, and all fields
// of a page that are in no form are one form to it.
export function ownForm(attributes, ...children) {
  const form = element("form", attributes, ...children);
  form.addEventListener("submit", (event) => event.preventDefault());
  return form;
}

// A name that nothing else on the page has.
export const ownId = () => `pledge-${count += 1}`;

// A language as web pages name it: zh-TW.
export const tagOf = (language) => language.replace("_", "-");

const DATED = /(\d{4}-\d{2}-\d{2})/;     // a line of text may end at a hyphen: a date is kept whole

export const setText = (node, text) => {
  if (node.textContent === text) return;
  if (!DATED.test(text)) node.textContent = text;
  else node.replaceChildren(...text.split(DATED).map((part, i) => (i % 2 ? element("time", {}, part) : part)));
};

// What stands there already is not written again: whoever watches the page would hear of it, and the style be looked up.
export const setAttribute = (node, name, value) => { if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value); };
export const setHidden = (node, isHidden) => { if (node.hidden !== isHidden) node.hidden = isHidden; };

// Unseen behind what is said, in the same place: all to which the lead leads, so that the lines of the highest are free.
export function keepRoom(place, nodes) {
  for (const node of place.querySelectorAll(":scope > .room")) node.remove();
  for (const node of nodes) {               // beside the words, or a number under the hand would lose it
    node.classList.add("room");
    node.setAttribute("aria-hidden", "true");
    place.append(node);
  }
}

const TO_ALL = "pledge-lab:language";

// One language for all figures and forms of a page: `hear` is told which, until what is returned is called.
export function onPageLanguage(hear) {
  const listen = ({ detail }) => hear(detail);
  document.addEventListener(TO_ALL, listen);
  return () => document.removeEventListener(TO_ALL, listen);
}
export const setPageLanguage = (code) => document.dispatchEvent(new CustomEvent(TO_ALL, { detail: code }));

// The title and a button for each language; `choose` is called with the code of one.
export function header({ title, languages, language, words }, choose) {
  const buttons = languages.map(({ code, label }) => {
    const button = element("button", { type: "button", lang: tagOf(code), "data-name": `language:${code}`, "aria-pressed": String(code === language) }, label);
    button.addEventListener("click", () => choose(code));
    return button;
  });
  return element("header", {}, element("h4", {}, title),
    element("div", { class: "languages", role: "group", "aria-label": words.language }, ...buttons));
}

// A slider under its label; `beside` stands at the label's right. `say` tells a screen reader the number with its unit.
export function sliderRow({ id, label, low, high, step, name }, ...beside) {
  const range = element("input", { type: "range", id, min: low, max: high, step, "data-name": name });
  const row = element("div", { class: "control slider" }, element("label", { for: id }, label), range,
    element("span", { class: "exact" }, ...beside));
  return { row, range, say: (text) => range.setAttribute("aria-valuetext", text) };
}

// What was once higher stays so high at this width: nothing below jumps while its texts change; `forget` lets it go.
export function keepHeight(node) {
  let width = 0;
  const size = new ResizeObserver(() => {
    if (node.clientWidth !== width) {
      width = node.clientWidth;
      node.style.minHeight = "";
    }
    const height = Math.ceil(node.getBoundingClientRect().height);
    if (height > (parseFloat(node.style.minHeight) || 0)) node.style.minHeight = `${height}px`;
  });
  size.observe(node);
  return { forget: () => { node.style.minHeight = ""; }, release: () => size.disconnect() };
}
