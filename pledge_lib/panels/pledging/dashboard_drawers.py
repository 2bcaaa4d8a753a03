"""The drawers of F1.1: an article's four grades of risk beside the call line, and the same money by a sale instead."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pledge_lib.finance.lines import below
from pledge_lib.finance.ratio import fall_to_line
from pledge_lib.finance.units import Money, Percent, Signed
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Chart, Row, Table
from pledge_lib.panels.stage import Label

CHANGES = (-0.60, 0.30)  # of the price, at both ends of the lead
LOWEST_OF_GRADES = {"low": 1.80, "medium": 1.50}  # of the article that FC1-13 checks; below them the call line parts


@dataclass(frozen=True, kw_only=True)
class Grade:
    """A grade of risk, from `low` on and below `high`; both are None where there is no end."""

    name: str
    low: Percent | None
    high: Percent | None
    line: Percent

    def holds(self, ratio: float) -> bool:
        """Return whether a ratio is of this grade: on the lower end it is, on the upper not."""
        return (self.low is None or not below(ratio, self.low)) and (self.high is None or below(ratio, self.high))

    @property
    def nearest(self) -> Percent:
        """Return the fall to the call line from the lower end."""
        return fall_to_line(self.low, self.line)

    @property
    def farthest(self) -> Percent:
        """Return the fall to the call line from the upper end."""
        return fall_to_line(self.high, self.line)


def grades(line: float) -> Iterator[Grade]:
    """Yield the grades from the least risk on, without those that the call line leaves nothing of."""
    ends = (None, *LOWEST_OF_GRADES.values(), line, None)
    for name, (high, low) in zip((*LOWEST_OF_GRADES, "high", "called"), pairwise(ends), strict=True):
        start = low and max(low, line)
        if high is None or start is None or start < high:
            yield Grade(name=name, low=start, high=high, line=line)


def band_rows(result) -> Iterator[Row]:
    """Yield each grade: its ratios, the fall to the line, what the article advises, and whether it is the case's."""
    for grade in grades(result.line):
        ends = "top" if grade.high is None else "bottom" if grade.low is None else "between"
        here = ("grade.here",) if result.loan and grade.holds(result.now.ratio) else ""
        texts = (f"grade.{grade.name}", f"range.{ends}", f"falls.{ends}", f"action.{grade.name}")
        yield Row((*((text, grade) for text in texts), here))


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What somebody has who got the same money: the shares still held at today's price, and what is owed."""

    shares: Money
    owed: Money

    @property
    def own(self) -> Money:
        return self.shares - self.owed


@dataclass(frozen=True, kw_only=True)
class SellOrPledge:
    """The same money for the same shares by a pledge and by a sale, after the same price change.

    `even_at` is the price change after which both have the same.
    """

    pledged: Kept
    sold: Kept
    even_at: Signed


def sell_or_pledge(result, change: float | None = None) -> SellOrPledge:
    """Return both at the price change of the figure, or at another one; the sale bears tax and commission."""
    grown = 1 + (result.change if change is None else change)
    value, rules = result.opened.collateral, result.now.rules
    sold = result.loan / (1 - rules.selling_cost)
    owed_on_each = 1 + result.interest / result.loan if result.loan else 1.0
    return SellOrPledge(
        pledged=Kept(shares=value * grown, owed=result.loan + result.interest),
        sold=Kept(shares=(value - sold) * grown, owed=0.0),
        even_at=owed_on_each * (1 - rules.selling_cost) - 1,
    )


def even(result) -> float:
    """Return the price at which both have the same, nowhere without a loan."""
    if not result.loan:
        return charts.NOWHERE
    return (1 + sell_or_pledge(result).even_at) * result.opened.holdings[0].price


def sell_rows(result) -> Iterator[Row]:
    """Yield the shares, the debt and what is left."""
    found = sell_or_pledge(result)
    for name in ("shares", "owed", "own"):
        yield Row((f"pledged.{name}", f"sold.{name}"), f"kept_{name}", found)


def sell_points(result) -> dict:
    """Return both lines over the price, and where they meet."""
    start, now = result.opened.holdings[0].price, sell_or_pledge(result)
    prices = [start * (1 + change) for change in CHANGES]
    cases = [sell_or_pledge(result, change) for change in CHANGES]
    return {
        "pledged": (prices, [case.pledged.own for case in cases]),
        "sold": (prices, [case.sold.own for case in cases]),
        "even": ([even(result)] * 2, sell_ranges(result)["yaxis"]),
        "now": ([result.price] * 2, [now.pledged.own, now.sold.own]),
    }


def sell_ranges(result) -> dict:
    """Return the ends of both axes."""
    start, (low, high) = result.opened.holdings[0].price, CHANGES
    cases = [sell_or_pledge(result, change) for change in CHANGES]
    owns = [kept.own for case in cases for kept in (case.pledged, case.sold)]
    lowest, highest = min(0.0, *owns), max(owns)
    floor = -charts.nice_ceiling(-lowest) if lowest < 0 else 0.0
    return {"xaxis": (start * (1 + low), start * (1 + high)), "yaxis": (floor, charts.nice_ceiling(highest))}


def sell_labels(result) -> Iterator[Label]:
    """Yield the names of both lines at their right ends, and the price at which they meet."""
    start, high = result.opened.holdings[0].price, CHANGES[1]
    last = sell_or_pledge(result, high)
    place = {"x": start * (1 + high), "at": "r", "dx": -8}
    yield Label(uid="pledged", y=round(last.pledged.own), dy=-14, tone=tones.CURVE, **place)
    yield Label(uid="sold", y=round(last.sold.own), dy=14, **place)
    if result.loan:
        low, _ = sell_ranges(result)["yaxis"]
        yield Label(uid="even", x=even(result), y=low, text=("label.even", last), rank=6, at="r", dx=-8, dy=-12)


SELL_CHART = Chart(
    marks=(
        toned.line("sold", tone=tones.INK, width=2, clip=True),
        toned.line("pledged", tone=tones.CURVE, width=3, clip=True),
        toned.line("even", tone=tones.QUIET, width=1.5, dash="dot"),
        toned.dot("now", tone=tones.INK, size=10),
    ),
    points=sell_points,
    ranges=sell_ranges,
    labels=sell_labels,
    layout=axes.plain({"tickformat": ","}, {"tickformat": ","}, left=80, names=("axis.price", "axis.own")),
)

BANDS = Drawer(
    name="bands", table=Table(rows=band_rows, columns=("grade", "ratios", "falls", "action", ""), head="band")
)
SELL = Drawer(
    name="sell", chart=SELL_CHART, table=Table(rows=sell_rows, columns=("quantity", "pledged", "sold"), head="kept")
)
