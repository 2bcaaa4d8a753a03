"""The picture of F3.3: the fee from top to bottom, what is taken off hangs between the sums; the waiver in a drawer."""

from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.figure import Chart
from pledge_lib.panels.lending.net_waterfall_model import NetWaterfall
from pledge_lib.panels.stage import Label

STEPS = ("gross", "broker", "sales-tax", "paid", "withheld", "premium", "net", "settled", "kept")
TOTALS = {"gross": tones.CURVE, "paid": tones.INK, "net": tones.CURVE, "kept": tones.INK}
CUTS = tuple(name for name in STEPS if name not in TOTALS)
LEAST = 100  # of the axis, so that a small fee does not fill it
BESIDE = 1.15  # times the fee: the sum stands to the right of its bar
THIN, THICK = 0.55, 0.75
NOT_DRAWN = {"settled": (charts.NOWHERE, charts.NOWHERE)}


def row(name: str) -> int:
    """Return the place of a step on the upright axis, the first on top."""
    return len(STEPS) - 1 - STEPS.index(name)


def spans(result: NetWaterfall) -> dict[str, tuple[float, float]]:
    """Return the lower end and the length of each bar: sums stand on the ground, cuts and a refund between them."""
    found, level = {}, 0.0
    for step in result.steps:
        after = step.amount if step.name in TOTALS else level + step.amount
        low, high = (0.0, after) if step.name in TOTALS else sorted((level, after))
        found[step.name], level = (low, high - low), after
    return found


def bars(spans: dict, names) -> dict:
    """Return the numbers of some of the bars."""
    return {
        "y": [row(name) for name in names],
        "base": [spans[name][0] for name in names],
        "x": [spans[name][1] for name in names],
    }


def points(result: NetWaterfall) -> dict:
    """Return the numbers of the marks: the bars, and the connectors from each level to the next."""
    found = spans(result)
    level, joined = 0.0, []
    for name, step in zip(STEPS[:-1], result.steps, strict=False):
        level = step.amount if name in TOTALS else level + step.amount
        joined.append((level, row(name), level, row(name) - 1))
    return {
        "joined": toned.segments(joined),
        "totals": bars(found, TOTALS),
        "cuts": bars({**found, "settled": (0.0, 0.0)} if result.settled < 0 else found, CUTS),
        "refund": bars(found if result.settled < 0 else NOT_DRAWN, ("settled",)),
    }


def labels(result: NetWaterfall):
    """Yield the amount of each step at the end of its bar, and why it is nothing where it is."""
    found = spans(result)
    for place, step in enumerate(result.steps):
        is_total = step.name in TOTALS
        reason = f"label.no-{step.name}"
        yield Label(
            uid=step.name,
            text=(reason if step.amount == 0 and not is_total else f"cell.{step.kind}", step),
            x=sum(found[step.name]),
            y=row(step.name),
            tone=tones.INK if TOTALS.get(step.name) == tones.INK else "",
            look="strong" if step.name == "kept" else "",
            dx=8,
            rank=place,
        )


CHART = Chart(
    marks=(
        toned.line("joined", tone=tones.QUIET, width=1),
        toned.bars("totals", tone=tones.INK, width=THICK, level=True),
        toned.bars("cuts", tone=tones.QUIET, width=THIN, level=True),
        toned.bars("refund", tone=tones.CURVE, hollow=True, width=THIN, level=True),
    ),
    points=points,
    ranges=lambda result: {"xaxis": (0, charts.nice_ceiling(max(result.statement.gross * BESIDE, LEAST), charts.FINE))},
    looks=lambda result, say: {"totals": {"tone": tuple(TOTALS.values())}},
    ticks=lambda result, say: {"yaxis": (tuple(map(row, STEPS)), tuple(say(f"bar.{name}") for name in STEPS))},
    labels=labels,
    layout=axes.plain(
        {"tickformat": ","},
        {"range": [-0.6, len(STEPS) - 0.4], "showgrid": False, "nticks": 0},
        left=114,
        barmode="overlay",
    ),
)


def waiver(result: NetWaterfall) -> dict:
    """Return the numbers of the drawer's marks: what is withheld over the income of a payment, which jumps."""
    edge, last = result.waived_up_to, widest(result)
    rate = result.rules.withholding
    return {
        "withheld": ([0, edge, edge, last], [0, 0, edge * rate, last * rate]),
        "edge": ([edge, edge], [0, edge * rate]),
        "payment": ([result.statement.paid], [result.statement.withheld]),
    }


def widest(result: NetWaterfall) -> float:
    """Return the end of the axis of incomes: twice the edge at least."""
    return charts.nice_ceiling(max(result.statement.paid, 2 * result.waived_up_to), charts.FINE)


WAIVER = Chart(
    marks=(
        toned.line("edge", tone=tones.QUIET, width=1.5, dash="dash"),
        toned.line("withheld", tone=tones.CURVE, width=3, clip=True),
        toned.dot("payment", tone=tones.INK, size=13),
    ),
    points=waiver,
    ranges=lambda result: {
        "xaxis": (0, widest(result)),
        "yaxis": (0, charts.nice_ceiling(widest(result) * result.rules.withholding)),
    },
    labels=lambda result: (
        Label(uid="edge", x=result.waived_up_to, y=0, at="r", dx=-8, dy=-12, rank=2),
        Label(
            uid="payment", x=result.statement.paid, y=result.statement.withheld, dx=11, dy=-14, rank=1, tone=tones.INK
        ),
    ),
    layout=axes.plain({"tickformat": ","}, {"tickformat": ","}, left=62, names=("axis.income", "axis.withheld")),
)
