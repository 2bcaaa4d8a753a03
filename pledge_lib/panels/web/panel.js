// One panel: controls -> kernel -> numbers, chart, sentence, drawers.
import { createControls } from "./controls.js";
import { createDrawers } from "./drawers.js";
import { element, keepRoom, setText, tagOf } from "./elements.js";
import { createHead } from "./head.js";
import { createInks } from "./inks.js";
import { createMail } from "./mail.js";
import { createStage } from "./stage.js";
import { createStory } from "./story.js";
import { createAhead } from "./sweep.js";

export async function render({ model, el, Plotly }) {
  let panel = null, spec = null, life = 0;
  const mail = createMail(model, () => panel?.tell());
  const ahead = createAhead(model, mail, (frame, name) => panel?.show(frame, name));
  const frameNow = () => model.get("whole").frame;
  const build = async () => {
    const touched = el.contains(document.activeElement) ? document.activeElement.dataset.name : null;
    panel?.remove();
    panel = null;
    el.replaceChildren();
    const frame = frameNow(), mine = life += 1;
    spec = frame.spec;
    const built = await mount({ el, Plotly, mail: { ...mail, ...ahead }, frame });
    if (mine !== life) {                    // another language was chosen meanwhile, or the view is gone
      built.remove();
      return;
    }
    panel = built;
    if (touched) el.querySelector(`[data-name="${touched}"]`)?.focus({ preventScroll: true });
    take();                                 // what came in while the chart was built
  };
  const take = () => {
    const frame = frameNow();
    const name = mail.hear(frame.answers);
    if (frame.spec !== spec) build(); else if (!ahead.isPlaying()) panel?.show(frame, name);
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

async function mount({ el, Plotly, mail, frame }) {
  const spec = JSON.parse(frame.spec);
  const root = element("section", { class: `pledge-panel live${spec.wide ? " wide" : ""}${spec.job.stop ? " simulated" : ""}`, lang: tagOf(spec.language), "aria-label": spec.title, "data-figure": spec.id });
  el.append(root);
  const tools = { Plotly, inks: createInks(root) };
  let hand = null, latest = frame, kept = null;
  const hold = (isHeld, on = "control") => {   // axes stand while the hand is on a control, and settle when it lets go
    hand = isHeld ? on : null;
    if (isHeld) return;
    stage.draw(latest, hand);
    drawers.settle();
  };
  const head = createHead(spec, root, mail.send), story = createStory(spec, mail.send, hold), controls = createControls(spec, mail.send, hold);
  const stage = createStage(spec, root, controls, tools, mail.send, (isHeld) => hold(isHeld, "lead")), drawers = createDrawers(spec, controls, tools, mail.send);
  const status = element("p", { class: "status", role: "alert" }), notes = element("ul", { class: "notes" }), noted = element("div", { class: "noted" }, notes);
  root.append(element("div", { class: controls.rows.size ? "grid railed" : "grid" },
    element("div", { class: "main" }, head.node, story.root, story.spoken, stage.body, noted, status, drawers.nav), drawers.rail));

  const sayStatus = () => setText(status, spec.words[mail.trouble()] ?? latest.refusal?.sentence ?? "");
  const showTexts = (now, name) => {
    const { refusal } = now, isAccepted = (key) => !refusal && (name === key || name === "panel");
    if (now.chosen !== latest.chosen && now.chosen !== null) for (const part of [story, stage]) part.forget();   // another case
    if (now.room !== kept) keepRoom(noted, now.room.notes.map((texts) => setNotes(element("ul", { class: "notes" }), texts)));
    [latest, kept] = [now, now.room];
    root.classList.toggle("two", Boolean(now.second));
    head.show(now.chosen);
    story.show(now, mail.isNewest);
    controls.show(now.values, mail.isNewest, isAccepted, now.idle);
    stage.show(now, mail.isNewest, isAccepted);
    drawers.show(now, isAccepted, hand !== null);
    setNotes(notes, now.notes);
    sayStatus();
    if (refusal && mail.isMine(now.answers)) refuse(refusal.key);
  };
  const refuse = (key) => {
    if (stage.lead.isLead(key)) stage.lead.refuse(); else (drawers.boxes.get(key) ?? controls).refuse(key);
  };
  for (const comes of ["pointerenter", "focusin"]) stage.body.addEventListener(comes, () => mail.near(spec.lead));
  showTexts(frame, "panel");
  await stage.start(frame);
  return {
    show: (now, name) => {
      showTexts(now, name);
      stage.draw(now, hand);
    },
    tell: sayStatus,
    remove: () => { for (const part of [head, story, stage, drawers]) part.remove(); root.remove(); },
  };
}

function setNotes(list, texts) {
  if (list.children.length !== texts.length) list.replaceChildren(...texts.map(() => element("li")));
  texts.forEach((text, i) => setText(list.children[i], text));
  return list;
}
