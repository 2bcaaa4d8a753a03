// The stage: three numbers, the chart with its labels, and the lead under the chart's own axis.
import { element, setAttribute, setHidden } from "./elements.js";
import { createHero } from "./hero.js";
import { createJob } from "./job.js";
import { createLabels } from "./labels.js";
import { createLead } from "./lead.js";
import { createChart } from "./live_chart.js";

export function createStage(spec, root, controls, { Plotly, inks }, send, hold) {
  const { words, figure } = spec;
  const plot = element("div", { class: "plot" }), labels = createLabels(figure.layout.meta, (key, value) => send({ key, value }));
  const pulse = element("div", { class: "pulse" }), grip = element("div", { class: "grip" }, element("span", {}, "◂"), element("span", {}, "▸"));
  const chart = element("div", { class: "chart", role: "img", "aria-label": words.chart }, plot, labels.over);
  const job = createJob(spec.job, send), hero = createHero(job.row);
  const lead = createLead(spec, chart, controls, send, hold);
  const body = element("div", { class: "body" }, hero.root, element("div", { class: "stage" }, chart, lead.root));
  labels.over.append(pulse, grip);
  let latest = null, over = null;

  const flash = ({ x, y }, { px, py, left, right, top, bottom, unit }) => {
    const half = 2 * unit, [low, high] = Array.isArray(y) ? [py(y[0]), py(y[1])] : [py(y) + half, py(y) - half];
    const box = y === undefined ? [px(x) - half, top, 2 * half, bottom - top] : [left, Math.min(low, high), right - left, Math.abs(low - high)];
    ["left", "top", "width", "height"].forEach((name, i) => { pulse.style[name] = `${box[i]}px`; });
    root.classList.remove("cross");
    void root.offsetWidth;                  // so that the same line flashes again
    root.classList.add("cross");
  };
  const point = (x, y) => {                 // no arrow to where the lead cannot go
    const [left, right] = lead.ends();
    grip.style.transform = `translate(${x}px, ${y}px)`;
    [x <= left + 1, x >= right - 1].forEach((isEnd, i) => grip.children[i].classList.toggle("end", isEnd));
  };
  const place = (space, picture, isAnew) => {
    const { stage } = latest;
    chart.classList.toggle("axis", stage.track.length > 0);
    lead.place(space);
    labels.show(stage.labels, stage.chip.tone, space, picture, isAnew);
    const now = stage.labels.now;
    setHidden(grip, !now || !stage.track.length);
    if (now) point(space.px(now.x), space.py(now.y));
    setAttribute(grip, "data-tone", stage.chip.tone);
    const fresh = over && stage.pulse.find((one, i) => one.over && over[i] === false);
    over = stage.pulse.map((one) => one.over);
    if (fresh) flash(fresh, space);
    else if (!over.some(Boolean) && root.matches(".cross")) root.classList.remove("cross");   // where nothing moves, no end is told
  };
  const drawn = createChart(Plotly, plot, figure, inks, place);
  root.addEventListener("animationend", ({ animationName }) => { if (animationName === "pledge-pulse") root.classList.remove("cross"); });
  return {
    body, lead, forget: hero.forget,
    show: (frame, isNewest, isAccepted) => {
      latest = frame;
      hero.show(frame.stage, frame.room);
      lead.show(frame, isNewest(spec.lead), isAccepted(spec.lead));
      job.show(frame.job);
    },
    start: async (frame) => { await drawn.start(frame); drawn.watch(); },
    // the axis that the lead is stands still under a hand on it, or it would run away from the hand
    draw: (frame, hand) => drawn.update(frame, hand !== null, hand === "lead" && frame.stage.track.length ? ["xaxis"] : []),
    remove: () => { hero.remove(); drawn.remove(); },
  };
}
