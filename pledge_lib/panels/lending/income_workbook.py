"""The income of F3.1 as a spreadsheet: the inputs in named cells, and a live formula for everything else."""

import io
from datetime import date, timedelta

from pledge_lib import datasets
from pledge_lib.finance.lending.income import FeeStatement
from pledge_lib.finance.profile import Provenance
from pledge_lib.finance.unit import Quantity
from pledge_lib.finance.units import COUNT, DATE, MONEY, NUMBER, unit_of
from pledge_lib.panels.lending.income_model import LONGEST, MOST_PAYMENTS, Income
from pledge_lib.panels.spreadsheet import escape_formula, number_format
from pledge_lib.panels.words import Words

INCOME, DAYS, CASH, CLOSED = SHEETS = ("income", "days", "cash", "closed")
# the names of the cells, by input and by rule; Excel's own functions are called Price, Rate and Days
INPUTS = {
    "price": "SharePrice",
    "shares": "SharesLent",
    "rate": "FeeRate",
    "days": "LoanDays",
    "lent": "LentOn",
    "share": "BrokerShare",
    "floored": "FlooredDaily",
    "monthly": "PaidMonthly",
}
RULES = {
    "day_basis": "DayBasis",
    "daily_minimum": "DailyMinimum",
    "withholding": "WithholdingRate",
    "withholding_waiver": "WithholdingWaiver",
    "premium_on_fee": "PremiumOnFee",
    "premium_rate": "PremiumRate",
    "premium_threshold": "PremiumThreshold",
    "premium_cap": "PremiumCap",
    "monthly_settlement_since": "MonthlySince",
}
TOTALS = {
    "gross": ("TotalFee", "D"),
    "broker_fee": ("TotalBrokerFee", "E"),
    "withheld": ("TotalWithheld", "G"),
    "premium": ("TotalPremium", "H"),
    "net": ("TotalReceived", "I"),
}
CASH_COLUMNS = ("first", "until", "days", "gross", "broker_fee", "paid", "withheld", "premium", "net", "paid_on")
CENTS = MONEY.rounded(2)  # of what a formula gives, since it may change
INPUT = {"bg_color": "#FFF2CC", "border": 1}  # how a cell looks that the reader may change
FIRST_OF_EXCEL = date(1899, 12, 30)  # a spreadsheet counts days from here
NOTHING_PAID = FeeStatement(gross=0, broker_fee=0, withheld=0, premium=0)
HEAD = 4  # rows above the first row of days, of payments


def income_workbook(result: Income, words: Words) -> bytes:
    """Return the workbook as the bytes of an .xlsx file; what each formula shows is what the library found."""
    import xlsxwriter  # here, since it costs a tenth of a second and few readers export anything

    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False})
    pages = {name: _Page(book, name, words) for name in SHEETS}
    _write_income(pages[INCOME], result)
    _write_days(pages[DAYS], result)
    _write_cash(pages[CASH], result)
    _write_closed(pages[CLOSED], result)
    book.close()
    return data.getvalue()


