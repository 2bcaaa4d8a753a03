// One question: inputs, buttons, feedback. Native inputs throughout, so that the keyboard is enough.
import { element, header, onPageLanguage, ownId, setText, sliderRow, tagOf } from "./elements.js";
import { createGrasp } from "./grasp.js";
import { createGrid } from "./grid.js";
import { createMail } from "./mail.js";
import { save } from "./saving.js";

const LARGEST_FILE = 6_000_000;             // bytes; more than the kernel reads

// What follows a guess is folded under a heading, as Jupyter keeps it in the notebook; a guess sent or skipped opens it.
function unfold(node) {
  let cell = node.closest(".jp-Cell");
  while ((cell = cell?.nextElementSibling)) {
    const fold = cell.querySelector(".jp-collapseHeadingButton");
    if (!fold) continue;
    if (fold.classList.contains("jp-mod-collapsed")) fold.click();
    return;
  }
}

// What a sheet and an input usually are; they travel only as far as they are otherwise.
const PLAIN_SHEET = { aside_title: "", aside: [], aside_actions: [], covers: "", unfolds: false };
const PLAIN_INPUT = { unit: "", value: null, options: [], rows: [], live: false, optional: false, choices: {} };
const whole = (input) => ({ ...PLAIN_INPUT, ...input });

// `spoken` are the words around a form by language, where the page has them; else they stand in its sheet.
export function render({ model, el, spoken = {} }) {
  const status = element("p", { class: "status", role: "alert" });
  const sayStatus = () => setText(status, sheet?.words[mail.trouble()] ?? "");
  const mail = createMail(model, sayStatus);
  const filled = {};                        // what the reader has put in; it outlives a switch of the language
  const frameNow = () => model.get("whole").frame;
  // never taken out of the page: a screen reader speaks what changes in a region, not a new region
  const standing = element("p", { class: "standing" });
  const feedback = element("div", { class: "feedback", role: "status", "aria-live": "polite", tabindex: -1, "data-lm-suppress-shortcuts": "true" });
  const root = element("section", { class: "pledge-panel form" }, status, feedback);
  let spec = null, sheet = null;
  const build = () => {
    spec = frameNow().spec;
    const own = JSON.parse(spec);
    sheet = { ...PLAIN_SHEET, ...spoken[own.language], ...own };
    const touched = root.contains(document.activeElement) ? document.activeElement.dataset.name : null;
    const { language, title, covers } = sheet;
    const { question, aside } = mount({ sheet, filled, send: mail.send });
    if (aside) aside.open = root.querySelector("details")?.open ?? false;
    for (const part of [...root.children]) if (part !== feedback && part !== status) part.remove();
    status.before(...question);
    if (aside) feedback.after(aside);
    root.lang = tagOf(language);
    root.setAttribute("aria-label", title);
    root.setAttribute("data-covers", covers);
    if (sheet.unfolds) requestAnimationFrame(() => unfold(root));   // by then the form is on the page
    // a keyboard reader stays where the hand was, or goes on with what comes next
    if (touched) (root.querySelector(`[data-name="${touched}"]`) ?? root.querySelector("form [data-name]") ?? feedback).focus();
  };
  const goTo = (figure) => {
    // a figure that is still covered is looked for at the form that covers it
    const panel = document.querySelector(`.pledge-panel[data-figure="${figure}"]`)
      ?? document.querySelector(`.pledge-panel[data-covers="${figure}"]`);
    panel?.scrollIntoView({ behavior: "smooth", block: "start" });
    panel?.querySelector("input")?.focus({ preventScroll: true });
  };
  // right or not yet, in a sign and in words, then what to do now and how far the lesson is
  const stand = () => {
    const { tone = "open", text = "", next = "", progress = "", fields = {} } = frameNow().standing;
    standing.className = `standing ${tone}`;
    standing.replaceChildren(...[["chip", text], ["next", next], ["progress", progress]]
      .filter(([, words]) => words).map(([part, words]) => element("span", { class: part }, words)));
    for (const control of root.querySelectorAll("form > [data-field]")) {
      const state = fields[control.dataset.field] ?? "";
      control.dataset.state = state;
      control.querySelector(".mark").textContent = state ? sheet.words[`field-${state}`] : "";
      for (const box of control.querySelectorAll('input[type="text"], select')) box.setAttribute("aria-invalid", String(state === "not-yet"));
    }
    showSteps(root.querySelector("form"), fields);
  };
  const say = () => feedback.replaceChildren(standing, ...frameNow().said.map(({ text, tone, figure, share }) => {
    const isBar = typeof share === "number";
    const block = element("p", { class: `said ${tone}${isBar ? " bar" : ""}`, style: isBar ? `--share: ${100 * share}%` : null }, text);
    if (figure) {
      const link = element("button", { type: "button", class: "see" }, sheet.words["see-figure"].replace("{figure}", figure));
      link.addEventListener("click", () => goTo(figure));
      block.append(" ", link);
    }
    return block;
  }));
  const take = () => {
    mail.hear(frameNow().answers);
    if (frameNow().spec !== spec) build();
    stand();
    say();
    sayStatus();
  };
  model.on("change:whole", take);
  take();
  el.replaceChildren(root);
  const release = onPageLanguage((language) => { if (language !== sheet.language) mail.send({ action: "language", language }); });
  return () => {
    release();
    model.off("change:whole", take);
    mail.close();
  };
}

