"""The panels of lesson 2, margin trading: one module for each figure."""

from pledge_lib.panels.margin import (
    amplifier,
    day_counter,
)

FIGURES = (
    amplifier,
    day_counter,
)  # fmt: skip
PANELS = {module.ID: module.panel for module in FIGURES}
