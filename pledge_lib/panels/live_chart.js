// A plotly figure built once, then fed with numbers only. It draws the newest and drops what it overtook.
const floats = (view) =>
  new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
const same = (a, b) => Boolean(a) && a.length === b.length && b.every((value, i) => Object.is(a[i], value));
const INSTANT = { mode: "immediate", transition: { duration: 0 }, frame: { duration: 0, redraw: false } };

// JupyterLab says its colours in CSS variables; plotly wants them written out.
function themeOf(host) {
  const style = getComputedStyle(host);
  const colour = (name, fallback) => style.getPropertyValue(name).trim() || fallback;
  return { text: colour("--jp-content-font-color1", "#222"), grid: colour("--jp-border-color2", "#ddd") };
}

function painted(layout, host) {
  const { text, grid } = themeOf(host);
  const copy = structuredClone(layout);
  copy.font = { ...copy.font, color: text };
  for (const axis of Object.keys(copy).filter((key) => /^[xy]axis/.test(key))) {
    copy[axis] = { gridcolor: grid, linecolor: grid, zerolinecolor: grid, ...copy[axis] };
  }
  return copy;
}

export async function createChart(Plotly, host, figure) {
  const data = figure.data.map((trace) => ({ ...trace }));
  const layout = structuredClone(figure.layout);
  const isMap = data.some((trace) => trace.type === "heatmap");   // an animated frame takes it off the picture
  const seen = new Map();                   // the look of marks whose symbols, colours and hover texts change

  // Takes the new numbers in; returns whether any moved, and whether more than lines must be drawn.
  const absorb = ({ lines = {}, ranges = {}, looks = {}, ticks = {} }) => {
    let moved = false, whole = false;
    for (const [index, line] of Object.entries(lines)) {
      for (const name of Object.keys(line)) {
        const numbers = floats(line[name]);
        if (same(data[index][name], numbers)) continue;
        data[index][name] = numbers;
        moved = true;
        whole ||= isMap || data[index].type !== "scatter";
      }
    }
    for (const [axis, range] of Object.entries(ranges)) {
      if (same(layout[axis].range, range)) continue;
      layout[axis].range = range;
      whole = true;
    }
    for (const [index, { text, ...marker }] of Object.entries(looks)) {
      const look = JSON.stringify([text, marker]);
      if (seen.get(index) === look) continue;
      seen.set(index, look);
      const line = { ...data[index].marker?.line, ...(marker.color && { color: marker.color }) };
      Object.assign(data[index], { hovertext: text, marker: { ...data[index].marker, ...marker, line } });
      whole = true;
    }
    for (const [axis, [values, texts]] of Object.entries(ticks)) {
      if (same(layout[axis].tickvals, values) && same(layout[axis].ticktext, texts)) continue;
      Object.assign(layout[axis], { tickvals: values, ticktext: texts });
      whole = true;
    }
    return { moved, whole };
  };

  let waiting = null, drawing = null;
  const all = data.map((_, index) => index);
  const draw = ({ moved, whole }) => {
    if (whole) return Plotly.react(host, data.map((trace) => ({ ...trace })), painted(layout, host), { displayModeBar: false });
    if (!moved) return null;
    // every trace, moved or not: plotly takes those that a frame leaves out off the picture
    const numbers = data.map((trace) => Object.fromEntries(["x", "y"].filter((axis) => trace[axis]).map((axis) => [axis, trace[axis]])));
    return Plotly.animate(host, { data: numbers, traces: all }, INSTANT);
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
  const update = (step, anew = false) => {
    const { moved, whole } = absorb(step);
    waiting = { moved: moved || Boolean(waiting?.moved), whole: anew || whole || Boolean(waiting?.whole) };
    drawing ??= drawAll();
    return drawing;
  };

  const start = (step) => {
    absorb(step);
    return Plotly.newPlot(host, data.map((trace) => ({ ...trace })), painted(layout, host), { displayModeBar: false });
  };

  const theme = new MutationObserver(() => update({}, true));
  let width = 0;
  const size = new ResizeObserver(([{ contentRect }]) => {
    if (!contentRect.width || contentRect.width === width) return;   // hidden, or only the height moved
    layout.width = width = contentRect.width;
    update({}, true);
  });
  const watch = () => {
    theme.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-name", "data-jp-theme-light"] });
    size.observe(host);
  };
  const remove = () => {
    theme.disconnect();
    size.disconnect();
    waiting = null;
    Promise.resolve(drawing).finally(() => Plotly.purge(host));
  };
  return { start, update, watch, remove };
}
