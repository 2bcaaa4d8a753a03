"""Under a hand the picture stands still: axes and the numbers at them wait for the release.

A figure alone on a page, without a kernel. By default a few figures, drawn by a seed; `PLEDGE_LAB_ALL_SCREENS=1` takes
all of them.
"""

import pytest
from support.figure_alone import FigurePage
from support.screen_samples import EVERYTHING, FIGURES, some

pytestmark = pytest.mark.browser

TRIED = FIGURES if EVERYTHING else ("F2.2", "F3.1", *some(FIGURES, 1))
LEAD, SETTING = ".lead > input[type=range]", ".control.slider input[type=range]"
THUMBS = {LEAD: 28, SETTING: 16}  # px
# the ends of all axes and the numbers at them, of the chart and of the one in an opened drawer
AXES = """(root) => [...root.querySelectorAll(".stage .js-plotly-plot, .drawer.open .js-plotly-plot")].map((plot) => ({
  ranges: Object.fromEntries(Object.entries(plot._fullLayout).filter(([name]) => /^[xy]axis/.test(name))
    .map(([name, { range }]) => [name, [...range]])),
  names: [...plot.querySelectorAll("[class*=tick] text")].map((name) => name.textContent),
}))"""
SHARE = "({ value, min, max }) => (value - min) / (max - min)"
ALONG = (0.02, 0.4, 0.98, 1.1, 0.5)  # shares of the track, and beyond its end


@pytest.mark.parametrize("figure", TRIED)
def test_axes_stand_while_a_hand_is_on_the_lead(browser, figure):
    shown = FigurePage(browser, figure, "en", width=918)
    try:
        if not shown.page.locator(f"{LEAD}:enabled").count():  # a path that is drawn, or no plan is there yet
            return
        stood = shown.root.evaluate(AXES)
        for now in _dragged(shown, LEAD, ALONG):
            assert now == stood
        assert _is_settled(shown.root.evaluate(AXES)[0], shown.panel.frame)
        assert shown.complaints == []
    finally:
        shown.close()


def test_axes_only_grow_under_a_hand_on_a_setting_and_settle_when_it_lets_go(browser):
    shown = FigurePage(browser, "F3.1", "en", width=1_180)  # the settings stand beside what a button opens
    try:
        shown.page.locator("nav button[data-name='drawer:fee']").click()
        shown.settle()
        for shares, may_grow in (((0.2, 0.02), False), ((0.5, 0.9), True)):
            stood = shown.root.evaluate(AXES)
            for now in _dragged(shown, SETTING, shares):
                assert now == stood or (may_grow and _holds(now, stood))
                stood = now
            settled, frame = shown.root.evaluate(AXES), shown.panel.frame
            assert all(map(_is_settled, settled, (frame, frame["drawers"]["fee"])))
            assert may_grow or settled != stood, "the scale of a lower price came after the release"
    finally:
        shown.close()


def _dragged(shown, slider: str, shares):
    """Yield the axes at each place to which the mouse drags a slider by its thumb, held all the while."""
    thumb, slider, mouse = THUMBS[slider], shown.page.locator(slider).first, shown.page.mouse
    slider.scroll_into_view_if_needed()
    box, before = slider.bounding_box(), slider.input_value()
    height, start, seen = box["y"] + box["height"] / 2, slider.evaluate(SHARE), set()
    mouse.move(box["x"] + thumb / 2 + (box["width"] - thumb) * start, height)
    mouse.down()
    for share in shares:
        mouse.move(box["x"] + thumb / 2 + (box["width"] - thumb) * share, height, steps=3)
        shown.page.wait_for_timeout(60)
        shown.settle()
        seen.add(slider.input_value())
        yield shown.root.evaluate(AXES)
    assert seen - {before}, "the mouse did not move the slider"
    mouse.up()
    shown.settle()
    shown.settle()


def _holds(now: list[dict], before: list[dict]) -> bool:
    """Return whether each axis still shows all that it showed."""
    pairs = ((chart["ranges"], old["ranges"]) for chart, old in zip(now, before, strict=True))
    ends = ((here[axis], was[axis]) for here, was in pairs for axis in was)
    return all(min(here) <= min(was) and max(here) >= max(was) for here, was in ends)


def _is_settled(chart: dict, told: dict) -> bool:
    """Return whether the axes of a chart are those that the frame tells."""
    return all(chart["ranges"][axis] == [float(end) for end in ends] for axis, ends in told["ranges"].items())
