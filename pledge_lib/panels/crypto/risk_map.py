"""F4.10: what else can fail, and who absorbs it: a pledge, a loan on chain and an exchange account side by side."""

from dataclasses import dataclass
from functools import cached_property

from pledge_lib import datasets
from pledge_lib.datasets.aave import AaveAsset, AaveChange, aave_assets, aave_history
from pledge_lib.finance.crypto.position import fall_to_liquidation, health_factor
from pledge_lib.finance.lines import below
from pledge_lib.finance.pledging.rules import PledgeRules
from pledge_lib.finance.ratio import fall_to_line, maintenance_ratio
from pledge_lib.finance.units import PERCENT, Count, Health, Percent, Word
from pledge_lib.panels import charts, marks
from pledge_lib.panels.controls import Preset, Slider, Toggle, Values
from pledge_lib.panels.figure import Chart, Figure, Row, Table

ID = "F4.10"
PROFILE, TOKEN = "tw-broker-pledge", "WETH"
RULES_USED = ("call_line", "loan_to_value", "cure_sessions")
CAPO = 0.0285  # how far too low a price cap valued wstETH on 2026-03-10 (CRYPTO 8)
PRICE = "price"
ORACLE, CONTRACT, CUSTODY, GOVERNANCE, LEGAL = SWITCHED = ("oracle", "contract", "custody", "governance", "legal")
RISKS = (PRICE, *SWITCHED)
PLEDGE, CHAIN, EARN = PRODUCTS = ("pledge", "chain", "earn")
YOU, SHARED, NOBODY = "you", "shared", "nobody"
SIGNS = {YOU: ("x", charts.RED), SHARED: ("diamond", charts.ORANGE), NOBODY: ("circle", charts.GREEN)}
OFF = ("circle-open", charts.GREY)
WHO = {
    PRICE: (YOU, YOU, YOU),
    ORACLE: (NOBODY, YOU, NOBODY),
    CONTRACT: (NOBODY, SHARED, SHARED),
    CUSTODY: (SHARED, YOU, YOU),
    GOVERNANCE: (YOU, YOU, YOU),
    LEGAL: (SHARED, YOU, YOU),
}
CELLS = tuple((risk, product) for risk in RISKS for product in PRODUCTS)
ROOMS = (-30, 100)  # per cent


@dataclass(frozen=True, kw_only=True)
class RiskMap:
    """The same share borrowed in Taipei and on chain, and what else goes wrong; an oracle's error is a fraction."""

    borrowed: Percent
    threshold: Percent
    asked_error: float
    risk: tuple[Word, ...]

    @property
    def rules(self) -> PledgeRules:
        return datasets.rules(PROFILE)

    @property
    def ether(self) -> AaveAsset:
        return aave_assets()[TOKEN]

    @property
    def error(self) -> Percent:
        """Return how far too low the oracle values the collateral now."""
        return self.asked_error if ORACLE in self.risk else 0.0

    @property
    def capo(self) -> Percent:
        """Return the error of the real event."""
        return CAPO

    @property
    def pledge_room(self) -> Percent:
        """Return the fall that leads a pledge to its call line; negative when past it."""
        return fall_to_line(maintenance_ratio(1, self.borrowed), self.rules.call_line)

    @property
    def health(self) -> Health:
        """Return the health factor at the oracle's price."""
        return health_factor(1 - self.error, self.borrowed, self.threshold)

    @property
    def chain_room(self) -> Percent:
        """Return the fall that leads the loan on chain to its line; negative when past it."""
        return fall_to_liquidation(self.health)

    @property
    def count(self) -> Count:
        return len(self.risk)

    @property
    def pledge_count(self) -> Count:
        return self._on_you_alone(PLEDGE)

    @property
    def chain_count(self) -> Count:
        return self._on_you_alone(CHAIN)

    @property
    def earn_count(self) -> Count:
        return self._on_you_alone(EARN)

    @cached_property
    def limit_changes(self) -> list[AaveChange]:
        return [change for change in aave_history(TOKEN) if change.parameter == "loan_to_value"]

    @property
    def zeroed(self) -> AaveChange:
        """Return the change that set ether's limit to 0."""
        (change,) = (change for change in self.limit_changes if not float(change.after))
        return change

    @property
    def restored(self) -> AaveChange:
        """Return the change that brought ether's limit back."""
        return self.limit_changes[self.limit_changes.index(self.zeroed) + 1]

    def is_on(self, risk: str) -> bool:
        """Return whether a risk strikes; the price always does."""
        return risk == PRICE or risk in self.risk

    def _on_you_alone(self, product: str) -> int:
        return sum(absorber(risk, product) == YOU for risk in self.risk)


def risk_map(values: Values) -> RiskMap:
    """Return what the figure shows, from numbers alone."""
    return RiskMap(
        borrowed=values["borrow"],
        threshold=values["threshold"],
        asked_error=values["error"],
        risk=tuple(risk for risk in SWITCHED if values[risk]),
    )


def absorber(risk: str, product: str) -> str:
    """Return who absorbs a risk of a product."""
    return WHO[risk][PRODUCTS.index(product)]


def sentence(result: RiskMap):
    """Yield the room in Taipei, the room on chain, and what fails besides."""
    yield f"sentence.pledge-{'called' if result.pledge_room < 0 else 'room'}"
    yield f"sentence.chain-{'liquidated' if below(result.health, 1) else 'error' if result.error else 'room'}"
    yield f"sentence.{'more' if result.risk else 'price-only'}"


