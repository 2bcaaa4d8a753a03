// The lead: a slider that is the chart's own axis, the thumb under the dot, the track in the colours of the zones.
import { JUMPS, scaleOf } from "./asks.js";
import { LEADS, dayBox, numberBox, optionBox, written } from "./controls.js";
import { element, ownForm, ownId, setAttribute, setText } from "./elements.js";
import { onAxis, stops } from "./geometry.js";
import { createFinger, createGrasp } from "./grasp.js";

const THUMB = 28;                           // px at 15 px type

// What the reader types or picks instead of dragging.
function boxOf(control, name, unit, send) {
  const typed = (text) => send({ key: control.key, typed: text });
  if (control.kind === "day") return dayBox(control, null, name, typed);
  if (control.kind === "choice") return optionBox(control, { "aria-label": name }, (value) => send({ key: control.key, value }));
  return numberBox(name, unit.id, typed);
}

// `others` are the rows of the controls: a lead of another kind stands here as it is.
export function createLead(spec, chart, others, send, hold) {
  const control = spec.controls.find(({ key }) => key === spec.lead);
  if (!LEADS.has(control.kind)) return listed(others.rows.get(control.key));
  const { words } = spec, scale = scaleOf(control), id = ownId(), settles = Boolean(spec.job.stop);
  const unit = element("span", { class: "unit", id: `${id}-unit` }, control.unit ?? ""), name = `${control.label} ${words.exact}`;
  const typed = boxOf(control, name, unit, send);
  const range = element("input", { type: "range", id, min: scale.low, max: scale.high, step: scale.step, "aria-label": control.label });
  const now = element("span", { class: "at" }), since = element("span", { class: "since" });
  const line = element("div", { class: "line" }, element("label", { for: id, class: "what" }, spec.lead_name || control.label), now, since);
  const exact = element("span", { class: "exact" }, typed.box, unit);
  const root = ownForm({ class: "lead" }, line, exact, range);
  let axis = null, space = null, number = scale.low, frame = null, dress = "";

  const tell = (next, isDragged) => {
    number = next;
    send({ key: control.key, ...scale.eventOf(next), ...(isDragged && settles ? { held: true } : {}) });
  };
  const valueOf = () => (axis?.shareOf ? Math.round(axis.valueAt(Number(range.value))) : Number(range.value));
  const { grasp, isHeld } = createGrasp(range, hold, () => tell(valueOf(), true), () => put());
  range.addEventListener("change", () => { if (settles) tell(valueOf(), false); });
  range.addEventListener("keydown", (event) => {
    if (!axis?.shareOf || !(event.key in JUMPS)) return;    // where steps are of unequal length, a key is one of them
    event.preventDefault();
    tell(Math.min(Math.max(number + JUMPS[event.key] * scale.step, axis.min), axis.max), false);
  });

  // a hand on the plot is a hand on the lead, and where the chart says so, up and down on another control
  const lift = ({ clientY }, [key, from, to]) => {
    const second = spec.controls.find((one) => one.key === key), y = space.yAt(clientY - chart.getBoundingClientRect().top);
    const share = Math.min(Math.max((y - from) / (to - from), 0), 1), steps = Math.round(share * (second.high - second.low) / second.step);
    const next = Number((second.low + steps * second.step).toFixed(6));
    if (next !== frame.values[key]) send({ key, value: next });
  };
  const dragTo = (event) => {
    const left = event.clientX - chart.getBoundingClientRect().left;
    if (frame.stage.lift.length) lift(event, frame.stage.lift);
    const value = axis.valueAt(space.xAt(left)), steps = Math.round((value - scale.low) / scale.step);
    const next = Number(Math.min(Math.max(scale.low + steps * scale.step, axis.min), axis.max).toFixed(6));
    if (next !== number) tell(next, true);
  };
  const finger = createFinger();
  let pointer = null;
  const use = () => { if (!chart.matches(".used")) chart.classList.add("used"); };
  chart.addEventListener("pointerdown", (event) => {
    if (!frame?.stage.track.length || event.button) return;
    pointer = event.pointerId;
    chart.setPointerCapture(pointer);
    grasp(true);
    finger.down(event);
    drag(event);
  });
  const drag = (event) => {
    finger.move(event);
    if (finger.isUnsure()) return;
    use();
    dragTo(event);
  };
  chart.addEventListener("pointermove", (event) => { if (event.pointerId === pointer) drag(event); });
  for (const end of ["pointerup", "pointercancel"]) {
    chart.addEventListener(end, (event) => {
      if (event.pointerId !== pointer) return;
      const isUnsure = finger.up();
      if (isUnsure && end === "pointerup") dragTo(event);   // a tap
      pointer = null;
      grasp(false);
      if (settles && !(isUnsure && end === "pointercancel")) tell(number, false);
    });
  }
  range.addEventListener("input", use);

  const lay = () => {
    const { zones, track } = frame.stage;
    axis = onAxis(scale, track, space);
    const ends = axis.shareOf ? [axis.places[0], axis.places.at(-1), "any"] : [axis.min, axis.max, scale.step];
    ["min", "max", "step"].forEach((name, i) => { if (range.getAttribute(name) !== String(ends[i])) range.setAttribute(name, ends[i]); });
    const thumb = THUMB * space.unit;
    range.style.left = `${axis.from - thumb / 2}px`;
    range.style.width = `${axis.to - axis.from + thumb}px`;
    const isAligned = track.length && !space.narrow;   // name and box above the ends of the axis
    root.style.paddingLeft = isAligned ? `${space.left}px` : "";
    root.style.paddingRight = isAligned ? `${space.width - space.right}px` : "";
    const at = (share) => `calc(var(--thumb) / 2 + (100% - var(--thumb)) * ${share.toFixed(5)})`;
    let from = "0%";
    const bands = stops(zones, axis).map(([share, tone]) => {
      const band = `var(--${tone === "none" ? "soft" : `${tone}-mark`}) ${from} ${share === 1 ? "100%" : at(share)}`;
      from = at(share);
      return band;
    });
    const worn = bands.length ? `linear-gradient(90deg, ${bands.join(", ")})` : "var(--soft)";
    if (worn !== dress) range.style.setProperty("--track", worn);
    dress = worn;
    put();
  };
  const put = () => {
    const place = axis.shareOf ? frame.stage.track[Math.round((number - scale.low) / scale.step)] : number;
    if (pointer !== null || !isHeld()) range.value = place;
  };
  return {
    root,
    show: (next, isNewest, isAccepted) => {
      frame = next;
      const value = next.values[control.key], { stage } = next;
      typed.show(value, control.kind === "day" ? isNewest : isAccepted, isAccepted);
      if (isNewest) number = scale.numberOf(value);
      // where nothing has an effect yet nothing can be moved, and the sentence says why
      const isIdle = spec.controls.every(({ key }) => next.idle.includes(key)), reason = isIdle ? next.sentence : "";
      for (const node of [range, typed.box]) {
        if (node.disabled !== isIdle) node.disabled = isIdle;
        if (node.title !== reason) node.title = reason;
      }
      setText(now, stage.readout.now);
      setText(since, stage.readout.since);
      setAttribute(range, "aria-valuetext", [stage.readout.now, stage.readout.since, stage.chip.word].filter(Boolean).join(", ") || written(value));
      setAttribute(root, "data-tone", stage.zones.length ? stage.chip.tone : "none");
    },
    ends: () => [axis.from, axis.to],
    place: (geometry) => { space = geometry; lay(); },   // after every frame, and whenever the chart has another size
    refuse: typed.refuse,
    isLead: (key) => key === control.key,
  };
}

function listed({ row }) {
  const root = element("div", { class: "lead listed" }, row);
  return { root, show: () => {}, ends: () => [-Infinity, Infinity], place: () => {}, refuse: () => {}, isLead: () => false };
}
