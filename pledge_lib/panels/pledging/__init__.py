"""The panels of lesson 1, stock pledging: one module for each figure."""

from pledge_lib.panels.pledging import (
    collateral_mix,
    cure_lab,
    dashboard,
    ex_dividend,
    fee_clock,
    loop_lab,
    odds,
    rollover,
    ruler,
    timeline,
)

FIGURES = (
    dashboard,
    ruler,
    timeline,
    cure_lab,
    fee_clock,
    collateral_mix,
    ex_dividend,
    odds,
    loop_lab,
    rollover,
)
PANELS = {module.ID: module.panel for module in FIGURES}
