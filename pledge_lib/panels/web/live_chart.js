// A plotly figure built once, then fed with frames. It draws the newest and drops what it overtook.
import { dressed } from "./dress.js";
import { geometry } from "./geometry.js";
import { inked } from "./inks.js";
import { absorbed, grown } from "./picture.js";

const SETTLED = 600;                        // ms until a theme's style sheet is surely there
const NOWHERE = [0, 0];                     // the size of a chart that is not on the screen
const INSTANT = { mode: "immediate", transition: { duration: 0 }, frame: { duration: 0, redraw: false } };

const isSame = ([width, height], [across, down]) => width === across && height === down;

// `inks` are the page's colours, `place` is called with the chart's geometry whenever it may have changed; it is told
// whether texts, too, may have another size.
export function createChart(Plotly, host, figure, inks, place) {
  const follows = figure.data.some(({ meta }) => meta?.tone === "state");
  let picture = figure, shown = {}, state = "none", drawnAt = NOWHERE, placedAt = NOWHERE;

  const unit = () => parseFloat(getComputedStyle(host).fontSize) / 15 || 1;
  const absorb = (frame, isHeld) => {
    const steady = isHeld ? { ...frame, ranges: grown(shown.ranges, frame.ranges) } : frame;
    const { picture: now, ...what } = absorbed(picture, shown, steady);
    const tone = frame.stage?.chip.tone ?? "none", isRecoloured = follows && tone !== state;
    [picture, shown, state] = [now, steady, tone];
    return { ...what, isWhole: what.isWhole || isRecoloured };
  };
  const sizeNow = () => [host.clientWidth, host.clientHeight];
  const whole = () => {
    drawnAt = sizeNow();
    return [host, picture.data.map((trace) => ({ ...inked(trace, state, unit(), inks) })),
      dressed(picture.layout, host, unit(), inks), { displayModeBar: false, staticPlot: true }];
  };
  const put = (isAnew = false) => {         // a notebook takes a cell off the page at times: nothing can be measured then
    placedAt = sizeNow();
    if (placedAt[0]) place(geometry(picture.layout, ...placedAt, unit()), picture, isAnew);
  };

  let waiting = null, drawing = null;
  const draw = ({ isMoved, isWhole }) => {
    if (isWhole) return Plotly.react(...whole());
    if (!isMoved) return null;
    // every trace, moved or not: plotly takes those that a frame leaves out off the picture
    const numbers = picture.data.map((trace) => Object.fromEntries(["x", "y"].filter((axis) => trace[axis]).map((axis) => [axis, trace[axis]])));
    return Plotly.animate(host, { data: numbers, traces: numbers.map((_, index) => index) }, INSTANT);
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
  const ask = ({ isMoved, isWhole }) => {
    waiting = { isMoved: isMoved || Boolean(waiting?.isMoved), isWhole: isWhole || Boolean(waiting?.isWhole) };
    drawing ??= drawAll();
    return drawing;
  };
  const anew = () => {
    if (!host.clientWidth) return;
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
  const bounds = new ResizeObserver(() => {
    if ([drawnAt, placedAt].some((size) => !isSame(size, sizeNow()))) anew();
  });
  return {
    start: async (frame) => {
      absorb(frame, false);
      await Plotly.newPlot(...whole());
      put();
    },
    update: (frame, isHeld = false) => {
      const what = absorb(frame, isHeld);
      put();
      return ask(what);
    },
    watch: () => {
      theme.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-name", "data-jp-theme-light"] });
      bounds.observe(host);
    },
    remove: () => {
      theme.disconnect();
      clearTimeout(settling);
      bounds.disconnect();
      waiting = null;
      Promise.resolve(drawing).finally(() => Plotly.purge(host));
    },
  };
}
