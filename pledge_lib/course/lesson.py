"""The face that notebooks import: one lesson in one language."""

from pledge_lib.course.environment import Report, check_environment
from pledge_lib.course.wording import texts
from pledge_lib.course.worked import WorkedExample, worked_example
from pledge_lib.finance.checks import InputError
from pledge_lib.panels.panel import Panel
from pledge_lib.panels.pledging import PANELS
from pledge_lib.panels.words import Words


class Lesson:
    """A lesson in one language: its panels, its worked examples, its checks.

    >>> Lesson("01_pledging", "en").worked("W1").answers["call_price"]
    78.0
    """

    def __init__(self, name: str, language: str):
        if language not in texts():
            raise InputError("unknown", name="language", value=language, choices=", ".join(texts()))
        self.name, self.language = name, language
        self.words = Words(language, texts()[language])

    def panel(self, figure: str) -> Panel:
        """Return a figure as a live panel; shown when it is the last line of a cell."""
        if figure not in PANELS:
            raise InputError("unknown", name="figure", value=figure, choices=", ".join(PANELS))
        return Panel(PANELS[figure](), texts(), self.language)

    def worked(self, stage: str, show: bool = False) -> WorkedExample:
        """Return a stage of the lesson's worked example; `show=True` fills its blanks in."""
        return worked_example(self.name, stage, show, self.words)

    def environment(self) -> Report:
        """Say whether everything that the course needs is here."""
        return check_environment(self.words)

    def __repr__(self) -> str:
        return self.words("lesson.opened")
