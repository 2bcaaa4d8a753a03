"""The panels of lesson 2, margin trading: one module for each figure."""

from pledge_lib.panels.margin import (
    account_builder,
    amplifier,
    day_counter,
    short_leg,
)

FIGURES = (
    amplifier,
    day_counter,
    account_builder,
    short_leg,
)  # fmt: skip
PANELS = {module.ID: module.panel for module in FIGURES}
