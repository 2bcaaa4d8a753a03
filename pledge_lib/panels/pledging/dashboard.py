"""F1.1: one pledge on one screen; ratio, interest and call price move together."""

from dataclasses import dataclass, replace
from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.money import floor_to
from pledge_lib.finance.pledging.pledge import Holding, Pledge
from pledge_lib.finance.ratio import after_change, limit_downs_to_line
from pledge_lib.finance.states import CALLED
from pledge_lib.finance.units import (
    DATE,
    DAYS,
    MONEY,
    PERCENT,
    PRICE,
    SIGNED,
    TEXT,
    Count,
    Money,
    MovedPoints,
    Percent,
    Points,
    Price,
    Signed,
    Word,
)
from pledge_lib.panels import charts, over_price, tones
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle, Values
from pledge_lib.panels.figure import Figure, Table
from pledge_lib.panels.pledging.dashboard_drawers import BANDS, CHANGES, SELL

ID = "F1.1"
SYMBOL = "shares"
BROKER = "tw-broker-pledge"
RULES_USED = (
    "call_line",
    "loan_to_value",
    "loan_to_value_not_eligible",
    "loan_step",
    "interest_in_debt",
    "day_basis",
    "daily_limit",
)
REAL_HOLDING, REAL_DAYS = "2330", (date(2025, 4, 2), date(2025, 4, 7), date(2025, 4, 8), date(2025, 4, 9))
LONGEST = 730
LINES = (1.20, 1.70)  # the ends of the line; an own contract may say one beyond them
LOWEST, HIGHEST = 50, 225  # per cent: the ends of the upright axis, unless the case needs more


@dataclass(frozen=True, kw_only=True)
class Dashboard:
    """The pledge as it was opened and as it stands after the price change."""

    opened: Pledge
    now: Pledge
    change: Signed
    cap: Percent

    @property
    def loan(self) -> Money:
        return self.now.principal

    @property
    def price(self) -> Price:
        return self.now.holdings[0].price

    @property
    def line(self) -> Percent:
        return self.now.rules.call_line

    @property
    def call_price(self) -> Price:
        return self.now.call_price(SYMBOL)

    @property
    def points(self) -> Points:
        return self.now.ratio - self.line

    @property
    def since(self) -> MovedPoints | None:
        """Return by how much the ratio has moved since the loan was drawn."""
        return self.now.ratio - self.opened.ratio if self.loan else None

    @property
    def needs(self) -> Percent:
        """Return the rise that leads back to the line."""
        return self.call_price / self.price - 1

    @property
    def limit_downs(self) -> Count:
        return limit_downs_to_line(self.now.ratio, self.line, limit=self.now.rules.daily_limit)

    @property
    def interest_a_day(self) -> Money:
        return simple_interest(self.loan, self.now.annual_rate, 1, self.now.rules.day_basis)

    @property
    def interest(self) -> Money:
        return self.now.accrued_interest

    @property
    def equity(self) -> Money:
        """Return what is left to the borrower after principal and interest."""
        return self.now.collateral - self.loan - self.interest

    @property
    def state(self) -> Word:
        if self.opened.state == CALLED:
            return "called-at-start"
        on_the_line = exact(self.now.collateral) == exact(self.line) * exact(self.now.debt)
        return "on-the-line" if on_the_line else self.now.state


def dashboard(values: Values) -> Dashboard:
    """Return what the figure shows, from numbers alone."""
    rules = replace(datasets.rules(values["profile"]), call_line=values["line"])
    loan = floor_to(values["value"] * values["loan_to_value"], rules.loan_step)
    shares = exact(values["value"]) / exact(values["price"])  # exact, so that value = shares x price
    holding = Holding(SYMBOL, shares=shares, price=values["price"], loan_to_value=values["loan_to_value"])
    opened = Pledge(holdings=(holding,), principal=loan, rules=rules)
    now = opened.at(after_change(values["price"], values["change"]))
    return Dashboard(
        opened=opened,
        now=replace(now, annual_rate=values["rate"], days=values["days"]),
        change=values["change"],
        cap=rules.loan_to_value if values["eligible"] else rules.loan_to_value_not_eligible,
    )


def notes(result: Dashboard):
    """Yield what the reader has to know besides."""
    if result.now.holdings[0].loan_to_value > result.cap:
        yield "note.above-cap"
    if result.equity < 0:
        yield "note.equity-gone"


