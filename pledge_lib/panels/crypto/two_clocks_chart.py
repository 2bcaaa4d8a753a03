"""The three panes of F4.7: the price with both lines, the two lanes under one calendar, and the own money left."""

import math
from datetime import date

from pledge_lib.market import events
from pledge_lib.market.crypto import block_engine
from pledge_lib.panels import calendar_days, charts
from pledge_lib.panels.crypto import two_clocks_log
from pledge_lib.panels.crypto.two_clocks_log import CHAIN, TAIPEI
from pledge_lib.panels.crypto.two_clocks_model import SHARE_PRICE, TwoClocks
from pledge_lib.panels.words import Words

ID = "F4.7"
LANES = {CHAIN: 1, TAIPEI: 0}  # their heights
OPEN = ("circle-open", charts.BLUE)
FLAGS = {  # symbol and colour of what happened, the one that matters most last
    block_engine.REPAID: ("cross", charts.GREEN),
    events.RESERVE_PAID: ("cross", charts.GREEN),
    events.DEADLINE: ("square", charts.ORANGE),
    events.NOTICE: ("triangle-down", charts.RED),
    events.UNFILLED: ("x", charts.GREY),
    events.CANCEL: ("circle", charts.GREEN),
    events.SOLD: ("star", charts.RED),
    block_engine.LIQUIDATED: ("star", charts.RED),
}
WEEK = 7
MOST_NAMES = 24  # days named under the lanes
PRICE_STEP, LEFT_STEP = 10, 20  # per cent, of the ends of the axes
BEYOND = 1.5  # no line is drawn above this share of the highest price


def lines(result: TwoClocks) -> dict:
    """Return the numbers of each trace; a lane without a debt has no line."""
    path, days = result.path, range(len(result.path.days))
    business = [_place(result, row.date) for row in result.taipei]
    per_cent = [close * 100 for close in path.closes]
    return {
        "close": (days, per_cent),
        "low": (days, [per_cent[0], *(low * 100 for low in path.lows[1:])]),  # the loan is drawn at the first close
        "share": ([_place(result, day) for day in result.share], _share(result)),
        "liquidation": (days, _liquidation(result)),
        "call-price": (business, _call_price(result)),
        CHAIN: (days, [LANES[CHAIN]] * len(days)),
        TAIPEI: (days, [LANES[TAIPEI]] * len(days)),
        "chain-left": (days, [left * 100 for left in result.chain_left]),
        "taipei-left": (business, [left * 100 for left in result.taipei_left]),
    }


def ranges(result: TwoClocks) -> dict:
    """Return the ends of the axes, which move in steps only."""
    end = math.ceil(len(result.path.days) / WEEK) * WEEK
    prices = [*(low * 100 for low in result.path.lows), *(close * 100 for close in result.path.closes), *_share(result)]
    left = [*(share * 100 for share in (*result.chain_left, *result.taipei_left)), 0, 100]
    return {
        "xaxis": (-1, end),
        "yaxis": _ends([*prices, 100], PRICE_STEP),
        "yaxis3": _ends(left, LEFT_STEP),
    }


def looks(result: TwoClocks, words: Words) -> dict:
    """Return the symbols of the lanes and the dates of every hover."""
    by_day: dict[tuple[str, date], list] = {}
    for entry in two_clocks_log.entries(result):
        by_day.setdefault((entry.lane, entry.day), []).append(entry)
    days = tuple(day.isoformat() for day in result.path.days)
    business = tuple(row.date.isoformat() for row in result.taipei)
    return {
        "close": {"text": days},
        "low": {"text": days},
        "share": {"text": tuple(day.isoformat() for day in result.share)},
        "chain-left": {"text": days},
        "taipei-left": {"text": business},
        **{lane: _lane(lane, result.path.days, by_day, words) for lane in LANES},
    }


def ticks(result: TwoClocks, words: Words) -> dict:
    """Return the names of the days under the lanes: day of the month and weekday."""
    days = result.path.days
    every = math.ceil(len(days) / MOST_NAMES)
    named = tuple(range(0, len(days), every))
    names = []
    for place in named:
        day = days[place]
        month = f"{day.month}/" if place == 0 or day.day <= every else ""
        names.append(f"{month}{day.day}<br>{calendar_days.weekday(day, words)}")
    return {"xaxis": (named, tuple(names))}


def _lane(lane: str, days: tuple[date, ...], by_day, words: Words) -> dict[str, tuple[str, ...]]:
    found = [_look(lane, day, by_day.get((lane, day), []), words) for day in days]
    symbols, colors, said = zip(*found, strict=True)
    return {"symbol": symbols, "color": colors, "text": said}


