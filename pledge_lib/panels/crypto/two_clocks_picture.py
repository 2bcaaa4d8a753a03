"""The three panes of F4.7: the price with both lines, the two lanes under one calendar, and the own money left."""

import math
from datetime import date

from pledge_lib.market import events
from pledge_lib.market.crypto import block_engine
from pledge_lib.panels import calendar_days, charts, marks
from pledge_lib.panels.crypto.two_clocks_log import CHAIN, TAIPEI, Entry
from pledge_lib.panels.crypto.two_clocks_model import SHARE_PRICE, TwoClocks
from pledge_lib.panels.figure import Chart
from pledge_lib.panels.saying import Say

LANES = {CHAIN: 1, TAIPEI: 0}  # their heights
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


def points(result: TwoClocks) -> dict:
    """Return the numbers of each trace; a lane without a debt has no line."""
    path, days = result.path, range(len(result.path.days))
    business = [place_of(result, row.date) for row in result.taipei]
    per_cent = [close * 100 for close in path.closes]
    return {
        "close": (days, per_cent),
        "low": (days, [per_cent[0], *(low * 100 for low in path.lows[1:])]),  # the loan is drawn at the first close
        "share": ([place_of(result, day) for day in result.share], share_of(result)),
        "liquidation": (days, liquidation_price(result)),
        "call-price": (business, call_price(result)),
        CHAIN: (days, [LANES[CHAIN]] * len(days)),
        TAIPEI: (days, [LANES[TAIPEI]] * len(days)),
        "chain-left": (days, [left * 100 for left in result.chain_left]),
        "taipei-left": (business, [left * 100 for left in result.taipei_left]),
    }


def ranges(result: TwoClocks) -> dict:
    """Return the ends of the axes, which move in steps only."""
    end = math.ceil(len(result.path.days) / WEEK) * WEEK
    prices = [price * 100 for price in (*result.path.lows, *result.path.closes)]
    left = [share * 100 for share in (*result.chain_left, *result.taipei_left)]
    return {
        "xaxis": (-1, end),
        "yaxis": ends([*prices, *share_of(result), 100], PRICE_STEP),
        "yaxis3": ends([*left, 0, 100], LEFT_STEP),
    }


def looks(result: TwoClocks, say: Say) -> dict:
    """Return the symbols of the lanes and the dates of every hover."""
    by_day: dict[tuple[str, date], list[Entry]] = {}
    for entry in result.entries:
        by_day.setdefault((entry.lane, entry.row.date), []).append(entry)
    days = tuple(day.isoformat() for day in result.path.days)
    business = tuple(row.date.isoformat() for row in result.taipei)
    return {
        "close": {"text": days},
        "low": {"text": days},
        "share": {"text": tuple(day.isoformat() for day in result.share)},
        "chain-left": {"text": days},
        "taipei-left": {"text": business},
        **{lane: lane_of(lane, result.path.days, by_day, say) for lane in LANES},
    }


def ticks(result: TwoClocks, say: Say) -> dict:
    """Return the names of the days under the lanes: day of the month and weekday."""
    days = result.path.days
    every = math.ceil(len(days) / MOST_NAMES)
    named = tuple(range(0, len(days), every))
    names = []
    for place in named:
        day = days[place]
        month = f"{day.month}/" if place == 0 or day.day <= every else ""
        names.append(f"{month}{day.day}<br>{calendar_days.weekday(day, say)}")
    return {"xaxis": (named, tuple(names))}


def lane_of(lane: str, days: tuple[date, ...], by_day, say: Say) -> dict[str, tuple[str, ...]]:
    """Return the symbols, colours and hover texts of a lane, day by day."""
    found = [day_of(lane, day, by_day.get((lane, day), []), say) for day in days]
    symbols, colors, said = zip(*found, strict=True)
    return {"symbol": symbols, "color": colors, "text": said}


def day_of(lane: str, day: date, happened: list[Entry], say: Say) -> tuple[str, str, str]:
    """Return how one day of a lane looks and what is said of it."""
    kind, reason = (calendar_days.SESSION, "") if lane == CHAIN else calendar_days.kind_of(day)
    symbol, color = calendar_days.LOOKS[kind]
    flagged = [FLAGS[event] for event in FLAGS if event in {entry.kind for entry in happened}]
    if flagged:
        symbol, color = flagged[-1]
    said = [say.about(entry).field("event") for entry in happened] or [say(f"day.{lane}.{kind}")]
    closed = [say(f"closed.{reason}")] if reason else []
    return symbol, color, " ".join([day.isoformat(), *said, *closed])


