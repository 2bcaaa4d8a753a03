"""A guess and the result are seen in the figure, each with its name beside it.

On a phone a name may give way to those of the figure: the form above says both in words.
"""

import os

import pytest
from support.answers import BANKS
from support.figure_alone import Alone, FigurePage
from support.guesses import DRAWN, opened, wrong_guess
from support.screen_faults import faults

from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.panels.guessed import GUESS, RESULT

pytestmark = pytest.mark.browser

EVERYTHING = bool(os.environ.get("PLEDGE_LAB_ALL_SCREENS"))
FEW = [("01_pledging", "P1.2", "zh_TW"), ("02_margin_trading", "P2.1", "en")]
SCREENS = [(*each, language) for each in DRAWN for language in LANGUAGES] if EVERYTHING else FEW
NAMES = """(panel) => [...panel.querySelectorAll(".stage .tag")]
  .filter((tag) => !tag.hidden && tag.style.visibility !== "hidden").map((tag) => tag.textContent)"""


class Guessed(FigurePage):
    """A page with the figure of a prediction, after a guess."""

    def __init__(self, browser, panel, opens):
        is_example = isinstance(opens, str)
        alone = Alone(panel.declaration, texts(), panel.words.language, opens if is_example else None)
        if not is_example:
            alone.set(**panel.values)
        self._open(browser, alone, 918, "light")


@pytest.mark.parametrize(("lesson", "id", "language"), SCREENS)
def test_both_names_are_seen_and_nothing_runs_into_them(browser, lesson, id, language, tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    panel = opened(lesson, id, language, wrong_guess(lesson, id)).children[1]
    labels = panel.frame["stage"]["labels"]
    shown = Guessed(browser, panel, BANKS[lesson].questions[id].opens)
    try:
        shown.settle()
        seen = shown.root.evaluate(NAMES)
        assert {labels[name]["text"] for name in (GUESS, RESULT)} <= set(seen)
        assert faults(shown) == []
        shown.resize(390)
        assert faults(shown) == []
    finally:
        shown.close()
