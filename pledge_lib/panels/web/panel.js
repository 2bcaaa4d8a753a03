// One panel: controls -> kernel -> chart, sentence, table.
import { createControls } from "./controls.js";
import { element, header, setText, tagOf } from "./elements.js";
import { createChart } from "./live_chart.js";
import { EMPTY, answered, givenUp, isPending, next, put } from "./queue.js";
import { createStage } from "./stage.js";

const PATIENCE = 4000;                      // ms without an answer until the reader is told

export async function render({ model, el, Plotly }) {
  let panel = null, spec = null, life = 0;
  const mail = createMail(model, () => panel?.sayWaiting());
  const frameNow = () => model.get("whole").frame;
  const build = async () => {
    panel?.remove();
    panel = null;
    el.replaceChildren();
    const frame = frameNow(), mine = life += 1;
    spec = frame.spec;
    const built = await mount({ el, Plotly, mail, frame });
    if (mine !== life) {                    // another language was chosen meanwhile, or the view is gone
      built.remove();
      return;
    }
    panel = built;
    take();                                 // what came in while the chart was built
  };
  const take = () => {
    const frame = frameNow();
    const name = mail.hear(frame.answers);
    if (frame.spec !== spec) build(); else panel?.show(frame, name);
  };
  model.on("change:whole", take);
  await build();
  return () => {
    model.off("change:whole", take);
    life += 1;
    mail.close();
    panel?.remove();
  };
}

// The queue of one view, and its way to the kernel. It outlives a switch of the language.
function createMail(model, sayWaiting) {
  const view = Math.random().toString(36).slice(2);   // not crypto.randomUUID: a page on plain http has none
  let queue = EMPTY, alarm = null;
  const post = () => {
    const { event, ...after } = next(queue);
    queue = after.queue;
    if (!event) return;
    model.send({ ...event, view });
    alarm = setTimeout(() => { queue = givenUp(queue); sayWaiting(); }, PATIENCE);
  };
  return {
    send: (event) => { queue = put(queue, event); post(); },
    // Returns the name of what was answered; the next step is computed while this one is drawn.
    hear: (answers) => {
      const { name, ...after } = answered(queue, answers?.view === view ? answers.number : null);
      queue = after.queue;
      if (name !== null) clearTimeout(alarm);
      post();
      return name;
    },
    isNewest: (key) => !isPending(queue, key),
    isMine: (answers) => answers?.view === view,
    close: () => clearTimeout(alarm),
  };
}

async function mount({ el, Plotly, mail, frame }) {
  const spec = JSON.parse(frame.spec);
  const controls = createControls(spec, mail.send), stage = createStage(spec, mail.send);
  const status = element("p", { class: "status", role: "alert" });
  const root = element("section", { class: "pledge-panel", lang: tagOf(spec.language), "aria-label": spec.title, "data-figure": spec.id },
    header(spec, (language) => mail.send({ language })),
    element("div", { class: "body" }, element("div", { class: "hands" }, controls.form, status), stage.root));
  el.append(root);

  const showTexts = ({ refusal, ...now }, name) => {
    const isAccepted = (key) => !refusal && (name === key || name === "panel");
    controls.show(now.values, mail.isNewest, isAccepted, now.idle);
    stage.show(now, isAccepted);
    setText(status, refusal?.sentence ?? "");
    if (refusal && mail.isMine(now.answers)) (stage.boxes.get(refusal.key) ?? controls).refuse(refusal.key);
  };
  showTexts(frame, "panel");
  const chart = createChart(Plotly, stage.chart, spec.figure);
  await chart.start(frame);
  chart.watch();
  return {
    show: (now, name) => {
      showTexts(now, name);
      chart.update(now);
    },
    sayWaiting: () => setText(status, spec.words.waiting),
    remove: () => { stage.remove(); chart.remove(); root.remove(); },
  };
}