class _Page:
    """One sheet: texts are made escape_formula, numbers have a format, formulas carry the library's value."""

    def __init__(self, book, name: str, words: Words):
        self.book, self.words, self.name = book, words, words(f"workbook.sheet.{name}")
        self.sheet = book.add_worksheet(self.name)
        self.bold = book.add_format({"bold": True})
        self.styles = {}

    def text(self, row: int, column: int, text: str, bold: bool = False):
        self.sheet.write_string(row, column, escape_formula(text), self.bold if bold else None)

    def titles(self, name: str, columns: tuple[str, ...]):
        """Write the heading of the sheet, what it says, and the names of its columns."""
        self.text(0, 0, self.words(f"workbook.{name}.title"), bold=True)
        self.text(1, 0, self.words(f"workbook.{name}.note"))
        for place, column in enumerate(columns):
            self.text(HEAD - 1, place, self.words(f"workbook.column.{column}"), bold=True)
        self.sheet.set_column(0, len(columns), 16)
        self.sheet.freeze_panes(HEAD, 0)

    def put(self, row: int, column: int, quantity: Quantity, is_input: bool = False):
        """Write a number, a day, or yes and no."""
        value, style = quantity.value, self._style(quantity, is_input)
        if isinstance(value, bool):
            self.sheet.write_boolean(row, column, value, style)
        elif isinstance(value, date):
            self.sheet.write_datetime(row, column, value, style)
        else:
            self.sheet.write_number(row, column, value, style)

    def formula(self, row: int, column: int, formula: str, quantity: Quantity):
        """Write a formula, with the value that shows where nothing recalculates it."""
        value = quantity.value
        shown = (value - FIRST_OF_EXCEL).days if isinstance(value, date) else value
        self.sheet.write_formula(row, column, formula, self._style(quantity), "" if shown is None else shown)

    def _style(self, quantity: Quantity, is_input: bool = False):
        code = number_format(quantity)
        if (code, is_input) not in self.styles:
            self.styles[code, is_input] = self.book.add_format({"num_format": code} | (INPUT if is_input else {}))
        return self.styles[code, is_input]

    def name_cell(self, name: str, row: int, column: int):
        self.name_cells(name, (row, column), (row, column))

    def name_cells(self, name: str, first: tuple[int, int], last: tuple[int, int]):
        ends = [f"${chr(ord('A') + column)}${row + 1}" for row, column in (first, last)]
        place = ends[0] if first == last else ":".join(ends)
        self.book.define_name(name, f"='{self.name}'!{place}")


def _write_income(page: _Page, result):
    """Write the first sheet: what may be changed, what comes out, and the rules with their sources."""
    words = page.words
    page.sheet.set_column(0, 0, 44)
    page.sheet.set_column(1, 1, 16)
    page.sheet.set_column(2, 2, 80)
    page.text(0, 0, words("workbook.income.title"), bold=True)
    page.text(1, 0, words("workbook.income.note"))
    row = 3
    page.text(row - 1, 0, words("workbook.income.inputs"), bold=True)
    for key, name in INPUTS.items():
        page.text(row, 0, words(f"workbook.input.{key}"))
        page.put(row, 1, _field(result, key), is_input=True)
        page.text(row, 2, words("workbook.income.longest", days=LONGEST) if key == "days" else "")
        page.name_cell(name, row, 1)
        row += 1
    page.text(row + 1, 0, words("workbook.income.results"), bold=True)
    row += 2
    for key, (name, column) in TOTALS.items():
        page.text(row, 0, words(f"workbook.column.{key}"))
        cells = f"'{words(f'workbook.sheet.{CASH}')}'!{column}{HEAD + 1}:{column}{HEAD + MOST_PAYMENTS}"
        page.formula(row, 1, f"=SUM({cells})", CENTS(getattr(result.received, key)))
        page.name_cell(name, row, 1)
        row += 1
    page.text(row + 1, 0, words("workbook.income.rules"), bold=True)
    row += 2
    for key, name in RULES.items():
        page.text(row, 0, words(f"rule.{key}"))
        page.put(row, 1, _field(result.rules, key), is_input=True)
        page.text(row, 2, _origin(result.rules.provenance[key], words))
        page.name_cell(name, row, 1)
        row += 1


def _field(owner, name: str) -> Quantity:
    """Return a field of the result or of its rules with the unit that its type says."""
    return Quantity(getattr(owner, name), unit_of(type(owner), name))


def _origin(origin: Provenance, words: Words) -> str:
    source = datasets.sources()[origin.source]
    title = words.of(source.title)
    mark = words(f"mark.{origin.mark}")
    return words("workbook.origin", mark=mark, source=origin.source, title=title, as_of=DATE(origin.as_of))


