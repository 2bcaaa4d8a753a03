"""Every figure of the course by its id."""

from pledge_lib.panels import crypto, lending, margin, pledging

PANELS = pledging.PANELS | margin.PANELS | lending.PANELS | crypto.PANELS
