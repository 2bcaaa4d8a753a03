// A plotly figure built once, then fed with frames. It draws the newest and drops what it overtook.
import { dressed } from "./dress.js";
import { TICKS, drawnSize, geometry } from "./geometry.js";
import { inked } from "./inks.js";
import { absorbed, standing } from "./picture.js";
import { isSkipped, onSkipping } from "./skipping.js";
import { createStrokes, uidOf } from "./strokes.js";

const SETTLED = 600;                        // ms until a theme's style sheet is surely there
const NOWHERE = [0, 0];                     // the size of a chart that is not on the screen

const isSame = ([width, height], [across, down]) => width === across && height === down;

// `inks` are the page's colours, `place` is called with the chart's geometry whenever it may have changed; it is told
// whether texts, too, may have another size.
export function createChart(Plotly, host, figure, inks, place) {
  const follows = ({ meta }) => meta?.tone === "state";
  const strokes = createStrokes(host);
  let picture = figure, drawn = [], shown = {}, state = "none", worn = state;
  let here = NOWHERE, unit = 1, ticks = TICKS, drawnAt = NOWHERE, placedAt = NOWHERE;
  let isAway = false, isOwed = false, isUnsure = false;   // skipped by the page; drawn and placed anew when it comes on

  // Asked of the page only when it may have changed: to answer, the page lays all of itself out.
  const look = () => {
    here = [host.clientWidth, host.clientHeight];
    const style = getComputedStyle(host);
    unit = parseFloat(style.fontSize) / 15 || 1;
    ticks = Number(style.getPropertyValue("--ticks")) || TICKS;
  };
  const absorb = (frame, isHeld, still) => {
    const steady = isHeld ? standing(shown, frame, still) : frame;
    const { picture: now, isMoved, isWhole } = absorbed(picture, shown, steady);
    [picture, shown, state] = [now, steady, frame.stage?.chip.tone ?? "none"];
    return { isMoved: isMoved || (state !== worn && picture.data.some(follows)), isWhole };
  };
  const whole = () => {
    look();
    [drawn, worn, drawnAt] = [picture.data, state, here];
    strokes.forget();
    return [host, drawn.map((trace, i) => ({ ...inked(trace, state, unit, inks), uid: uidOf(i) })),
      dressed(picture.layout, host, unit, ticks, inks), { displayModeBar: false, staticPlot: true }];
  };
  const put = (isAnew = false) => {         // a notebook takes a cell off the page at times: nothing can be measured then
    [placedAt, isUnsure] = [here, isAway];
    if (here[0]) place(geometry(picture.layout, ...here, unit, ticks), picture, isAnew);
  };
  const NUMBERS = ["x", "y", "base"];
  // Moves the marks that are not where they were drawn, and tells plotly; those of another tone, or of the chip's, wear
  // it. Gives false where one of them cannot.
  const move = () => {
    const size = drawnSize(picture.layout, ...here, unit, ticks);
    return picture.data.every((trace, i) => {
      const before = drawn[i], isMoved = NUMBERS.some((name) => trace[name] !== before[name]);
      if (isMoved) {
        if (!strokes.move(i, trace, picture.layout, size)) return false;
        for (const name of NUMBERS) if (trace[name]) host.data[i][name] = trace[name];
      }
      const isWorn = trace.meta === before.meta && trace.marker === before.marker && (state === worn || !follows(trace));
      return isWorn || strokes.wear(i, before, inked(trace, state, unit, inks));
    });
  };

  let waiting = null, drawing = null;
  const draw = ({ isWhole }) => {
    if (isWhole || !here[0] || !move()) return Plotly.react(...whole());
    [drawn, worn] = [picture.data, state];
    return null;
  };
  const drawAll = async () => {
    try {
      while (waiting) {
        const next = waiting;
        waiting = null;
        await draw(next);
      }
    } finally {
      drawing = null;
    }
  };
  const ask = ({ isWhole }) => {
    waiting = { isWhole: isWhole || Boolean(waiting?.isWhole) };
    drawing ??= drawAll();
    return drawing;
  };
  const anew = () => {                      // what is skipped is not drawn for nobody, in a size that it may not keep
    isOwed = isAway = isSkipped(host);
    if (isOwed) return;
    look();
    if (!here[0]) return;
    inks.forget();
    ask({ isWhole: true });
    put(true);
  };

  let settling = null;
  const theme = new MutationObserver(() => {   // JupyterLab names the theme before its style sheet has come
    anew();
    clearTimeout(settling);
    settling = setTimeout(anew, SETTLED);
  });
  const fit = () => {
    const now = [host.clientWidth, host.clientHeight];
    if (isOwed || [here, drawnAt, placedAt].some((size) => !isSame(size, now))) anew();
  };
  const bounds = new ResizeObserver(fit);
  const turn = (isSkippedNow) => {
    isAway = isSkippedNow;
    if (isAway) return;
    fit();
    if (isUnsure) put(true);
  };
  let leave = () => {};
  return {
    start: async (frame) => {
      absorb(frame, false);
      await Plotly.newPlot(...whole());
      isAway = isSkipped(host);
      put();
    },
    update: (frame, isHeld = false, still = []) => {   // axes that are `still` do not even grow
      const { isMoved, isWhole } = absorb(frame, isHeld, still);
      put();
      return isMoved || isWhole ? ask({ isWhole }) : drawing;
    },
    watch: () => {
      theme.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-name", "data-jp-theme-light"] });
      bounds.observe(host);
      leave = onSkipping(host, turn);
    },
    remove: () => {
      theme.disconnect();
      clearTimeout(settling);
      bounds.disconnect();
      leave();
      waiting = null;
      Promise.resolve(drawing).finally(() => Plotly.purge(host));
    },
  };
}
