"""Texts that remember who asked for them."""


class Asked(dict):
    """Texts that remember which of them were asked for."""

    def __init__(self, table):
        super().__init__(table)
        self.asked = set()

    def __getitem__(self, key):
        self.asked.add(key)
        return super().__getitem__(key)
