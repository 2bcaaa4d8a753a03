"""F1.3: a pledge day by day on the real calendar: notice, deadline, payment, forced sale, and who gets the money."""

from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.units import COUNT, MONEY, PERCENT, SESSIONS, SIGNED, TRADING
from pledge_lib.market.plan import CLOSE, INTRADAY
from pledge_lib.market.sessions import is_session
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Choice, Day, Preset, Slider, Toggle, Values
from pledge_lib.panels.drawn import Drawn
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.pledging.timeline_model import CURES, LONGEST_TODAY, MARKS, Timeline, timeline, tone_of
from pledge_lib.panels.pledging.timeline_path import DRAWN, KINDS, LIMITS, REPLAY, SIMULATED, SYMBOLS
from pledge_lib.panels.pledging.timeline_picture import CHART, MONEY_GOES, PRICE
from pledge_lib.panels.saying import Say
from pledge_lib.panels.stage import Hero

ID = "F1.3"
BROKER, COMPANY = "tw-broker-pledge", "tw-sfc-pledge"
RULES_USED = (
    "call_line",
    "cure_target",
    "cancel_level",
    "cure_sessions",
    "interest_in_debt",
    "premark_sessions",
    "transaction_tax",
    "commission",
)
LONGEST = 60
FIRST_DAY, LAST_DAY = date(2008, 1, 2), date(2027, 8, 31)  # a path of 60 sessions and its sale must fit the calendar
AT_FIRST = tuple(round(1 - 0.0125 * min(day, 24) + 0.006 * max(day - 24, 0), 2) for day in range(1, LONGEST + 1))
RELAPSE = (0.95, 0.88, 0.80, 0.76, 0.79, 0.80, 0.82, 0.81, 0.79, 0.75, 0.74, 0.74, 0.76, 0.78)
GROUPS = {
    "tomb-sweeping": "calendar",
    "typhoon": "calendar",
    "new-year": "calendar",
    "late-cash": "answers",
    "2025": "real",
    "2317": "real",
    "2008": "real",
    "2603": "real",
}
OF_SHAPES, OF_REPLAY = ("fall",), ("symbol", "window")
OF_RANDOM = ("volatility", "seed")
OF_CALENDAR = ("holidays", "limit", "sessions", "mark")


def sentence(result: Timeline):
    """Yield the first call and, if there were others, the newest, and what became of the position."""
    if result.notice and result.state != "called-at-start":
        yield "sentence.notice"
        if result.notice is not result.last_call:
            yield "sentence.again"
    yield f"sentence.{result.state}"


def why(result: Timeline):
    """Yield the lowest ratio where there was no call, else the call, its days and the money of a sale."""
    yield from ("why.notice", "why.days") if result.notice else ("why.lowest",)
    if result.summary.sold:
        yield "why.sale"
    if result.too_late:
        yield "why.too-late"
    if result.values["path"] == REPLAY:
        yield datasets.windows()[result.values["window"]].happened


def notes(result: Timeline):
    """Yield what the reader has to know about the path, the calendar and the answers."""
    values = result.values
    replayed = values["path"] == REPLAY
    if not replayed and not is_session(values["start"], holidays=values["holidays"]):
        yield "note.closed-day"
    if values["path"] == SIMULATED:
        yield "note.simulated"
    if not replayed and values["mark"] != CLOSE:
        yield "note.drawn-low" if values["path"] == DRAWN else "note.made-up-low"
    if not values["holidays"] and not replayed:
        yield "note.no-holidays"
    if result.summary.calls > 1:
        yield "note.calls"


def idle(result: Timeline):
    """Yield the controls that change nothing now."""
    values = result.values
    path = values["path"]
    random = path == SIMULATED or (values["mark"] != CLOSE and path not in (DRAWN, REPLAY))
    yield from OF_CALENDAR if path == REPLAY else OF_REPLAY
    yield from OF_SHAPES if path in (DRAWN, SIMULATED, REPLAY) else ()
    yield from () if path == DRAWN else ("drawn",)
    yield from () if path == SIMULATED else ("drift",)
    yield from () if random else OF_RANDOM
    yield from ("cure_day",) if values["cure"] == "nothing" else ()
    yield from () if values["cure"] == "partial" else ("part",)
    yield from () if values["reserve"] else ("reserve_day",)


