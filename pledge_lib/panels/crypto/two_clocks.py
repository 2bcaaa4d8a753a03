"""F4.7: the same fall on two clocks, a loan on chain that never closes and a pledge on the calendar of Taipei."""

from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.finance.units import DAYS, PERCENT
from pledge_lib.market.plan import CLOSE, INTRADAY
from pledge_lib.market.sessions import is_session
from pledge_lib.panels.controls import Choice, Day, Preset, Slider, Values
from pledge_lib.panels.crypto import two_clocks_chart, two_clocks_log
from pledge_lib.panels.crypto.two_clocks_model import (
    BLOCKS,
    BROKER,
    FREE,
    LIMITED,
    MADE_UP,
    PROTOCOL,
    TOKENS,
    TwoClocks,
    two_clocks,
)
from pledge_lib.panels.declaration import Declaration, View
from pledge_lib.panels.words import Words

ID = "F4.7"
ON_CHAIN = ("close_factor", "full_close_health_factor", "small_position")
IN_TAIPEI = ("call_line", "cure_target", "cure_sessions", "daily_limit")
FIRST_DAY, LAST_DAY = date(2009, 1, 1), date(2027, 11, 30)  # the loan before and the sale after lie in the calendar
SATURDAY = date(2026, 3, 14)
OF_MADE_UP, OF_REPLAY, OF_RESERVE = ("day", "fall", "bounce"), ("window",), ("reserve_day",)
LIQUIDATIONS = ("partly", "whole", "gone")


def view(result: TwoClocks, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result)
    trades = "open" if is_session(result.path.fall_day) else "closed"
    parts = [f"fall.{trades}", f"chain.{result.chain_outcome}"]
    parts += ["taipei.notice"] if result.notice else []
    parts += [f"taipei.{result.taipei_outcome}", "end"]
    why = ("chain", "called" if result.notice else "quiet", "left")
    return View(
        sentence="".join(words(f"{ID}.sentence.{part}", **numbers) for part in parts),
        why="\n".join(words(f"{ID}.why.{part}", **numbers) for part in why),
        table=two_clocks_log.table(result, words),
        notes=tuple(_notes(result, words, numbers)),
        lines=two_clocks_chart.lines(result),
        ranges=two_clocks_chart.ranges(result),
        looks=two_clocks_chart.looks(result, words),
        ticks=two_clocks_chart.ticks(result, words),
        idle=_idle(result.values),
        rules=((datasets.rules(PROTOCOL), ON_CHAIN), (datasets.rules(BROKER), IN_TAIPEI)),
        sources=_sources(result),
    )


def _numbers(result: TwoClocks) -> dict[str, str]:
    """Return every number of the texts, as text."""
    path, chain, values, rules = result.path, result.chain, result.values, result.taipei.rules
    worst, summary, last = chain.lowest, result.taipei.summary, result.taipei.rows[-1]
    numbers = {
        "fall_day": path.fall_day.isoformat(),
        "deepest": percent_text(path.deepest),
        "lent": percent_text(values["loan_to_value"]),
        "reserve": percent_text(values["reserve"]),
        "reserve_day": result.reserve_day.isoformat(),
        "threshold": percent_text(result.token.threshold),
        "most": percent_text(result.token.loan_to_value),
        "symbol": result.token.symbol,
        "health": amount_text(worst.health, 4),
        "lowest_day": worst.date.isoformat(),
        "price": percent_text(worst.judged / path.price),
        "calls": amount_text(len(chain.calls)),
        "penalty": amount_text(sum(row.penalty for row in chain)),
        "debt": amount_text(chain.rows[-1].debt),
        "line": percent_text(rules.call_line),
        "sessions": amount_text(rules.cure_sessions),
        "lowest_ratio": percent_text(summary.lowest_ratio),
        "ratio_day": summary.lowest_day.isoformat(),
        "closed_days": amount_text(result.closed_days),
        "own": percent_text(result.own),
        "chain_left": percent_text(result.chain_left[-1]),
        "taipei_left": percent_text(result.taipei_left[-1]),
        "untouched": percent_text(result.untouched),
        "last_day": path.days[-1].isoformat(),
        "taipei_debt": amount_text(last.debt),
        "by_lows": amount_text(len(result.by_lows.calls)),
        "by_closes": amount_text(len(result.by_closes.calls)),
        "low_health": amount_text(result.by_lows.lowest.health, 4),
        "close_health": amount_text(result.by_closes.lowest.health, 4),
        "blocks": amount_text(BLOCKS["glide"]),
        "limit": percent_text(rules.daily_limit),
    }
    if result.liquidated:
        first = chain.rows[path.days.index(result.liquidated)]
        numbers |= {"liquidated": first.date.isoformat(), "liquidated_health": amount_text(first.health, 4)}
    if result.notice:
        call = result.notice
        dates = {"notice": call.date, "deadline": call.deadline, "first_sale": call.first_sale}
        dates |= {"sold": summary.sold, "cancelled": result.cancelled and result.cancelled.date}
        numbers |= {name: day.isoformat() for name, day in dates.items() if day}
        numbers |= {"ratio": percent_text(call.ratio), "called_sum": amount_text(call.called_sum)}
    return numbers


