"""One's own position as a spreadsheet with live formulas: change a price, a loan or the common change, and all follows.

Each row of the first sheet counts as collateral or as debt of its account; the second sheet reads the accounts, each
against its own line, and adds up what adds up. On chain collateral counts at its threshold and the line is 1. The first
sheet is also a table that is read again as the position, with what the reader changed in either sheet.
"""

import io
from datetime import date
from itertools import islice

from pledge_lib.datasets.mine.rows import BORROWED, LONG, PLEDGE, SHORT, SUPPLIED, PositionRow
from pledge_lib.datasets.mine.written import leaving
from pledge_lib.finance.lines import product_below
from pledge_lib.finance.mine.account import Account
from pledge_lib.finance.mine.lent_out import LentOut
from pledge_lib.finance.mine.on_chain import OnChain
from pledge_lib.finance.mine.on_margin import MarginTrading
from pledge_lib.finance.mine.pledged import PledgedLoan
from pledge_lib.finance.mine.portfolio import Portfolio
from pledge_lib.finance.unit import Unit
from pledge_lib.finance.units import DATE, MONEY, PERCENT, PRICE, RATE, SHARES
from pledge_lib.market.mine.rows import rows_of
from pledge_lib.panels.mine.position import left_out_said, lender_said
from pledge_lib.panels.mine.workbook_account import cost_of, mean_rate, sides_of, terms_of
from pledge_lib.panels.mine.workbook_terms import NOTHING, Terms
from pledge_lib.panels.spreadsheet import escape_formula, number_format
from pledge_lib.panels.words import Words

HOLDINGS, ACCOUNTS = "holdings", "accounts"
COLUMNS = ("lender", "kind", "symbol", "shares", "price", "own", "value", "loan", "kept", "counts", "owes", "asked")
OF_ACCOUNT = (
    "lender",
    "kind",
    "collateral",
    "debt",
    "ratio",
    "line",
    "target",
    "room",
    "called",
    "asked",
    "rate",
    "cost",
)
HEAD = 4  # rows above the first one
INPUT = {"bg_color": "#FFF2CC", "border": 1}  # how a cell looks that the reader may change
CHANGE, TOTALS = (
    "CommonChange",
    {"collateral": "TotalHeld", "debt": "TotalOwed", "asked": "TotalAsked", "cost": "TotalCost"},
)
CENTS = MONEY.rounded(2)
LEAST = 0.000001  # a divisor that is never 0, where a spreadsheet works out both ways of an IF
NEARLY = 6  # decimals: a sum on the line is not below it, whatever binary arithmetic leaves


class Whole(float):
    """A number that is written with all its digits, so that it is read again as the same: a float gets 16 of 17."""

    def __format__(self, spec: str) -> str:
        return repr(float(self))


def position_workbook(portfolio: Portfolio, words: Words, change: float = 0.0) -> bytes:
    """Return the workbook as the bytes of an .xlsx file; each formula also bears what the library found."""
    import xlsxwriter  # here, since it costs a tenth of a second and few readers export anything

    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False})
    Pages(book, portfolio, words, change).fill()
    book.close()
    return data.getvalue()


