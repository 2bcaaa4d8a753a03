"""F3.5: shares recalled for a sale: days of notice on the calendar, and what the price does until they are back."""

from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.units import DATE, DAYS, MONEY, PERCENT, SIGNED
from pledge_lib.market.sessions import require_session
from pledge_lib.panels import tones
from pledge_lib.panels.calendar_days import kind_of
from pledge_lib.panels.controls import Choice, Day, Preset, Slider
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.lending.recall_model import EVEN, PRICES_PROFILE, PROFILE, REPLAYS, LateSale, late_sale
from pledge_lib.panels.lending.recall_picture import CHART

ID = "F3.5"
RULES_USED = (
    "shortest_recall_sessions",
    "recall_sessions",
    "longest_recall_sessions",
    "broker_share",
    "day_basis",
    "highest_rate",
)
FIRST_DAY, LAST_DAY = date(2024, 1, 2), date(2026, 12, 31)


def notes(result: LateSale):
    """Yield what else to know."""
    recall = result.recall
    if recall.sold != recall.returned:
        yield "note.no-session"
    elif recall.sessions < result.notice:
        yield "note.settlement-only"
    if result.at_limit:
        yield "note.limit-down"
    if recall.sold >= result.projected:
        yield "note.projected"


def sources(result: LateSale):
    """Return where real closes come from."""
    return () if result.is_even else datasets.prices(REPLAYS[result.path][0]).sources


ROWS = (
    "recall.asked",
    "recall.returned",
    "recall.sold",
    "recall.sessions",
    "value",
    "left",
    "difference",
    "recall.change",
    "fee_waiting",
    "fee_before",
    "fee",
)
NOTICES = Table(
    columns=("notice", "sold", "sessions", "left", "difference", "fee_waiting"),
    rows=lambda result: (
        Row(("notice", "recall.sold", "recall.sessions", "left", "difference", "fee_waiting"), about=sale)
        for sale in result.notices
    ),
)
CALENDAR = Table(
    columns=("day", "weekday", "business"),
    rows=lambda result: (
        Row(("day", "weekdays", (f"F1.3.day.{kind_of(each.day)[0]}",)), about=each) for each in result.days
    ),
)
TABLE = Table(rows=lambda result: (*ROWS, "added_up") if result.is_even else ROWS)


def presets():
    """Yield the lesson's three days, real falls and a real recovery, the other notices, and the Lunar New Year."""
    rules = datasets.rules(PROFILE)
    short, middle, long = map(str, rules.recall_choices)
    base = {
        "notice": middle,
        "move": -0.03,
        "path": EVEN,  # after the move, which leads back to even moves
        "asked": date(2025, 3, 10),
        "value": 800_000,
        "rate": 0.025,
        "share": 0.25,
        "days_before": 7,
    }
    cases = {
        "three-days": {},
        "one-day": {"notice": short},
        "ten-days": {"notice": long},
        "lunar-new-year": {"notice": short, "asked": date(2025, 1, 22)},
        "limit-down": {"move": -0.10},
        "tariffs": {"path": "2330 2025-04-02"},
        "yen": {"path": "2330 2024-08-01"},
        "recovery": {"path": "2330 2025-04-09"},
    }
    for name, case in cases.items():
        yield Preset(label=f"preset.{name}", values=base | case)


def path_label(path: str, say) -> str:
    """Return the name of a path."""
    if path == EVEN:
        return say("path.even")
    symbol, day = REPLAYS[path]
    return say("path.real", symbol=symbol, name=say.of(datasets.prices(symbol).name), day=DATE(day))


def figure() -> Figure:
    """Declare the figure."""
    rules, limit = datasets.rules(PROFILE), datasets.rules(PRICES_PROFILE).daily_limit
    return Figure(
        id=ID,
        controls=(
            Choice(key="notice", options=tuple(map(str, rules.recall_choices)), default=str(rules.recall_sessions)),
            Slider(
                key="move",
                low=-limit,
                high=limit,
                step=0.005,
                default=-0.03,
                unit=SIGNED,
                sets=lambda _move, _values: {"path": EVEN},
            ),
            Choice(key="path", options=(EVEN, *REPLAYS), default=EVEN, label=path_label),
            Day(key="asked", low=FIRST_DAY, high=LAST_DAY, default=date(2025, 3, 10), require=require_session),
            Slider(key="value", low=50_000, high=5_000_000, step=10_000, default=800_000, unit=MONEY),
            Slider(
                key="rate",
                low=rules.negotiated_step,
                high=rules.highest_rate,
                step=rules.negotiated_step,
                default=0.025,
                unit=PERCENT,
            ),
            Slider(key="share", low=0.0, high=0.40, step=0.01, default=rules.broker_share, unit=PERCENT),
            Slider(key="days_before", low=0, high=180, step=1, default=7, unit=DAYS),
        ),
        presets=tuple(presets()),
        lead="move",
        hero=("difference", "left", "fee"),
        tone=lambda result: tones.PLAIN,
        drawers=(Drawer(name="notices", table=NOTICES), Drawer(name="calendar", table=CALENDAR)),
        model=late_sale,
        why=lambda result: ("why.even" if result.is_even else "why.real", "why.chosen-before"),
        notes=notes,
        main=CHART,
        table=TABLE,
        idle=lambda result: () if result.is_even else ("asked",),
        rules=lambda result: ((result.rules, RULES_USED),),
        sources=sources,
    )