def _look(lane: str, day: date, happened: list, words: Words) -> tuple[str, str, str]:
    kind, reason = (calendar_days.SESSION, "") if lane == CHAIN else calendar_days.kind_of(day)
    symbol, color = calendar_days.LOOKS[kind]
    flagged = [FLAGS[event] for event in FLAGS if event in {entry.kind for entry in happened}]
    if flagged:
        symbol, color = flagged[-1]
    said = [entry.text(words) for entry in happened] or [words(f"{ID}.day.{lane}.{kind}")]
    closed = [words(f"closed.{reason}")] if reason else []
    return symbol, color, " ".join([day.isoformat(), *said, *closed])


def _place(result: TwoClocks, day: date) -> int:
    return (day - result.path.days[0]).days


def _share(result: TwoClocks) -> list[float]:
    return [close / SHARE_PRICE * 100 for close in result.share.values()]


def _liquidation(result: TwoClocks) -> list[float]:
    """Return the price at which the health factor of each day's close would be 1, in per cent of the start."""
    rows = zip(result.chain, result.path.closes, strict=True)
    return [_within(result, close / row.health_after) if row.debt else charts.NOWHERE for row, close in rows]


def _call_price(result: TwoClocks) -> list[float]:
    """Return the price at which the ratio of each business day would be on the line, in per cent of the start."""
    line = result.taipei.rules.call_line
    return [
        _within(result, row.close / SHARE_PRICE * line / row.ratio) if 0 < row.ratio < math.inf else charts.NOWHERE
        for row in result.taipei
    ]


def _within(result: TwoClocks, price: float) -> float:
    return price * 100 if price <= max(result.path.closes) * BEYOND else charts.NOWHERE


def _ends(shown: list[float], step: float) -> tuple[float, float]:
    return (math.floor((min(shown) - 2) / step) * step, math.ceil((max(shown) + 2) / step) * step)


def figure(words: Words):
    """Return the empty figure."""
    dated = "%{hovertext} %{y:.2f}%"
    names = ("close", "low", "share", "liquidation", "call-price", "chain-left", "taipei-left")
    said = {name: words(f"{ID}.trace.{name}") for name in names}
    hover = {name: f"{said[name]} {dated}" for name in names}
    undated = {name: f"{said[name]} %{{y:.2f}}%" for name in ("liquidation", "call-price")}
    traces = [
        charts.line("close", said["close"], charts.BLUE, hover=hover["close"]),
        charts.line("low", said["low"], charts.GREY, dash="dot", width=1.5, hover=hover["low"]),
        charts.dots("share", said["share"], charts.ORANGE, symbols="diamond-open", hover=hover["share"]),
        charts.line("liquidation", said["liquidation"], charts.RED, dash="dash", hover=undated["liquidation"]),
        charts.line("call-price", said["call-price"], charts.ORANGE, dash="longdash", hover=undated["call-price"]),
        *(charts.dots(lane, "", charts.GREY, hover="%{hovertext}").update(yaxis="y2")
          for lane in LANES),
        charts.line("chain-left", said["chain-left"], charts.BLUE, width=3, hover=hover["chain-left"])
        .update(yaxis="y3"),
        charts.line("taipei-left", said["taipei-left"], charts.ORANGE, dash="dashdot", hover=hover["taipei-left"])
        .update(yaxis="y3"),
    ]  # fmt: skip
    for place in (4, 8):  # Taipei judges at its closes: in between nothing moves
        traces[place].line.shape = "hv"
    traces[2].marker.size = 9  # so that the line of the chain stays visible under the diamonds
    return charts.figure(
        traces,
        height=620,
        margin={"l": 74, "r": 18, "t": 34, "b": 44},
        showlegend=False,
        xaxis={"range": [-1, 21], "anchor": "y3", "tickangle": 0, "tickfont": {"size": 10}, "tickvals": [],
               "ticktext": []},
        yaxis={"range": [0, 110], "domain": [0.60, 1.0], "ticksuffix": "%"},
        yaxis2={"range": [-0.6, 1.6], "domain": [0.38, 0.51], "showgrid": False, "tickvals": list(LANES.values()),
                "ticktext": [words(f"{ID}.lane.{lane}") for lane in LANES]},
        yaxis3={"range": [0, 100], "domain": [0.0, 0.29], "anchor": "x", "ticksuffix": "%", "zeroline": True},
        annotations=[
            {"text": words(f"{ID}.heading.{name}"), "x": 0, "y": y, "xref": "paper", "yref": "paper", "align": "left",
             "xanchor": "left", "yanchor": "bottom", "yshift": 4, "showarrow": False, "font": {"size": 12}}
            for name, y in (("price", 1.0), ("lanes", 0.51), ("left", 0.29))
        ],
    )  # fmt: skip