class Pages:
    """The two sheets, written row by row."""

    def __init__(self, book, portfolio: Portfolio, words: Words, change: float):
        self.book, self.words, self.portfolio, self.change = book, words, portfolio, change
        self.moved = portfolio.moved(change)
        self.sheets = {name: book.add_worksheet(words(f"mine.sheet.{name}")) for name in (HOLDINGS, ACCOUNTS)}
        self.bold, self.styles = book.add_format({"bold": True}), {}
        self.rows = leaving(rows_of(portfolio))
        self.terms = Terms(self.rows, len(COLUMNS), f"'{words(f'mine.sheet.{ACCOUNTS}')}'!")

    def fill(self):
        """Write both sheets and name the cells that others refer to."""
        terms = [self.terms.head(name, self.words.language) for name in self.terms.columns]
        for name, columns, more in ((HOLDINGS, COLUMNS, terms), (ACCOUNTS, OF_ACCOUNT, [])):
            self._text(name, 0, 0, self.words(f"mine.sheet.{name}-title"), bold=True)
            for place, head in enumerate([*(self.words(f"mine.column.{column}") for column in columns), *more]):
                self._text(name, HEAD - 1, place, head, bold=True)
            self.sheets[name].set_column(0, len(columns) + len(more), 15)
            self.sheets[name].freeze_panes(HEAD, 0)
        self._text(HOLDINGS, 1, 0, self.words("mine.column.change"), bold=True)
        self._number(HOLDINGS, 1, 1, PERCENT, self.change, is_input=True)
        self._name(CHANGE, HOLDINGS, 1, 1)
        row, left = HEAD, iter(self.rows)
        for place, (account, now) in enumerate(zip(self.portfolio.accounts, self.moved.accounts, strict=True)):
            rows = list(islice(left, len(rows_of(Portfolio(accounts=[account])))))
            self._write_account(HEAD + place, account, now, (row, row + len(rows) - 1))
            for position in rows:
                self._write_row(row, position, account, HEAD + place)
                self._write_terms(row, position, account, HEAD + place)
                row += 1
        below = HEAD + len(self.portfolio.accounts) + 1
        self._write_totals(below)
        for place, note in enumerate(left_out_said(self.portfolio, self.words)):
            self._text(ACCOUNTS, below + 2 + place, 0, note)

    def _write_row(self, row: int, position: PositionRow, account: Account, of: int):
        """Write a holding or a debt: what it is worth after the changes, and on which side it counts."""
        n = row + 1
        self._text(HOLDINGS, row, 0, lender_said(position.lender, self.words))
        self._text(HOLDINGS, row, 1, self.words(f"mine.kind.{position.kind}"))
        self._text(HOLDINGS, row, 2, position.symbol)
        if not position.symbol:
            self._write_loan(row, position.loan or 0.0)
            return
        self._number(HOLDINGS, row, 3, SHARES, position.shares, is_input=True)
        self._number(HOLDINGS, row, 4, PRICE, self.portfolio.prices[position.symbol], is_input=True)
        self._number(HOLDINGS, row, 5, PERCENT, 0.0, is_input=True)
        moves = position.symbol in account.exposed or any(
            position.symbol in each.exposed for each in self.portfolio.accounts
        )
        common = f"*(1+{CHANGE})" if moves else ""
        value = position.shares * self.moved.prices[position.symbol]
        self._formula(HOLDINGS, row, 6, f"=D{n}*E{n}*(1+F{n}){common}", CENTS, value)
        loan = position.loan if position.kind in (PLEDGE, LONG) else None
        if loan is not None:
            self._number(HOLDINGS, row, 7, MONEY, loan, is_input=True)
        if position.kind == SHORT:
            parts = "+".join(self.terms.cell(name, row) for name in ("proceeds", "margin"))
            self._formula(HOLDINGS, row, 8, f"={parts}", MONEY, position.proceeds + position.margin)
        counts, owes = f"G{n}", f"H{n}"
        if position.kind == SHORT:
            counts, owes = f"I{n}", f"G{n}"
        elif position.kind == BORROWED:
            counts, owes = "0", f"G{n}"
        elif position.kind == SUPPLIED:
            counts, owes = f"G{n}*{self.terms.cell('threshold', row)}", "0"
        held = {
            SHORT: (position.proceeds or 0) + (position.margin or 0),
            BORROWED: 0.0,
            SUPPLIED: value * (position.threshold or 0),
        }.get(position.kind, value)
        owed = value if position.kind in (SHORT, BORROWED) else loan or 0.0
        self._formula(HOLDINGS, row, 9, f"={counts}", CENTS, held)
        self._formula(HOLDINGS, row, 10, f"={owes}", CENTS, owed)
        if position.kind in (LONG, SHORT):
            self._write_asked(row, position, account, of, held, owed)

    def _write_loan(self, row: int, loan: float):
        """Write one loan of several whose shares stand in rows of their own."""
        self._number(HOLDINGS, row, 7, MONEY, loan, is_input=True)
        self._formula(HOLDINGS, row, 9, "=0", CENTS, 0.0)
        self._formula(HOLDINGS, row, 10, f"=H{row + 1}", CENTS, loan)

    def _write_terms(self, row: int, position: PositionRow, account: Account, of: int):
        """Write what else the row says; what its account says too is a formula that follows it."""
        for column, place in self.terms.columns.items():
            value, formula = getattr(position, column), self.terms.formula(column, account, of)
            unit = self.terms.unit(column)
            if formula:
                self._formula(HOLDINGS, row, place, formula, unit, value, without=NOTHING)
            elif isinstance(value, date):
                self.sheets[HOLDINGS].write_datetime(row, place, value, self._style(DATE, value, is_input=True))
            elif isinstance(value, str):
                self._text(HOLDINGS, row, place, self.terms.word(column, value, self.words.language))
            elif value is not None:
                self._number(HOLDINGS, row, place, unit, value, is_input=True)

    def _write_asked(self, row: int, position: PositionRow, account: MarginTrading, of: int, held: float, owed: float):
        """Write what the notice asks of a position of a margin account: of those below the line, once it is called."""
        n, sheet, at = row + 1, f"'{self.words(f'mine.sheet.{ACCOUNTS}')}'!", of + 1
        line, target, called = (f"{sheet}{column}{at}" for column in "FGI")
        cure = f"K{n}-J{n}/{target}" if position.kind == LONG else f"{target}*K{n}-J{n}"
        rules = account.rules
        below = self.moved.account(account.lender, account.kind).is_called
        below = below and product_below(held, rules.call_line, owed)
        asked = owed - held / rules.cure_target if position.kind == LONG else rules.cure_target * owed - held
        formula = f"=IF({called}>0,IF(ROUND(J{n}-{line}*K{n},{NEARLY})<0,MAX({cure},0),0),0)"
        self._formula(HOLDINGS, row, 11, formula, CENTS, max(asked, 0) if below else 0.0)

    def _write_account(self, row: int, account: Account, now: Account, rows: tuple[int, int]):
        """Write one account against its own line; of shares on loan nothing is asked of the reader."""
        n, first, last = row + 1, rows[0] + 1, rows[1] + 1
        sheet = f"'{self.words(f'mine.sheet.{HOLDINGS}')}'!"
        line, target, rate, interest = terms_of(account)
        self._text(ACCOUNTS, row, 0, lender_said(account.title, self.words))
        self._text(ACCOUNTS, row, 1, self.words(f"mine.kind.{account.kind}"))
        held, owed = sides_of(now)
        self._formula(ACCOUNTS, row, 2, f"=SUM({sheet}J{first}:J{last})", CENTS, held)
        self._formula(ACCOUNTS, row, 3, f"=SUM({sheet}K{first}:K{last})*(1+{interest!r})", CENTS, owed)
        owes = owed > 0 and not isinstance(account, LentOut)
        ratio, room = (held / owed, 1 - line * owed / held if held else 0.0) if owes else (None, None)
        self._formula(ACCOUNTS, row, 4, f'=IF(D{n}>0,C{n}/MAX(D{n},{LEAST:f}),"")', PERCENT, ratio)
        self._number(ACCOUNTS, row, 5, PERCENT, line, is_input=True)
        self._number(ACCOUNTS, row, 6, PERCENT, target, is_input=True)
        self._formula(ACCOUNTS, row, 7, f'=IF(D{n}>0,IF(C{n}>0,1-F{n}*D{n}/MAX(C{n},{LEAST:f}),0),"")', PERCENT, room)
        called = f"=IF(D{n}>0,IF(ROUND(C{n}-F{n}*D{n},{NEARLY})<0,1,0),0)"
        self._formula(ACCOUNTS, row, 8, called, SHARES, float(now.own_call and now.is_called))
        asked = {
            MarginTrading: f"=SUM({sheet}L{first}:L{last})",
            PledgedLoan: f"=IF(I{n}>0,MAX(D{n}-C{n}/G{n},0),0)",
            OnChain: f"=IF(I{n}>0,D{n}-C{n},0)",
        }.get(type(account), "=0*C1")
        self._formula(ACCOUNTS, row, 9, asked.replace("0*C1", f"0*C{n}"), CENTS, now.called_sum)
        if isinstance(account, PledgedLoan) and account.drawings:
            cells = [(f"{sheet}H{at + 1}", sheet + self.terms.cell("annual_rate", at)) for at in range(first - 1, last)]
            self._formula(ACCOUNTS, row, 10, mean_rate(cells, LEAST), RATE, rate)
        else:
            self._number(ACCOUNTS, row, 10, RATE, rate, is_input=True)
        self._formula(ACCOUNTS, row, 11, cost_of(account, sheet, n, first, last), CENTS, now.cost_a_month)

    def _write_totals(self, row: int):
        """Write the sums of the accounts in Taiwan dollars; nothing is netted, and dollars of chains are left out."""
        self._text(ACCOUNTS, row, 0, self.words("mine.column.total"), bold=True)
        total = self.moved.total()
        places = [place for place, account in enumerate(self.portfolio.accounts) if account.currency == total.currency]
        found = {
            "collateral": total.collateral,
            "debt": total.debt,
            "asked": total.called_sum,
            "cost": total.cost_a_month,
        }
        for name, value in found.items():
            column = OF_ACCOUNT.index(name)
            cells = "+".join(f"{chr(ord('A') + column)}{HEAD + place + 1}" for place in places) or "0"
            self._formula(ACCOUNTS, row, column, f"={cells}", CENTS, value)
            self._name(TOTALS[name], ACCOUNTS, row, column)

    def _text(self, sheet: str, row: int, column: int, text: str, bold: bool = False):
        self.sheets[sheet].write_string(row, column, escape_formula(text), self.bold if bold else None)

    def _number(self, sheet: str, row: int, column: int, unit: Unit, value: float, is_input: bool = False):
        self.sheets[sheet].write_number(row, column, Whole(value), self._style(unit, value, is_input))

    def _formula(self, sheet: str, row: int, column: int, formula: str, unit: Unit, value: float | None, without=""):
        shown = without if value is None else float(value)
        self.sheets[sheet].write_formula(row, column, formula, self._style(unit, value or 0.0), shown)

    def _style(self, unit: Unit, value: float, is_input: bool = False):
        key = number_format(unit(value)), is_input
        if key not in self.styles:
            self.styles[key] = self.book.add_format({"num_format": key[0]} | (INPUT if is_input else {}))
        return self.styles[key]

    def _name(self, name: str, sheet: str, row: int, column: int):
        place = f"${chr(ord('A') + column)}${row + 1}"
        self.book.define_name(name, f"='{self.words(f'mine.sheet.{sheet}')}'!{place}")
