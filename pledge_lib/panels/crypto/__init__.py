"""The panels of lesson 4, crypto collateral: one module for each figure."""

from pledge_lib.panels.crypto import (
    board,
    liquidation,
    multiply,
    pool,
    slow_leak,
    two_assets,
    two_lines,
)

FIGURES = (
    board,
    two_lines,
    pool,
    liquidation,
    slow_leak,
    multiply,
    two_assets,
)  # fmt: skip
PANELS = {module.ID: module.panel for module in FIGURES}
