// The layout of a chart in the page's type, colours and size: a figure leaves all of that to the page.
import { AIR, margins } from "./geometry.js";

const CLEAR = "rgba(0,0,0,0)", SMALL = 12;

export function dressed(layout, host, unit, inks) {
  const width = host.clientWidth, height = host.clientHeight;
  const font = { size: SMALL * unit, color: inks.mark("quiet"), family: getComputedStyle(host).fontFamily };
  const dress = (name, axis) => ({
    fixedrange: true, zeroline: false, showline: false, tickangle: 0, ticks: "outside", ticklen: (name[0] === "y" ? 4 + AIR : 4) * unit, tickcolor: CLEAR, automargin: false,
    showgrid: name[0] === "y", gridcolor: inks.mark("line"), gridwidth: 1, layer: "below traces",
    tickformat: ",~f", nticks: name[0] === "y" ? 6 : width < 500 ? 4 : 8, ...axis, tickfont: font,
  });
  const axes = Object.entries(layout).filter(([name]) => /^[xy]axis/.test(name)).map(([name, axis]) => [name, dress(name, axis)]);
  return { ...layout, ...Object.fromEntries(axes), width, height, margin: margins(layout, width, unit), font,
    paper_bgcolor: CLEAR, plot_bgcolor: CLEAR, showlegend: false, hovermode: false, dragmode: false };
}
