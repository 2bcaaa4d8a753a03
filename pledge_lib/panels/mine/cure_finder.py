"""F6.2: the cheapest way to be safe to a chosen fall, lender by lender, from cash, spare shares and sales."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pledge_lib.datasets.mine import kept
from pledge_lib.datasets.mine.rows import PositionRow
from pledge_lib.finance.amounts import total
from pledge_lib.finance.mine.cure import Cured, CurePlan, cure_for_fall
from pledge_lib.finance.mine.on_margin import MarginTrading
from pledge_lib.finance.mine.portfolio import Portfolio
from pledge_lib.finance.units import MONEY, PERCENT, SHARES, Money, Percent, Phrases, Text, Word, YesNo
from pledge_lib.market.mine.holdings import portfolio_of
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle, Values
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure
from pledge_lib.panels.mine.position import named
from pledge_lib.panels.stage import Label
from pledge_lib.panels.table import Row, Table

ID = "F6.2"
MOST_LANES = 6
MOST_CASH, MOST_SPARE, SMALLEST = 10_000_000, 100_000, 100_000
SAFE_ALREADY, COVERED, SHORT, NO_LOAN = "safe-already", "covered", "short", "no-loan"
PARTS = ("repay", "add", "sell", "missing")
TONES = {"repay": tones.CURVE, "add": tones.SAFE, "sell": tones.NEAR, "missing": tones.CALLED}
RULES_USED = ("call_line", "transaction_tax", "commission")


@dataclass(frozen=True, kw_only=True)
class Lane:
    """What is done at one lender, and where it stands after the fall with and without it."""

    part: Cured

    @property
    def lender(self) -> Text:
        return self.part.before.lender

    @property
    def name(self) -> Phrases:
        return named(self)

    @property
    def kind(self) -> Word:
        return self.part.before.kind

    @property
    def repay(self) -> Money:
        return self.part.repay

    @property
    def add(self) -> Money:
        return self.part.added_value

    @property
    def sell(self) -> Money:
        return self.part.sold_value

    @property
    def missing(self) -> Money:
        return self.part.missing

    @property
    def cost(self) -> Money:
        return self.part.cost

    @property
    def untouched(self) -> Percent:
        return self.part.untouched.ratio

    @property
    def after(self) -> Percent | None:
        """Return the ratio after the fall; None where nothing is owed any more."""
        return self.part.fallen.ratio if math.isfinite(self.part.fallen.ratio) else None

    @property
    def line(self) -> Percent:
        return self.part.before.line

    @property
    def is_safe(self) -> YesNo:
        return self.part.is_safe

    @property
    def state(self) -> Word:
        """Return whether it is safe untouched, made safe, or still called after the fall."""
        return "short" if not self.is_safe else "covered" if self.part.untouched.is_called else "safe-already"

    @property
    def tone(self) -> str:
        return {"short": tones.CALLED, "covered": tones.NEAR}.get(self.state, tones.SAFE)


@dataclass(frozen=True, kw_only=True)
class CureFinder:
    """The plan, with the portfolio before it and after it."""

    plan: CurePlan
    before: Portfolio
    is_example: bool

    @property
    def fall(self) -> Percent:
        return self.plan.fall

    @cached_property
    def lanes(self) -> tuple[Lane, ...]:
        owing = (part for part in self.plan.parts if part.before.debt)
        return tuple(Lane(part=part) for part in owing)

    @property
    def short(self) -> tuple[Lane, ...]:
        return tuple(lane for lane in self.lanes if not lane.is_safe)

    @property
    def treated(self) -> Phrases:
        """Return the lenders at which something is done."""
        done = (lane for lane in self.lanes if lane.repay or lane.add or lane.sell)
        return tuple(name for lane in done for name in lane.name)

    @property
    def missing(self) -> Money:
        return self.plan.missing

    @property
    def repay(self) -> Money:
        return self.plan.repay

    @property
    def add(self) -> Money:
        return self.plan.added_value

    @property
    def sell(self) -> Money:
        return self.plan.sold_value

    @property
    def cash_left(self) -> Money:
        return self.plan.cash_left

    @property
    def cost(self) -> Money:
        return self.plan.cost

    @cached_property
    def room(self) -> Percent | None:
        """Return the common fall that the weakest can bear once all is done; None where none calls."""
        rooms = [lane.part.after.room for lane in self.lanes if math.isfinite(lane.part.after.room)]
        return min(rooms, default=None)

    @property
    def state(self) -> Word:
        if not self.lanes:
            return NO_LOAN
        if self.missing:
            return SHORT
        return COVERED if self.treated else SAFE_ALREADY


def figure() -> Figure:
    """Declare the figure with the position that the reader keeps, or with the example household."""
    return figure_of(kept.rows_to_show())


def figure_of(rows: tuple[PositionRow, ...]) -> Figure:
    """Declare the figure with these rows."""
    mine, is_example = portfolio_of(rows), rows == kept.example()
    shares = [symbol for account in mine.accounts if account.currency == "TWD" for symbol in account.prices]
    symbols = tuple(dict.fromkeys(shares)) or mine.symbols
    count = (
        min(
            MOST_LANES,
            len(
                finder(
                    mine, {"fall": 0.0, "cash": 0, "spare": 0, "symbol": symbols[0], "sells": False}, is_example=False
                ).lanes
            ),
        )
        or 1
    )
    return Figure(
        id=ID,
        controls=(
            Slider(key="fall", low=0.0, high=0.60, step=0.01, default=0.25, unit=PERCENT),
            Slider(key="cash", low=0, high=MOST_CASH, step=10_000, default=0, unit=MONEY),
            Slider(key="spare", low=0, high=MOST_SPARE, step=100, default=0, unit=SHARES),
            Choice(key="symbol", options=symbols, default=symbols[0], label=lambda symbol, say: symbol),
            Toggle(key="sells", default=False),
        ),
        presets=(
            Preset(label="preset.cash", values={"fall": 0.25, "cash": 100_000, "spare": 0, "sells": False}),
            Preset(label="preset.sells", values={"fall": 0.40, "cash": 100_000, "spare": 0, "sells": True}),
            Preset(label="preset.spare", values={"fall": 0.30, "cash": 0, "spare": 2_000, "sells": False}),
        ),
        lead="fall",
        hero=("missing", "cost", "room"),
        tone=lambda result: {SHORT: tones.CALLED, COVERED: tones.NEAR, SAFE_ALREADY: tones.SAFE}.get(
            result.state, tones.PLAIN
        ),
        model=lambda values: finder(mine, values, is_example=is_example),
        wide=True,
        why=lambda result: ("why",),
        notes=lambda result: ("note.example",) if result.is_example else (),
        main=chart(count),
        table=Table(rows=rows_of_table),
        drawers=(Drawer(name="lenders", table=LENDERS),),
        rules=rules,
    )


def finder(mine: Portfolio, values: Values, *, is_example: bool) -> CureFinder:
    """Return the plan for what the reader has set."""
    spare = {values["symbol"]: (values["spare"], mine.prices[values["symbol"]])} if values["spare"] else {}
    plan = cure_for_fall(mine, values["fall"], cash=values["cash"], spare=spare, may_sell=values["sells"])
    return CureFinder(plan=plan, before=mine, is_example=is_example)


def rules(result: CureFinder):
    """Yield the rules of each lender once."""
    parts = [lane.part.before for lane in result.lanes]
    found = [part.account.rules if isinstance(part, MarginTrading) else part.pledge.rules for part in parts]
    names = dict.fromkeys(each.name for each in found) or ("tw-bank-pledge",)
    return tuple((name, RULES_USED) for name in names)


LENDERS = Table(
    head="lenders",
    columns=("name", "kind", "untouched", "repay", "add", "sell", "cost", "after", "line", "missing"),
    rows=lambda result: tuple(
        Row(("name", "kind", "untouched", "repay", "add", "sell", "cost", "after", "line", "missing"), about=lane)
        for lane in result.lanes
    ),
)


def rows_of_table(result: CureFinder) -> Iterator[str | Row]:
    """Yield the sums, then the proof of each lender."""
    yield from ("state", "fall", "repay", "add", "sell", "cost", "cash_left", "missing", "room")
    for lane in result.lanes:
        yield Row((("row.lane", lane), ("cell.lane", lane)))


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
