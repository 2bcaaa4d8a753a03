"""The panels of lesson 2, margin trading: one module for each figure."""

PANELS = {}
