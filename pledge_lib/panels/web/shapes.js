// Every state has a shape of its own, so that it is seen without colours.
const PATHS = {
  safe: "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm3.6 5-4.4 4.6L4.5 8",
  near: "M8 1 15 8 8 15 1 8ZM8 4.6v4M8 11v.4",
  called: "M8 1.2 15.2 14.5H.8ZM8 6v4M8 12v.4",
  sold: "M2 2h12v12H2ZM5 5l6 6M11 5l-6 6",
};
const SVG = "http://www.w3.org/2000/svg";

export function shapeOf(tone) {
  const svg = document.createElementNS(SVG, "svg"), path = document.createElementNS(SVG, "path");
  const look = { viewBox: "0 0 16 16", "aria-hidden": "true", fill: "none", stroke: "currentColor", "stroke-width": "1.9", "stroke-linecap": "round", "stroke-linejoin": "round" };
  for (const [name, value] of Object.entries(look)) svg.setAttribute(name, value);
  path.setAttribute("d", PATHS[tone] ?? "");
  svg.append(path);
  return svg;
}
export const hasShape = (tone) => tone in PATHS;
