// The layout of a chart in the page's type, colours and size: a figure leaves all of that to the page.
import { AIR, firstLines, margins, sideBySide, ticksAcross } from "./geometry.js";

const CLEAR = "rgba(0,0,0,0)";

// `ticks` is the size of the numbers at the axes: fewer of them stand where they are larger.
export function dressed(layout, host, unit, ticks, inks) {
  const width = host.clientWidth, height = host.clientHeight;
  const margin = margins(layout, width, unit, ticks), [across, down] = [width - margin.l - margin.r, height - margin.t - margin.b];
  const most = (name, axis) => (name[0] === "y"
    ? Math.min(6, Math.max(2, Math.floor(down / (2 * ticks * unit))))
    : Math.min(axis.nticks ?? (width < 500 ? 4 : 8), ticksAcross(axis, across, ticks * unit)));
  const named = (name, { ticktext, domain = [0, 1], ...axis }) => {
    if (!ticktext) return {};
    const isLevel = name[0] === "x" && layout.meta?.bottom && axis.tickvals && axis.range, share = domain[1] - domain[0];
    if (isLevel) return { ticktext: sideBySide({ ticktext, ...axis }, across * share, ticks * unit) };
    return name[0] === "y" ? { ticktext: firstLines(ticktext, down, ticks * unit) } : {};
  };
  const font = { size: ticks * unit, color: inks.mark("quiet"), family: getComputedStyle(host).fontFamily };
  const dress = (name, axis) => ({
    fixedrange: true, zeroline: false, showline: false, tickangle: 0, ticks: "outside", ticklen: (name[0] === "y" ? 4 + AIR : 4) * unit, tickcolor: CLEAR, automargin: false,
    showgrid: name[0] === "y", gridcolor: inks.mark("line"), gridwidth: 1, layer: "below traces",
    tickformat: ",~f", ...axis, ...named(name, axis), nticks: most(name, axis), tickfont: font,
  });
  const axes = Object.entries(layout).filter(([name]) => /^[xy]axis/.test(name)).map(([name, axis]) => [name, dress(name, axis)]);
  return { ...layout, ...Object.fromEntries(axes), width, height, margin, font,
    paper_bgcolor: CLEAR, plot_bgcolor: CLEAR, showlegend: false, hovermode: false, dragmode: false };
}