def _write_days(page: _Page, result):
    """Write every day that a loan can last; the days after the return have no fee."""
    page.titles(DAYS, ("day", "date", "factor", "close", "fee", "so_far"))
    exact_fee = "SharesLent*{close}*FeeRate/DayBasis"
    floored = f"MAX(INT(ROUND({exact_fee},9)),DailyMinimum)"
    so_far, last = 0.0, result.closes[-1]
    for place in range(LONGEST):
        row, on_loan = HEAD + place, place < result.days
        close = result.closes[place] if on_loan else last
        fee = result.fees[place] if on_loan else 0.0
        so_far += fee
        fee_of = f"IF(FlooredDaily,{floored},{exact_fee})".format(close=f"D{row + 1}")
        above = f"+F{row}" if place else ""
        page.put(row, 0, COUNT(place + 1))
        page.formula(row, 1, f"=LentOn+A{row + 1}-1", DATE(result.lent + timedelta(days=place)))
        page.put(row, 2, NUMBER(close / result.price), is_input=True)
        page.formula(row, 3, f"=SharePrice*C{row + 1}", CENTS(close))
        page.formula(row, 4, f"=IF(A{row + 1}<=LoanDays,{fee_of},0)", CENTS(fee))
        page.formula(row, 5, f"=E{row + 1}{above}", CENTS(so_far))
    for name, column in (("FeeDates", 1), ("DayFees", 4)):
        page.name_cells(name, (HEAD, column), (HEAD + LONGEST - 1, column))


def _write_cash(page: _Page, result):
    """Write every payment that there can be; those after the return are empty."""
    page.titles(CASH, CASH_COLUMNS)
    month = "DATE(YEAR({day}),MONTH({day})+1,1)"
    for place in range(MOST_PAYMENTS):
        row, line = HEAD + place, HEAD + place + 1
        cash = result.payments[place] if place < len(result.payments) else None
        first = "LentOn" if place == 0 else f"B{line - 1}"
        next_month = f"MAX({month.format(day=f'A{line}')},{month.format(day='MonthlySince-1')})"
        settled = f"WORKDAY(B{line}-1,1,ClosedDays)"
        paid_on = f"IF(B{line}<LentOn+LoanDays,WORKDAY({settled},1,ClosedDays),WORKDAY(B{line},1,ClosedDays))"
        tax = f"INT(ROUND(F{line}*WithholdingRate,9))"
        premium = f"IF(F{line}>PremiumThreshold,ROUND(MIN(F{line},PremiumCap)*PremiumRate,0),0)"
        fees = f'SUMIFS(DayFees,FeeDates,">="&A{line},FeeDates,"<"&B{line})'
        statement = cash.statement if cash else NOTHING_PAID
        cells = (
            (f"={first}", DATE(cash.payment.first if cash else result.returned)),
            (
                f"=IF(PaidMonthly,MIN(LentOn+LoanDays,{next_month}),LentOn+LoanDays)",
                DATE(cash.payment.until if cash else result.returned),
            ),
            (f"=B{line}-A{line}", COUNT(cash.payment.days if cash else 0)),
            (f"={fees}", CENTS(statement.gross)),
            (f"=IF(FlooredDaily,INT(ROUND(D{line}*BrokerShare,9)),D{line}*BrokerShare)", CENTS(statement.broker_fee)),
            (f"=D{line}-E{line}", CENTS(statement.paid)),
            (f"=IF({tax}>WithholdingWaiver,{tax},0)", CENTS(statement.withheld)),
            (f"=IF(PremiumOnFee,{premium},0)", CENTS(statement.premium)),
            (f"=F{line}-G{line}-H{line}", CENTS(statement.net)),
            (f'=IF(C{line}>0,{paid_on},"")', DATE(cash.payment.paid_on if cash else None)),
        )
        for column, cell in enumerate(cells):
            page.formula(row, column, *cell)


def _write_closed(page: _Page, result):
    """Write the weekdays without business, from the year of the lending on: what WORKDAY must know."""
    page.titles(CLOSED, ("date", "reason"))
    days = [
        day
        for day in datasets.calendar()
        if not day.settlement and day.date.weekday() < 5 and day.date.year >= result.lent.year
    ]
    for place, day in enumerate(days):
        page.put(HEAD + place, 0, DATE(day.date))
        page.text(HEAD + place, 1, page.words(f"closed.{day.reason.removeprefix('holiday:')}"))
    page.name_cells("ClosedDays", (HEAD, 0), (HEAD + len(days) - 1, 0))
