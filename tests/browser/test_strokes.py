"""What a step moves lies where plotly itself would draw it: lines, zones, stairs, dots and bars of a figure on a page.

By default it is a few figures, drawn by a seed; `PLEDGE_LAB_ALL_SCREENS=1` compares all of them.
"""

import os
import random

import pytest
from support.figure_alone import FigurePage

from pledge_lib.panels import figures

pytestmark = pytest.mark.browser

FIGURES = tuple(figures.homes())
FEW = random.Random(1).sample(FIGURES, 4)
TRIED = FIGURES if os.environ.get("PLEDGE_LAB_ALL_SCREENS") else tuple(dict.fromkeys(("F1.1", "F4.3", "F4.4", *FEW)))
LEAD = (0.21, 0.23, 0.8, 0.22)  # shares of the track
NEAR = 0.75  # px: plotly leaves out points of a line that is straight as far as a screen shows
# writes of a step that left everything as it was, but for those of plotly where it draws anew,
# and for the name by which a second pulse begins anew
NOTE_WASTE = """(root) => {
  window.waste = [];
  new MutationObserver((records) => {
    for (const { target, attributeName, oldValue } of records) {
      const isOurs = target !== root && !target.closest(".plot");
      if (isOurs && target.getAttribute(attributeName) === oldValue) waste.push(`${target.tagName}.${attributeName}`);
    }
  }).observe(root, { subtree: true, attributes: true, attributeOldValue: true });
}"""
EVERY_STEP = ("F2.3", "F3.3", "F3.8", "F4.4", "F4.10", "F6.2")  # bars, or dots of several looks, move in every step
STEPS = 6
# of each trace the boxes and the length of what is drawn of it, its dots and its bars
PICTURE = """(chart) => [...chart.querySelectorAll(".scatterlayer .trace, .barlayer .trace")].map((trace) => {
  const edges = (nodes) => {
    const seen = [...nodes].filter((node) => node.getTotalLength() > 0), boxes = seen.map((node) => node.getBBox());
    if (!boxes.length) return [];
    const least = (name) => Math.min(...boxes.map((box) => box[name]));
    const most = (name, size) => Math.max(...boxes.map((box) => box[name] + box[size]));
    return [least("x"), least("y"), most("x", "width"), most("y", "height")];
  };
  const colour = ({ style }, what) => {      // plotly keeps how much is seen through apart from the colour
    if (style[what].startsWith("url")) return "a hatch";
    const [red, green, blue, seen = 1] = style[what].match(/[\\d.]+/g) ?? [];
    return [red, green, blue, (seen * (style[`${what}Opacity`] || 1)).toFixed(2)].join();
  };
  const dots = [...trace.querySelectorAll("path.point")].filter((dot) => dot.getAttribute("display") !== "none");
  return {
    line: trace.querySelector(".js-fill") ? [] : edges(trace.querySelectorAll(".js-line")),
    zone: edges(trace.querySelectorAll(".js-fill")),
    colours: [...dots, ...trace.querySelectorAll(".point > path")].map(
      (mark) => `${colour(mark, "fill")} ${colour(mark, "stroke")}`,
    ),
    bars: [...trace.querySelectorAll(".point > path")].flatMap((bar) => edges([bar])),
    dots: dots.flatMap((dot) => dot.getAttribute("transform").match(/-?[\\d.]+(e-?\\d+)?/g).slice(0, 2).map(Number)),
  };
})"""
COUNT = """() => {
  window.drawnAnew = 0;
  const { react } = Plotly;
  Plotly.react = (...given) => { window.drawnAnew += 1; return react(...given); };
}"""
ANEW = "() => document.body.setAttribute('data-jp-theme-name', 'the same')"


@pytest.mark.parametrize("figure", TRIED)
def test_a_step_lies_where_plotly_draws_it(browser, figure):
    shown = FigurePage(browser, figure, "en", width=918)
    try:
        shown.page.evaluate(COUNT)
        chart = shown.page.locator(".stage .js-plotly-plot")
        for share in LEAD:
            shown.lead_to(share)
            moved = chart.evaluate(PICTURE)
            shown.page.evaluate(ANEW)
            shown.settle()
            for place, (here, there) in enumerate(zip(moved, chart.evaluate(PICTURE), strict=True)):
                assert here.pop("colours") == there.pop("colours"), f"lead at {share:.0%}, trace {place}"
                for what in here:
                    told = f"lead at {share:.0%}, {what} of trace {place}"
                    assert here[what] == pytest.approx(there[what], abs=NEAR), told
        assert shown.complaints == []
    finally:
        shown.close()


def test_a_step_of_the_dashboard_is_not_drawn_anew(browser):
    shown = FigurePage(browser, "F1.1", "en", width=918)
    try:
        before = shown.page.locator(".stage .js-plotly-plot").evaluate(PICTURE)
        shown.page.evaluate(COUNT)
        shown.page.locator(".lead > input[type=range]").press("ArrowLeft")
        shown.page.wait_for_timeout(120)
        shown.settle()
        assert shown.page.evaluate("() => window.drawnAnew") == 0
        assert shown.page.locator(".stage .js-plotly-plot").evaluate(PICTURE) != before
    finally:
        shown.close()


@pytest.mark.parametrize("figure", EVERY_STEP)
def test_bars_and_dots_of_several_looks_are_moved_without_plotly(browser, figure):
    shown = FigurePage(browser, figure, "en", width=918)
    try:
        before = shown.page.locator(".stage .js-plotly-plot").evaluate(PICTURE)
        shown.page.evaluate(COUNT)
        for _ in range(STEPS):
            shown.page.locator(".lead > input[type=range]").press("ArrowRight")
            shown.page.wait_for_timeout(60)
            shown.settle()
        anew = shown.page.evaluate("() => window.drawnAnew")
        assert anew < STEPS / 2, f"{anew} of {STEPS} steps were drawn anew"
        assert shown.page.locator(".stage .js-plotly-plot").evaluate(PICTURE) != before
    finally:
        shown.close()


@pytest.mark.parametrize("figure", TRIED)
def test_a_step_writes_only_what_it_changes(browser, figure):
    shown = FigurePage(browser, figure, "en", width=918)
    try:
        shown.root.evaluate(NOTE_WASTE)
        for share in LEAD:
            shown.lead_to(share)
        assert shown.page.evaluate("waste") == []
    finally:
        shown.close()
