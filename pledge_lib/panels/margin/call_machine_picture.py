"""How F2.4 looks: a ribbon of states over the ratio, and each position on the day of the notice."""

import math

from pledge_lib.finance.states import CALLED
from pledge_lib.market import procedure
from pledge_lib.panels import charts, marks
from pledge_lib.panels.figure import Chart
from pledge_lib.panels.margin.account_builder_model import FINE, WEAK
from pledge_lib.panels.margin.call_machine_log import CallDay
from pledge_lib.panels.margin.call_machine_model import ACCOUNTS, CallMachine

NAMES = tuple(parcel.name for parcel in reversed(ACCOUNTS["three"]))  # from below
STATES = {  # symbol and colour of each state
    procedure.NORMAL: ("circle-open", charts.GREY),
    procedure.CALLED: ("triangle-down", charts.RED),
    procedure.WATCH: ("diamond-open", charts.ORANGE),
    procedure.SAME_DAY: ("diamond", charts.RED),
    procedure.SALE: ("star", charts.RED),
    procedure.CLOSED: ("square", charts.GREY),
    procedure.CANCELLED: ("circle", charts.GREEN),
}
MARKS = {FINE: ("circle", charts.BLUE), WEAK: ("diamond-open", charts.ORANGE), CALLED: ("x", charts.RED)}
RATIO_STEP = 0.25
SHOWN = (0, 300)  # per cent of a position's ratio; what lies beyond is drawn at the end, the sheet says the number


def points(result: CallMachine) -> dict:
    """Return the numbers of each mark; an account without debt or shares has no ratio."""
    rows, rules = result.log.rows, result.rules
    across, ends = range(len(rows)), [-0.6, len(rows) - 0.4]
    ratios = [CallDay(row).ratio for row in rows]
    ratios = [charts.NOWHERE if ratio is None else ratio * 100 for ratio in ratios]
    paid = [ratio if row.paid_today else charts.NOWHERE for ratio, row in zip(ratios, rows, strict=True)]
    asked = result.shown.called_sums
    alone = {each.name: each.ratio for each in result.positions.positions}
    return {
        "states": (across, [0] * len(rows)),
        "ratio": (across, ratios),
        "line": (ends, [rules.call_line * 100] * 2),
        "cancel-level": (ends, [rules.cancel_level * 100] * 2),
        "paid": (across, paid),
        "positions": ([on_scale(alone.get(name)) for name in NAMES], range(len(NAMES))),
        "own-line": ([rules.call_line * 100] * 2, [-0.6, len(NAMES) - 0.4]),
        "sums": {"x": [asked.get(name, 0) for name in NAMES]},
    }


def on_scale(ratio: float | None) -> float:
    """Return the ratio in per cent as drawn; nowhere for what has none."""
    return charts.NOWHERE if ratio is None else min(max(ratio * 100, SHOWN[0]), SHOWN[1])


def ranges(result: CallMachine) -> dict:
    """Return the ends of the axes, which move in steps only."""
    shown = [ratio for row in result.log if (ratio := CallDay(row).ratio) is not None]
    low = min(*shown, result.rules.call_line)
    high = max(*shown, result.rules.cancel_level)
    steps = math.floor((low - 0.02) / RATIO_STEP), math.ceil((high + 0.02) / RATIO_STEP)
    sums = result.shown.called_sums.values()
    return {
        "xaxis": (-0.6, len(result.log) - 0.4),
        "yaxis": (max(0.0, steps[0] * RATIO_STEP * 100), steps[1] * RATIO_STEP * 100),
        "xaxis3": (0, charts.nice_ceiling(max(sums, default=0)) if sums else 20_000),
    }


