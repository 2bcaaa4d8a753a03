"""F3.7: a borrower of shares as the price rises: the ratio, the call, and what the lender gets when nobody cures."""

import math
from dataclasses import dataclass, replace
from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.lending.default import limit_ups, rise_to
from pledge_lib.finance.lending.loan import Recovery, StockLoan
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.ratio import after_change
from pledge_lib.finance.states import CALLED, NORMAL
from pledge_lib.finance.units import MONEY, PERCENT, TIMES
from pledge_lib.panels.controls import Choice, Preset, Slider, Values
from pledge_lib.panels.declaration import Declaration
from pledge_lib.panels.lending.borrower_default_chart import CHANGES, figure
from pledge_lib.panels.lending.borrower_default_view import BROKER, CASH, EXCHANGE, ID, PROFILE, STOCK, view

SHARES, PRICE = 10_000, 100
ALL_OF_IT = 1.0  # at this ratio the collateral just pays for the shares
LIMIT_OF = "tw-broker-pledge"  # the profile that holds the daily price limit of the market
REAL_DAYS = (date(2025, 4, 9), date(2025, 5, 16))
REAL_SHARES = ("2330", "2317", "2603")


@dataclass(frozen=True, kw_only=True)
class BorrowerDefault:
    """A loan as it was opened, as it stands now, and when the shares are bought back; TWD, changes as fractions.

    `collateral` is what counts; `sold` is the loan at the price of the buy-back with what the collateral then brings.
    """

    opened: StockLoan
    now: StockLoan
    sold: StockLoan
    profile: str
    kind: str
    correlation: float
    counted: float
    change: float
    gap: float

    @property
    def rules(self) -> LendingRules:
        return self.now.rules

    @property
    def sessions(self) -> int:
        """Return the business days within which a call must be met."""
        return self.rules.exchange_cure_sessions if self.profile == EXCHANGE else self.rules.broker_cure_sessions

    @property
    def daily_limit(self) -> float:
        return datasets.rules(LIMIT_OF).daily_limit

    @property
    def rise_while_waiting(self) -> float:
        """Return how far the price can rise from the notice to the first day on which the lender may act."""
        return limit_ups(self.sessions + 1, self.daily_limit)

    @property
    def call_change(self) -> float:
        """Return the change since the opening above which the borrower is called; infinite where no rise does it."""
        return rise_to(self.opened, self.rules.call_line, self.correlation)

    @property
    def room(self) -> float:
        """Return how far the price may still rise from here until the line."""
        return (1 + self.call_change) / (1 + self.change) - 1

    @property
    def bearable(self) -> float:
        """Return the jump from here that the collateral would just pay for."""
        in_the_market = self.now.at(self.now.price, self.now.collateral / self.counted)
        return max(0.0, rise_to(in_the_market, ALL_OF_IT, self.correlation))

    @property
    def recovery(self) -> Recovery:
        return self.sold.recovery()

    @property
    def state(self) -> str:
        if self.now.state == CALLED:
            return CALLED
        if exact(self.now.held) == exact(self.rules.call_line) * exact(self.now.owed):
            return "on-the-line"
        return "moves-along" if math.isinf(self.call_change) else NORMAL


def borrower_default(values: Values) -> BorrowerDefault:
    """Return what the panel shows, from numbers alone."""
    rules = replace(datasets.rules(PROFILE), call_line=values["line"])
    in_shares = values["kind"] == STOCK
    correlation, counted = (values["correlation"], rules.listed_counted) if in_shares else (0.0, 1.0)
    opened = StockLoan(
        shares=SHARES,
        price=PRICE,
        annual_rate=0.0,  # what is due stands in `fees_due`
        rules=rules,
        collateral=float(exact(values["start"]) * SHARES * PRICE),
        fees_due=values["fees_due"],
        dividends_due=values["dividends_due"],
    )

    def moved(loan: StockLoan, change: float) -> StockLoan:
        along = float(exact(correlation) * exact(change))
        return loan.at(after_change(loan.price, change), after_change(loan.collateral, along))

    now = moved(opened, values["change"])
    later = moved(now, values["gap"])
    return BorrowerDefault(
        opened=opened,
        now=now,
        sold=later.at(later.price, later.collateral / counted),
        profile=values["profile"],
        kind=values["kind"],
        correlation=correlation,
        counted=counted,
        change=values["change"],
        gap=values["gap"],
    )


def _presets() -> tuple[Preset, ...]:
    """Return the lesson's cases, limit-ups while everybody waits, and real rises."""
    rules, limit = datasets.rules(PROFILE), datasets.rules(LIMIT_OF).daily_limit
    base = {"start": 1.40, "line": 1.20, "change": 0.0, "gap": 0.0, "kind": CASH, "correlation": 0.5,
            "fees_due": 0, "dividends_due": 0, "profile": EXCHANGE}  # fmt: skip
    waiting = {EXCHANGE: rules.exchange_cure_sessions, BROKER: rules.broker_cure_sessions}
    cases = {
        "seventeen": {"change": 0.17},
        "twenty-one": {"change": 0.21},
        "gap": {"gap": 0.45},
        **{
            f"limit-ups-{profile}": {"change": 0.17, "gap": round(limit_ups(days + 1, limit), 4), "profile": profile}
            for profile, days in waiting.items()
        },
        "together": {"kind": STOCK, "correlation": -0.5, "change": 0.20, "gap": 0.40, "profile": BROKER},
        "moves-along": {"kind": STOCK, "correlation": 1.0, "change": 0.30, "profile": BROKER},
        "dues": {"change": 0.12, "fees_due": 5_000, "dividends_due": 50_000},
    }
    first, last = REAL_DAYS
    real = []
    for symbol in REAL_SHARES:
        closes = datasets.prices(symbol)
        change = round(float(exact(closes.close(last)) / exact(closes.close(first)) - 1), 4)
        fields = {"symbol": symbol, "first": first.isoformat(), "last": last.isoformat()}
        real.append(Preset(label=f"{ID}.preset.real", fields=fields, values={**base, "change": change}))
    return (*(Preset(label=f"{ID}.preset.{name}", values={**base, **case}) for name, case in cases.items()), *real)


def panel() -> Declaration:
    """Declare the panel."""
    rules = datasets.rules(PROFILE)
    controls = (
        Slider(key="change", low=CHANGES[0], high=CHANGES[1], step=0.01, default=0.0, unit=PERCENT),
        Slider(key="gap", low=0.0, high=0.60, step=0.01, default=0.0, unit=PERCENT),
        Choice(key="profile", options=(EXCHANGE, BROKER), default=EXCHANGE),
        Choice(key="kind", options=(CASH, STOCK), default=CASH),
        Slider(key="correlation", low=-1.0, high=1.0, step=0.1, default=0.5, unit=TIMES),
        Slider(key="start", low=1.05, high=1.60, step=0.01, default=rules.initial_ratio, unit=PERCENT),
        Slider(key="line", low=1.00, high=1.30, step=0.01, default=rules.call_line, unit=PERCENT),
        Slider(key="fees_due", low=0, high=20_000, step=500, default=0, unit=MONEY),
        Slider(key="dividends_due", low=0, high=100_000, step=5_000, default=0, unit=MONEY),
    )
    return Declaration(id=ID, controls=controls, presets=_presets(), model=borrower_default, view=view, figure=figure)
