"""The chart of a drawer is one of its own: drawn when something of it changed, and never for anything else."""

import pytest
from support.figure_alone import FigurePage

from tests.browser.test_strokes import PICTURE

pytestmark = pytest.mark.browser

CHART = ".drawer.open .js-plotly-plot"
# what is written into the charts of drawers, opened or closed, and which charts plotly draws anew
WATCH = """(root) => {
  window.written = [];
  new MutationObserver((records) => written.push(...records.map(({ target, type }) => `${type} of ${target.nodeName}`)))
    .observe(root.querySelector(".drawer .own .chart"), { subtree: true, childList: true, attributes: true });
  const { react } = Plotly;
  Plotly.react = (host, ...given) => {
    if (host.closest(".drawer")) written.push("drawn anew");
    return react(host, ...given);
  };
}"""
INK = "(labels) => labels.map((label) => getComputedStyle(label).color)"
ANEW = "() => document.body.setAttribute('data-jp-theme-name', 'the same')"


def test_a_chart_in_a_drawer_is_drawn_when_it_changed_and_wears_the_tone_of_the_chip(browser):
    shown = FigurePage(browser, "F4.5", "en", width=918)  # its days move the lead and the chip, not the rates
    try:
        rates = shown.page.locator("nav button[data-name='drawer:rates']")
        chip = shown.root.locator(".chip:not(.room)")
        rates.click()
        shown.page.locator(CHART).wait_for()
        shown.settle()
        shown.root.evaluate(WATCH)
        frame, tone = shown.panel.frame["drawers"]["rates"], chip.get_attribute("data-tone")
        shown.lead_to(0.1)
        assert chip.get_attribute("data-tone") == tone and shown.panel.frame["drawers"]["rates"] == frame
        assert shown.page.evaluate("written") == [], "nothing of it changed"
        shown.lead_to(0.9)
        assert chip.get_attribute("data-tone") != tone and shown.panel.frame["drawers"]["rates"] == frame
        worn = _colours(shown)
        shown.page.evaluate(ANEW)
        shown.settle()
        assert worn == _colours(shown), "the tone of the chip is worn here, too"
        rates.click()
        shown.page.evaluate("written.length = 0")
        shown.page.locator("nav button[data-name='drawer:settings']").click()
        shown.page.locator(".control.slider input[type=range]").first.press("End")
        shown.settle()
        assert shown.panel.frame["drawers"]["rates"] != frame
        assert shown.page.evaluate("written") == [], "nobody sees it"
        rates.click()
        shown.settle()
        assert shown.page.evaluate("written") != []
    finally:
        shown.close()


def _colours(shown) -> list:
    """Return the colours of the marks and of the labels of the chart in the opened drawer."""
    labels = shown.page.locator(".drawer.open .tag").evaluate_all(INK)
    return [*(trace["colours"] for trace in shown.page.locator(CHART).evaluate(PICTURE)), labels]
