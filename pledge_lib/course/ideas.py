"""Misconceptions that the checker knows: the figure that shows each, and their groups for the reader's record."""

FIGURES = {
    "M01": "F1.2",
    "M02": "F1.1",
    "M04": "F1.3",
    "M05": "F1.3",
    "M06": "F1.3",
    "M07": "F1.3",
    "M08": "F1.4",
    "M09": "F1.4",
    "M10": "F1.3",
    "M11": "F2.3",
    "M12": "F2.3",
    "M13": "F2.2",
    "M14": "F2.2",
    "M15": "F1.5",
    "M16": "F1.5",
    "M17": "F1.5",
    "M18": "F1.1",
    "M19": "F1.7",
    "M21": "F2.1",
    "M22": "F1.6",
    "M23": "F1.9",
    "M24": "F1.9",
    "M25": "F1.9",
    "M26": "F4.2",
    "M27": "F4.4",
    "M28": "F4.4",
    "M29": "F4.5",
    "M30": "F4.3",
    "M31": "F4.9",
    "M32": "F4.10",
    "M33": "F3.8",
    "M34": "F3.2",
    "M35": "F3.3",
    "M36": "F3.6",
    "M37": "F3.5",
    "M38": "F3.4",
    "M39": "F3.7",
    "M40": "F3.0",
    "M41": "F2.7",
    "M42": "F2.9",
    "M43": "F2.8",
    "M44": "F1.8",
    "M45": "F1.8",
    "M46": "F1.1",
    "M47": "F3.9",
    "M48": "F3.1",
}

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

IDEAS = tuple(sorted(idea for group in GROUPS.values() for idea in group))


def group_of(idea: str) -> str:
    """Return the group of an idea.

    >>> group_of("M08")
    'cure'
    """
    return next(group for group, ideas in GROUPS.items() if idea in ideas)


def figure_of(idea: str | None, own: str) -> str:
    """Return the figure that shows an idea to be wrong, where the lesson of the question's own figure has one.

    >>> figure_of("M08", own="F1.1"), figure_of("M08", own="F2.5"), figure_of(None, own="F2.5")
    ('F1.4', 'F2.5', 'F2.5')
    """
    shown = FIGURES.get(idea, own)
    return shown if shown.split(".")[0] == own.split(".")[0] else own
