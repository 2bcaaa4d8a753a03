"""F1.1: one pledge on one screen; ratio, interest and call price move together."""

from dataclasses import dataclass, replace
from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.money import amount_text, floor_to, percent_text
from pledge_lib.finance.pledging.pledge import Holding, Pledge
from pledge_lib.finance.ratio import after_change, limit_downs_to_line
from pledge_lib.finance.states import CALLED
from pledge_lib.panels.controls import PER_CENT, Choice, Preset, Slider, Toggle, Values
from pledge_lib.panels.declaration import Declaration, View
from pledge_lib.panels.pledging import dashboard_chart
from pledge_lib.panels.pledging.dashboard_chart import CHANGES, ID, LONGEST, SYMBOL
from pledge_lib.panels.words import Words

PROFILES = ("tw-broker-pledge", "tw-sfc-pledge", "tw-bank-pledge")
RULES_USED = ("call_line", "loan_to_value", "loan_to_value_not_eligible", "loan_step", "interest_in_debt", "day_basis",
              "daily_limit")  # fmt: skip
REAL_HOLDING, REAL_DAYS = "2330", (date(2025, 4, 2), date(2025, 4, 7), date(2025, 4, 8), date(2025, 4, 9))


@dataclass(frozen=True, kw_only=True)
class Dashboard:
    """The pledge as it was opened and as it stands after the price change; money in TWD."""

    opened: Pledge
    now: Pledge
    change: float
    loan_cap: float
    limit_downs: float
    interest_a_day: float
    interest: float

    @property
    def loan(self) -> float:
        return self.now.principal

    @property
    def line(self) -> float:
        return self.now.rules.call_line

    @property
    def equity(self) -> float:
        """Return what is left to the borrower after principal and interest."""
        return self.now.collateral - self.loan - self.interest

    @property
    def state(self) -> str:
        if self.opened.state == CALLED:
            return "called-at-start"
        on_the_line = exact(self.now.collateral) == exact(self.line) * exact(self.now.debt)
        return "on-the-line" if on_the_line else self.now.state


def dashboard(values: Values) -> Dashboard:
    """Return what the panel shows, from numbers alone."""
    profile = datasets.rules(values["profile"])
    rules = replace(profile, call_line=values["line"])
    loan = floor_to(values["value"] * values["loan_to_value"], rules.loan_step)
    shares = exact(values["value"]) / exact(values["price"])  # exact, so that value = shares x price
    holding = Holding(SYMBOL, shares=shares, price=values["price"], loan_to_value=values["loan_to_value"])
    opened = Pledge(holdings=(holding,), principal=loan, rules=rules)
    now = replace(
        opened.at(after_change(values["price"], values["change"])), annual_rate=values["rate"], days=values["days"]
    )
    cap = rules.loan_to_value if values["eligible"] else rules.loan_to_value_not_eligible
    return Dashboard(
        opened=opened,
        now=now,
        change=values["change"],
        loan_cap=cap,
        limit_downs=limit_downs_to_line(now.ratio, rules.call_line, limit=rules.daily_limit),
        interest_a_day=simple_interest(loan, values["rate"], 1, rules.day_basis),
        interest=now.accrued_interest,
    )


