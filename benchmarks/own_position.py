"""Measure one's own position: reading a large file, and a step of the figures with 50 holdings at five lenders.

In the project's own environment, from its folder: `python benchmarks/own_position.py`. Only processor time counts, so
that what else runs on the machine matters little.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from io import BytesIO

from openpyxl import Workbook

from pledge_lib.course.wording import texts
from pledge_lib.datasets.mine.preview import read_position
from pledge_lib.datasets.mine.rows import PositionRow
from pledge_lib.panels.mine import crash, cure_finder, fall_and_time, first_call
from pledge_lib.panels.panel import Panel

HEAD = ("lender", "kind", "symbol", "shares", "price", "loan", "rules")
PROFILES = ("tw-bank-pledge", "tw-sfc-pledge", "tw-broker-pledge")  # of the first lenders; at the others it is margin
LENDERS, HOLDINGS, MANY = 5, 50, 5_000
MOST_TO_READ, MOST_OF_A_STEP = 3.0, 8.0  # seconds, milliseconds
FIGURES = {first_call: "shock", cure_finder: "fall", crash: "day", fall_and_time: "fall"}
LANGUAGE = "zh_TW"


def table(count: int) -> Iterator[tuple]:
    """Yield the rows of a table of so many holdings below their head, dealt to the lenders in turn."""
    yield HEAD
    for place in range(count):
        lender, shares, price = place % LENDERS, 1_000 * (1 + place % 7), 50 + place % 300
        if lender < len(PROFILES):
            loan = 2_000_000 if place < LENDERS else ""
            yield f"L{lender}", "pledge", str(10_000 + place), shares, price, loan, PROFILES[lender]
        else:
            yield f"L{lender}", "long", str(10_000 + place), shares, price, shares * price * 0.6, ""


def as_csv(count: int) -> bytes:
    return "\n".join(",".join(map(str, row)) for row in table(count)).encode()


def as_xlsx(count: int) -> bytes:
    book, file = Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet()
    for row in table(count):
        sheet.append(row)
    book.save(file)
    return file.getvalue()


def taken(do: Callable[[], object]) -> float:
    """Return the seconds of a processor that something takes."""
    start = time.process_time()
    do()
    return time.process_time() - start


def steps(figure, lead: str, rows: tuple[PositionRow, ...]) -> list[float]:
    """Return the milliseconds of each of sixty steps from the low end of the lead: model, frame, difference."""
    panel = Panel(figure.figure_of(rows), texts(), LANGUAGE)
    panel.send = lambda content, buffers: None
    control = panel.lead
    places = [round(control.on_screen(control.low)) + place for place in range(60)]
    return [taken(lambda event={"key": lead, "value": place}: panel.react(event)) * 1_000 for place in places]


def main():
    """Print a line for each file and each figure, with what it must be."""
    for name, file in (("csv", as_csv(MANY)), ("xlsx", as_xlsx(MANY))):
        found = taken(lambda file=file: read_position(file))
        print(f"{name:5}{MANY} rows: {found:5.2f} s of {MOST_TO_READ} s")
    rows = read_position(as_csv(HOLDINGS)).rows
    for figure, lead in FIGURES.items():
        found = steps(figure, lead, rows)
        print(f"{figure.ID} {HOLDINGS} holdings, a step: {statistics.median(found):5.1f} ms of {MOST_OF_A_STEP} ms")


if __name__ == "__main__":
    main()