def place_of(result: TwoClocks, day: date) -> int:
    """Return how many days after the loan a day is."""
    return (day - result.path.days[0]).days


def share_of(result: TwoClocks) -> list[float]:
    """Return the closes of the share in Taipei, in per cent of the start."""
    return [close / SHARE_PRICE * 100 for close in result.share.values()]


def liquidation_price(result: TwoClocks) -> list[float]:
    """Return the price at which the health factor of each day's close would be 1, in per cent of the start."""
    rows = zip(result.chain, result.path.closes, strict=True)
    return [within(result, close / row.health_after) if row.debt else charts.NOWHERE for row, close in rows]


def call_price(result: TwoClocks) -> list[float]:
    """Return the price at which the ratio of each business day would be on the line, in per cent of the start."""
    line = result.rules.call_line
    return [
        within(result, row.close / SHARE_PRICE * line / row.ratio) if 0 < row.ratio < math.inf else charts.NOWHERE
        for row in result.taipei
    ]


def within(result: TwoClocks, price: float) -> float:
    """Return a price in per cent of the start, where it is near enough to the path to be drawn."""
    return price * 100 if price <= max(result.path.closes) * BEYOND else charts.NOWHERE


def ends(shown: list[float], step: float) -> tuple[float, float]:
    """Return the ends of an axis in whole steps, with a little room."""
    return (math.floor((min(shown) - 2) / step) * step, math.ceil((max(shown) + 2) / step) * step)


def layout(say: Say) -> dict:
    """Return three panes one below the other, each under its heading."""
    return {
        "height": 620,
        "margin": {"l": 74, "r": 18, "t": 34, "b": 44},
        "showlegend": False,
        "xaxis": {"range": [-1, 21], "anchor": "y3", "tickangle": 0, "tickfont": {"size": 10}, "tickvals": [],
                  "ticktext": []},
        "yaxis": {"range": [0, 110], "domain": [0.60, 1.0], "ticksuffix": "%"},
        "yaxis2": {"range": [-0.6, 1.6], "domain": [0.38, 0.51], "showgrid": False, "tickvals": list(LANES.values()),
                   "ticktext": [say(f"lane.{lane}") for lane in LANES]},
        "yaxis3": {"range": [0, 100], "domain": [0.0, 0.29], "anchor": "x", "ticksuffix": "%", "zeroline": True},
        "annotations": marks.stacked_headings(say, price=1.0, lanes=0.51, left=0.29),
    }  # fmt: skip


DATED, UNDATED = "{name} %{hovertext} %{y:.2f}%", "{name} %{y:.2f}%"
IN_STEPS = {"line": {"shape": "hv"}}  # Taipei judges at its closes: in between nothing moves
BIG = {"marker": {"size": 9}}  # so that the line of the chain stays visible under the diamonds
ON_LANES, ON_LEFT = {"yaxis": "y2"}, {"yaxis": "y3"}
CHART = Chart(
    marks=(
        marks.line("close", color=charts.BLUE, name="close", hover=DATED),
        marks.line("low", color=charts.GREY, name="low", dash="dot", width=1.5, hover=DATED),
        marks.dots("share", color=charts.ORANGE, name="share", symbols="diamond-open", hover=DATED, also=BIG),
        marks.line("liquidation", color=charts.RED, name="liquidation", dash="dash", hover=UNDATED),
        marks.line("call-price", color=charts.ORANGE, name="call-price", dash="longdash", hover=UNDATED, also=IN_STEPS),
        *(marks.dots(lane, color=charts.GREY, hover="%{hovertext}", also=ON_LANES) for lane in LANES),
        marks.line("chain-left", color=charts.BLUE, name="chain-left", width=3, hover=DATED, also=ON_LEFT),
        marks.line(
            "taipei-left",
            color=charts.ORANGE,
            name="taipei-left",
            dash="dashdot",
            hover=DATED,
            also=ON_LEFT | IN_STEPS,
        ),
    ),
    points=points,
    ranges=ranges,
    looks=looks,
    ticks=ticks,
    layout=layout,
)
