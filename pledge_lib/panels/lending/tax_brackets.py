"""The income tax brackets among which a reader chooses the own one, as a control."""

from pledge_lib.panels.controls import Choice

BRACKETS = {"5": 0.05, "12": 0.12, "20": 0.20, "30": 0.30, "40": 0.40}


def bracket_choice(default: str) -> Choice:
    """Return the control; an option is named by its per cent."""
    return Choice(key="bracket", options=tuple(BRACKETS), default=default, label=lambda option, _say: f"{option}%")
