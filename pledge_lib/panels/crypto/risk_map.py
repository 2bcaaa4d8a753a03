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
from pledge_lib.panels import axes, toned, tones
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle, Values
from pledge_lib.panels.figure import Chart, Figure, Row, Table
from pledge_lib.panels.stage import Hero, Label

ID = "F4.10"
PROFILE, TOKEN = "tw-broker-pledge", "WETH"
RULES_USED = ("call_line", "loan_to_value", "cure_sessions")
CAPO = 0.0285  # how far too low a price cap valued wstETH on 2026-03-10 (CRYPTO 8)
PRICE = "price"
ORACLE, CONTRACT, CUSTODY, GOVERNANCE, LEGAL = SWITCHED = ("oracle", "contract", "custody", "governance", "legal")
RISKS = (PRICE, *SWITCHED)
PLEDGE, CHAIN, EARN = PRODUCTS = ("pledge", "chain", "earn")
YOU, SHARED, NOBODY = "you", "shared", "nobody"
SIGNS = {YOU: "x", SHARED: "diamond", NOBODY: "circle-open"}
WHO = {
    PRICE: (YOU, YOU, YOU),
    ORACLE: (NOBODY, YOU, NOBODY),
    CONTRACT: (NOBODY, SHARED, SHARED),
    CUSTODY: (SHARED, YOU, YOU),
    GOVERNANCE: (YOU, YOU, YOU),
    LEGAL: (SHARED, YOU, YOU),
}
CELLS = tuple((risk, product) for risk in RISKS for product in PRODUCTS)
HALF = 0.42  # height of the lit row
WORDS = 0.35  # where the head of a column stands


@dataclass(frozen=True, kw_only=True)
class RiskMap:
    """The same share borrowed in Taipei and on chain, and what else goes wrong; an oracle's error is a fraction."""

    borrowed: Percent
    threshold: Percent
    asked_error: float
    fails: Word
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
    def by_error(self) -> bool:
        """Return whether the loan on chain may be liquidated only because the oracle is wrong."""
        return below(self.health, 1) and not below(health_factor(1, self.borrowed, self.threshold), 1)

    @property
    def chain_room(self) -> Percent:
        """Return the fall that leads the loan on chain to its line; negative when past it."""
        return fall_to_liquidation(self.health)

    @property
    def alone(self) -> Count:
        """Return in how many of the three ways what fails falls on you alone."""
        return WHO[self.fails].count(YOU)

    @property
    def ways(self) -> Count:
        return len(PRODUCTS)

    @property
    def state(self) -> Word:
        if below(self.health, 1):
            return "liquidatable"
        return "everywhere" if self.alone == self.ways else "differs" if self.alone else "shared"

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
        fails=values["fails"],
        risk=tuple(risk for risk in SWITCHED if values[risk] or risk == values["fails"]),
    )


def absorber(risk: str, product: str) -> str:
    """Return who absorbs a risk of a product."""
    return WHO[risk][PRODUCTS.index(product)]


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


def height(risk: str) -> int:
    """Return the height of a row, the price on top."""
    return len(RISKS) - 1 - RISKS.index(risk)


def cells_of(who: str) -> list[tuple[str, str]]:
    """Return the squares of the grid that somebody absorbs."""
    return [cell for cell in CELLS if absorber(*cell) == who]


def points(result: RiskMap) -> dict:
    """Return the numbers of the marks: the row that is lit, and the shapes of the grid."""
    row = height(result.fails)
    shapes = {
        who: ([PRODUCTS.index(product) for _, product in cells_of(who)], [height(risk) for risk, _ in cells_of(who)])
        for who in SIGNS
    }
    return {"lit": toned.box(-1, len(PRODUCTS), row - HALF, row + HALF)} | shapes


def tone_of(result: RiskMap, risk: str) -> str:
    """Return the tone of a row: what strikes is in ink."""
    return tones.INK if result.is_on(risk) else tones.QUIET


def looks(result: RiskMap, say) -> dict:
    """Return the tone of each shape."""
    return {who: {"tone": tuple(tone_of(result, risk) for risk, _ in cells_of(who))} for who in SIGNS}


def labels(result: RiskMap):
    """Yield in each square who absorbs it."""
    for risk, product in CELLS:
        strong = "strong" * (risk == result.fails)
        place = {"x": PRODUCTS.index(product), "y": height(risk), "dx": 12, "tone": tone_of(result, risk)}
        yield Label(uid=f"{risk}-{product}", text=f"mark.{absorber(risk, product)}", look=strong, rank=1, **place)


def ticks(result: RiskMap, say) -> dict:
    """Return the names of the columns and of the rows."""
    across = tuple(place + WORDS for place in range(len(PRODUCTS)))
    return {
        "xaxis": (across, tuple(say(f"axis.{product}") for product in PRODUCTS)),
        "yaxis": (tuple(map(height, RISKS)), tuple(say(f"risk.{risk}") for risk in RISKS)),
    }


CHART = Chart(
    marks=(
        toned.zone("lit", tone=tones.CURVE),
        *(toned.event(who, tone=tones.INK, symbol=symbol, size=11) for who, symbol in SIGNS.items()),
    ),
    points=points,
    looks=looks,
    ticks=ticks,
    labels=labels,
    layout=axes.plain(
        {"range": [-0.2, len(PRODUCTS) - 0.1], "showgrid": False},
        {"range": [-0.6, len(RISKS) - 0.4], "showgrid": False},
        left=104,
        narrow=88,
        bottom=44,
    ),
)


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
