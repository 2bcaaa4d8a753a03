"""F3.2: the four loans of an article side by side, every number editable: total, per day, and who comes first."""

from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.datasets.lending import lending_scenarios
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.lending.income import FeeStatement, fee_statement, floored_daily_fee
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.money import amount_text, round_half_up
from pledge_lib.finance.units import DAYS, MONEY, PERCENT, PRICE, SHARES
from pledge_lib.panels.controls import Cell, Choice, Preset, Slider, Values
from pledge_lib.panels.declaration import Declaration
from pledge_lib.panels.lending.scenarios_view import ID, LONGEST, PROFILE, figure, loan_name, view

NO_ROUNDING, ONE_BROKERS = ROUNDINGS = ("none", "one-brokers")
REAL_DAY = "2025-05-26"
REAL_SHARES = {"2330": ("1", "tsmc"), "2881": ("3", "fubon")}  # the loans of the article whose closes are known
ARTICLE_SHARE = 0.25  # the middle of the range that the article names


@dataclass(frozen=True, kw_only=True)
class Loan:
    """One of the loans: what is lent, and what it earns; money in TWD."""

    id: str
    price: float
    shares: float
    annual_rate: float
    days: int
    statement: FeeStatement

    @property
    def value(self) -> float:
        return self.price * self.shares

    @property
    def gross(self) -> float:
        return self.statement.gross

    @property
    def net(self) -> float:
        """Return what is left after the broker's share; withholding is a prepayment, so it is not taken off."""
        return self.statement.paid

    @property
    def a_day(self) -> float:
        """Return the mean fee of a day before the broker's share."""
        return self.gross / self.days


@dataclass(frozen=True, kw_only=True)
class Scenarios:
    """The loans, the one whose value the curves of equal income are drawn for, and the income that is the goal."""

    loans: tuple[Loan, ...]
    shown: Loan
    goal: float
    rules: LendingRules
    broker_share: float
    floored: bool

    def rank(self, loan: Loan, name: str) -> int:
        """Return the place of a loan by `a_day` or `gross`; what reads the same to the cent shares its place."""
        own = round_half_up(getattr(loan, name), 2)
        return 1 + sum(round_half_up(getattr(other, name), 2) > own for other in self.loans)

    def first_by(self, name: str) -> tuple[Loan, ...]:
        """Return the loans that share the first place."""
        return tuple(loan for loan in self.loans if self.rank(loan, name) == 1)

    @property
    def state(self) -> str:
        if len(self.first_by("gross")) > 1:
            return "equal-totals"
        return "same-first" if self.first_by("gross")[0] in self.first_by("a_day") else "other-first"


def scenarios(values: Values) -> Scenarios:
    """Return what the panel shows, from numbers alone."""
    rules, floored, share = datasets.rules(PROFILE), values["rounding"] == ONE_BROKERS, values["share"]
    loans = tuple(_loan(each.id, values, rules, share, floored) for each in lending_scenarios())
    shown = next(loan for loan in loans if loan.id == values["shown"])
    return Scenarios(loans=loans, shown=shown, goal=values["goal"], rules=rules, broker_share=share, floored=floored)


def _loan(id: str, values: Values, rules: LendingRules, share: float, floored: bool) -> Loan:
    price, shares, rate = (values[f"{name}:{id}"] for name in ("price", "shares", "rate"))
    days = int(values[f"days:{id}"])
    gross = simple_interest(price * shares, rate, days, rules.day_basis)
    if floored:
        gross = floored_daily_fee(shares, price, rate, rules) * days
    statement = fee_statement(gross, rules, broker_share=share, floored=floored)
    return Loan(id=id, price=price, shares=shares, annual_rate=rate, days=days, statement=statement)


def cells(rules: LendingRules) -> tuple[Cell, ...]:
    """Return the editable numbers: price, shares, rate and days of each loan, as the article prints them."""
    found = []
    for each in lending_scenarios():
        price = {"low": 5, "high": 2_000, "step": 0.05, "default": each.price, "unit": PRICE}
        shares = {"low": 1_000, "high": 50_000, "step": 1_000, "default": each.shares, "unit": SHARES}
        rate = {"low": rules.negotiated_step, "high": rules.highest_rate, "step": rules.negotiated_step,
                "default": each.annual_rate, "unit": PERCENT}  # fmt: skip
        days = {"low": 1, "high": LONGEST, "step": 1, "default": each.days, "unit": DAYS}
        named = {"price": price, "shares": shares, "rate": rate, "days": days}
        found += [Cell(key=f"{name}:{each.id}", **ends) for name, ends in named.items()]
    return tuple(found)


def _presets() -> tuple[Preset, ...]:
    """Return the article's table, with one broker's rounding, and the same table with one number made equal."""
    printed = {}
    for each in lending_scenarios():
        own = {"price": each.price, "shares": each.shares, "rate": each.annual_rate, "days": each.days}
        printed |= {f"{name}:{each.id}": number for name, number in own.items()}
    base = {**printed, "share": ARTICLE_SHARE, "rounding": NO_ROUNDING, "shown": "2", "goal": 1_000}
    thirty = {key: 30 for key in printed if key.startswith("days:")}
    four_per_cent = {key: 0.04 for key in printed if key.startswith("rate:")}
    alike = {key: 100 for key in printed if key.startswith("price:")}
    alike |= {key: 3_000 for key in printed if key.startswith("shares:")}
    cases = {
        "article": {},
        "two-loans": {"shown": "1"},
        "floored": {"rounding": ONE_BROKERS},
        "same-days": thirty,
        "same-rate": four_per_cent,
        "same-value": alike,
    }
    closes = {symbol: datasets.prices(symbol).close(REAL_DAY) for symbol in REAL_SHARES}
    said = {name: amount_text(closes[symbol]) for symbol, (_, name) in REAL_SHARES.items()}
    real = {f"price:{loan}": closes[symbol] for symbol, (loan, _) in REAL_SHARES.items()}
    return (
        *(Preset(label=f"{ID}.preset.{name}", values={**base, **case}) for name, case in cases.items()),
        Preset(label=f"{ID}.preset.real", values={**base, **real}, fields={"day": REAL_DAY, **said}),
    )


def panel() -> Declaration:
    """Declare the panel."""
    options = tuple(each.id for each in lending_scenarios())
    controls = (
        Choice(key="shown", options=options, default="2", label=loan_name),
        Slider(key="goal", low=100, high=10_000, step=100, default=1_000, unit=MONEY),
        Slider(key="share", low=0.0, high=0.40, step=0.01, default=ARTICLE_SHARE, unit=PERCENT),
        Choice(key="rounding", options=ROUNDINGS, default=NO_ROUNDING),
        *cells(datasets.rules(PROFILE)),
    )
    return Declaration(
        id=ID, controls=controls, presets=_presets(), model=scenarios, view=view, figure=figure, has_sheet=True
    )
