"""The panels of lesson 4, crypto collateral: one module for each figure."""

from pledge_lib.panels.crypto import (
    board,
    liquidation,
    multiply,
    pool,
    risk_map,
    slow_leak,
    supply_only,
    two_assets,
    two_clocks,
    two_lines,
)

FIGURES = (
    board,
    two_lines,
    pool,
    liquidation,
    slow_leak,
    multiply,
    two_clocks,
    supply_only,
    two_assets,
    risk_map,
)  # fmt: skip
PANELS = {module.ID: module.panel for module in FIGURES}
