// The bar above a lesson: where the reader is, whether the lesson is alive, and the ways from here.
import { filled } from "./shipped.js";

const node = (tag, properties = {}) => Object.assign(document.createElement(tag), { ...properties });

export function createBar({ texts, title, ways, open, showCode }) {
  const root = node("nav", { className: "pledge-bar", ariaLabel: texts.bar });
  const add = (tag, properties) => root.appendChild(node(tag, properties));
  // a way is an arrow beside a name: where room is short, the name gives way and the arrow stays
  const way = (key, to, more = {}) => {
    if (!to) return;
    const said = filled(texts[key], to), [before, after] = texts[key].split(/\{\w+\}/);
    const button = add("button", { type: "button", title: said, ariaLabel: said, onclick: () => open(to.path), ...more });
    button.append(before, node("span", { textContent: to.title ?? to.name }), after);
  };
  if (title) add("strong", { textContent: title, title });
  const seen = add("span", { className: "state", ariaHidden: "true" });
  const spoken = add("span", { className: "spoken", role: "status" });
  const progress = add("span", { className: "reached", hidden: true });
  const run = add("button", { type: "button", className: "run", hidden: true });
  const code = add("button", { type: "button", className: "code" });
  code.onclick = () => showCode();
  if (ways) {
    way("before", ways.before, { className: "before" });
    way("after", ways.after, { className: "after" });
    for (const other of ways.others) way("other", other, { lang: other.language.replace("_", "-"), className: "other" });
  }
  return {
    root,
    // A step on the way is seen only; a screen reader hears the start and the end.
    say: (key, values, offer) => {
      const text = filled(texts[key], values);
      seen.textContent = text;
      root.dataset.state = key;
      if (!values?.done) spoken.textContent = text;
      run.hidden = !offer;
      if (offer) Object.assign(run, { textContent: texts[offer.key], onclick: offer.act });
    },
    showsCode: (shown) => {
      code.textContent = texts[shown ? "hide" : "show"];
      code.ariaPressed = String(shown);
    },
    reached: (text) => Object.assign(progress, { hidden: !text, textContent: text, title: text }),
  };
}
