"""The pictures of F3.0: the borrower's ratio over the price; the lender's fee over the days; whose hand holds what."""

from pledge_lib.panels import axes, charts, over_price, toned, tones
from pledge_lib.panels.figure import Chart
from pledge_lib.panels.stage import Label

CHANGES = (-0.30, 0.60)
SHOWN, WIDE = (80, 210), (60, 240)  # per cent, of the ratio's axis; every ratio that the sliders reach is within WIDE
LONGEST = 180
SPANS = (30, 60, 90, LONGEST)
HANDS = ("cash", "cash_to_line", "to_take_back")


def tone(result) -> str:
    """Return how near the call is; collateral that no longer buys the shares back is as good as sold."""
    return tones.SOLD if result.state == "uncovered" else tones.of_ratio(result.now.ratio, result.rules.call_line)


def zones(result) -> tones.Zones:
    """Return from which rise on the line is near, the borrower is called, and the collateral does not cover."""
    call = float(result.now.call_price / result.opened.price)
    gone = float(result.opened.held / result.opened.owed)
    near = call / float(tones.BAND)
    return ((near - 1, tones.SAFE), (call - 1, tones.NEAR), (gone - 1, tones.CALLED), (None, tones.SOLD))


def reading(result) -> over_price.Reading:
    """Return the ratio over the share price: it falls where the price rises, and bends."""
    start, held, shares = (float(part) for part in (result.opened.price, result.now.held, result.opened.shares))
    ends = tuple(start * (1 + change) for change in CHANGES)

    def at(price: float) -> float:
        return held / (price * shares) * 100

    fits = at(ends[1]) >= SHOWN[0] and at(ends[0]) <= SHOWN[1]
    line = result.rules.call_line
    return over_price.Reading(
        x=ends,
        y=SHOWN if fits else WIDE,
        at=at,
        line=line * 100,
        near=tones.near_from(line) * 100,
        call=float(result.now.call_price),
        start=start,
        now=float(result.now.price),
        track=ends,
        rises=True,
        bent=True,
    )


def gone_label(result) -> tuple[Label, ...]:
    """Return the name of the level below which the collateral does not buy the shares back."""
    left, right = reading(result).x
    return (Label(uid="gone", x=left, y=100, tone=tones.SOLD, rank=1, dx=8, dy=11, others=((right, 100),)),)


def fees(result) -> dict:
    """Return the lender's fee over the days, at the price now and at the price of the first day."""
    at_first = result.a_day.paid * float(result.opened.owed) / float(result.now.owed)
    return {
        "fee-before": ([0, LONGEST], [0, at_first * LONGEST]),
        "fee": ([0, LONGEST], [0, result.a_day.paid * LONGEST]),
        "fee-now": ([result.days], [result.to_date.paid]),
    }


def fee_ranges(result) -> dict:
    """Return the ends of the axes, which move in steps only."""
    span = next(span for span in SPANS if span >= result.days)
    highest = result.a_day.paid / float(result.now.price) * float(result.opened.price) * (1 + CHANGES[1]) * span
    return {"xaxis": (0, span), "yaxis": (0, charts.nice_ceiling(highest, charts.FINE))}


def fee_labels(result) -> tuple[Label, ...]:
    """Return what has been received so far, and the name of the other line."""
    span = fee_ranges(result)["xaxis"][1]
    before = fees(result)["fee-before"][1][1] / LONGEST * span
    return (
        Label(uid="fee-now", x=result.days, y=result.to_date.paid, at="r", dx=-12, dy=-14, look="strong", rank=0),
        Label(uid="fee-before", x=span, y=before, at="r", dx=-6, dy=14, rank=2),
    )


def hands(result) -> dict:
    """Return what the borrower must add, to the target or only to the line, and what may be taken back."""
    return {"hands": {"x": list(range(len(HANDS))), "y": [float(getattr(result, name)) for name in HANDS]}}


def hand_labels(result):
    """Yield the sum on each bar."""
    for place, name in enumerate(HANDS):
        yield Label(uid=name, x=place, y=float(getattr(result, name)), at="c", dy=-11, rank=1)


CHART = over_price.chart(
    reading,
    x={"tickformat": ","},
    y={"ticksuffix": "%"},
    more=(toned.line("gone", tone=tones.SOLD, width=1.5, dash="dash"),),
    more_points=lambda result: {"gone": (reading(result).x, [100, 100])},
    more_labels=gone_label,
)
FEE_CHART = Chart(
    marks=(
        toned.line("fee-before", tone=tones.QUIET, width=1.5, dash="dot", clip=True),
        toned.line("fee", tone=tones.CURVE, clip=True),
        toned.dot("fee-now", tone=tones.CURVE, size=12),
    ),
    points=fees,
    ranges=fee_ranges,
    labels=fee_labels,
    layout=axes.plain({}, {"tickformat": ","}, left=62, names=("axis.days", "axis.money")),
)
HAND_CHART = Chart(
    marks=(toned.bars("hands", tone=tones.CURVE, width=0.5),),
    points=hands,
    ranges=lambda result: {
        "yaxis": (
            0,
            charts.nice_ceiling(1.15 * max(0.1 * float(result.now.owed), *hands(result)["hands"]["y"]), charts.FINE),
        )
    },
    ticks=lambda result, say: {"xaxis": (tuple(range(len(HANDS))), tuple(say(f"axis.{name}") for name in HANDS))},
    labels=hand_labels,
    layout=axes.plain(
        {"range": [-0.6, len(HANDS) - 0.4]}, {"tickformat": ","}, left=76, bottom=40, names=("", "axis.money")
    ),
)
