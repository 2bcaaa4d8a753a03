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
from pledge_lib.finance.units import DAYS, MONEY, PERCENT, PRICE, TEXT, Count, Money, Percent, Points, Price, Word
from pledge_lib.panels import charts, gauge, marks
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle, Values
from pledge_lib.panels.figure import Chart, Figure, Table

ID = "F1.1"
SYMBOL = "shares"
PROFILES = ("tw-broker-pledge", "tw-sfc-pledge", "tw-bank-pledge")
RULES_USED = ("call_line", "loan_to_value", "loan_to_value_not_eligible", "loan_step", "interest_in_debt", "day_basis",
              "daily_limit")  # fmt: skip
REAL_HOLDING, REAL_DAYS = "2330", (date(2025, 4, 2), date(2025, 4, 7), date(2025, 4, 8), date(2025, 4, 9))
CHANGES, LONGEST = (-0.60, 0.30), 730
BY_CHANGE, BY_DAY = "%{x:.2f}% → %{y:,.2f}", "%{x:.0f} → %{y:,.2f}"


@dataclass(frozen=True, kw_only=True)
class Dashboard:
    """The pledge as it was opened and as it stands after the price change."""

    opened: Pledge
    now: Pledge
    change: Percent
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


def points(result: Dashboard) -> dict:
    """Return the numbers of the marks: the gauge, the price over its change, the interest over the days."""
    start, call_price = result.opened.holdings[0].price, result.call_price
    at_call = call_price / start - 1
    seen = CHANGES[0] <= at_call <= CHANGES[1]
    across = [end * 100 for end in CHANGES]
    return gauge.lines(result.line, result.opened.ratio, result.now.ratio) | {
        "price": (across, [start * (1 + end) for end in CHANGES]),
        "call-price": (across, [call_price] * 2),
        "prices": (
            [at_call * 100 if seen else charts.NOWHERE, result.change * 100],
            [call_price if seen else charts.NOWHERE, result.price],
        ),
        "interest": ([0, LONGEST], [0, result.interest_a_day * LONGEST]),
        "interest-now": ([result.now.days], [result.interest]),
    }


def ranges(result: Dashboard) -> dict:
    """Return the ends of the axes, which move in steps only."""
    return {
        "yaxis2": (0, charts.nice_ceiling(result.opened.holdings[0].price * (1 + CHANGES[1]))),
        "yaxis3": (0, charts.nice_ceiling(result.interest_a_day * LONGEST)),
    }


def layout(say) -> dict:
    """Return three panes beside one another, each under its heading."""
    return {
        "height": 350,
        "showlegend": False,
        "xaxis": {"title": say("axis.gauge"), "domain": (0.0, 0.09), "range": (0, 1), "showticklabels": False,
                  "showgrid": False},
        "yaxis": gauge.axis(),
        "xaxis2": {"title": say("axis.change"), "domain": (0.32, 0.64), "range": (-60, 30), "dtick": 30,
                   "ticksuffix": "%", "anchor": "y2"},
        "yaxis2": {"range": [0, 200], "anchor": "x2", "tickformat": ","},
        "xaxis3": {"title": say("axis.days"), "domain": (0.76, 1.0), "range": (0, LONGEST), "anchor": "y3"},
        "yaxis3": {"range": [0, 50_000], "anchor": "x3", "tickformat": ","},
        "annotations": marks.headings(say, gauge=0.045, price=0.48, interest=0.88),
    }  # fmt: skip


CHART = Chart(
    marks=(
        *gauge.marks_of(),
        marks.line("price", color=charts.BLUE, hover=BY_CHANGE, pane="2"),
        marks.line("call-price", color=charts.RED, name="call-price", dash="dash", hover="{name} %{y:,.2f}", pane="2"),
        marks.dots("prices", color=[charts.RED, charts.BLUE], symbols=["x", "diamond"], hover=BY_CHANGE, pane="2"),
        marks.line("interest", color=charts.ORANGE, name="interest", hover=BY_DAY, pane="3"),
        marks.dots("interest-now", color=charts.ORANGE, name="interest", symbols="square", hover=BY_DAY, pane="3"),
    ),
    points=points,
    ranges=ranges,
    layout=layout,
)
TABLE = Table(
    rows=lambda result: (
        "state", "loan", "now.collateral", "price", "now.ratio", "line", "call_price", "now.fall_to_call", "points",
        "limit_downs", "equity", "interest_a_day", "interest",
    ),
)  # fmt: skip


def presets():
    """Yield the worked examples of the articles, and a real holding at real closes."""
    broker = {"profile": PROFILES[0], "loan_to_value": 0.60, "line": 1.30}
    base = {**broker, "value": 1_000_000, "price": 100}
    yield Preset(label="preset.84", values={**base, "change": -0.16, "line": 1.40})
    yield Preset(label="preset.on-the-line", values={**base, "change": -0.22})
    yield Preset(label="preset.half", values={**base, "loan_to_value": 0.50, "change": -0.40})
    closes = datasets.prices(REAL_HOLDING)
    first = closes.close(REAL_DAYS[0])
    for day in REAL_DAYS:
        change = float(exact(closes.close(day)) / exact(first) - 1)
        yield Preset(
            label="preset.real",
            fields={"symbol": TEXT(REAL_HOLDING), "day": TEXT(day.isoformat()), "close": MONEY(closes.close(day))},
            values={**broker, "value": first * 1_000, "price": first, "change": change},
        )


def figure() -> Figure:
    """Declare the figure."""
    return Figure(
        id=ID,
        controls=(
            Slider(key="change", low=CHANGES[0], high=CHANGES[1], step=0.01, default=0.0, unit=PERCENT),
            Slider(key="loan_to_value", low=0.10, high=0.70, step=0.01, default=0.60, unit=PERCENT),
            Slider(key="value", low=100_000, high=10_000_000, step=50_000, default=1_000_000, unit=MONEY),
            Slider(key="price", low=5, high=2_000, step=5, default=100, unit=PRICE),
            Slider(key="line", low=1.20, high=1.70, step=0.01, default=1.30, unit=PERCENT),
            Slider(key="rate", low=0.01, high=0.10, step=0.0005, default=0.03, unit=PERCENT),
            Slider(key="days", low=0, high=LONGEST, step=1, default=30, unit=DAYS),
            Choice(
                key="profile", options=PROFILES, default=PROFILES[0],
                sets=lambda name, _values: {"line": datasets.rules(name).call_line},
                label=lambda name, say: say.of(datasets.title(name)),
            ),
            Toggle(key="eligible", default=True),
        ),
        presets=tuple(presets()),
        lead="change",
        hero=("now.ratio", "call_price", "interest"),
        model=dashboard,
        why=lambda result: ("why.interest-in-debt" if result.now.rules.interest_in_debt else "why.plain",),
        notes=notes,
        main=CHART,
        table=TABLE,
        rules=lambda result: ((result.now.rules.name, RULES_USED),),
    )  # fmt: skip
