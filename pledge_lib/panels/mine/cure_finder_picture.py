"""The picture of F6.2: a lane for each lender that calls, with what is repaid, added and sold, and what is missing.

The scale is one for all places of the lead. Where the deepest fall asks for many times what the usual one does, it fits
the usual one, and a bar that is longer ends at an arrow, in the tone of its last part, with its sum.
"""

from collections.abc import Iterator

from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.mine.cure_finder_model import CureFinder, Lane
from pledge_lib.panels.stage import Label

MOST_CASH, MOST_SPARE, SMALLEST = 10_000_000, 100_000, 100_000
PARTS = ("repay", "add", "sell", "missing")
TONES = {"repay": tones.CURVE, "add": tones.SAFE, "sell": tones.NEAR, "missing": tones.CALLED}
ROOM = 1.25  # times what is drawn: for the sum beside the longest bar
READ, WITH_CASH, LEAST = 4, 10, 0.1  # times the usual need, that with the cash beside it, and of the deepest fall's


def end_of_scale(result: CureFinder) -> float:
    """Return the right end of the axis in NT$, one for all falls: for the deepest one's need, or the usual one's.

    Then the usual need takes at least a sixth of the axis (4 times it, rounded up by half at most), unless the line of
    the cash or a tenth of the deepest fall's need asks for more.
    """
    usual, cash = result.largest_usual, result.plan.cash
    whole = charts.nice_ceiling(result.largest * ROOM or SMALLEST, charts.FINE)
    fits = max(min(max(READ * usual, ROOM * cash), WITH_CASH * usual), LEAST * result.largest)
    return min(whole, charts.nice_ceiling(fits, charts.FINE)) if usual else whole


def chart(count: int) -> Chart:
    """Return one lying bar for each lender: repay, add, sell, and what is missing."""

    def lanes(result: CureFinder) -> Iterator[tuple[float, Lane]]:
        return ((count - 1 - row, lane) for row, lane in enumerate(result.lanes[:count]))

    def points(result: CureFinder) -> dict:
        places, most = [y for y, _ in lanes(result)] or [0], end_of_scale(result)
        found, base = {}, [0.0] * len(places)
        for name in PARTS:
            sums = [float(getattr(lane, name)) for _, lane in lanes(result)] or [0.0]
            ends = [min(left + more, most) for left, more in zip(base, sums, strict=True)]
            # a bar of nothing would leave its outline
            shown = [right - left or charts.NOWHERE for left, right in zip(base, ends, strict=True)]
            found[name] = {"y": places, "x": shown, "base": base}
            base = ends
        cash = float(result.plan.cash)
        arrows = [(most if lane.whole > most else charts.NOWHERE, y) for y, lane in lanes(result)]
        arrows.append((most if cash > most else charts.NOWHERE, count - 0.4))
        line = ([cash] * 2, [-0.6, count - 0.4]) if 0 < cash <= most else toned.AWAY
        return found | {"cash": line, "beyond": tuple(map(list, zip(*arrows, strict=True)))}

    def labels(result: CureFinder) -> Iterator[Label]:
        most = end_of_scale(result)
        for y, lane in lanes(result):
            yield Label(
                uid=f"lane-{y}",
                x=0,
                y=y,
                text=("label.lane", lane),
                under=(f"label.{lane.state}", lane),
                tone=lane.tone,
                look="lane",
                rank=0,
            )
            if lane.whole > most:
                text = (f"label.beyond-{lane.state}", lane)
                yield Label(uid=f"sum-{y}", x=most, y=y, text=text, at="r", dx=-12, rank=1)
            elif lane.whole:
                text = (f"label.sum-{lane.state}", lane)
                yield Label(uid=f"sum-{y}", x=float(lane.whole), y=y, text=text, dx=8, rank=2)
        cash = float(result.plan.cash)
        if cash > most:
            yield Label(uid="cash-beyond", x=most, y=count - 0.4, at="r", dx=-12, dy=-8, rank=3)
        elif cash:
            yield Label(uid="cash", x=cash, y=count - 0.45, at="c", dy=-10, rank=3)

    def tone(lane: Lane) -> str:
        """Return the tone of the last part of a bar."""
        return TONES[next((name for name in reversed(PARTS) if getattr(lane, name)), PARTS[0])]

    return Chart(
        marks=(
            *(toned.bars(name, tone=TONES[name], hollow=name == "missing", width=0.5, level=True) for name in PARTS),
            toned.line("cash", tone=tones.INK, width=1.5, dash="dot", clip=True),
            toned.event("beyond", tone=tones.INK, symbol="triangle-right"),
        ),
        points=points,
        labels=labels,
        ranges=lambda result: {"xaxis": (0, end_of_scale(result))},
        looks=lambda result, say: {"beyond": {"tone": (*(tone(lane) for _, lane in lanes(result)), tones.INK)}},
        layout=axes.lanes({"tickformat": ","}, count, barmode="overlay"),
    )
