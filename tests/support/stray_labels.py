"""Which labels of a figure's chart stand nearer to another dot than to their own: they name the wrong one."""

# a label belongs to a dot where its place is that dot's; how far a dot is from it is measured to the box of its text
STRAY = """(panel, labels) => {
  const plot = panel.querySelector(".stage .plot"), { left, top } = plot.getBoundingClientRect();
  const { _fullLayout: layout } = plot;
  const placed = (x, y, pane) => {
    const [across, up] = [layout[`xaxis${pane}`], layout[`yaxis${pane}`] ?? layout.yaxis];
    return [left + across._offset + across.l2p(across.d2l(x)), top + up._offset + up.l2p(up.d2l(y))];
  };
  const isDot = ({ meta }) => meta?.role === "dot" && (meta.size ?? 10) > 8;   // smaller ones belong to their curve
  // where they stand now: a step moves them without plotly, which knows only where it drew them
  const middle = ({ left, top, width, height }) => (width ? [left + width / 2, top + height / 2] : [NaN, NaN]);
  const dots = [...plot.querySelectorAll(".scatterlayer .trace")].filter((trace) => isDot(trace.__data__[0].trace))
    .flatMap((trace) => [...trace.querySelectorAll(".point")].map((dot) => middle(dot.getBoundingClientRect())))
    .filter((dot) => dot.every(Number.isFinite));
  const isAt = ([x, y], far = 2) => ([u, v]) => Math.hypot(x - u, y - v) < far;
  const isSeen = (tag) => getComputedStyle(tag).visibility !== "hidden";
  const tags = [...panel.querySelectorAll(".stage .tag:not(.lane)")].filter(isSeen);
  const out = (...gaps) => Math.max(0, ...gaps);
  const gap = ({ left, right, top, bottom }, [x, y]) => Math.hypot(out(left - x, x - right), out(top - y, y - bottom));
  const all = Object.values(labels), isAlone = ({ text }) => all.filter((each) => each.text === text).length === 1;
  return all.filter(isAlone).flatMap(({ text, x, y, others = [], pane = "" }) => {
    const owns = [[x, y], ...others].map((place) => placed(...place, pane));
    const tag = tags.find(({ textContent }) => textContent === text);
    const isOwn = (dot) => owns.some((own) => isAt(own)(dot));
    if (!tag || !dots.some(isAt(owns[0]))) return [];
    const nearest = (found) => Math.min(...found.map((dot) => gap(tag.getBoundingClientRect(), dot)));
    const isUnder = (dot) => owns.some((own) => isAt(own, 6)(dot));   // one that lies over its own is not another place
    const isStray = nearest(dots.filter((dot) => !isUnder(dot))) < nearest(dots.filter(isOwn)) - 1;
    return isStray ? [`"${text}" stands nearer to another dot than to its own`] : [];
  });
}"""
