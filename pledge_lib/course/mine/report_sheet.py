"""The report of one's own position as a picture in the notebook: to print it, or to save it as SVG or PNG."""

from collections.abc import Callable
from datetime import date

from pledge_lib.finance.mine.portfolio import Portfolio
from pledge_lib.panels.card_sheet import CardSheet
from pledge_lib.panels.mine.report import parts
from pledge_lib.panels.words import Words

WORDS, FILE = ("print", "svg", "png"), "my-position"
STANDING = 2  # sections that are of the position alone; those after them change with the day


class ReportSheet(CardSheet):
    """The report on the screen; `mine` gives the position, anew when a page asks for what is new."""

    def __init__(self, mine: Callable[[], Portfolio], words: Words):
        super().__init__(lambda: said(mine(), words, date.today()))

    def summary(self) -> str:
        """Return the report as plain text, without what is another thing on another day."""
        page = self.frame
        lines = [page["title"], page["summary"]]
        for section in page["sections"][:STANDING]:
            lines += [section["heading"], *(" | ".join(filter(None, cells)) for cells in section["rows"])]
        return "\n".join([*lines, page["foot"]])


def said(mine: Portfolio, words: Words, today: date) -> dict:
    """Return the report with what its page needs besides: how it is laid out, its buttons, the name of its file."""
    title = words("mine.report.title")
    spoken = {name: words(f"card.{name}") for name in WORDS} | {"shown": words("mine.report.shown", title=title)}
    return parts(mine, words, today) | {
        "layout": "report",
        "language": words.language,
        "name": FILE,
        "words": spoken,
    }
