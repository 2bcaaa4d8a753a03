"""The picture of F4.10: products across, risks upward, and who bears each in its square."""

from pledge_lib.panels import axes, toned, tones
from pledge_lib.panels.crypto.risk_map_model import CELLS, NOBODY, PRODUCTS, RISKS, SHARED, YOU, RiskMap, absorber
from pledge_lib.panels.figure import Chart
from pledge_lib.panels.stage import Label

SIGNS = {YOU: "x", SHARED: "diamond", NOBODY: "circle-open"}
HALF = 0.42  # height of the lit row
WORDS = 0.35  # where the head of a column stands


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
