"""The picture of F6.2: a lane for each lender that calls, with what is repaid, added and sold, and what is missing."""

from collections.abc import Iterator

from pledge_lib.finance.amounts import total
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.mine.cure_finder_model import CureFinder, Lane
from pledge_lib.panels.stage import Label

MOST_CASH, MOST_SPARE, SMALLEST = 10_000_000, 100_000, 100_000
PARTS = ("repay", "add", "sell", "missing")
TONES = {"repay": tones.CURVE, "add": tones.SAFE, "sell": tones.NEAR, "missing": tones.CALLED}


def chart(count: int) -> Chart:
    """Return one lying bar for each lender: repay, add, sell, and what is missing."""

    def lanes(result: CureFinder) -> Iterator[tuple[float, Lane]]:
        return ((count - 1 - row, lane) for row, lane in enumerate(result.lanes[:count]))

    def points(result: CureFinder) -> dict:
        places = [y for y, _ in lanes(result)] or [0]
        found, base = {}, [0.0] * len(places)
        for name in PARTS:
            sums = [float(getattr(lane, name)) for _, lane in lanes(result)] or [0.0]
            shown = [amount or charts.NOWHERE for amount in sums]  # a bar of nothing would leave its outline
            found[name] = {"y": places, "x": shown, "base": list(base)}
            base = [left + more for left, more in zip(base, sums, strict=True)]
        cash = float(result.plan.cash)
        return found | {"cash": ([cash] * 2, [-0.6, count - 0.4]) if cash else toned.AWAY}

    def labels(result: CureFinder) -> Iterator[Label]:
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
            end = float(total(getattr(lane, name) for name in PARTS))
            if end:
                yield Label(uid=f"sum-{y}", x=end, y=y, text=(f"label.sum-{lane.state}", lane), dx=8, rank=2)
        if result.plan.cash:
            yield Label(uid="cash", x=float(result.plan.cash), y=count - 0.45, at="c", dy=-10, rank=3)

    def top(result: CureFinder) -> float:
        sums = [float(total(getattr(lane, name) for name in PARTS)) for lane in result.lanes]
        return charts.nice_ceiling(
            max([*sums, float(min(result.plan.cash, max(sums, default=0) * 2)), SMALLEST]) * 1.25
        )

    return Chart(
        marks=(
            *(toned.bars(name, tone=TONES[name], hollow=name == "missing", width=0.5, level=True) for name in PARTS),
            toned.line("cash", tone=tones.INK, width=1.5, dash="dot", clip=True),
        ),
        points=points,
        labels=labels,
        ranges=lambda result: {"xaxis": (0, top(result))},
        layout=axes.lanes({"tickformat": ","}, count, barmode="overlay"),
    )
