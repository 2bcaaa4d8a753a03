"""What is wrong with a figure on the screen, measured in the page: clipped, overlapping, too wide, too high, moved."""

from support.chart_faults import BARE, PALE, STRUCK
from support.stray_labels import STRAY
from support.unnamed import ALONG, UNNAMED, WIDER

SEEN = """(panel) => {
  const seen = (node) => getComputedStyle(node).visibility !== "hidden" && !node.closest("[hidden]");"""
CLIPPED = """(panel) => [...panel.querySelectorAll("*")]
  .filter((node) => [...node.childNodes].some((part) => part.nodeType === 3 && part.data.trim()))
  .filter((node) => node.clientWidth && node.scrollWidth > node.clientWidth + 1)
  .filter((node) => !node.closest("svg, .scroll, .spoken, select, .plot, .over, .drawer:not(.open)"))
  .map((node) => `"${node.textContent}" needs ${node.scrollWidth} of ${node.clientWidth} px`)"""
# a number longer than its box is read in part, and nothing says so
CUT = """(panel) => [...panel.querySelectorAll("input:not([type=range], [type=checkbox])")]
  .filter((box) => box.clientWidth && box.scrollWidth > box.clientWidth + 1 && !box.closest(".drawer:not(.open)"))
  .map((box) => `"${box.value}" is longer than its box`)"""
