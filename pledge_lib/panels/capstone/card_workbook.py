"""The plan card as a spreadsheet: what was decided in cells that may be changed, and a live formula for the rest."""

import io
from collections.abc import Mapping

from pledge_lib.finance.capstone.plan import PlannedLoan
from pledge_lib.finance.unit import Unit
from pledge_lib.finance.units import COUNT, DAYS, MONEY, PERCENT, RATE
from pledge_lib.panels.capstone.card_model import Card
from pledge_lib.panels.spreadsheet import escape_formula, number_format

INPUT = {"bg_color": "#FFF2CC", "border": 1}  # how a cell looks that the reader may change
CENTS = MONEY.rounded(2)
NEARLY = 9  # decimals: a ratio on the line is not below it, whatever binary arithmetic leaves
HEAD = 3  # rows above the first one
# the names of the cells, by what stands in them
INPUTS = {
    "sum": ("PlanSum", MONEY),
    "loan_to_value": ("LoanToValue", PERCENT),
    "line": ("CallLine", PERCENT),
    "target": ("CureTarget", PERCENT),
    "trigger": ("ActBelow", PERCENT),
    "reserve": ("Reserve", MONEY),
    "rate": ("YearlyRate", RATE),
    "days": ("LoanDays", DAYS),
    "basis": ("YearDays", COUNT),
    "fees": ("PlanFees", MONEY),
    "change": ("PriceChange", PERCENT),
}
FORMULAS = {
    "collateral": ("Collateral", CENTS, "=PlanSum/LoanToValue"),
    "ratio": ("StartRatio", PERCENT, "=1/LoanToValue"),
    "call_price": ("CallPrice", PERCENT, "=CallLine*LoanToValue"),
    "room": ("PlanRoom", PERCENT, "=1-CallLine*LoanToValue"),
    "trigger_price": ("ActPrice", PERCENT, "=ActBelow*LoanToValue"),
    "now": ("RatioNow", PERCENT, "=(1+PriceChange)/LoanToValue"),
    "cash": (
        "CashNow",
        CENTS,
        f"=IF(ROUND(RatioNow-CallLine,{NEARLY})<0,MAX(PlanSum-Collateral*(1+PriceChange)/CureTarget,0),"
        f"IF(ROUND(RatioNow-ActBelow,{NEARLY})<0,MAX(PlanSum-Collateral*(1+PriceChange)/ActBelow,0),0))",
    ),
    "short": ("ShortOf", CENTS, "=MAX(CashNow-Reserve,0)"),
    "interest": ("PlanInterest", CENTS, "=PlanSum*YearlyRate*LoanDays/YearDays"),
    "cost": ("PlanCost", CENTS, "=PlanInterest+PlanFees"),
}


def card_workbook(loan: PlannedLoan, texts: Mapping[str, Mapping[str, str]], change: float = 0.0) -> bytes:
    """Return the workbook as the bytes of an .xlsx file; a label in each language stands before each number."""
    import xlsxwriter  # here, since it costs a tenth of a second and few readers export anything

    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False})
    tables = tuple(texts.values())
    name = tables[0]["capstone.card.sheet"]
    sheet, bold, column = book.add_worksheet(name), book.add_format({"bold": True}), len(tables)
    sheet.set_column(0, column, 34)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 1)
    for place, table in enumerate(tables):
        sheet.write_string(0, place, escape_formula(table["capstone.card.title"]), bold)
        sheet.write_string(1, place, escape_formula(table["capstone.card.not-advice"]))

    def write(row: int, key: str, cell: str, unit: Unit, value: float, formula: str = ""):
        for place, table in enumerate(tables):
            own = f"capstone.card.cell.{key}"
            sheet.write_string(row, place, escape_formula(table[own if own in table else f"capstone.card.{key}"]))
        style = {"num_format": number_format(unit(value))} | ({} if formula else INPUT)
        if formula:
            sheet.write_formula(row, column, formula, book.add_format(style), float(value))
        else:
            sheet.write_number(row, column, float(value), book.add_format(style))
        book.define_name(cell, f"='{name}'!${chr(ord('A') + column)}${row + 1}")

    given, found = _given(loan, change), _found(loan, change)
    for place, (key, (cell, unit)) in enumerate(INPUTS.items()):
        write(HEAD + place, key, cell, unit, given[key])
    for place, (key, (cell, unit, formula)) in enumerate(FORMULAS.items()):
        write(HEAD + len(INPUTS) + 1 + place, key, cell, unit, found[key], formula)
    book.close()
    return data.getvalue()


def _given(loan: PlannedLoan, change: float) -> dict[str, float]:
    plan = loan.plan
    return {
        "sum": loan.debt,
        "loan_to_value": plan.loan_to_value,
        "line": loan.line,
        "target": loan.target,
        "trigger": plan.trigger,
        "reserve": plan.reserve,
        "rate": loan.annual_rate,
        "days": loan.days,
        "basis": loan.rules.day_basis,
        "fees": loan.fees,
        "change": change,
    }


def _found(loan: PlannedLoan, change: float) -> dict[str, float]:
    card = Card(loan=loan, change=change, is_first=False)
    return {
        "collateral": loan.collateral,
        "ratio": loan.ratio,
        "call_price": loan.call_price,
        "room": loan.room,
        "trigger_price": loan.trigger_price,
        "now": card.ratio,
        "cash": card.cash,
        "short": card.short_of,
        "interest": loan.interest,
        "cost": loan.cost,
    }