// Many boxes come one after the other: those that are right, and the next one.
const MANY = 4;

function showSteps(form, fields) {
  const boxes = form ? [...form.querySelectorAll(":scope > .control.text")] : [];
  const isStepwise = boxes.length >= MANY && !form.classList.contains("all-boxes");
  let isOpen = true;
  for (const box of boxes) {
    const holdsFocus = box.contains(document.activeElement);
    box.hidden = isStepwise && !isOpen && !holdsFocus;
    if (isOpen && fields[box.dataset.field] !== "right") isOpen = false;
  }
  const rest = form?.querySelector(".more-boxes");
  if (rest) rest.hidden = !boxes.some((box) => box.hidden);
}

function mount({ sheet, filled, send }) {
  const { words } = sheet;
  const post = (action) => send({ action, answers: { ...filled } });

  const text = (input, id) => {
    const box = element("input", { type: "text", id, "data-name": input.name, inputmode: input.kind === "number" ? "decimal" : null, autocomplete: "off", "aria-describedby": `${id}-unit` });
    box.value = filled[input.name] ?? input.value ?? "";
    box.addEventListener("input", () => { filled[input.name] = box.value; });
    return element("div", { class: "control text" }, element("label", { for: id }, input.label), element("span", { class: "exact" }, box, element("span", { class: "unit", id: `${id}-unit` }, input.unit)));
  };

  const choice = (input, id) => {
    const group = element("fieldset", { class: "control choice" }, element("legend", {}, input.label));
    for (const [key, label] of input.options) {
      const button = element("input", { type: "radio", name: id, value: key, id: `${id}-${key}`, "data-name": input.name });
      button.checked = (filled[input.name] ?? input.value) === key;
      button.addEventListener("change", () => { filled[input.name] = key; if (input.live) post("change"); });
      group.append(element("div", {}, button, element("label", { for: button.id }, label)));
    }
    return group;
  };

  const select = (options, value, id, name, change) => {
    const box = element("select", { id, "data-name": name });
    for (const [key, label] of options) box.append(element("option", { value: key }, label));
    box.value = value ?? "";
    box.addEventListener("change", () => change(box.value));
    return box;
  };

  const picker = (input, id) => element("div", { class: "control" }, element("label", { for: id }, input.label),
    select(input.options, filled[input.name] ?? input.value, id, input.name, (value) => { filled[input.name] = value; if (input.live) post("change"); }));

  const seed = (input, id) => text({ ...input, label: sheet.seed, kind: "text" }, id);
  const sure = (input, id) => picker({ ...input, options: sheet.sure }, id);

  const scale = ({ name, label, value }, id) => {
    const shown = element("span");
    const { row, range, say } = sliderRow({ id, label, name, low: 0, high: 100, step: 5 }, shown);
    const show = () => {
      shown.textContent = `${range.value}%`;
      say(shown.textContent);
      filled[name] = Number(range.value);
    };
    range.value = filled[name] ?? value;
    createGrasp(range, () => {}, show, () => { range.value = filled[name]; });
    show();
    return row;
  };

  const order = (input) => {
    const labels = Object.fromEntries(input.options);
    filled[input.name] ??= input.options.map(([key]) => key);
    const list = element("ol", { class: "order", "aria-label": input.label });
    const draw = (focus) => {
      list.replaceChildren(...filled[input.name].map((key, place) => {
        const move = (by, sign, word) => {
          const button = element("button", { type: "button", "aria-label": word.replace("{item}", labels[key]), "data-move": `${key}${by}` }, sign);
          button.disabled = place + by < 0 || place + by >= filled[input.name].length;
          button.addEventListener("click", () => {
            const keys = [...filled[input.name]];
            [keys[place], keys[place + by]] = [keys[place + by], keys[place]];
            filled[input.name] = keys;
            draw(`${key}${by}`);
          });
          return button;
        };
        return element("li", {}, element("span", {}, labels[key]), move(-1, "↑", words["move-up"]), move(1, "↓", words["move-down"]));
      }));
      const wanted = focus && list.querySelector(`[data-move="${focus}"]`);
      if (wanted) (wanted.disabled ? wanted.parentNode.querySelector("button:not(:disabled)") : wanted).focus();
    };
    draw();
    return element("div", { class: "control" }, element("span", {}, input.label), list);
  };

  const match = (input, id) => {
    filled[input.name] ??= {};
    const rows = input.rows.map(([key, label], place) => element("div", { class: "control match" },
      element("label", { for: `${id}-${place}` }, label),
      select([["", words.choose], ...input.options], filled[input.name][key], `${id}-${place}`, `${input.name}:${key}`,
        (value) => { filled[input.name] = { ...filled[input.name], [key]: value }; if (input.live) post("change"); })));
    return element("div", { role: "group", "aria-label": input.label }, ...rows);
  };

  const area = (input, id) => {              // a whole table, typed or pasted
    const box = element("textarea", { id, rows: 8, "data-name": input.name, spellcheck: "false", autocomplete: "off" });
    filled[input.name] ??= input.value ?? "";
    box.value = filled[input.name];
    box.addEventListener("input", () => { filled[input.name] = box.value; });
    return element("div", { class: "control area" }, element("label", { for: id }, input.label), box);
  };

  const grid = (input, id) => {              // a table, cell by cell
    filled[input.name] ??= input.value;
    const { name, label, options: columns, choices } = input;
    const table = createGrid({ id, name, label, columns, choices, rows: filled[name], words, change: (rows) => { filled[name] = rows; } });
    return element("div", { class: "control" }, element("span", {}, label), table);
  };

  const prose = (input, id) => {             // a sentence or two in one's own words
    const control = area(input, id);
    control.classList.replace("area", "prose");
    Object.assign(control.querySelector("textarea"), { rows: 2, spellcheck: true });
    return control;
  };

  const file = (input, id) => {              // goes to the reader's own kernel and nowhere else
    const box = element("input", { type: "file", id, "data-name": input.name, accept: ".csv,.txt,.tsv,.xlsx" });
    box.addEventListener("change", () => {
      const [chosen] = box.files;
      filled[input.name] = null;
      if (!chosen) return;
      filled[input.name] = { name: chosen.name, size: chosen.size };
      if (chosen.size > LARGEST_FILE) return;  // its size is told, and refused
      const reader = new FileReader();
      reader.addEventListener("load", () => { filled[input.name] = { ...filled[input.name], data: reader.result.split(",")[1] ?? "" }; });
      reader.readAsDataURL(chosen);
    });
    return element("div", { class: "control file" }, element("label", { for: id }, input.label), box);
  };

  const files = (input) => element("div", { class: "control files", role: "group", "aria-label": input.label }, element("span", {}, input.label),
    ...input.value.map(([name, data]) => {   // files to take along, each as its name and what is in it
      const button = element("button", { type: "button", "data-name": `${input.name}:${name}` }, name);
      button.addEventListener("click", () => save(new Blob([Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0))]), name));
      return button;
    }));

  const count = (input, id) => {             // how many hands went up
    const box = element("input", { type: "number", id, min: 0, step: 1, "data-name": input.name, autocomplete: "off" });
    box.value = filled[input.name] ?? input.value ?? "";
    box.addEventListener("input", () => { filled[input.name] = box.value; });
    return element("div", { class: "control count" }, element("label", { for: id }, input.label), box);
  };

  const make = { number: text, date: text, text, choice, select: picker, sure, seed, scale, order, match, area, grid, prose, file, files, count };
  const drawn = (inputs) => inputs.map(whole).map((input) => {
    const control = make[input.kind](input, ownId());
    control.dataset.field = input.name;
    (control.querySelector(":scope > .exact") ?? control).append(element("span", { class: "mark" }));
    return control;
  });
  const buttons = (actions, first = "") => element("div", { class: "presets" }, ...actions.map(([action, label = sheet.buttons[action]], place) => {
    const button = element("button", { type: "button", class: place ? "" : first, "data-name": `action:${action}`, "data-action": action }, label);
    button.addEventListener("click", () => post(action));
    return button;
  }));

  const onEnter = (node, action) => node.addEventListener("keydown", (event) => {
    // Enter also ends the composing of a Chinese word, which is no answer yet
    if (event.key !== "Enter" || event.isComposing || event.target.tagName !== "INPUT" || !action) return;
    event.preventDefault();
    post(action);
  });
  const answer = element("form", {}, ...drawn(sheet.inputs));
  if (sheet.inputs.filter(({ kind }) => kind === "number" || kind === "date" || kind === "text").length >= MANY) {
    const all = element("button", { type: "button", class: "more-boxes", "data-name": "all-boxes" }, words["all-boxes"]);
    all.addEventListener("click", () => {
      answer.classList.add("all-boxes");
      showSteps(answer, {});
      answer.querySelector("input")?.focus();
    });
    answer.append(all);
  }
  answer.append(buttons(sheet.actions, "primary"));
  answer.addEventListener("submit", (event) => event.preventDefault());
  onEnter(answer, sheet.actions[0]?.[0]);
  const aside = sheet.aside_title ? element("details", {}, element("summary", {}, sheet.aside_title), ...drawn(sheet.aside), buttons(sheet.aside_actions)) : null;
  if (aside) onEnter(aside, sheet.aside_actions[0]?.[0]);
  return { question: [header(sheet, (language) => send({ action: "language", language })), element("p", { class: "sentence" }, sheet.prompt), answer], aside };
}
