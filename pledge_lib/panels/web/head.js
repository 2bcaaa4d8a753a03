// The quiet line above a figure: its name, the examples, back to the start, the whole screen, the language.
import { element, onPageLanguage, setPageLanguage } from "./elements.js";

export function createHead(spec, root, send) {
  const { words, languages, language } = spec, [, id, title] = spec.title.match(/^(\S+\s+)(.*)$/s) ?? [null, "", spec.title];
  const examples = createExamples(spec, send);
  const button = (label, name, act, more) => {
    const found = element("button", { type: "button", class: `quiet ${more}`, ...(name === label ? {} : { "aria-label": name, title: name }) }, label);
    found.addEventListener("click", act);
    return found;
  };
  const tongue = element("select", { class: "quiet tongue", "aria-label": words.language, "data-name": "language" });
  const choices = (label, scope) => element("optgroup", { label },
    ...languages.map(({ code, label: name }) => element("option", { value: `${scope} ${code}`, lang: code.replace("_", "-") }, name)));
  tongue.append(choices(words.here, "here"), choices(words.everywhere, "all"));
  tongue.value = `here ${language}`;
  tongue.addEventListener("change", () => {
    const [scope, code] = tongue.value.split(" ");
    if (scope === "here") send({ language: code }); else setPageLanguage(code);
    tongue.value = `here ${language}`;
  });
  const present = button("⤢", words.projector, () => turn(), "present"), { turn, leave } = projector(root, present, send);
  const node = element("header", {}, element("h4", {}, element("small", {}, id), title), ...examples.nodes,
    button(words.reset, words.reset, () => send({ reset: true }), "reset"), present, tongue);
  const release = onPageLanguage((code) => { if (code !== language) send({ language: code }); });
  return { node, show: examples.show, remove: () => { leave(); release(); } };
}

// One list of all examples, in groups; it shows which one stands on the screen.
function createExamples({ presets, groups, words }, send) {
  if (!presets.length) return { nodes: [], show: () => {} };
  const select = element("select", { class: "quiet examples", "aria-label": words.presets }, element("option", { value: "" }, `${words.presets}…`));
  const grouped = new Map();
  presets.forEach((label, place) => {
    const option = element("option", { value: place }, label), group = groups[place];
    if (group && !grouped.has(group)) {
      grouped.set(group, element("optgroup", { label: group }));
      select.append(grouped.get(group));
    }
    (grouped.get(group) ?? select).append(option);
  });
  select.addEventListener("change", () => send(select.value === "" ? { reset: true } : { preset: Number(select.value) }));
  return { nodes: [select], show: (place) => { select.value = place ?? ""; } };
}

// The whole screen, where the browser gives it; else the whole window, with the sentence in two languages. Escape leaves.
function projector(root, button, send) {
  const isWhole = () => root.matches(":fullscreen");   // of a figure in a shadow, the document names only its host
  const show = (isOn) => {
    if (root.classList.contains("projector") === isOn) return;
    root.classList.toggle("projector", isOn);
    button.setAttribute("aria-pressed", isOn);
    send({ projector: isOn });
  };
  const leave = () => {
    if (isWhole()) document.exitFullscreen();
    show(false);
  };
  const turn = async () => {
    if (root.classList.contains("projector")) { leave(); return; }
    show(true);
    await root.requestFullscreen?.().catch(() => {});
  };
  button.setAttribute("aria-pressed", false);
  root.addEventListener("fullscreenchange", () => { if (!isWhole()) show(false); });
  root.addEventListener("keydown", (event) => { if (event.key === "Escape" && root.classList.contains("projector")) leave(); });
  return { turn, leave };
}
