"""The lessons by name, in their order: each has a room on this floor, and notebooks of its name."""

LESSONS = ("01_pledging", "02_margin_trading", "03_securities_lending", "04_crypto_collateral")
