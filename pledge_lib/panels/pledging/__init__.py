"""The panels of lesson 1, stock pledging: one module for each figure."""

from pledge_lib.panels.pledging import cure_lab, dashboard, fee_clock, ruler

PANELS = {module.ID: module.panel for module in (dashboard, ruler, cure_lab, fee_clock)}
