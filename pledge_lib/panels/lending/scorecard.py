"""F3.9: brokers on a scorecard of the reader's weights, and how little a table of equal ranges can tell."""

from pledge_lib import datasets
from pledge_lib.datasets.lending import LendingBroker, lending_brokers
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.units import COUNT, PERCENT, PRICE, SHARES, TEXT, TIMES
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Cell, Choice, Preset, Slider
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.lending.scorecard_model import (
    ARTICLE,
    BEST,
    CRITERIA,
    EDITED,
    FIRMS,
    PROFILE,
    WORST,
    Places,
    Scorecard,
    scorecard,
)
from pledge_lib.panels.lending.scorecard_picture import NETS, SCORES, STEP

ID = "F3.9"
ONE_LOT = 1_000  # shares, where a firm prints no smallest loan
FILL = 0.50  # no source says how often shares find a borrower; yours to change
LARGEST_LOAN = 100_000
NONE = TEXT(None)
RULES_USED = ("highest_rate", "negotiated_step", "auction_step", "fixed_price_rate", "account_months")
SOURCES = ("C-1", "C-7", "C-9")


def why(result: Scorecard):
    """Yield the parts of the formulas that this state needs."""
    if result.state != "no-weight":
        yield "why.score"
    yield "why.net"
    yield "why.places"
    yield from ("why.asked", "why.channels", "why.account")


def rows(result: Scorecard):
    """Yield a row of the table for each broker; without weights nobody has a place."""
    found = (result.rows, result.places, result.places_by_one, result.places_anywhere)
    for row, *ranks in zip(*found, strict=True):
        cells = (NONE if result.state == "no-weight" else between(places) for places in ranks)
        yield Row(("name", "score", *cells, "net", "net_range", "lendable"), about=row)


def between(places: Places):
    """Return a cell with the one place, or the first and the last of several."""
    return COUNT(places.first) if places.first == places.last else ("places", places)


TABLE = Table(
    columns=("broker", "score", "place", "by_one", "anywhere", "net", "net_range", "lendable"),
    rows=rows,
)
SHEET = Table(
    head="sheet",
    columns=("broker", *EDITED, "source"),
    rows=lambda result: (
        Row(("name", *(f"{name}:{row.broker.id}" for name in EDITED), "source"), about=row) for row in result.rows
    ),
)


def cells_of(broker: LendingBroker, rules: LendingRules):
    """Yield the editable numbers of a row; an end of a range that is moved past the other takes it along."""
    step = rules.negotiated_step
    for name, low, high in (("rate", step, rules.highest_rate), ("share", 0.0, 1.0)):
        lowest, highest = f"lowest_{name}:{broker.id}", f"highest_{name}:{broker.id}"
        yield Cell(
            key=lowest,
            low=low,
            high=high,
            step=step,
            default=getattr(broker, f"lowest_{name}"),
            unit=PERCENT,
            sets=lambda value, values, other=highest: {other: max(value, values[other])},
        )
        yield Cell(
            key=highest,
            low=low,
            high=high,
            step=step,
            default=getattr(broker, f"highest_{name}"),
            unit=PERCENT,
            sets=lambda value, values, other=lowest: {other: min(value, values[other])},
        )
    yield Cell(key=f"fill:{broker.id}", low=0.0, high=1.0, step=0.01, default=FILL, unit=PERCENT)
    yield Cell(
        key=f"smallest_loan:{broker.id}",
        low=1,
        high=LARGEST_LOAN,
        step=1,
        unit=SHARES,
        default=broker.smallest_loan or ONE_LOT,
    )


def presets(base: dict):
    """Yield the article's table, at its worst end and with few shares, and the rows that firms and clients report."""
    cases = {
        "article": {},
        "worst-end": {"place": WORST},
        "small": {"holding": 500},
        "firms": {"listed": FIRMS},
        "only-share": {"listed": FIRMS, "weight_rate": 0, "weight_fill": 0, "weight_lot": 0},
    }
    return (Preset(label=f"preset.{name}", values=base | case) for name, case in cases.items())


def figure() -> Figure:
    """Declare the figure: the table comes from the data, and stays editable."""
    rules = datasets.rules(PROFILE)
    controls = (
        Slider(key="place", low=WORST, high=BEST, step=STEP, default=0.50, unit=PERCENT),
        Slider(key="holding", low=500, high=50_000, step=500, default=3_000, unit=SHARES),
        Slider(key="price", low=5, high=2_000, step=5, default=100, unit=PRICE),
        Choice(key="listed", options=(ARTICLE, FIRMS), default=ARTICLE),
        *(Slider(key=f"weight_{name}", low=0, high=5, step=1, default=1, unit=TIMES) for name in CRITERIA),
        *(cell for broker in lending_brokers() for cell in cells_of(broker, rules)),
    )
    return Figure(
        id=ID,
        controls=controls,
        presets=tuple(presets({control.key: control.default for control in controls})),
        lead="place",
        hero=("leader.net", "within", "between"),
        tone=lambda result: tones.PLAIN,
        model=scorecard,
        sentence=lambda result: ((f"sentence.{result.state}", result.places_anywhere[result.first]),),
        why=why,
        main=NETS,
        drawers=(SCORES,),
        table=TABLE,
        sheet=SHEET,
        rules=lambda result: ((PROFILE, RULES_USED),),
        sources=lambda result: dict.fromkeys((*SOURCES, *(row.broker.source for row in result.rows))),
    )