def _notes(result: TwoClocks, words: Words, numbers):
    values = result.values
    replayed = values["path"] != MADE_UP
    if replayed:
        window = datasets.windows("crypto")[values["window"]]
        yield words.of(window.happened)
        yield words(f"{ID}.note.replay", **numbers)
    if result.closed_days:
        yield words(f"{ID}.note.closed", **numbers)
    came_late = result.chain_outcome in LIQUIDATIONS and result.reserve_day >= result.liquidated
    if values["reserve"] and came_late:
        yield words(f"{ID}.note.late", **numbers)
    if len(result.by_lows.calls) != len(result.by_closes.calls):
        yield words(f"{ID}.note.marks", **numbers)
    if values["loan_to_value"] > result.token.loan_to_value:
        yield words(f"{ID}.note.above", **numbers)
    if values["limit"] == LIMITED:
        yield words(f"{ID}.note.limit", **numbers)
    yield words(f"{ID}.note.{values['speed']}", **numbers)
    yield words(f"{ID}.note.model")


def _sources(result: TwoClocks) -> tuple[str, ...]:
    path = result.values["path"]
    own = () if path == MADE_UP else tuple(
        dict.fromkeys(point.source for point in datasets.prices(path).window(result.values["window"]))
    )  # fmt: skip
    return (result.token.risk_source, *own)


def _idle(values: Values) -> tuple[str, ...]:
    """Return the controls that change nothing now."""
    idle = OF_REPLAY if values["path"] == MADE_UP else OF_MADE_UP
    return idle if values["reserve"] else idle + OF_RESERVE


def _presets() -> tuple[Preset, ...]:
    """Return the Saturday of the lesson and what changes it, then real crashes; each sets everything that it needs."""
    base = {
        "path": MADE_UP, "day": SATURDAY, "fall": 0.20, "bounce": 0.0, "before": 3, "loan_to_value": 0.70,
        "reserve": 0.35, "reserve_day": 2, "limit": FREE, "mark": INTRADAY, "speed": "jump", "rate": 0.0,
    }  # fmt: skip
    real = base | {"path": "ETH", "speed": "glide"}
    may = {"window": "2021-05-sell-off", "before": 1, "loan_to_value": 0.55, "reserve": 0.0}
    cases = {
        "saturday": {},
        "friday": {"reserve_day": -1},
        "no-money": {"reserve": 0.0},
        "bounce": {"bounce": 1.0},
        "limit": {"fall": 0.40, "reserve": 0.0, "limit": LIMITED},
        "new-year": {"day": date(2025, 1, 25), "reserve_day": 9},
        "may-lows": real | may,
        "may-closes": real | may | {"mark": CLOSE},
        "black-thursday": real | {"window": "2020-03-black-thursday", "path": "BTC", "loan_to_value": 0.55},
        "national-day": real | {"window": "2025-10-tariffs", "limit": LIMITED},
    }
    return tuple(Preset(label=f"{ID}.preset.{name}", values=base | values) for name, values in cases.items())


def panel() -> Declaration:
    """Declare the panel."""
    windows = tuple(datasets.prices("ETH").windows)
    controls = (
        Choice(key="path", options=tuple(TOKENS), default=MADE_UP),
        Choice(key="window", options=windows, default="2021-05-sell-off", label=_window),
        Day(key="day", low=FIRST_DAY, high=LAST_DAY, default=SATURDAY),
        Slider(key="fall", low=0.05, high=0.60, step=0.01, default=0.20, unit=PERCENT),
        Slider(key="bounce", low=0.0, high=1.0, step=0.05, default=0.0, unit=PERCENT),
        Slider(key="before", low=1, high=10, step=1, default=3, unit=DAYS),
        Slider(key="loan_to_value", low=0.30, high=0.75, step=0.01, default=0.70, unit=PERCENT),
        Slider(key="reserve", low=0.0, high=1.0, step=0.05, default=0.35, unit=PERCENT),
        Slider(key="reserve_day", low=-1, high=14, step=1, default=2, unit=DAYS),
        Choice(key="limit", options=(FREE, LIMITED), default=FREE),
        Choice(key="mark", options=(INTRADAY, CLOSE), default=INTRADAY),
        Choice(key="speed", options=tuple(BLOCKS), default="jump"),
        Slider(key="rate", low=0.0, high=0.20, step=0.005, default=0.0, unit=PERCENT),
    )
    return Declaration(
        id=ID, controls=controls, presets=_presets(), model=two_clocks, view=view, figure=two_clocks_chart.figure
    )


def _window(name: str, words: Words) -> str:
    window = datasets.windows("crypto")[name]
    return words.of(window.name)
