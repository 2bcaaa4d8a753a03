"""One's own position in the notebook: read a file or a code, keep it on this computer, take it away, erase it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pledge_lib.course.exported import save_workbook
from pledge_lib.course.ledger import shown
from pledge_lib.course.mine.coming_in import ComingIn
from pledge_lib.course.mine.report_sheet import ReportSheet
from pledge_lib.course.mine.shown_anew import ShownAnew
from pledge_lib.course.wording import texts
from pledge_lib.datasets.framed import frame_of
from pledge_lib.datasets.mine import kept
from pledge_lib.datasets.mine.preview import Preview, read_position
from pledge_lib.datasets.mine.written import CODE, code_of, csv_bytes, leaving, read_code
from pledge_lib.finance.checks import InputError
from pledge_lib.finance.mine.account import Account
from pledge_lib.finance.mine.portfolio import Portfolio
from pledge_lib.market.mine.holdings import portfolio_of
from pledge_lib.market.mine.rows import rows_of
from pledge_lib.panels.form import Form
from pledge_lib.panels.mine.position import lender_said
from pledge_lib.panels.mine.report import reminders, report
from pledge_lib.panels.mine.understood import contracts_said, understood
from pledge_lib.panels.mine.workbook import position_workbook
from pledge_lib.panels.words import Words

if TYPE_CHECKING:
    import pandas

KINDS = (".csv", ".xlsx", ".ics", ".html")


@dataclass(frozen=True)
class Said:
    """Lines for the reader, shown as they are."""

    lines: tuple[str, ...]

    def __repr__(self) -> str:
        return "\n".join(self.lines)


class MyPosition:
    """The position that the course keeps for its reader, or the example household until there is one."""

    def __init__(self, words: Words, shown: ShownAnew | None = None):
        self.words, self._shown = words, shown or ShownAnew()

    @property
    def portfolio(self) -> Portfolio:
        """Return the position that is kept, else the example."""
        return portfolio_of(kept.rows_to_show())

    @property
    def frame(self) -> "pandas.DataFrame":
        """Return the rows of the position as a new DataFrame; `frame.attrs["units"]` says the unit of each number."""
        return frame_of(rows_of(self.portfolio)).dropna(axis="columns", how="all")

    @property
    def code(self) -> str:
        """Return the position as one word, which `keep` reads on another computer."""
        return code_of(rows_of(self.portfolio))

    @property
    def form(self) -> Form:
        """Return F6.5: a form for a file, a pasted table or a code, that shows every row before any is kept."""
        return Form(ComingIn(self._shown.show), texts(), self.words.language)

    @property
    def report(self) -> ReportSheet:
        """Return the report of one page as of today, as a picture to print or to save as SVG or PNG."""
        sheet = ReportSheet(lambda: self.portfolio, self.words)
        self._shown.watch(sheet)
        return sheet

    def named(self, account: Account) -> str:
        """Return an account of the portfolio by its lender and its kind, in the reader's language."""
        return f"{lender_said(account.title, self.words)} {self.words(f'mine.kind.{account.kind}')}"

    def read(self, source: str | Path) -> Said:
        """Say row by row how a file, or a code, was understood; nothing is kept."""
        return Said(understood(_seen(source), self.words))

    def keep(self, source: str | Path | Portfolio) -> Said:
        """Keep a file, a code or a portfolio as one's own position, unless a row of it is not understood."""
        if isinstance(source, Portfolio):
            rows, count, brought = rows_of(source), len(rows_of(source)), ()
        else:
            seen = _seen(source)
            if not seen.ready:
                return Said(understood(seen, self.words))
            rows, count, brought = rows_of(portfolio_of(seen)), len(seen.rows), contracts_said(seen, self.words)
        place = kept.keep(rows)
        self._shown.show()
        return Said((self.words("mine.kept", rows=str(count), file=shown(place)), *brought))

    def erase(self) -> Said:
        """Remove one's own position from this computer; the example stands again."""
        found = kept.erase()
        self._shown.show()
        return Said((self.words("mine.erased" if found else "mine.nothing-kept"),))

    def save(self, path: str | Path, *, today: date | None = None, replace: bool = False) -> Said:
        """Write the position down, by the end of the name.

        .csv and .xlsx (with live formulas) hold the table, .ics the days to watch for a calendar, .html a report of one
        page. A file that is there is overwritten only if `replace` says so.
        """
        kind, today = Path(path).suffix.lower(), today or date.today()
        if kind not in KINDS:
            raise InputError("unknown", name="path", value=str(path), choices=", ".join(KINDS))
        mine, rows = self.portfolio, kept.rows_to_show()
        make = {
            ".csv": lambda: csv_bytes(leaving(rows), self.words.language),
            ".xlsx": lambda: position_workbook(mine, self.words),
            ".ics": lambda: reminders(mine, self.words, today),
            ".html": lambda: report(mine, self.words, today).encode(),
        }
        said = "workbook.saved" if kind == ".xlsx" else "mine.saved"
        return Said((save_workbook(path, make[kind](), self.words, replace, said),))

    def __repr__(self) -> str:
        return self.words("mine.own-kept" if kept.kept() else "mine.example-shown")


def _seen(source: str | Path) -> Preview:
    if isinstance(source, str) and CODE in source:
        return read_code(source)
    place = Path(source).expanduser()
    if not place.is_file():
        raise InputError("unknown", name="file", value=place.name, choices="a .csv or .xlsx file that exists")
    return read_position(place.read_bytes(), place.name)
