"""The panels of lesson 3, securities lending: one module for each figure."""

from pledge_lib.panels.lending import (
    borrower_default,
    duration_luck,
    ex_date,
    income,
    net_waterfall,
    rate_maker,
    recall,
    scenarios,
    scorecard,
    two_sides,
)

FIGURES = (
    two_sides,
    income,
    scenarios,
    net_waterfall,
    rate_maker,
    recall,
    ex_date,
    borrower_default,
    duration_luck,
    scorecard,
)  # fmt: skip
PANELS = {module.ID: module.panel for module in FIGURES}
