"""What F1.8 says: the odds in words, the closed form and the simulation side by side, and how far they differ."""

import math

from pledge_lib import datasets
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.market.closed_form import FEW_WATCHES, SESSIONS_A_YEAR, WATCH_CORRECTION
from pledge_lib.market.odds_run import CallOdds
from pledge_lib.panels.declaration import View
from pledge_lib.panels.pledging import odds_chart
from pledge_lib.panels.pledging.odds_chart import ID, WITHIN
from pledge_lib.panels.words import Words

NONE = "—"
ROWS = ("call", "error", "median", "sale", "shortfall", "loss", "paths")
RULES_USED = ("call_line", "cure_target", "cancel_level", "cure_sessions", "daily_limit", "transaction_tax",
              "commission")  # fmt: skip
WITHOUT_EFFECT = {
    "closed-form": ("series", "window", "reserve", "limited", "paths", "seed"),
    "simulation": ("series", "window"),
    "bootstrap": ("window",),
    "replay": ("paths", "seed"),
}


def view(result, words: Words) -> View:
    """Say and draw the result."""
    values, formula = result.values, result.formula
    method = values["method"]
    numbers = {
        "ratio": percent_text(values["ratio"]),
        "line": percent_text(values["line"]),
        "volatility": percent_text(values["volatility"]),
        "drift": percent_text(values["drift"]),
        "months": amount_text(values["months"]),
        "days": amount_text(result.days),
        "formula": percent_text(formula.probability_of_call, 1),
    }
    counted = _cells(result.found.odds) if result.found else dict.fromkeys(ROWS, NONE)
    by_formula = _cells(formula) | {"error": NONE, "paths": NONE}
    numbers |= counted | {"formula_median": by_formula["median"]}
    if result.found:
        fate = "sold" if result.found.odds.probability_of_sale else "unsold"
        numbers["fate"] = words(f"{ID}.fate.{fate}", **counted)
    series = datasets.prices(values["series"])
    heading = "older" if result.is_older and result.found else "simulation" if method == "closed-form" else method
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers),
        why="\n".join(_why(result, words, numbers)),
        table=(
            (words("table.quantity"), words(f"{ID}.column.formula"), words(f"{ID}.column.{heading}")),
            *((words(f"{ID}.row.{name}"), by_formula[name], counted[name]) for name in ROWS),
            (words(f"{ID}.row.difference"), NONE, _difference(result)),
        ),
        notes=tuple(_notes(result, words, numbers)),
        lines=odds_chart.lines(result),
        ranges=odds_chart.ranges(result),
        idle=WITHOUT_EFFECT[method],
        rules=((datasets.rules("tw-broker-pledge"), RULES_USED),),
        sources=series.sources if method in ("bootstrap", "replay") else (),
    )


def _cells(odds: CallOdds) -> dict[str, str]:
    """Return what the table says of the odds; a dash where the method or the paths give no answer."""
    shares = {
        "call": odds.probability_of_call,
        "sale": odds.probability_of_sale,
        "shortfall": odds.expected_shortfall_given_sale,
        "loss": odds.expected_loss_given_sale,
    }
    error, median = odds.standard_error, odds.median_day
    places = {"shortfall": 2}  # small, for the lender sells while the shares still cover the loan
    cells = {name: percent_text(share, places.get(name, 1)) for name, share in shares.items() if share is not None}
    return (
        dict.fromkeys(shares, NONE)
        | cells
        | {
            "error": NONE if error is None else percent_text(error),
            "median": NONE if median is None else amount_text(median),
            "paths": amount_text(odds.paths),
        }
    )


def _difference(result) -> str:
    return NONE if result.standard_errors is None else amount_text(result.standard_errors, 1)


def _notes(result, words: Words, numbers):
    """Yield how the two answers agree, and what a reader could take wrongly."""
    method = result.values["method"]
    if result.is_older and result.found:
        of = result.found_of
        older = {"ratio": percent_text(of["ratio"]), "volatility": percent_text(of["volatility"])}
        yield words(f"{ID}.note.older", **older, months=amount_text(of["months"]))
    elif method in ("simulation", "bootstrap") and result.state != "below-at-start":
        size = amount_text(abs(result.standard_errors or 0), 1)
        yield words(f"{ID}.check.{_verdict(result)}", **numbers, difference=size, within=amount_text(WITHIN))
    if method in ("bootstrap", "replay"):
        yield words(f"{ID}.note.{method}", **numbers)


def _verdict(result) -> str:
    if result.standard_errors is None:
        return "few"
    if abs(result.standard_errors) <= 1:
        return "same"
    if abs(result.standard_errors) <= WITHIN:
        return "chance"
    if result.values["method"] == "bootstrap":
        return "real"
    return "limit" if result.values["limited"] else "rare"


def _why(result, words: Words, numbers):
    """Yield the formulas with the numbers put in."""
    values, formula = result.values, result.formula
    watch_every, volatility = int(values["watch_every"]), values["volatility"]
    nu, years = values["drift"] - volatility**2 / 2, result.days / SESSIONS_A_YEAR
    watches = result.days // watch_every
    beta = math.log(values["line"] / values["ratio"])
    shifted = beta - WATCH_CORRECTION * volatility * math.sqrt(watch_every / SESSIONS_A_YEAR)
    inserted = {
        **numbers,
        "beta": amount_text(shifted, 4),
        "nu": amount_text(nu, 4),
        "years": amount_text(years, 4),
        "correction": amount_text(WATCH_CORRECTION, 4),
        "watch_every": amount_text(watch_every),
        "year": amount_text(SESSIONS_A_YEAR),
        "watches": amount_text(watches),
        "few": amount_text(FEW_WATCHES),
    }
    yield words(f"{ID}.why.formula", **inserted)
    yield words(f"{ID}.why.{'few-watches' if watches <= FEW_WATCHES else 'result'}", **inserted)
    if result.simulated:
        counted = result.simulated.odds
        calls = amount_text(round(counted.probability_of_call * counted.paths))
        yield words(f"{ID}.why.counted", **inserted, calls=calls)
        if formula.probability_of_call not in (0, 1) and counted.standard_error is not None:
            yield words(f"{ID}.why.error", **inserted)
