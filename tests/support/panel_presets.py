"""A panel as a reader has it after a preset and a few moves."""

from support.live_panels import known_panel


def at_preset(figure: str, name: str, language: str = "zh_TW", opened=known_panel, **values):
    """Return a panel after one of its presets, named by the last part of its label, and after some controls moved."""
    panel = opened(figure, language)
    names = [preset.label.removeprefix(f"{figure}.") for preset in panel.declaration.presets]
    panel.react({"preset": names.index(f"preset.{name}")})
    panel.set(**values)
    return panel
