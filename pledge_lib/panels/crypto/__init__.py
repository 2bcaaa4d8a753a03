"""The panels of lesson 4, crypto collateral: one module for each figure."""

PANELS = {}
