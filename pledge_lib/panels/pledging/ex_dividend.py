"""F1.7: the ratio around an ex-dividend day: it falls at once, the cash comes weeks later."""

from pledge_lib import datasets
from pledge_lib.finance.units import DATE, DAYS, PER_SHARE, PERCENT, TEXT
from pledge_lib.market.dividends import recorded_dividends
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Choice, Preset, Slider
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.pledging.ex_dividend_model import (
    CASH_GOES,
    KEPT,
    PROFILES,
    ExDividend,
    capital_cut,
    ex_dividend,
    longest_premark,
)
from pledge_lib.panels.pledging.ex_dividend_picture import CHART, EARLIEST, LATEST
from pledge_lib.panels.stage import Hero

ID = "F1.7"
RULES_USED = ("premark_sessions", "call_line", "cure_sessions", "cure_target", "loan_step")
NO_PREMARK = "0"
LARGEST = 0.12
DEFAULT = "2330 2025-03-18"


def why(result: ExDividend):
    """Yield what the dividend does, and what a capital cut does not."""
    yield "why.normal" if result.paid and result.on else "why.sold"
    yield "why.capital-cut", capital_cut()


def notes(result: ExDividend):
    """Yield what the reader has to know besides."""
    if result.rules.premark_sessions != datasets.rules(result.rules.name).premark_sessions:
        yield "note.own-premark"
    if result.use in ("lender", "cash"):
        yield f"note.{result.use}"


def table_rows(result: ExDividend):
    """Yield the days and the ratios on them, the call, and the ratio after each use of the cash."""
    yield from ("ex_date", "pay_day")
    ratios = {"before": "before.ratio", "on": "on.ratio", "after": "paid.ratio"}
    yield from (Row((path,), name) for name, path in ratios.items())
    yield from ("summary.lowest_ratio", "summary.lowest_day")
    yield from ("summary.notice", "summary.deadline", "summary.first_sale", "summary.called_sum")
    yield from (Row((f"after.{use}.ratio",), f"after_{use}") for use in CASH_GOES)


def zones(result: ExDividend):
    """Return the tone of each day on the lead's track, until the shares are sold."""
    ex_date, line, log = result.ex_date, result.rules.call_line, result.log
    sold = log.summary.sold
    shades = [tones.SOLD if sold and row.date >= sold else tones.of_ratio(row.ratio, line) for row in log]
    ends = [(row.date - ex_date).days - 0.5 for row in log.rows[1:]]
    changes = [place for place in range(1, len(shades)) if shades[place] != shades[place - 1]]
    return (*((ends[place - 1], shades[place - 1]) for place in changes), (None, shades[-1]))


def tone(result: ExDividend) -> str:
    """Return the tone of today."""
    return tones.SOLD if result.is_sold else tones.of_ratio(result.row.ratio, result.rules.call_line)


def chip(result: ExDividend) -> str:
    """Return the word of today."""
    return f"chip.{tone(result)}"


def presets():
    """Yield the lesson's 100 over 60, the two ways into a call, and real dividends."""
    base = {
        "profile": PROFILES[0],
        "event": DEFAULT,
        "days": 30,
        "loan_to_value": 0.60,
        "premark": NO_PREMARK,
        "cash_goes": KEPT,
        "today": 0,
    }
    company = {"profile": "tw-sfc-pledge", "premark": str(longest_premark())}
    made_up = {
        "sixty": {**base, "dividend": 0.05},
        "premark": {**base, **company, "dividend": 0.05},
        "called": {**base, "dividend": 0.05, "loan_to_value": 0.75},
        "called-before": {**base, **company, "dividend": 0.05, "loan_to_value": 0.70},
    }
    for name, values in made_up.items():
        yield Preset(label=f"preset.{name}", values=values)
    for key in (DEFAULT, "2412 2024-07-04"):
        real = recorded_dividends()[key]
        yield Preset(
            label="preset.real",
            name=f"real-{real.symbol}",
            group="group.real",
            fields={"symbol": TEXT(real.symbol), "day": DATE(real.ex_date), "cash": PER_SHARE(real.cash_per_share)},
            values={**base, "event": key, "dividend": real.part},
        )


def event(key: str, say) -> str:
    """Return a recorded dividend: symbol, name and ex-date."""
    dividend = recorded_dividends()[key]
    return say("event", dividend, name=say.of(datasets.prices(dividend.symbol).name))


def figure() -> Figure:
    """Declare the figure."""
    events = tuple(key for key, dividend in recorded_dividends().items() if dividend.part <= LARGEST)
    return Figure(
        id=ID,
        controls=(
            Slider(key="today", low=EARLIEST, high=LATEST, step=1, default=0, unit=DAYS),
            Slider(key="dividend", low=0.0, high=LARGEST, step=0.005, default=0.05, unit=PERCENT),
            Slider(key="days", low=10, high=60, step=1, default=30, unit=DAYS),
            Slider(key="loan_to_value", low=0.30, high=0.80, step=0.01, default=0.60, unit=PERCENT),
            Choice(key="cash_goes", options=CASH_GOES, default=KEPT),
            Choice(key="premark", options=(NO_PREMARK, str(longest_premark())), default=NO_PREMARK),
            Choice(
                key="profile",
                options=PROFILES,
                default=PROFILES[0],
                sets=lambda name, _values: {"premark": str(datasets.rules(name).premark_sessions)},
                label=lambda name, say: say.of(datasets.title(name)),
            ),
            Choice(
                key="event",
                options=events,
                default=DEFAULT,
                sets=lambda key, _values: {"dividend": recorded_dividends()[key].part},
                label=event,
            ),
        ),
        presets=tuple(presets()),
        lead="today",
        hero=(
            lambda result: Hero(path="row.ratio", sub="sub.sold" if result.is_sold else "sub.day"),
            "in_hand",
            "days_until_paid",
        ),
        tone=tone,
        chip=chip,
        zones=zones,
        model=ex_dividend,
        why=why,
        notes=notes,
        main=CHART,
        table=Table(rows=table_rows),
        rules=lambda result: ((result.rules.name, RULES_USED),),
        sources=lambda result: result.recorded.sources,
    )