def zones(result: Dashboard) -> tones.Zones:
    """Return where on the slider the call begins, and where the line is near."""
    at_call = result.call_price / result.opened.holdings[0].price
    return tones.falling(at_call - 1, at_call * float(tones.BAND) - 1)


def reading(result: Dashboard) -> over_price.Reading:
    """Return the ratio over the share price, its line and the call price."""
    start = result.opened.holdings[0].price
    ratio = result.now.ratio * 100 if result.loan else charts.NOWHERE
    low, high = (start * (1 + change) for change in CHANGES)

    def at(price: float) -> float:
        return ratio * price / result.price

    fits = not result.loan or (at(low) >= LOWEST and at(high) <= HIGHEST)
    line = result.line * 100
    return over_price.Reading(
        x=(low, high),
        y=(LOWEST, HIGHEST) if fits else (0, max(HIGHEST, charts.nice_ceiling(at(high), charts.FINE))),
        at=at,
        line=line,
        near=tones.near_from(result.line) * 100,
        call=result.call_price if result.loan else None,
        start=start,
        now=result.price,
        track=(low, high),
    )


TABLE = Table(
    rows=lambda result: (
        "state",
        "loan",
        "now.collateral",
        "price",
        "now.ratio",
        "line",
        "call_price",
        "now.fall_to_call",
        "points",
        "limit_downs",
        "equity",
        "interest_a_day",
        "interest",
    ),
)


def presets():
    """Yield the worked examples of the articles, and a real holding at real closes."""
    broker = {"profile": BROKER, "loan_to_value": 0.60, "line": 1.30}
    base = {**broker, "value": 1_000_000, "price": 100}
    yield Preset(label="preset.84", values={**base, "change": -0.16, "line": 1.40})
    yield Preset(label="preset.on-the-line", values={**base, "change": -0.22})
    yield Preset(label="preset.half", values={**base, "loan_to_value": 0.50, "change": -0.40})
    yield Preset(label="preset.calmer", values={**base, "loan_to_value": 0.40, "change": -0.40})
    closes = datasets.prices(REAL_HOLDING)
    first = closes.close(REAL_DAYS[0])
    for day in REAL_DAYS:
        change = float(exact(closes.close(day)) / exact(first) - 1)
        yield Preset(
            label="preset.real",
            name=f"real-{day}",
            group="group.real",
            fields={"symbol": TEXT(REAL_HOLDING), "day": DATE(day), "close": MONEY(closes.close(day))},
            values={**broker, "value": first * 1_000, "price": first, "change": change},
        )
    yield Preset(label="preset.half-year", values={**base, "change": 0.0, "rate": 0.03, "days": 182})


def figure() -> Figure:
    """Declare the figure."""
    return Figure(
        id=ID,
        controls=(
            Slider(key="change", low=CHANGES[0], high=CHANGES[1], step=0.01, default=0.0, unit=SIGNED),
            Slider(key="loan_to_value", low=0.10, high=0.70, step=0.01, default=0.60, unit=PERCENT),
            Slider(key="value", low=100_000, high=10_000_000, step=50_000, default=1_000_000, unit=MONEY),
            Slider(key="price", low=5, high=2_000, step=5, default=100, unit=PRICE),
            Slider(key="line", low=LINES[0], high=LINES[1], step=0.01, default=1.30, unit=PERCENT),
            Slider(key="rate", low=0.01, high=0.10, step=0.0005, default=0.03, unit=PERCENT),
            Slider(key="days", low=0, high=LONGEST, step=1, default=30, unit=DAYS),
            Choice(
                key="profile",
                options=datasets.pledge_profiles(),
                default=BROKER,
                sets=lambda name, _values: {"line": min(max(datasets.rules(name).call_line, LINES[0]), LINES[1])},
                label=lambda name, say: say.of(datasets.title(name)),
            ),
            Toggle(key="eligible", default=True),
        ),
        presets=tuple(presets()),
        lead="change",
        hero=("now.ratio", "call_price", "interest"),
        tone=lambda result: tones.of_state(result.state, ratio=result.now.ratio, line=result.line),
        zones=zones,
        model=dashboard,
        why=lambda result: ("why.interest-in-debt" if result.now.rules.interest_in_debt else "why.plain",),
        notes=notes,
        drawers=(SELL, BANDS),
        main=over_price.chart(reading, x={"tickformat": ","}, y={"ticksuffix": "%"}),
        table=TABLE,
        rules=lambda result: ((result.now.rules.name, RULES_USED),),
    )
