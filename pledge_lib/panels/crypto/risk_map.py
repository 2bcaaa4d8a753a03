"""F4.10: what else can fail, and who absorbs it: a pledge, a loan on chain and an exchange account side by side."""

from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.lines import below
from pledge_lib.finance.units import PERCENT
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle
from pledge_lib.panels.crypto.risk_map_model import (
    CAPO,
    CONTRACT,
    CUSTODY,
    GOVERNANCE,
    LEGAL,
    ORACLE,
    PRICE,
    PRODUCTS,
    PROFILE,
    RISKS,
    SWITCHED,
    TOKEN,
    RiskMap,
    Square,
    absorber,
    risk_map,
)
from pledge_lib.panels.crypto.risk_map_picture import CHART
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.stage import Hero

ID = "F4.10"
RULES_USED = ("call_line", "loan_to_value", "cure_sessions")


def sentence(result: RiskMap):
    """Yield what follows of what fails; a loan on chain that may be liquidated comes before all else."""
    if below(result.health, 1):
        yield f"sentence.{'chain-error' if result.by_error else 'chain'}-liquidated"
    elif result.fails == PRICE:
        yield f"sentence.pledge-{'called' if result.pledge_room < 0 else 'room'}"
    else:
        yield f"sentence.{result.fails}"


def why(result: RiskMap):
    """Yield the two rooms, what fails together, and what has happened."""
    yield "why.price"
    if result.risk:
        yield "why.more"
    if ORACLE in result.risk:
        yield "why.oracle"
    if GOVERNANCE in result.risk:
        yield "why.governance"
    yield "why.judgement"


def rows(result: RiskMap):
    """Yield the grid in words, then the room and the time of each product."""
    for risk in RISKS:
        squares = (Square(absorber(risk, product), f"{product}.{risk}") for product in PRODUCTS)
        cells = (("cell.who", square) if result.is_on(risk) else ("cell.off",) for square in squares)
        yield Row(((f"risk.{risk}",), *cells))
    yield Row(("pledge_room", "chain_room", ("cell.no-line",)), "room")
    yield Row(tuple((f"cell.time-{product}",) for product in PRODUCTS), "time")


def presets():
    """Yield the price alone, each real event with what failed in it, and everything at once."""
    ether = aave_assets()[TOKEN]
    quiet = {"borrow": 0.60, "threshold": ether.threshold, "error": CAPO, "fails": PRICE} | dict.fromkeys(
        SWITCHED, False
    )
    together = {"borrow": ether.emode_loan_to_value, "threshold": ether.emode_threshold}
    cases = {
        "price": quiet,
        "limits": {**quiet, "borrow": ether.loan_to_value},
        "capo": {**quiet, **together, "fails": ORACLE},
        "forged": {**quiet, "fails": GOVERNANCE, CONTRACT: True},
        "exchange": {**quiet, "fails": CUSTODY, LEGAL: True},
        "everything": quiet | dict.fromkeys(SWITCHED, True),
    }
    fields = {"limit": PERCENT(ether.loan_to_value), "error": PERCENT(CAPO)}
    return (Preset(label=f"preset.{name}", fields=fields, values=values) for name, values in cases.items())


def figure() -> Figure:
    """Declare the figure."""
    threshold = aave_assets()[TOKEN].threshold
    return Figure(
        id=ID,
        controls=(
            Choice(key="fails", options=RISKS, default=PRICE, label=lambda risk, say: say(f"risk.{risk}")),
            Slider(key="borrow", low=0.10, high=0.95, step=0.005, default=0.60, unit=PERCENT),
            Slider(key="error", low=0.0, high=0.10, step=0.0005, default=CAPO, unit=PERCENT),
            *(Toggle(key=risk, default=False) for risk in SWITCHED),
            Slider(key="threshold", low=0.50, high=0.95, step=0.005, default=threshold, unit=PERCENT),
        ),
        presets=tuple(presets()),
        lead="fails",
        hero=(Hero(path="alone"), "pledge_room", "chain_room"),
        tone=lambda result: tones.SOLD if result.state == "liquidatable" else tones.PLAIN,
        model=risk_map,
        sentence=sentence,
        why=why,
        notes=lambda result: ("note.above-cap",) if result.borrowed > result.rules.loan_to_value else (),
        idle=lambda result: () if ORACLE in result.risk else ("error",),
        main=CHART,
        table=Table(columns=("risk", *PRODUCTS), rows=rows),
        rules=lambda result: ((PROFILE, RULES_USED),),
        sources=lambda result: ("aave-origin", result.ether.risk_source, "aave-forum"),
    )
