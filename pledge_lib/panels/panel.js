// One panel: controls -> kernel -> chart, sentence, table. At most one event is under way to the kernel;
// what the hand does meanwhile is kept, the newest of each control, so a drag never piles up.
const PATIENCE = 4000;                      // ms without an answer until the reader is told
const PANE = 220;                           // px that a pane of a chart needs; in less room the chart scrolls

export async function render({ model, el, Plotly, createChart, createControls }) {
  const view = crypto.randomUUID();
  let remove = () => {};
  let life = 0;
  const build = async () => {
    remove();
    const mine = life += 1;
    el.replaceChildren();
    const panel = await mount({ model, el, Plotly, createChart, createControls, view });
    if (mine === life) remove = panel; else panel();
  };
  model.on("change:spec", build);
  await build();
  return () => { model.off("change:spec", build); life += 1; remove(); };
}

// How far a simulation is, and the button that stops it or starts it again.
function createJob(words, element, send) {
  const bar = element("progress", { max: 100, "aria-label": words.progress });
  const said = element("span", { role: "status" });
  const button = element("button", { type: "button" });
  let running = false;
  button.addEventListener("click", () => send({ job: running ? "stop" : "again" }));
  const show = ({ state, percent, reason }) => {
    running = state === "running";
    row.hidden = state === "nothing";
    bar.value = percent;
    button.setAttribute("aria-disabled", state === "done");   // it stays, so that the keyboard does not lose its place
    const text = (words[state] ?? "").replace("{reason}", reason);
    if (said.textContent !== text) said.textContent = text;
    button.textContent = running ? words.stop : words.again;
  };
  const row = element("div", { class: "job" }, bar, button, said);
  return { row, show };
}