TABLE = Table(
    columns=("day", "event", "ratio", "amount"),
    rows=lambda result: (Row(("row.date", "event", "ratio", "amount"), about=entry) for entry in result.entries),
)


def window_start(_option: str, values: Values) -> Values:
    """A replay begins on the first day of its window, until the reader moves it."""
    return {"start": datasets.windows()[values["window"]].first} if values["path"] == REPLAY else {}


def zones(result: Timeline):
    """Return the tone of each place of the lead; where the log ends the last one goes on."""
    shades = [tone_of(result, row) for row in result.log]
    changes = [place for place in range(1, len(shades)) if shades[place] != shades[place - 1]]
    return (*((place - 0.5, shades[place - 1]) for place in changes), (None, shades[-1]))


def chip(result: Timeline):
    """Return the word of today's state; a safe day within the band above the line is near it."""
    is_near = tone_of(result, result.row) == tones.NEAR and result.row.state != "watch"
    return "chip.near" if is_near else f"chip.{result.row.state}"


def still_asked(result: Timeline) -> Hero:
    """Return the second number: what the call still asks for, and after a sale what comes back or is owed."""
    if result.standing != "sold":
        return Hero(path="asked", caption="hero.asked", sub="sub.of" if result.row.called_sum is not None else None)
    if result.last.bill > 0:
        return Hero(path="last.bill", caption="hero.owed")
    return Hero(path="sale.surplus", caption="hero.back")


def time_left(result: Timeline) -> Hero:
    """Return the third number: the business days left, or in a word why none are counted."""
    if result.standing == "left":
        return Hero(path="days_left", caption="hero.left", sub="sub.deadline")
    sub = "sub.first-sale" if result.row.first_sale is not None else None
    return Hero(text=f"standing.{result.standing}", caption="hero.left", sub=sub)


def presets() -> tuple[Preset, ...]:
    """Return the lesson's cases; each sets everything that it needs."""
    base = {
        "profile": BROKER,
        "path": "crash",
        "holidays": True,
        "limit": "10",
        "fall": 0.30,
        "sessions": 20,
        "loan_to_value": 0.60,
        "rate": 0.03,
        "cure": "nothing",
        "cure_day": 2,
        "part": 0.50,
        "reserve": 0,
        "reserve_day": 0,
        "fill": 1.0,
        "mark": CLOSE,
        "volatility": 0.30,
        "seed": 1,
        "today": 3,
        "start": date(2025, 3, 28),
    }
    locked = {"fall": 0.47, "start": date(2026, 3, 2)}  # six limit-downs and a bit
    replay = {"path": REPLAY, "symbol": "2330"}
    cases = {
        "tomb-sweeping": {"start": date(2025, 3, 28)},
        "typhoon": {"start": date(2024, 9, 26)},
        "new-year": {"start": date(2025, 1, 17)},
        "late-cash": {**locked, "reserve": 200_000, "reserve_day": 3},
        "locked": {**locked, "fall": 0.75, "fill": 0.0},
        "recovers": {"path": "v-shape", "fall": 0.25, "sessions": 12, "start": date(2025, 10, 10)},
        "relapse": {"path": DRAWN, "drawn": RELAPSE + RELAPSE[-1:] * (LONGEST - len(RELAPSE)), "sessions": 14},
        "intraday": {"path": "v-shape", "fall": 0.215, "sessions": 12, "mark": INTRADAY, "volatility": 0.40},
        "slow": {"path": "slow", "fall": 0.30, "sessions": 60, "start": date(2025, 10, 20)},
        "2025": {**replay, "profile": COMPANY, "window": "2025-tariffs", "start": date(2025, 4, 2)},
        "2317": {
            **replay,
            "symbol": "2317",
            "window": "2025-tariffs",
            "start": date(2025, 3, 3),
            "rate": 0.0645,
            "today": 24,
        },
        "2008": {**replay, "window": "2008-financial-crisis", "start": date(2008, 5, 15)},
        "2603": {**replay, "symbol": "2603", "window": "2022-rate-rises", "start": date(2022, 8, 15)},
    }
    return tuple(
        Preset(label=f"preset.{name}", group=f"group.{GROUPS.get(name, 'paths')}", values=base | values)
        for name, values in cases.items()
    )


