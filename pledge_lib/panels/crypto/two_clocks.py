"""F4.7: the same fall on two clocks, a loan on chain that never closes and a pledge on the calendar of Taipei."""

from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.units import DAYS, PERCENT
from pledge_lib.market.plan import CLOSE, INTRADAY
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Choice, Day, Preset, Slider
from pledge_lib.panels.crypto.two_clocks_model import (
    BLOCKS,
    BROKER,
    FIRST_RESERVE,
    FREE,
    LAST_RESERVE,
    LIMITED,
    PROTOCOL,
    TOKENS,
    TwoClocks,
    last_days,
    two_clocks,
)
from pledge_lib.panels.crypto.two_clocks_path import MADE_UP
from pledge_lib.panels.crypto.two_clocks_picture import CHART, LEFT
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.stage import Hero

ID = "F4.7"
ON_CHAIN = ("close_factor", "full_close_health_factor", "small_position")
IN_TAIPEI = ("call_line", "cure_target", "cure_sessions", "daily_limit")
FIRST_DAY, LAST_DAY = date(2009, 1, 1), date(2027, 11, 30)  # the loan before and the sale after lie in the calendar
SATURDAY = date(2026, 3, 14)
OF_MADE_UP, OF_REPLAY = ("day", "fall", "bounce"), ("window",)


def sentence(result: TwoClocks):
    """Yield what became of the loan on chain and of the pledge in Taipei, with the days that decide."""
    yield f"sentence.chain.{'liquidated' if result.liquidated else result.chain_outcome}"
    yield f"sentence.taipei.{result.taipei_outcome}"


def zones(result: TwoClocks):
    """Return up to which day the money saves both, up to which it saves one, and that later it saves neither."""
    first, last = sorted(last_days(result.values))
    return (first + 0.5, tones.SAFE), (last + 0.5, tones.NEAR), (None, tones.SOLD)


def why(result: TwoClocks):
    """Yield the lowest health factor, the call or the lowest ratio, how own money is counted, and what is a model."""
    values = result.values
    yield from ("why.chain", "why.called" if result.notice else "why.quiet", "why.left")
    if values["reserve"] and result.liquidated and result.reserve_on >= result.liquidated.date:
        yield "why.late"
    if values["limit"] == LIMITED:
        yield "why.limit"
    yield from (f"why.{values['speed']}", "why.model")
    if values["path"] != MADE_UP:
        yield datasets.windows("crypto")[values["window"]].happened
        yield "why.replay"
    if result.by_lows.call_count != result.by_closes.call_count:
        yield "why.marks"


def notes(result: TwoClocks):
    """Yield what the reader has to know about the path and the two calendars."""
    values = result.values
    if values["path"] != MADE_UP:
        yield "note.replay"
    if result.closed_days:
        yield "note.closed"
    if result.by_lows.call_count != result.by_closes.call_count:
        yield "note.marks"
    if values["loan_to_value"] > result.token.loan_to_value:
        yield "note.above"


def sources(result: TwoClocks):
    """Yield where the lines of the token are from, and the prices of a replay."""
    yield result.token.risk_source
    path = result.values["path"]
    if path != MADE_UP:
        yield from dict.fromkeys(point.source for point in datasets.prices(path).window(result.values["window"]))


def idle(result: TwoClocks):
    """Yield the controls that change nothing now."""
    yield from OF_REPLAY if result.values["path"] == MADE_UP else OF_MADE_UP


TABLE = Table(
    columns=("day", "event", "level", "left"),
    rows=lambda result: (Row(("row.date", "event", "level", "left"), about=entry) for entry in result.entries),
)


def presets() -> tuple[Preset, ...]:
    """Return the Saturday of the lesson and what changes it, then real crashes; each sets everything that it needs."""
    base = {
        "path": MADE_UP,
        "day": SATURDAY,
        "fall": 0.20,
        "bounce": 0.0,
        "before": 3,
        "loan_to_value": 0.70,
        "reserve": 0.35,
        "reserve_day": 2,
        "limit": LIMITED,
        "mark": INTRADAY,
        "speed": "jump",
        "rate": 0.0,
    }
    real = base | {"path": "ETH", "speed": "glide", "limit": FREE}
    may = {"window": "2021-05-sell-off", "before": 1, "loan_to_value": 0.55, "reserve": 0.0}
    cases = {
        "saturday": {},
        "friday": {"reserve_day": -1},
        "no-money": {"reserve": 0.0},
        "bounce": {"bounce": 1.0},
        "no-limit": {"limit": FREE},
        "limit": {"fall": 0.40, "reserve": 0.0},
        "new-year": {"day": date(2025, 1, 25), "reserve_day": 9},
        "may-lows": real | may,
        "may-closes": real | may | {"mark": CLOSE},
        "black-thursday": real | {"window": "2020-03-black-thursday", "path": "BTC", "loan_to_value": 0.55},
        "national-day": real | {"window": "2025-10-tariffs", "limit": LIMITED},
    }
    return tuple(
        Preset(
            label=f"preset.{name}",
            group="group.real" if values.get("path", MADE_UP) != MADE_UP else "group.made-up",
            values=base | values,
        )
        for name, values in cases.items()
    )


def figure() -> Figure:
    """Declare the figure."""
    return Figure(
        id=ID,
        controls=(
            Choice(key="path", options=tuple(TOKENS), default=MADE_UP),
            Choice(
                key="window",
                options=tuple(datasets.prices("ETH").windows),
                default="2021-05-sell-off",
                label=lambda name, say: say.of(datasets.windows("crypto")[name].name),
            ),
            Day(key="day", low=FIRST_DAY, high=LAST_DAY, default=SATURDAY),
            Slider(key="fall", low=0.05, high=0.60, step=0.01, default=0.20, unit=PERCENT),
            Slider(key="bounce", low=0.0, high=1.0, step=0.05, default=0.0, unit=PERCENT),
            Slider(key="before", low=1, high=10, step=1, default=3, unit=DAYS),
            Slider(key="loan_to_value", low=0.30, high=0.75, step=0.01, default=0.70, unit=PERCENT),
            Slider(key="reserve", low=0.0, high=1.0, step=0.05, default=0.35, unit=PERCENT),
            Slider(key="reserve_day", low=FIRST_RESERVE, high=LAST_RESERVE, step=1, default=2, unit=DAYS),
            Choice(key="limit", options=(FREE, LIMITED), default=LIMITED),
            Choice(key="mark", options=(INTRADAY, CLOSE), default=INTRADAY),
            Choice(key="speed", options=tuple(BLOCKS), default="jump"),
            Slider(key="rate", low=0.0, high=0.20, step=0.005, default=0.0, unit=PERCENT),
        ),
        presets=presets(),
        lead="reserve_day",
        hero=(
            "left_on_chain",
            lambda result: Hero(path="left_in_taipei", sub=f"sub.taipei-{result.taipei_outcome}"),
            Hero(path="rules.cure_sessions"),
        ),
        tone=lambda result: tones.SAFE if result.kept[0] else tones.SOLD,
        chip=lambda result: f"chip.{result.chain_outcome}",
        zones=zones,
        wide=True,
        drawers=(LEFT,),
        model=two_clocks,
        sentence=sentence,
        why=why,
        notes=notes,
        main=CHART,
        table=TABLE,
        asks=lambda result: "asks" if result.values["path"] == MADE_UP else "asks-of-replay",
        idle=idle,
        rules=lambda result: ((PROTOCOL, ON_CHAIN), (BROKER, IN_TAIPEI)),
        sources=sources,
    )
