"""Misconceptions that the checker knows: the figure that shows each, and their groups for the reader's record."""

FIGURES = {
    "M01": "F1.2", "M02": "F1.1", "M04": "F1.3", "M05": "F1.3", "M06": "F1.3", "M07": "F1.3", "M08": "F1.4",
    "M09": "F1.4", "M10": "F1.3", "M15": "F1.5", "M16": "F1.5", "M17": "F1.5", "M18": "F1.1", "M19": "F1.7",
    "M22": "F1.6", "M23": "F1.9", "M24": "F1.9", "M25": "F1.9", "M44": "F1.8", "M45": "F1.8", "M46": "F1.1",
}  # fmt: skip

GROUPS = {
    "distance": ("M01", "M02", "M03", "M39", "M46"),
    "clocks": ("M05", "M06", "M07", "M10", "M13", "M14", "M37"),
    "cure": ("M04", "M08", "M09", "M42", "M43"),
    "cost": ("M15", "M16", "M17", "M18", "M21", "M35"),
    "law": ("M11", "M12", "M20", "M36", "M40", "M41", "M47", "M48"),
    "income": ("M19", "M32", "M33", "M34", "M38"),
    "odds": ("M22", "M23", "M24", "M25", "M44", "M45"),
    "chain": ("M26", "M27", "M28", "M29", "M30", "M31"),
}


def figure_of(idea: str | None) -> str | None:
    """Return the figure that shows an idea to be wrong, where the course has one."""
    return FIGURES.get(idea)
