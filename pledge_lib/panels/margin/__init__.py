"""The panels of lesson 2, margin trading: one module for each figure."""

from pledge_lib.panels.margin import (
    account_builder,
    amplifier,
    call_machine,
    cure_levels,
    day_counter,
    eligibility,
    limit_lock,
    market_statistics,
    replay,
    short_leg,
)

FIGURES = (
    amplifier,
    day_counter,
    account_builder,
    short_leg,
    eligibility,
    limit_lock,
    replay,
    market_statistics,
    cure_levels,
    call_machine,
)  # fmt: skip
PANELS = {module.ID: module.panel for module in FIGURES}