def looks(result: CallMachine, say) -> dict:
    """Return symbols, colours and hover texts."""
    rows = result.log.rows
    symbols, colors = zip(*(STATES[row.state] for row in rows), strict=True)
    states = tuple(f"{row.date.isoformat()} {say(f'state.{row.state}')}" for row in rows)
    by_name = {each.name: each for each in result.on_the_day}
    own = tuple(map(by_name.get, NAMES))
    own_symbols, own_colors = zip(*(MARKS[each.mark if each else FINE] for each in own), strict=True)
    return {
        "states": {"symbol": symbols, "color": colors, "text": states},
        "ratio": {"text": tuple(row.date.isoformat() for row in rows)},
        "positions": {
            "symbol": own_symbols,
            "color": own_colors,
            "text": tuple(say("position", each) if each else "" for each in own),
        },
    }


def ticks(result: CallMachine, _say) -> dict:
    """Return the names of the days."""
    days = [row.date for row in result.log]
    return {"xaxis": (tuple(range(len(days))), tuple(f"{day.month}/{day.day}" for day in days))}


def layout(say) -> dict:
    """Return the ribbon and the ratio over the two panes of the positions."""
    names = [say(f"name.{name}") for name in NAMES]
    across = {"range": [-0.6, len(NAMES) - 0.4], "domain": [0.0, 0.2]}
    return {
        "height": 600,
        "showlegend": False,
        "margin": {"l": 66, "r": 22, "t": 58, "b": 50},
        "xaxis": {
            "range": [-0.6, 7.6],
            "anchor": "y",
            "tickvals": [],
            "ticktext": [],
            "tickangle": 0,
            "showgrid": False,
        },
        "yaxis": {"range": [100, 200], "domain": [0.40, 0.80], "anchor": "x", "ticksuffix": "%"},
        "yaxis2": {"range": [-1, 1], "domain": [0.92, 1.0], "anchor": "x", "showticklabels": False, "showgrid": False},
        "xaxis2": {"range": [SHOWN[0] - 12, SHOWN[1] + 12], "domain": [0.0, 0.46], "anchor": "y3", "ticksuffix": "%"},
        "yaxis3": {**across, "anchor": "x2", "tickvals": list(range(len(names))), "ticktext": names},
        "xaxis3": {"range": [0, 20_000], "domain": [0.56, 1.0], "anchor": "y4", "tickformat": ","},
        "yaxis4": {**across, "anchor": "x3"},
        "annotations": headings(say),
    }


def headings(say) -> list[dict]:
    """Return the headings of the panes; the last two stand side by side."""
    found = marks.stacked_headings(say, states=1.0, ratio=0.8, positions=0.2, sums=0.2)
    found[-1]["x"] = 0.56
    return found


AT_POSITIONS, AT_SUMS = {"xaxis": "x2", "yaxis": "y3"}, {"xaxis": "x3", "yaxis": "y4"}
CHART = Chart(
    marks=(
        marks.dots("states", color=charts.GREY, hover="%{hovertext}", also={"yaxis": "y2"}),
        marks.line(
            "ratio", color=charts.BLUE, name="ratio", hover="%{hovertext} %{y:.2f}%", also={"mode": "lines+markers"}
        ),
        marks.line("line", color=charts.RED, name="line", dash="dash", hover="{name} %{y:.2f}%"),
        marks.line("cancel-level", color=charts.GREEN, name="cancel-level", dash="dot", hover="{name} %{y:.2f}%"),
        marks.dots("paid", color=charts.GREEN, name="paid", symbols="cross", hover="{name}"),
        marks.dots("positions", color=charts.GREY, hover="%{hovertext}", also=AT_POSITIONS),
        marks.line("own-line", color=charts.RED, name="line", dash="longdash", width=2, also=AT_POSITIONS),
        marks.bars(
            "sums",
            names=tuple(f"name.{name}" for name in NAMES),
            color=charts.ORANGE,
            patterns=["/", "x", "."],
            also=AT_SUMS,
        ),
    ),
    points=points,
    layout=layout,
    ranges=ranges,
    looks=looks,
    ticks=ticks,
)
