// A plotly figure built once, then fed with frames. It draws the newest and drops what it overtook.
import { absorbed, emptyPicture, painted } from "./picture.js";

const INSTANT = { mode: "immediate", transition: { duration: 0 }, frame: { duration: 0, redraw: false } };

function themeOf(host) {
  const style = getComputedStyle(host);
  const colour = (name, fallback) => style.getPropertyValue(name).trim() || fallback;
  return { text: colour("--jp-content-font-color1", "#222"), grid: colour("--jp-border-color2", "#ddd") };
}

export function createChart(Plotly, host, figure) {
  let picture = emptyPicture(figure), shown = {}, width = 0;

  const absorb = (frame) => {
    const { picture: now, ...what } = absorbed(picture, shown, frame);
    picture = now;
    shown = frame;
    return what;
  };
  const whole = () => [host, picture.data.map((trace) => ({ ...trace })),
    painted(width ? { ...picture.layout, width } : picture.layout, themeOf(host)), { displayModeBar: false }];

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
  const anew = () => ask({ isWhole: true });

  const theme = new MutationObserver(anew);
  const size = new ResizeObserver(([{ contentRect }]) => {
    if (!contentRect.width || contentRect.width === width) return;   // hidden, or only the height moved
    width = contentRect.width;
    anew();
  });
  return {
    start: (frame) => {
      absorb(frame);
      return Plotly.newPlot(...whole());
    },
    update: (frame) => ask(absorb(frame)),
    watch: () => {
      theme.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-name", "data-jp-theme-light"] });
      size.observe(host);
    },
    remove: () => {
      theme.disconnect();
      size.disconnect();
      waiting = null;
      Promise.resolve(drawing).finally(() => Plotly.purge(host));
    },
  };
}
