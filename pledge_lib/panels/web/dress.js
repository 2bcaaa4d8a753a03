// The layout of a chart in the page's type, colours and size. A chart of the stage leaves all of that to the page.
import { margins } from "./geometry.js";
import { painted } from "./picture.js";

const CLEAR = "rgba(0,0,0,0)", SMALL = 12;

const axesOf = (layout, change) => Object.fromEntries(Object.entries(layout).map(([name, axis]) => [name, /^[xy]axis/.test(name) ? change(name, axis) : axis]));

export function dressed(layout, host, unit, inks) {
  const width = host.clientWidth, height = host.clientHeight, colours = { text: inks.mark("quiet"), grid: inks.mark("line") };
  const found = painted({ ...layout, width, height, margin: margins(layout, width, unit), paper_bgcolor: CLEAR, plot_bgcolor: CLEAR }, colours);
  const font = { ...found.font, size: SMALL * unit, color: colours.text, family: getComputedStyle(host).fontFamily };
  if (!layout.meta?.stage) return { ...found, font: { ...font, size: Math.min(13, SMALL * unit) } };
  const dress = (name, axis) => ({
    fixedrange: true, zeroline: false, showline: false, ticks: "outside", ticklen: 4 * unit, tickcolor: CLEAR, automargin: false,
    showgrid: name[0] === "y", gridwidth: 1, layer: "below traces", tickformat: ",~f", nticks: name[0] === "y" ? 6 : width < 500 ? 4 : 8,
    ...axis, tickfont: font, title: { text: "" },
  });
  return { ...axesOf(found, dress), font, showlegend: false, hovermode: false, dragmode: false };
}
