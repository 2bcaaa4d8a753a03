"""F3.0: one loan of shares seen from both sides; the lender's fee and the borrower's ratio move with one price."""

from dataclasses import dataclass, replace
from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.lending.income import FeeStatement
from pledge_lib.finance.lending.loan import StockLoan
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.lines import below
from pledge_lib.finance.ratio import after_change
from pledge_lib.finance.states import CALLED, NORMAL
from pledge_lib.finance.units import DATE, DAYS, MONEY, PERCENT, PRICE, SIGNED, TEXT, Days, Money, Percent, Signed, Word
from pledge_lib.panels.controls import Preset, Slider, Values
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.lending.two_sides_picture import CHANGES, CHART, FEE_CHART, HAND_CHART, LONGEST, tone, zones
from pledge_lib.panels.tones import NEAR

ID = "F3.0"
PROFILE = "tw-lending"
REAL_SHARE, REAL_DAYS = "2330", (date(2025, 4, 9), date(2025, 4, 10), date(2025, 5, 2), date(2025, 5, 14))
RULES_USED = (
    "initial_ratio",
    "call_line",
    "cure_target",
    "exchange_cure_sessions",
    "broker_cure_sessions",
    "highest_rate",
    "broker_share",
    "day_basis",
    "withholding",
    "withholding_waiver",
)


@dataclass(frozen=True, kw_only=True)
class TwoSides:
    """The loan as it was opened and at the price on the handle, which is taken as the close of every day."""

    opened: StockLoan
    now: StockLoan
    change: Signed
    days: Days
    a_day: FeeStatement
    to_date: FeeStatement

    @property
    def rules(self) -> LendingRules:
        return self.now.rules

    @property
    def cash(self) -> Money:
        """Return what a called borrower must add: back to the target, not only to the line; 0 without a call."""
        return self.to_target if self.now.state == CALLED else 0.0

    @property
    def to_target(self) -> Money:
        return self.now.cure(self.rules.cure_target)

    @property
    def cash_to_line(self) -> Money:
        return self.now.cure(self.rules.call_line)

    @property
    def to_take_back(self) -> Money:
        """Return the collateral above the target, which the borrower may take back (rule C-4)."""
        return max(0.0, float(self.now.held - self.rules.cure_target * self.now.owed))

    @property
    def needs(self) -> Percent:
        """Return how far the price must fall to be back at the line."""
        return -self.now.rise_to_call

    @property
    def uncovered(self) -> Money:
        """Return what buying the shares back costs beyond the collateral."""
        return self.now.recovery().missing

    @property
    def state(self) -> Word:
        if self.now.state == CALLED:
            return "uncovered" if self.uncovered > 0 else CALLED
        on_the_line = exact(self.now.held) == exact(self.rules.call_line) * exact(self.now.owed)
        return "on-the-line" if on_the_line else NORMAL


def two_sides(values: Values) -> TwoSides:
    """Return what the figure shows, from numbers alone."""
    opened = StockLoan(
        shares=exact(values["value"]) / exact(values["price"]),  # exact, so that value = shares x price
        price=exact(values["price"]),
        annual_rate=values["rate"],
        rules=replace(datasets.rules(PROFILE), call_line=values["line"]),
        collateral=float(exact(values["start"]) * exact(values["value"])),
    )
    now = opened.at(exact(after_change(values["price"], values["change"])))
    days = int(values["days"])
    closes = [float(now.price)] * days
    return TwoSides(
        opened=opened,
        now=now,
        change=values["change"],
        days=days,
        a_day=now.net(closes[:1], broker_share=values["share"]),
        to_date=now.net(closes, broker_share=values["share"]),
    )


def chip(result: TwoSides) -> str:
    """Return the word of the state; a normal one is named near where the line is not far."""
    return "chip.near" if result.state == NORMAL and tone(result) == NEAR else f"chip.{result.state}"


def notes(result: TwoSides):
    """Yield what the reader has to know besides."""
    if below(result.opened.ratio, result.rules.call_line):
        yield "note.called-at-start"
    elif below(result.opened.ratio, result.rules.initial_ratio):
        yield "note.thin-start"
    if result.to_date.withheld:
        yield "note.withheld"


TABLE = Table(
    rows=lambda result: (
        "state",
        "value",
        "price",
        Row(("a_day.gross",), "gross_a_day"),
        Row(("a_day.paid",), "net_a_day"),
        Row(("to_date.paid",), "net"),
        "to_date.withheld",
        "now.collateral",
        "now.ratio",
        "line",
        "now.call_price",
        Row(("now.rise_to_call",), "room"),
        "cash",
        "cash_to_line",
        "to_take_back",
        "uncovered",
    ),
)


def presets():
    """Yield the lesson's cases, and a real share at real closes."""
    base = {"value": 800_000, "price": 800, "rate": 0.03, "days": 30, "share": 0.20, "start": 1.40, "line": 1.20}
    cases = {
        "seventeen": {"change": 0.17},
        "twenty-one": {"change": 0.21},
        "gap": {"change": 0.50},
        "fall": {"change": -0.20},
        "thin": {"change": 0.10, "start": 1.30},
    }
    for name, case in cases.items():
        yield Preset(label=f"preset.{name}", values=base | case)
    closes = datasets.prices(REAL_SHARE)
    first = closes.close(REAL_DAYS[0])
    for day in REAL_DAYS[1:]:
        close = closes.close(day)
        change = float(exact(close) / exact(first) - 1)
        held = {"value": first * 1_000, "price": first, "days": (day - REAL_DAYS[0]).days, "change": change}
        said = {"symbol": TEXT(REAL_SHARE), "day": DATE(day), "close": MONEY(close)}
        name = f"real-{day}"
        yield Preset(label="preset.real", name=name, group="group.real", fields=said, values=base | held)


def figure() -> Figure:
    """Declare the figure."""
    rules = datasets.rules(PROFILE)
    return Figure(
        id=ID,
        controls=(
            Slider(key="change", low=CHANGES[0], high=CHANGES[1], step=0.01, default=0.0, unit=SIGNED),
            Slider(key="value", low=100_000, high=10_000_000, step=50_000, default=800_000, unit=MONEY),
            Slider(key="price", low=5, high=2_000, step=5, default=800, unit=PRICE),
            Slider(key="rate", low=0.0001, high=rules.highest_rate, step=0.0001, default=0.03, unit=PERCENT),
            Slider(key="days", low=1, high=LONGEST, step=1, default=30, unit=DAYS),
            Slider(key="share", low=0.0, high=0.40, step=0.01, default=rules.broker_share, unit=PERCENT),
            Slider(key="start", low=1.05, high=1.60, step=0.01, default=rules.initial_ratio, unit=PERCENT),
            Slider(key="line", low=1.00, high=1.30, step=0.01, default=rules.call_line, unit=PERCENT),
        ),
        presets=tuple(presets()),
        lead="change",
        hero=("now.ratio", "now.call_price", "a_day.gross"),
        tone=tone,
        chip=chip,
        zones=zones,
        drawers=(Drawer(name="fee", chart=FEE_CHART), Drawer(name="hands", chart=HAND_CHART)),
        model=two_sides,
        notes=notes,
        main=CHART,
        table=TABLE,
        rules=lambda result: ((PROFILE, RULES_USED),),
    )
