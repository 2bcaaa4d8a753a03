"""The panels of lesson 3, securities lending: one module for each figure."""

PANELS = {}
