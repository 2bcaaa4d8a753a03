"""Which lines and dots of a figure's chart have lost their name, and which texts do not fit where they stand."""

# Where a mark is drawn now, in pixels of the plot: a step moves the marks without plotly, but tells it their numbers.
PLACED = """
  const plot = panel.querySelector(".stage .plot"), { _fullLayout: layout } = plot;
  const up = (pane) => layout[`yaxis${pane}`] ?? layout.yaxis;
  const placed = (x, y, across = "", high = across) =>
    [layout[`xaxis${across}`], up(high)].map((axis, i) => axis._offset + axis.l2p(axis.d2l([x, y][i])));
  const traces = plot.data.filter(({ x }) => x?.length).map(({ meta, x, y, xaxis = "x", yaxis = "y" }) =>
    [meta, [...x].map((place, i) => placed(place, y[i], xaxis.slice(1), yaxis.slice(1)))]);
  const isAt = ([x, y], [u, v], far = 2) => Math.hypot(x - u, y - v) < far;
  const seen = [...panel.querySelectorAll(".stage .tag:not(.lane)")]
    .filter((tag) => tag.textContent && !tag.hidden && getComputedStyle(tag).visibility !== "hidden");
  const all = Object.values(labels).filter(({ look }) => look !== "lane");
  const isSeen = ({ text }) => seen.some(({ textContent }) => textContent === text);
  const lines = traces.filter(([meta]) => meta?.role === "line").map(([, places]) => places);"""
# What has other places on its mark is its name: it must be seen, unless another label stands for the same place. What
# says that it must be seen is seen, whatever stands there. Others may give way, for what they say is said once more:
# the ticks of a scale by their neighbours, the word of a zone by its tone, an event by its shape and those beside it.
UNNAMED = (
    "(panel, labels) => {"
    + PLACED
    + """
  const shown = all.filter(isSeen).flatMap(({ x, y, pane }) => [placed(x, y, pane)]);
  const isNarrow = plot.clientWidth < 560;
  return all.filter((label) => !isSeen(label) && !(label.drops && isNarrow)).filter(({ x, y, pane, others, must }) => {
    const own = placed(x, y, pane);
    return must || (others && !shown.some((other) => isAt(own, other, 6)));
  }).map(({ text }) => `what "${text}" names has lost its name`);
}"""
)
# a text whose place is inside a bar and that sticks out of it on both sides hides the bar's edges
WIDER = (
    "(panel, labels) => {"
    + PLACED
    + """
  const { left, top } = plot.getBoundingClientRect();
  const bars = [...plot.querySelectorAll(".barlayer .point path")].map((bar) => bar.getBoundingClientRect());
  return all.filter(({ text, x, y, pane }) => {
    const box = seen.find(({ textContent }) => textContent === text)?.getBoundingClientRect(), own = placed(x, y, pane);
    const isIn = (bar) => own[1] + top > bar.top + 4 && own[1] + top < bar.bottom - 4
      && own[0] + left > bar.left && own[0] + left < bar.right;
    return box && bars.some((bar) => isIn(bar) && box.left < bar.left - 1 && box.right > bar.right + 1);
  }).map(({ text }) => `"${text}" is wider than its bar`);
}"""
)
# the name of a level line may stand in that line, which then breaks off beside it; on another one it is not read
ALONG = (
    "(panel, labels) => {"
    + PLACED
    + """
  const { left, top } = plot.getBoundingClientRect();
  const isLevel = (piece) => piece.every(Number.isFinite) && Math.abs(piece[1] - piece[3]) < 2;
  const ends = lines.filter((places) => places.length === 2 && isLevel(places.flat())).flat();
  const isName = (place) => ends.some((end) => isAt(place, end));
  const level = lines.flatMap((places) => places.slice(1).map((place, i) => [...places[i], ...place])).filter(isLevel);
  return seen.filter((tag) => {
    const own = all.find(({ text }) => text === tag.textContent), box = tag.getBoundingClientRect();
    if (!own || own.look === "strong" || !isName(placed(own.x, own.y, own.pane))) return false;
    const places = [[own.x, own.y], ...(own.others ?? [])].map((place) => placed(...place, own.pane));
    const [from, to, high, low] = [box.left - left, box.right - left, box.top - top, box.bottom - top];
    return level.some(([x, y, u]) => y > high + 5 && y < low - 5 && !places.some((place) => Math.abs(place[1] - y) < 3)
      && Math.min(to, Math.max(x, u)) - Math.max(from, Math.min(x, u)) > 0.6 * box.width);
  }).map(({ textContent }) => `another line runs along "${textContent}"`);
}"""
)
