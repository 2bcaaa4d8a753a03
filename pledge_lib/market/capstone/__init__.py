"""A planned loan in time: its lender, its odds, the paths that it is tried on."""
