"""The panels of lesson 3, securities lending: one module for each figure."""

from pledge_lib.panels.lending import (
    income,
    net_waterfall,
    rate_maker,
    recall,
    scenarios,
    two_sides,
)

FIGURES = (
    two_sides,
    income,
    scenarios,
    net_waterfall,
    rate_maker,
    recall,
)  # fmt: skip
PANELS = {module.ID: module.panel for module in FIGURES}