def notes(result: RiskMap):
    """Yield what the reader has to know besides."""
    if result.borrowed > result.rules.loan_to_value:
        yield "note.above-cap"
    if ORACLE in result.risk:
        yield "note.oracle"
    if GOVERNANCE in result.risk:
        yield "note.governance"
    yield "note.judgement"


@dataclass(frozen=True)
class Square:
    """A square of the grid that is switched on: who absorbs what fails."""

    who: Word
    fails: Word


def rows(result: RiskMap):
    """Yield the grid in words, then the room and the time of each product."""
    for risk in RISKS:
        squares = (Square(absorber(risk, product), f"{product}.{risk}") for product in PRODUCTS)
        cells = (("cell.who", square) if result.is_on(risk) else ("cell.off",) for square in squares)
        yield Row(((f"risk.{risk}",), *cells))
    yield Row(("pledge_room", "chain_room", ("cell.no-line",)), "room")
    yield Row(tuple((f"cell.time-{product}",) for product in PRODUCTS), "time")


def points(result: RiskMap) -> dict:
    """Return the numbers of the marks: the grid with its words, and the two rooms."""
    across = [PRODUCTS.index(product) for _, product in CELLS]
    upwards = [len(RISKS) - 1 - RISKS.index(risk) for risk, _ in CELLS]
    said = [
        place + 0.07 if result.is_on(risk) else charts.NOWHERE for place, (risk, _) in zip(across, CELLS, strict=True)
    ]
    return {
        "grid": (across, upwards),
        "who": (said, upwards),
        "rooms": {"x": [0, 1], "y": [max(room * 100, ROOMS[0]) for room in (result.pledge_room, result.chain_room)]},
        "line": ([-0.6, 1.6], [0, 0]),
    }


def looks(result: RiskMap, say) -> dict:
    """Return symbol, colour and hover text of each square."""
    signs = [SIGNS[absorber(*cell)] if result.is_on(cell[0]) else OFF for cell in CELLS]
    symbols, colors = zip(*signs, strict=True)
    said = (
        ": ".join(
            (
                say(f"risk.{risk}"),
                say(f"column.{product}"),
                say(f"who.{absorber(risk, product)}" if result.is_on(risk) else "cell.off"),
            )
        )
        for risk, product in CELLS
    )
    return {"grid": {"symbol": symbols, "color": colors, "text": tuple(said)}}


CHART = Chart(
    marks=(
        marks.dots("grid", color=charts.GREY, hover="%{hovertext}"),
        marks.labels("who", texts=tuple(f"who.{absorber(*cell)}" for cell in CELLS)),
        marks.columns("rooms", color=charts.BLUE, name="rooms", pattern="/", hover="%{y:.2f}%", pane="2"),
        marks.line("line", color=charts.RED, name="line", dash="dash", hover="{name}", pane="2"),
    ),
    points=points,
    looks=looks,
    layout=lambda say: {
        "height": 400,
        "showlegend": False,
        "margin": {"l": 130, "r": 16, "t": 40, "b": 60},
        "xaxis": {
            "domain": [0.0, 0.70],
            "range": [-0.2, 2.75],
            "showgrid": False,
            "anchor": "y",
            "tickvals": list(range(len(PRODUCTS))),
            "ticktext": [say(f"axis.{name}") for name in PRODUCTS],
        },
        "yaxis": {
            "range": [-0.6, len(RISKS) - 0.4],
            "showgrid": False,
            "tickvals": list(range(len(RISKS))),
            "anchor": "x",
            "ticktext": [say(f"risk.{risk}") for risk in reversed(RISKS)],
        },
        "xaxis2": {
            "domain": [0.80, 1.0],
            "range": [-0.6, 1.6],
            "tickvals": [0, 1],
            "showgrid": False,
            "anchor": "y2",
            "ticktext": [say(f"axis.{name}") for name in (PLEDGE, CHAIN)],
        },
        "yaxis2": {"range": ROOMS, "ticksuffix": "%", "anchor": "x2"},
        "annotations": marks.headings(say, grid=0.35, rooms=0.90),
    },
)


def presets():
    """Yield the price alone, each real event with what failed in it, and everything at once."""
    ether = aave_assets()[TOKEN]
    quiet = {"borrow": 0.60, "threshold": ether.threshold, "error": CAPO} | dict.fromkeys(SWITCHED, False)
    together = {"borrow": ether.emode_loan_to_value, "threshold": ether.emode_threshold}
    cases = {
        "price": quiet,
        "limits": {**quiet, "borrow": ether.loan_to_value},
        "capo": {**quiet, **together, ORACLE: True},
        "forged": {**quiet, CONTRACT: True, GOVERNANCE: True},
        "exchange": {**quiet, CUSTODY: True, LEGAL: True},
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
            *(Toggle(key=risk, default=False) for risk in SWITCHED),
            Slider(key="borrow", low=0.10, high=0.95, step=0.005, default=0.60, unit=PERCENT),
            Slider(key="threshold", low=0.50, high=0.95, step=0.005, default=threshold, unit=PERCENT),
            Slider(key="error", low=0.0, high=0.10, step=0.0005, default=CAPO, unit=PERCENT),
        ),
        presets=tuple(presets()),
        lead="borrow",
        hero=("health", "pledge_room", "chain_room"),
        model=risk_map,
        sentence=sentence,
        notes=notes,
        idle=lambda result: () if ORACLE in result.risk else ("error",),
        main=CHART,
        table=Table(columns=("risk", *PRODUCTS), rows=rows),
        rules=lambda result: ((PROFILE, RULES_USED),),
        sources=lambda result: ("aave-origin", result.ether.risk_source, "aave-forum"),
    )