def figure() -> Figure:
    """Declare the figure."""
    windows = tuple(datasets.prices(SYMBOLS[0]).windows)
    return Figure(
        id=ID,
        controls=(
            Slider(key="today", low=0, high=LONGEST_TODAY, step=1, default=3, unit=SESSIONS),
            Choice(key="path", options=KINDS, default="crash", sets=window_start),
            Choice(key="symbol", options=SYMBOLS, default=SYMBOLS[0], sets=window_start, label=share),
            Choice(
                key="window",
                options=windows,
                default=windows[-1],
                sets=window_start,
                label=lambda name, say: say.of(datasets.windows()[name].name),
            ),
            Drawn(key="drawn", low=0.20, high=1.50, default=AT_FIRST, count="sessions"),
            Slider(key="fall", low=0.0, high=0.80, step=0.01, default=0.47, unit=PERCENT),
            Slider(key="sessions", low=10, high=LONGEST, step=1, default=20, unit=TRADING),
            Slider(key="volatility", low=0.10, high=1.00, step=0.05, default=0.30, unit=PERCENT),
            Slider(key="drift", low=-0.20, high=0.20, step=0.01, default=0.0, unit=SIGNED),
            Slider(key="seed", low=1, high=100, step=1, default=1, unit=COUNT),
            Day(key="start", low=FIRST_DAY, high=LAST_DAY, default=date(2026, 3, 2)),
            Toggle(key="holidays", default=True),
            Choice(key="limit", options=tuple(LIMITS), default="10"),
            Slider(key="loan_to_value", low=0.10, high=0.80, step=0.01, default=0.60, unit=PERCENT),
            Slider(key="rate", low=0.01, high=0.10, step=0.0005, default=0.03, unit=PERCENT),
            Choice(key="cure", options=CURES, default="nothing"),
            Slider(key="cure_day", low=1, high=10, step=1, default=2, unit=SESSIONS),
            Slider(key="part", low=0.10, high=0.90, step=0.10, default=0.50, unit=PERCENT),
            Slider(key="reserve", low=0, high=1_000_000, step=10_000, default=200_000, unit=MONEY),
            Slider(key="reserve_day", low=0, high=10, step=1, default=3, unit=SESSIONS),
            Slider(key="fill", low=0.0, high=1.0, step=0.10, default=1.0, unit=PERCENT),
            Choice(key="mark", options=MARKS, default=CLOSE),
            Choice(
                key="profile",
                options=datasets.pledge_profiles(),
                default=BROKER,
                label=lambda name, say: say.of(datasets.title(name)),
            ),
        ),
        presets=presets(),
        lead="today",
        hero=("row.ratio", still_asked, time_left),
        tone=lambda result: tone_of(result, result.row),
        chip=chip,
        zones=zones,
        drawers=(MONEY_GOES, PRICE),
        model=timeline,
        sentence=sentence,
        why=why,
        notes=notes,
        main=CHART,
        table=TABLE,
        idle=idle,
        rules=lambda result: ((result.rules.name, RULES_USED),),
    )


def share(symbol: str, say: Say) -> str:
    """Return a share of a replay: its symbol and its name."""
    return f"{symbol} {say.of(datasets.prices(symbol).name)}"


def window(name: str, say: Say) -> str:
    """Return the name of the time of a replay."""
    return say.of(datasets.windows()[name].name)


def lender(name: str, say: Say) -> str:
    """Return the name of a lender's rule profile."""
    return say.of(datasets.title(name))
