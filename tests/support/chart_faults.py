"""What is wrong inside a chart: texts that a line strikes through or that are pale on what is under them, bare areas.

All ask the drawn page: the lines and areas that plotly made, where they are on the screen, and in which colour.
"""

TEXTS = """
  const seen = (node) => getComputedStyle(node).visibility !== "hidden" && !node.closest("[hidden]");
  const rgba = (css) => {
    const [r, g, b, alpha = 1] = css.match(/[\\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
    return css.startsWith("color(srgb") ? [r * 255, g * 255, b * 255, alpha] : [r, g, b, alpha];
  };
  const tags = [...panel.querySelectorAll(":is(.stage, .drawer.open) .tag")]
    .filter((tag) => tag.textContent.trim() && seen(tag));"""
# an area that plotly has given no colour is black
BARE = """(panel) => [...panel.querySelectorAll(":is(.stage, .drawer.open) .js-fill")]
  .filter((area) => !area.style.fill && area.getBoundingClientRect().width)
  .map((area) => `an area of ${Math.round(area.getBoundingClientRect().width)} px has no colour`)"""
# plotly writes a line as M, L, H and V in its pane's own pixels, of which only those inside the pane are drawn
STRUCK = (
    "(panel) => {"
    + TEXTS
    + """
  const paneOf = (path) => {
    const id = path.getAttribute("clip-path")?.match(/#([^")]+)/)?.[1] ?? "";
    const { width, height } = document.getElementById(id)?.firstElementChild ?? {};
    return width ? [0, width.baseVal.value, 0, height.baseVal.value] : [-Infinity, Infinity, -Infinity, Infinity];
  };
  const pieces = (path) => {
    const found = [];
    let x = 0, y = 0, start = null;
    for (const [, name, numbers] of path.getAttribute("d").matchAll(/([MLHVZ])([^MLHVZ]*)/g)) {
      const [one, two] = numbers.split(/[ ,]/).map(Number), from = [x, y];
      [x, y] = { H: [one, y], V: [x, one], Z: start }[name] ?? [one, two];
      if (name === "M") start = [x, y]; else found.push([...from, x, y]);
    }
    return found;
  };
  const crosses = ([x, y, u, v], [left, right, top, bottom]) => {
    let from = 0, to = 1;
    for (const [start, step, low, high] of [[x, u - x, left, right], [y, v - y, top, bottom]]) {
      if (!step && (start <= low || start >= high)) return false;
      if (!step) continue;
      const ends = [(low - start) / step, (high - start) / step];
      [from, to] = [Math.max(from, Math.min(...ends)), Math.min(to, Math.max(...ends))];
    }
    return from < to;
  };
  const drawn = [...panel.querySelectorAll(":is(.stage, .drawer.open) .scatterlayer .js-line")]
    .filter(({ style }) => parseFloat(style.strokeWidth) && style.strokeOpacity !== "0");
  const lines = [...drawn, ...panel.querySelectorAll(":is(.stage, .drawer.open) .barlayer .point path")];
  // the box of the letters: a line of text has 3 px of air above and below
  const boxes = tags.filter((tag) => rgba(getComputedStyle(tag).backgroundColor)[3] < 0.75).map((tag) => {
    const { left, right, top, bottom } = tag.getBoundingClientRect();
    return [tag.textContent.trim(), [left + 1, right - 1, top + 3, bottom - 3]];
  });
  return lines.flatMap((path) => {
    const { a, d, e, f } = path.getScreenCTM(), pane = paneOf(path), all = pieces(path);
    return boxes.filter(([, [left, right, top, bottom]]) => {
      const own = [(left - e) / a, (right - e) / a, (top - f) / d, (bottom - f) / d];
      const seen = [0, 1, 2, 3].map((i) => Math[i % 2 ? "min" : "max"](own[i], pane[i]));
      return seen[0] < seen[1] && seen[2] < seen[3] && all.some((piece) => crosses(piece, seen));
    }).map(([text]) => `a line or an edge strikes through "${text}"`);
  });
}"""
)
# WCAG 2: 4.5 to 1. Under a text lie the page, the areas and bars that hold a point of it, and its own background
PALE = (
    "(panel) => {"
    + TEXTS
    + """
  const over = ([r, g, b, alpha], under) => [r, g, b].map((part, i) => part * alpha + under[i] * (1 - alpha));
  const light = (colour) => colour.map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const fillOf = (area) => {
    const { fill, fillOpacity } = getComputedStyle(area), id = fill.match(/#([^")]+)/)?.[1];
    const pattern = id && document.getElementById(id);
    if (id && !pattern) return [0, 0, 0, 0];   // an area without a place has none
    const paper = pattern ? getComputedStyle(pattern.querySelector("rect")).fill : fill;
    const [r, g, b, alpha] = rgba(paper);
    return [r, g, b, alpha * Number(fillOpacity)];
  };
  const filled = panel.querySelectorAll(":is(.stage, .drawer.open) :is(.js-fill, .barlayer .point path)");
  const areas = Array.from(filled, (area) =>
    [area, area.getScreenCTM().inverse(), area.getBoundingClientRect(), fillOf(area)]);
  const page = rgba(getComputedStyle(panel).backgroundColor).slice(0, 3);
  const ticks = [...panel.querySelectorAll(":is(.stage, .drawer.open) [class*=tick] text")]
    .filter((text) => text.textContent.trim());
  return [...tags, ...ticks].flatMap((text) => {
    const style = getComputedStyle(text), box = text.getBoundingClientRect(), own = rgba(style.backgroundColor);
    const ink = rgba(text.closest("svg") ? style.fill : style.color);
    const places = [0.15, 0.5, 0.85].flatMap((across) => [0.3, 0.5, 0.7].map((down) =>
      new DOMPoint(box.left + across * box.width, box.top + down * box.height)));
    const found = places.map((place) => {
      const under = areas.filter(([area, inverse, { left, right, top, bottom }]) =>
        place.x > left && place.x < right && place.y > top && place.y < bottom
        && area.isPointInFill(place.matrixTransform(inverse)))
        .reduce((colour, [, , , fill]) => over(fill, colour), page);
      const ground = over(own, under);
      return contrast(over([...ink.slice(0, 3), ink[3] * Number(style.opacity)], ground), ground);
    });
    const least = Math.min(...found);
    return least < 4.5 ? [`"${text.textContent.trim()}" has a contrast of ${least.toFixed(2)}`] : [];
  });
}"""
)
