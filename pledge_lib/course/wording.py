"""The texts of the course and of its figures, in every language that has files, read once."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pledge_lib.panels import texts as beside_figures

FOLDERS = (beside_figures.FOLDER, Path(__file__).parent)


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """Return every text by its language, the leading one first, then by its dotted key, such as `F1.1.title`."""
    return beside_figures.read_texts(FOLDERS)


LANGUAGES = tuple(texts())
