"""The bars of F6.2 on a phone: one for each lender that needs something, wherever the lead stands."""

import pytest
from support.figure_alone import FigurePage

from pledge_lib.course.wording import LANGUAGES

pytestmark = pytest.mark.browser

LEAD = (0.42, 0.5, 0.67, 0.92, 1.0, 0.3, 1.0)  # shares of the track, there and back
# how much is seen of each lane's bar, in px within the plot
BARS = """(chart) => {
  const { left: edge } = chart.getBoundingClientRect(), { l, w } = chart._fullLayout._size, lanes = {};
  for (const bar of chart.querySelectorAll(".barlayer .point path")) {
    const { left, right, top } = bar.getBoundingClientRect(), lane = Math.round(top / 8);
    const seen = Math.max(0, Math.min(right, edge + l + w + 1) - Math.max(left, edge + l - 1));
    const isDrawn = bar.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    if (isDrawn) lanes[lane] = (lanes[lane] ?? 0) + seen;
  }
  return Object.values(lanes);
}"""
LEAST = 12  # px


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_bar_is_lost_on_a_phone(browser, language):
    shown = FigurePage(browser, "F6.2", language, width=390, theme="dark")
    try:
        for preset in (None, *range(len(shown.panel.declaration.presets))):
            shown.reset() if preset is None else shown.choose(preset)
            for share in LEAD:
                shown.lead_to(share)
                needing = [lane for lane in shown.panel.result.lanes if lane.whole]
                bars = shown.page.locator(".stage .js-plotly-plot").evaluate(BARS)
                wide = sum(width >= LEAST for width in bars)
                assert wide == len(needing), f"example {preset}, lead at {share:.0%}: {bars}"
        assert shown.complaints == []
    finally:
        shown.close()