async function mount({ model, el, Plotly, createChart, createControls, view }) {
  const spec = JSON.parse(model.get("spec"));
  const { words } = spec;
  const queue = new Map();
  let sent = null, number = 0, alarm = null;

  const status = document.createElement("p");
  const post = () => {
    if (sent !== null || !queue.size) return;
    const [name, event] = queue.entries().next().value;
    queue.delete(name);
    sent = { name, number: number += 1 };
    model.send({ ...event, view, number });
    alarm = setTimeout(() => { status.textContent = words.waiting; sent = null; }, PATIENCE);
  };
  const send = (event) => {
    queue.set(event.key ?? (event.job ? "job" : "panel"), event);
    post();
  };

  const controls = createControls(spec, send);
  const { element } = controls;
  status.className = "status";
  status.setAttribute("role", "alert");
  const sentence = element("p", { class: "sentence" });
  const spoken = element("p", { class: "spoken", "aria-live": "polite" });
  const notes = element("ul", { class: "notes" });
  const panes = Object.keys(spec.figure.layout).filter((key) => key.startsWith("xaxis")).length;
  const chartHost = element("div", { class: "chart", role: "img", "aria-label": words.chart,
    style: `min-width: ${panes * PANE}px; min-height: ${spec.figure.layout.height}px` });
  const table = element("table");
  const tableBox = element("div", { class: "scroll" }, table);
  const sheet = element("table", { class: "sheet" });
  const why = element("p", { class: "why" });
  const badges = element("ul", { class: "badges" });
  const language = element("div", { class: "languages", role: "group", "aria-label": words.language });
  for (const { code, label } of spec.languages) {
    const button = element("button", { type: "button", lang: code.replace("_", "-"), "aria-pressed": String(code === spec.language) }, label);
    button.addEventListener("click", () => send({ language: code }));
    language.append(button);
  }
  const drawer = (title, open, ...content) => {
    const details = element("details", {}, element("summary", {}, title), ...content);
    details.open = open;
    return details;
  };
  const job = createJob(spec.job, element, send);
  const stage = element("div", { class: "stage" }, sentence, spoken, job.row, notes,
    element("div", { class: "scroll" }, chartHost),
    drawer(words.table, true, tableBox),
    ...(spec.sheet ? [drawer(words.sheet, true, element("div", { class: "scroll" }, sheet))] : []),
    drawer(words.why, false, why), drawer(words.sources, false, badges));
  const root = element("section", { class: "pledge-panel", lang: spec.language.replace("_", "-"), "aria-label": spec.title, "data-figure": spec.id },
  element("header", {}, element("h4", {}, spec.title), language),
  element("div", { class: "body" }, element("div", { class: "hands" }, controls.form, status), stage));
  el.append(root);

  const setText = (node, text) => { if (node.textContent !== text) node.textContent = text; };
  const setList = (list, texts) => {
    while (list.children.length > texts.length) list.lastChild.remove();
    while (list.children.length < texts.length) list.append(element("li"));
    texts.forEach((text, i) => setText(list.children[i], text));
  };
  let speaking = null;
  const speak = (text) => { clearTimeout(speaking); speaking = setTimeout(() => setText(spoken, text), 700); };

  const boxes = new Map();                  // the editable cells of the sheet
  const fill = (target, rows, values, isAccepted) => {
    const boxed = rows.flat().map((cell) => cell?.key ?? "").join();     // which cells are edited may change
    if (!target.rows.length || target.rows.length !== rows.length || target.dataset.boxed !== boxed) {
      target.replaceChildren();
      target.dataset.boxed = boxed;
      rows.forEach((row, r) => {
        const line = (r ? target.tBodies[0] ?? target.createTBody() : target.createTHead()).insertRow();
        row.forEach((cell, c) => {
          const node = element(r ? (c ? "td" : "th") : "th", { scope: r ? (c ? null : "row") : "col" });
          if (cell?.key) {
            const box = controls.numberBox(cell.label, null, (text) => send({ key: cell.key, typed: text }));
            boxes.set(cell.key, box);
            node.append(box.box, element("span", { class: "unit" }, cell.unit));
          }
          line.append(node);
        });
      });
    }
    rows.forEach((row, r) => row.forEach((cell, c) => {
      if (cell?.key) boxes.get(cell.key).show(values[cell.key], isAccepted(cell.key));
      else setText(target.rows[r].cells[c], cell);
    }));
  };

  const showTexts = (patch, isAccepted) => {
    setText(sentence, patch.sentence);
    speak(patch.sentence);
    setList(notes, patch.notes);
    setText(why, patch.why);
    setList(badges, patch.badges);
    fill(table, patch.table, patch.values, isAccepted);
    if (spec.sheet) fill(sheet, patch.sheet, patch.values, isAccepted);
    setText(status, patch.refusal?.sentence ?? "");
  };

  const chart = await createChart(Plotly, chartHost, spec.figure);
  const take = () => {
    const patch = model.get("patch");
    let answered = null;
    if (patch.answers?.view === view && sent?.number === patch.answers.number) {
      answered = sent.name;
      clearTimeout(alarm);
      sent = null;
    }
    post();                                 // the next step is computed while this one is drawn
    const isAccepted = (key) => !patch.refusal && (answered === key || answered === "panel");
    controls.show(patch.values, (key) => !queue.has(key) && sent?.name !== key, isAccepted, patch.idle);
    showTexts(patch, isAccepted);
    if (patch.refusal && patch.answers?.view === view) (boxes.get(patch.refusal.key) ?? controls).refuse(patch.refusal.key);
    return chart.update(patch);
  };

  const patch = model.get("patch");
  controls.show(patch.values, () => true, () => true, patch.idle);
  showTexts(patch, () => true);
  const follow = () => job.show(model.get("job"));
  follow();
  await chart.start(patch);
  model.on("change:job", follow);
  model.on("change:patch", take);
  await take();                             // what came in while the chart was built
  chart.watch();
  return () => { model.off("change:patch", take); model.off("change:job", follow); clearTimeout(alarm); clearTimeout(speaking); chart.remove(); root.remove(); };
}
