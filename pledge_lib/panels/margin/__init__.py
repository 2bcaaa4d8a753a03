"""The panels of lesson 2, margin trading: one module for each figure."""

from pledge_lib.panels.margin import (
    account_builder,
    amplifier,
    day_counter,
    eligibility,
    short_leg,
    cure_levels,
)

FIGURES = (
    amplifier,
    day_counter,
    account_builder,
    short_leg,
    eligibility,
    cure_levels,
)  # fmt: skip
PANELS = {module.ID: module.panel for module in FIGURES}