# a button that opens nothing, or a head with nothing below it
EMPTY = """(panel) => [...panel.querySelectorAll(".drawer.open")].flatMap((drawer) => {
  const tables = [...drawer.querySelectorAll("table")]
    .filter(({ tHead, tBodies }) => tHead?.textContent && !tBodies[0].rows.length);
  const isSeen = drawer.innerText.trim() || drawer.querySelector(".chart");
  return [...tables.map(() => "a table is empty"), ...(isSeen ? [] : ["an opened drawer is empty"])];
})"""
# texts of the chart: our labels and plotly's ticks; the empty part of a line may touch another
OVERLAPPING = (
    SEEN
    + """
  const apart = (a, b) => Math.min(a.right, b.right) <= Math.max(a.left, b.left) + 2
    || Math.min(a.bottom, b.bottom) <= Math.max(a.top, b.top) + 5;
  const texts = [...panel.querySelectorAll(":is(.stage, .drawer.open) :is(.tag, [class*=tick] text, .annotation-text)")]
    .filter((text) => text.textContent.trim() && seen(text))
    .map((text) => [text.textContent.trim(), text.getBoundingClientRect()]).filter(([, box]) => box.width);
  return texts.flatMap(([one, a], place) => texts.slice(place + 1)
    .filter(([, b]) => !apart(a, b)).map(([other]) => `"${one}" runs into "${other}"`));
}"""
)
SPILLING = """(panel) => [...panel.querySelectorAll(".tile")].flatMap((tile) => {
  const { bottom } = tile.getBoundingClientRect();
  return [...tile.children].filter((part) => part.textContent && part.getBoundingClientRect().bottom > bottom + 1)
    .map((part) => `"${part.textContent}" is below its tile`);
})"""
TITLE = """(panel) => {
  const [title, head] = ["h4", "header"].map((name) => panel.querySelector(name).getBoundingClientRect());
  return title.top < head.top - 1 || title.bottom > head.bottom + 1 ? ["the title is higher than its line"] : [];
}"""
CROWDED = """(panel) => {
  const exact = panel.querySelector(".lead > .exact")?.getBoundingClientRect();
  return [...panel.querySelectorAll(".lead > .line > *")]
    .filter((part) => part.textContent && part.getBoundingClientRect().right > exact.left + 1)
    .map((part) => `"${part.textContent}" runs into the lead's box`);
}"""
OUTSIDE = (
    SEEN
    + """
  const leaves = ({ left, right, bottom }, chart) =>
    left < chart.left - 1 || right > chart.right + 1 || bottom > chart.bottom + 1;
  return [...panel.querySelectorAll(":is(.stage, .drawer.open) :is(.tag, [class*=tick] text)")]
    .filter((text) => text.textContent && seen(text))
    .map((text) => [text.textContent, text.getBoundingClientRect(), text.closest(".chart").getBoundingClientRect()])
    .filter(([, box, chart]) => box.width && leaves(box, chart)).map(([text]) => `"${text}" leaves the chart`);
}"""
)
# the name of a lane stands left of the lane, not on it
ON_A_LANE = """(panel) => [...panel.querySelectorAll(":is(.stage, .drawer.open) .chart")].flatMap((chart) => {
  const plot = chart.querySelector(".plot");
  const lanes = plot.getBoundingClientRect().left + (plot._fullLayout?.xaxis?._offset ?? Infinity);
  return [...chart.querySelectorAll(".tag.lane:not(.flat) > *")]
    .filter((part) => part.textContent && part.getBoundingClientRect().right > lanes + 1)
    .map((part) => `"${part.textContent}" runs into its lane`);
})"""
# a date is read whole: a line of text may end at a hyphen
BROKEN = (
    SEEN
    + """
  const texts = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT), found = [];
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    if (!seen(parentElement) || parentElement.closest(".spoken, .drawer:not(.open)")) continue;
    for (const { index, 0: date } of data.matchAll(/\\d{4}-\\d{2}-\\d{2}/g)) {
      const range = document.createRange();
      range.setStart(texts.currentNode, index);
      range.setEnd(texts.currentNode, index + date.length);
      const lines = new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top)));
      if (lines.size > 1) found.push(`${date} is on two lines`);
    }
  }
  return found;
}"""
)
# a mark stays with what it follows: after a box, a browser may begin a line with it
LONE = """(panel) => [...panel.querySelectorAll(".asks .scrub")].flatMap((box) => {
  const after = box.nextSibling ?? box.parentElement.nextSibling;
  if (after?.nodeType !== Node.TEXT_NODE || !/^[.,;:)。，；：、）]/.test(after.data)) return [];
  const range = document.createRange();
  range.setStart(after, 0);
  range.setEnd(after, 1);
  const [mark, { right }] = [range.getBoundingClientRect(), box.getBoundingClientRect()];
  return mark.left < right - 2 ? [`"${after.data}" begins a line`] : [];
})"""
PLACES = """(panel) => Object.fromEntries([".hero", ".chart", ".lead", "nav"].map((name) => {
  const { x, y, width, height } = panel.querySelector(name).getBoundingClientRect();
  return [name, [x, y, width, height].map(Math.round)];
}))"""
HEIGHT = "(panel) => Math.round(panel.getBoundingClientRect().height)"
SCROLLS = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth ? ["the page scrolls sideways"] : [];
}"""
TEXTS, CHART = (
    (CLIPPED, CUT, EMPTY, TITLE, SPILLING, CROWDED, BROKEN, LONE, SCROLLS),
    (OVERLAPPING, OUTSIDE, ON_A_LANE, STRUCK, PALE, BARE),
)
LABELLED = (STRAY, UNNAMED, WIDER, ALONG)  # asked with the labels that the chart was told
CHECKS = ", ".join((*TEXTS, *CHART))
ALL = f"(panel) => [{CHECKS}].flatMap((check) => check(panel))"


def faults(shown) -> list[str]:
    """Return what a reader would see that must not be so."""
    labels = shown.panel.frame["stage"]["labels"] if "stage" in shown.panel.frame else {}
    of_labels = [fault for check in LABELLED if labels for fault in shown.root.evaluate(check, labels)]
    return [*shown.root.evaluate(ALL), *of_labels, *shown.complaints]


def height(shown) -> int:
    """Return the height of the closed figure in pixels."""
    return shown.root.evaluate(HEIGHT)


def places(shown) -> dict[str, list[int]]:
    """Return where the parts of a figure stand."""
    return shown.root.evaluate(PLACES)