def view(result: Dashboard, words: Words) -> View:
    """Say and draw the result."""
    now, line = result.now, result.line
    numbers = {
        "loan": amount_text(result.loan),
        "value": amount_text(now.collateral),
        "change": percent_text(result.change),
        "price": amount_text(now.holdings[0].price, 2),
        "ratio": percent_text(now.ratio),
        "start_ratio": percent_text(result.opened.ratio),
        "line": percent_text(line),
        "call_price": amount_text(now.call_price(SYMBOL), 2),
        "room": percent_text(now.fall_to_call),
        "points": amount_text((now.ratio - line) * 100, 2),
        "limit_downs": amount_text(result.limit_downs),
        "equity": amount_text(result.equity),
        "interest_a_day": amount_text(result.interest_a_day, 2),
        "interest": amount_text(result.interest, 2),
        "days": amount_text(now.days),
        "rate": percent_text(now.annual_rate),
        "cap": percent_text(result.loan_cap),
        "debt": amount_text(now.debt),
        "day_basis": amount_text(now.rules.day_basis),
    }
    state = words(f"{ID}.state.{result.state}")
    rows = ("loan", "value", "price", "ratio", "line", "call_price", "room", "points", "limit_downs", "equity",
            "interest_a_day", "interest")  # fmt: skip
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers),
        why=words(f"{ID}.why.{'interest-in-debt' if now.rules.interest_in_debt else 'plain'}", **numbers),
        table=(
            (words("table.quantity"), words("table.value")),
            (words(f"{ID}.row.state"), state),
            *((words(f"{ID}.row.{name}", **numbers), words(f"{ID}.cell.{name}", **numbers)) for name in rows),
        ),
        notes=tuple(_notes(result, words, numbers)),
        lines=dashboard_chart.lines(now, result.opened, result.change, result.interest_a_day),
        ranges=dashboard_chart.ranges(result.opened, result.interest_a_day),
        rules=((datasets.rules(now.rules.name), RULES_USED),),
    )


def _notes(result: Dashboard, words: Words, numbers):
    if result.now.holdings[0].loan_to_value > result.loan_cap:
        yield words(f"{ID}.note.above-cap", **numbers)
    if result.equity < 0:
        yield words(f"{ID}.note.equity-gone", **numbers)


def _presets() -> tuple[Preset, ...]:
    """Return the worked examples of the articles, and a real holding at real closes."""
    broker = {"profile": PROFILES[0], "loan_to_value": 0.60, "line": 1.30}
    base = {**broker, "value": 1_000_000, "price": 100}
    closes = datasets.prices(REAL_HOLDING)
    first = closes.close(REAL_DAYS[0])
    real = []
    for day in REAL_DAYS:
        change = float(exact(closes.close(day)) / exact(first) - 1)
        fields = {"symbol": REAL_HOLDING, "day": day.isoformat(), "close": amount_text(closes.close(day))}
        held = {**broker, "value": first * 1_000, "price": first, "change": change}
        real.append(Preset(label="preset.real", fields=fields, values=held))
    return (
        Preset(label=f"{ID}.preset.84", values={**base, "change": -0.16, "line": 1.40}),
        Preset(label=f"{ID}.preset.on-the-line", values={**base, "change": -0.22}),
        Preset(label=f"{ID}.preset.half", values={**base, "loan_to_value": 0.50, "change": -0.40}),
        *real,
    )


def panel() -> Declaration:
    """Declare the panel."""
    controls = (
        Slider(key="change", low=CHANGES[0], high=CHANGES[1], step=0.01, default=0.0, unit=PER_CENT),
        Slider(key="loan_to_value", low=0.10, high=0.70, step=0.01, default=0.60, unit=PER_CENT),
        Slider(key="value", low=100_000, high=10_000_000, step=50_000, default=1_000_000, unit="money"),
        Slider(key="price", low=5, high=2_000, step=5, default=100, unit="price"),
        Slider(key="line", low=1.20, high=1.70, step=0.01, default=1.30, unit=PER_CENT),
        Slider(key="rate", low=0.01, high=0.10, step=0.0005, default=0.03, unit=PER_CENT),
        Slider(key="days", low=0, high=LONGEST, step=1, default=30, unit="days"),
        Choice(
            key="profile", options=PROFILES, default=PROFILES[0],
            sets=lambda name, _values: {"line": datasets.rules(name).call_line},
            label=lambda name, words: words.of(datasets.title(name)),
        ),
        Toggle(key="eligible", default=True),
    )  # fmt: skip
    return Declaration(
        id=ID, controls=controls, presets=_presets(), model=dashboard, view=view, figure=dashboard_chart.figure
    )
