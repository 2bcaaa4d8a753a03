"""F2.9 in 2008: ex-dates whose sums were not found leave their day's change out, and the figure says so."""

import pytest
from support.live_panels import known_panel

import pledge_lib as pl
from pledge_lib.panels.margin.replay import ID, figure

PRESETS = [preset.name for preset in figure().presets]
RULES = pl.rules("tw-margin")


@pytest.mark.parametrize(("language", "said"), [("zh_TW", "當天的漲跌略過不計"), ("en", "leaves its change out")])
def test_days_whose_change_is_left_out_are_left_out_as_it_says(language, said):
    panel = known_panel(ID, language)
    panel.react({"preset": PRESETS.index("mixed-2008")})
    assert said in panel.view.why
    called, opened = "2008-10-08", "2008-05-19"
    ex_days = {"2330": ("2008-07-15", "2008-07-16"), "2317": ("2008-09-15", "2008-09-16")}
    ex_days["2454"] = ex_days["2330"]  # cash and shares of these days were not found
    value = debt = 0.0
    for symbol, (before, on) in ex_days.items():
        prices = pl.prices(symbol)
        value += 1_000 * prices.close(called) * prices.close(before) / prices.close(on)
        debt += 600 * prices.close(opened) // 1_000 * 1_000
    sold = 1_000 * pl.prices("2412").close(opened)
    short = pl.short_sale(sold, RULES)
    value += short.short_sale_collateral + short.short_sale_margin
    debt += 1_000 * pl.prices("2412").close(called)
    assert float(panel.result.notice.ratio) == pytest.approx(value / debt, abs=1e-9)
