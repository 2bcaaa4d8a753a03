"""F1.5: what a loan costs as the days pass, beside another lender's, with the real lenders' tables."""

import math
from dataclasses import dataclass

from pledge_lib import datasets
from pledge_lib.finance.interest import breakeven_days, effective_annual_cost, loan_cost, simple_interest
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.finance.units import DAYS, LOTS, MONEY, PERCENT
from pledge_lib.panels import charts
from pledge_lib.panels.controls import Choice, Preset, Slider, Values
from pledge_lib.panels.declaration import Declaration, View
from pledge_lib.panels.pledging import lender_table
from pledge_lib.panels.pledging.lender_table import OWN
from pledge_lib.panels.words import Words

ID = "F1.5"
PROFILE = "tw-broker-pledge"
LONGEST = 730
PAYMENT_DAYS = 30  # the panel knows no calendar, so a month of payments is 30 days, and says so
SPANS = (60, 120, 250, 400, LONGEST)
RULES_USED = ("day_basis", "term_months", "longest_term_months")


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A rate and all fees of one loan; money in TWD."""

    rate: float
    fees: float
    cost: float
    effective: float


@dataclass(frozen=True, kw_only=True)
class FeeClock:
    """Your loan and another one over the same days."""

    loan: float
    days: float
    day_basis: int
    mine: Offer
    other: Offer
    interest_a_day: float
    interest: float
    breakeven: float
    paid_monthly: bool
    lenders: tuple[tuple[datasets.Lender, Offer], ...]

    @property
    def state(self) -> str:
        if self.mine.cost == self.other.cost:
            return "equal"
        if self.crossing is None:
            return "never"
        return "cheaper" if self.mine.cost < self.other.cost else "dearer"

    @property
    def crossing(self) -> float | None:
        """Return the day on which both have cost the same; None where one is cheaper for any number of days."""
        return self.breakeven if 0 < self.breakeven < math.inf else None


def fee_clock(values: Values) -> FeeClock:
    """Return what the panel shows, from numbers alone."""
    loan, basis = values["loan"], datasets.rules(PROFILE).day_basis
    days = min(values["days"], values["repaid_on"])
    mine = _offer(loan, values["rate"], _fees(values), days, basis)
    other = _offer(loan, values["other_rate"], values["other_fees"], days, basis)
    lenders = tuple(
        (lender, _offer(loan, *lender_table.terms(lender, values), days, basis)) for lender in datasets.lenders()
    )
    return FeeClock(
        loan=loan,
        days=days,
        day_basis=basis,
        mine=mine,
        other=other,
        interest_a_day=simple_interest(loan, values["rate"], 1, basis),
        interest=simple_interest(loan, values["rate"], days, basis),
        breakeven=breakeven_days(loan, mine.rate, mine.fees, other.rate, other.fees, basis),
        paid_monthly=values["paid"] == "monthly",
        lenders=lenders,
    )


def _fees(values: Values) -> float:
    """Return the account fee, the share of the loan, the transfer fee of each lot and the fee of the draw."""
    by_lot = values["fee_per_lot"] * values["lots"]
    return values["account_fee"] + values["fee_share"] * values["loan"] + by_lot + values["fee_per_draw"]


def _offer(loan: float, rate: float, fees: float, days: float, basis: int) -> Offer:
    return Offer(
        rate=rate,
        fees=fees,
        cost=loan_cost(loan, rate, days, fees, basis),
        effective=effective_annual_cost(loan, rate, days, fees, basis),
    )


def view(result: FeeClock, words: Words) -> View:
    """Say and draw the result."""
    mine, other = result.mine, result.other
    numbers = {
        "loan": amount_text(result.loan),
        "days": amount_text(result.days),
        "rate": percent_text(mine.rate),
        "fees": amount_text(mine.fees),
        "interest_a_day": amount_text(result.interest_a_day, 2),
        "interest": amount_text(result.interest, 2),
        "cost": amount_text(mine.cost, 2),
        "effective": percent_text(mine.effective),
        "other_rate": percent_text(other.rate),
        "other_fees": amount_text(other.fees),
        "other_cost": amount_text(other.cost, 2),
        "other_effective": percent_text(other.effective),
        "breakeven": "—" if result.crossing is None else amount_text(result.crossing, 1),
        "difference": amount_text(abs(mine.cost - other.cost), 2),
        "day_basis": amount_text(result.day_basis),
    }
    names = ("rate", "fees", "interest_a_day", "interest", "cost", "effective")
    theirs = {"rate": "other_rate", "fees": "other_fees", "cost": "other_cost", "effective": "other_effective"}
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers),
        why=words(f"{ID}.why", **numbers),
        table=(
            (words("table.quantity"), words(f"{ID}.column.mine"), words(f"{ID}.column.other")),
            *(
                (words(f"{ID}.row.{name}"), numbers[name], numbers[theirs[name]] if name in theirs else "")
                for name in names
            ),
            (words(f"{ID}.row.breakeven"), numbers["breakeven"], ""),
        ),
        sheet=lender_table.rows(result.lenders, words, ID),
        notes=(words(f"{ID}.note.{'monthly' if result.paid_monthly else 'at-repayment'}", **numbers),),
        lines=_lines(result),
        ranges=_ranges(result),
        rules=((datasets.rules(PROFILE), RULES_USED),),
        sources=tuple(dict.fromkeys(lender.source for lender, _ in result.lenders)),
    )


def _lines(result: FeeClock) -> dict:
    mine, other, end = result.mine, result.other, [0, LONGEST]
    cost_at = {
        offer: (lambda day, offer=offer: offer.fees + result.loan * offer.rate * day / result.day_basis)
        for offer in (mine, other)
    }
    crossing = result.crossing if (result.crossing or math.inf) <= LONGEST else None
    at_crossing = charts.NOWHERE if crossing is None else cost_at[mine](crossing)
    return {
        "mine": (end, [cost_at[mine](day) for day in end]),
        "other": (end, [cost_at[other](day) for day in end]),
        "paid": _payments(result),
        "now": ([result.days] * 2, [mine.cost, other.cost]),
        "crossing": ([charts.NOWHERE if crossing is None else crossing], [at_crossing]),
    }


def _payments(result: FeeClock):
    """Return the steps in which interest leaves the account: fees at the draw, then monthly or at the end."""
    every = PAYMENT_DAYS if result.paid_monthly else LONGEST
    days, paid = [0], [result.mine.fees]
    for place in range(1, LONGEST // PAYMENT_DAYS + 2):
        day = min(place * every, result.days)
        days += [day, day]
        paid += [paid[-1], result.mine.fees + simple_interest(result.loan, result.mine.rate, day, result.day_basis)]
    return days, paid


def _ranges(result: FeeClock) -> dict:
    needed = max(result.days, min(result.crossing or 0, LONGEST)) * 1.15
    span = next((span for span in SPANS if span >= needed), LONGEST)
    highest = max(
        offer.fees + result.loan * offer.rate * span / result.day_basis for offer in (result.mine, result.other)
    )
    return {"xaxis": (0, span), "yaxis": (0, charts.nice_ceiling(highest))}


def figure(words: Words):
    """Return the empty figure: two cost lines that may cross."""
    said = {name: words(f"{ID}.trace.{name}") for name in ("mine", "other", "paid", "now", "crossing")}
    hover = "%{x:.0f} → %{y:,.2f}"
    traces = [
        charts.line("mine", said["mine"], charts.BLUE, hover=said["mine"] + " " + hover),
        charts.line("other", said["other"], charts.ORANGE, dash="dash", hover=said["other"] + " " + hover),
        charts.line("paid", said["paid"], charts.GREY, dash="dot", width=1.5, hover=said["paid"] + " " + hover),
        charts.dots("now", said["now"], charts.BLUE, symbols="diamond", hover=hover),
        charts.dots("crossing", said["crossing"], charts.RED, symbols="x", hover=said["crossing"] + " " + hover),
    ]
    return charts.figure(
        traces,
        height=320,
        margin={"l": 78, "r": 18, "t": 34, "b": 48},
        xaxis={"range": [0, 120], "title": words(f"{ID}.axis.days")},
        yaxis={"range": [0, 10_000], "tickformat": ",", "title": words(f"{ID}.axis.cost")},
    )


def panel() -> Declaration:
    """Declare the panel: the lenders' tables come from the data, and stay editable."""
    lenders = {lender.id: lender for lender in datasets.lenders()}
    options = (OWN, *lenders)

    def name(option: str, words: Words) -> str:
        return words(f"{ID}.own") if option == OWN else lender_table.name(lenders[option], words)

    controls = (
        Slider(key="loan", low=50_000, high=5_000_000, step=10_000, default=600_000, unit=MONEY,
               sets=lender_table.refill_other),
        Slider(key="days", low=1, high=LONGEST, step=1, default=30, unit=DAYS),
        Choice(key="lender", options=options, default=OWN, sets=lender_table.fill_mine, label=name),
        Slider(key="rate", low=0.01, high=0.10, step=0.0005, default=0.03, unit=PERCENT,
               sets=lender_table.mine_edited),
        Slider(key="account_fee", low=0, high=20_000, step=100, default=0, unit=MONEY,
               sets=lender_table.mine_edited),
        Slider(key="fee_share", low=0.0, high=0.005, step=0.0001, default=0.0, unit=PERCENT,
               sets=lender_table.mine_edited),
        Slider(key="fee_per_lot", low=0, high=20, step=1, default=0, unit=MONEY,
               sets=lender_table.mine_edited),
        Slider(key="lots", low=0, high=100, step=1, default=10, unit=LOTS,
               sets=lender_table.refill_other),
        Slider(key="fee_per_draw", low=0, high=5_000, step=10, default=0, unit=MONEY,
               sets=lender_table.mine_edited),
        Slider(key="repaid_on", low=1, high=LONGEST, step=1, default=LONGEST, unit=DAYS),
        Choice(key="paid", options=("at-repayment", "monthly"), default="at-repayment"),
        Choice(key="other", options=options, default=OWN, sets=lender_table.fill_other, label=name),
        Slider(key="other_rate", low=0.01, high=0.10, step=0.0005, default=0.0645, unit=PERCENT,
               sets=lender_table.other_edited),
        Slider(key="other_fees", low=0, high=100_000, step=100, default=0, unit=MONEY,
               sets=lender_table.other_edited),
        *lender_table.cells(),
    )  # fmt: skip
    bank = {
        **{"loan": 600_000, "rate": 0.0295, "account_fee": 5_000, "fee_share": 0.0, "fee_per_lot": 0},
        **{"fee_per_draw": 0, "repaid_on": LONGEST, "lender": OWN},
        **{"other": OWN, "other_rate": 0.0645, "other_fees": 0},
    }
    presets = tuple(Preset(label=f"{ID}.preset.bank-{days}", values={**bank, "days": days}) for days in (30, 90, 365))
    return Declaration(
        id=ID, controls=controls, presets=presets, model=fee_clock, view=view, figure=figure, has_sheet=True
    )
