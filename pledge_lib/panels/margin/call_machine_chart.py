"""How F2.4 looks: a ribbon of states over the ratio, and each position on the day of the notice."""

import math

from pledge_lib.finance.money import percent_text
from pledge_lib.market import procedure
from pledge_lib.panels import charts
from pledge_lib.panels.margin.account_builder import MARKS
from pledge_lib.panels.margin.account_builder_model import FINE
from pledge_lib.panels.margin.call_machine_model import ACCOUNTS, CallMachine
from pledge_lib.panels.words import Words

ID = "F2.4"
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
RATIO_STEP = 0.25
SHOWN = (0, 300)  # per cent of a position's ratio; what lies beyond is drawn at the end, the sheet says the number


def lines(result: CallMachine) -> dict:
    """Return the numbers of each trace; an account without debt or shares has no ratio."""
    rows, rules = result.log.rows, result.rules
    across, ends = range(len(rows)), [-0.6, len(rows) - 0.4]
    ratios = [row.ratio * 100 if 0 < row.ratio < math.inf else charts.NOWHERE for row in rows]
    asked = result.shown.called_sums
    alone = {each.name: each.ratio for each in result.positions.positions}
    return {
        "states": (across, [0] * len(rows)),
        "ratio": (across, ratios),
        "line": (ends, [rules.call_line * 100] * 2),
        "cancel-level": (ends, [rules.cancel_level * 100] * 2),
        "paid": (
            across,
            [ratio if row.paid_today else charts.NOWHERE for ratio, row in zip(ratios, rows, strict=True)],
        ),
        "positions": ([_on_scale(alone.get(name)) for name in NAMES], range(len(NAMES))),
        "own-line": ([rules.call_line * 100] * 2, [-0.6, len(NAMES) - 0.4]),
        "sums": {"x": [asked.get(name, 0) for name in NAMES]},
    }


def _on_scale(ratio: float | None) -> float:
    return charts.NOWHERE if ratio is None else min(max(ratio * 100, SHOWN[0]), SHOWN[1])


def ranges(result: CallMachine) -> dict:
    """Return the ends of the axes, which move in steps only."""
    shown = [row.ratio for row in result.log if 0 < row.ratio < math.inf]
    low = min(*shown, result.rules.call_line)
    high = max(*shown, result.rules.cancel_level)
    steps = math.floor((low - 0.02) / RATIO_STEP), math.ceil((high + 0.02) / RATIO_STEP)
    sums = result.shown.called_sums.values()
    return {
        "xaxis": (-0.6, len(result.log) - 0.4),
        "yaxis": (max(0.0, steps[0] * RATIO_STEP * 100), steps[1] * RATIO_STEP * 100),
        "xaxis3": (0, charts.nice_ceiling(max(sums, default=0)) if sums else 20_000),
    }


def looks(result: CallMachine, words: Words) -> dict:
    """Return symbols, colours and hover texts."""
    rows = result.log.rows
    said = tuple(f"{row.date.isoformat()} {words(f'{ID}.state.{row.state}')}" for row in rows)
    symbols, colors = zip(*(STATES[row.state] for row in rows), strict=True)
    by_name = {each.name: each for each in result.positions.positions}
    marks = {name: result.mark_of(each) for name, each in by_name.items()}
    own_symbols, own_colors = zip(*(MARKS[marks.get(name, FINE)] for name in NAMES), strict=True)
    own = tuple(
        f"{words(f'{ID}.name.{name}')} {percent_text(by_name[name].ratio)} {words(f'{ID}.mark.{marks[name]}')}"
        if name in by_name else "" for name in NAMES
    )  # fmt: skip
    return {
        "states": {"symbol": symbols, "color": colors, "text": said},
        "ratio": {"text": tuple(row.date.isoformat() for row in rows)},
        "positions": {"symbol": own_symbols, "color": own_colors, "text": own},
    }


def ticks(result: CallMachine) -> dict:
    """Return the names of the days."""
    days = [row.date for row in result.log]
    return {"xaxis": (tuple(range(len(days))), tuple(f"{day.month}/{day.day}" for day in days))}


def figure(words: Words):
    """Return the empty figure."""
    said = {name: words(f"{ID}.trace.{name}") for name in ("ratio", "line", "cancel-level", "paid")}
    names = [words(f"{ID}.name.{name}") for name in NAMES]
    traces = [
        charts.dots("states", "", charts.GREY, hover="%{hovertext}").update(yaxis="y2"),
        charts.line("ratio", said["ratio"], charts.BLUE, hover="%{hovertext} %{y:.2f}%"),
        charts.line("line", said["line"], charts.RED, dash="dash", hover=f"{said['line']} %{{y:.2f}}%"),
        charts.line("cancel-level", said["cancel-level"], charts.GREEN, dash="dot",
                    hover=f"{said['cancel-level']} %{{y:.2f}}%"),
        charts.dots("paid", said["paid"], charts.GREEN, symbols="cross", hover=said["paid"]),
        charts.dots("positions", "", charts.GREY, hover="%{hovertext}").update(xaxis="x2", yaxis="y3"),
        charts.line("own-line", said["line"], charts.RED, dash="longdash", width=2).update(xaxis="x2", yaxis="y3"),
        charts.bars("sums", names, charts.ORANGE, patterns=["/", "x", "."]).update(xaxis="x3", yaxis="y4"),
    ]  # fmt: skip
    traces[1].update(mode="lines+markers")
    across = {"range": [-0.6, len(NAMES) - 0.4], "domain": [0.0, 0.2]}
    return charts.figure(
        traces,
        height=600,
        showlegend=False,
        margin={"l": 66, "r": 22, "t": 58, "b": 50},
        xaxis={"range": [-0.6, 7.6], "anchor": "y", "tickvals": [], "ticktext": [], "tickangle": 0, "showgrid": False},
        yaxis={"range": [100, 200], "domain": [0.40, 0.80], "anchor": "x", "ticksuffix": "%"},
        yaxis2={"range": [-1, 1], "domain": [0.92, 1.0], "anchor": "x", "showticklabels": False, "showgrid": False},
        xaxis2={"range": [SHOWN[0] - 12, SHOWN[1] + 12], "domain": [0.0, 0.46], "anchor": "y3", "ticksuffix": "%"},
        yaxis3={**across, "anchor": "x2", "tickvals": list(range(len(names))), "ticktext": names},
        xaxis3={"range": [0, 20_000], "domain": [0.56, 1.0], "anchor": "y4", "tickformat": ","},
        yaxis4={**across, "anchor": "x3"},
        annotations=[
            {"text": words(f"{ID}.heading.{name}"), "x": x, "y": y, "xref": "paper", "yref": "paper", "align": "left",
             "xanchor": "left", "yanchor": "bottom", "yshift": 4, "showarrow": False, "font": {"size": 12}}
            for name, x, y in (("states", 0, 1.0), ("ratio", 0, 0.8), ("positions", 0, 0.2), ("sums", 0.56, 0.2))
        ],
    )  # fmt: skip
