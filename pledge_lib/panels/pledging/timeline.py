"""F1.3: a pledge day by day on the real calendar: notice, deadline, payment, forced sale, and who gets the money."""

from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.finance.units import COUNT, MONEY, PERCENT, SESSIONS, TRADING
from pledge_lib.market import events
from pledge_lib.market.plan import CLOSE, INTRADAY
from pledge_lib.market.sessions import is_session
from pledge_lib.panels.controls import Choice, Day, Preset, Slider, Toggle, Values
from pledge_lib.panels.declaration import Declaration, View
from pledge_lib.panels.drawn import Drawn
from pledge_lib.panels.pledging import timeline_chart, timeline_log
from pledge_lib.panels.pledging.timeline_model import CURES, MARKS, Timeline, timeline
from pledge_lib.panels.pledging.timeline_path import DRAWN, KINDS, LIMITS, REPLAY, SIMULATED, SYMBOLS
from pledge_lib.panels.words import Words

ID = timeline_log.ID
PROFILES = ("tw-broker-pledge", "tw-sfc-pledge", "tw-bank-pledge")
RULES_USED = ("call_line", "cure_target", "cancel_level", "cure_sessions", "interest_in_debt", "premark_sessions",
              "transaction_tax", "commission")  # fmt: skip
LONGEST = 60
FIRST_DAY, LAST_DAY = date(2008, 1, 2), date(2027, 8, 31)  # a path of 60 sessions and its sale must fit the calendar
AT_FIRST = tuple(round(1 - 0.0125 * min(day, 24) + 0.006 * max(day - 24, 0), 2) for day in range(1, LONGEST + 1))
RELAPSE = (0.95, 0.88, 0.80, 0.76, 0.79, 0.80, 0.82, 0.81, 0.79, 0.75, 0.74, 0.74, 0.76, 0.78)
OF_SHAPES, OF_REPLAY = ("fall",), ("symbol", "window")
OF_RANDOM = ("volatility", "seed")
OF_CALENDAR = ("holidays", "limit", "sessions", "mark")


def view(result: Timeline, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result)
    opened = result.outcome not in ("no-call", "called-at-start")
    again = result.notice is not result.last_call
    parts = ("notice", *(("again",) if again else ()), result.outcome) if opened else (result.outcome,)
    notice = "plain" if result.notice is None else "sold" if result.log.first(events.SOLD) else "called"
    return View(
        sentence="".join(words(f"{ID}.sentence.{part}", **numbers) for part in parts),
        why="\n".join(words(f"{ID}.why.{part}", **numbers) for part in WHY[notice]),
        table=timeline_log.table(result, words),
        notes=tuple(_notes(result, words, numbers)),
        lines=timeline_chart.lines(result),
        ranges=timeline_chart.ranges(result),
        looks=timeline_chart.looks(result, words),
        ticks=timeline_chart.ticks(result, words),
        idle=_idle(result.values),
        rules=((result.rules, RULES_USED),),
    )


WHY = {"plain": ("lowest",), "called": ("notice", "days"), "sold": ("notice", "days", "sale")}


def _numbers(result: Timeline) -> dict[str, str]:
    """Return every number of the texts, as text."""
    summary, rules, first, last = result.log.summary, result.rules, result.first, result.last
    notice, sale = result.notice or first, summary.statement
    lowest = result.log.row(summary.lowest_day)
    numbers = {
        "start": first.date.isoformat(),
        "start_ratio": percent_text(first.ratio),
        "asked": result.values["start"].isoformat(),
        "sessions": amount_text(len(result.path.days) - 1),
        "lowest": percent_text(lowest.ratio),
        "lowest_day": lowest.date.isoformat(),
        "lowest_value": amount_text(lowest.collateral),
        "lowest_debt": amount_text(lowest.debt),
        "line": percent_text(rules.call_line),
        "target": percent_text(rules.cure_target),
        "cancel_level": percent_text(rules.cancel_level),
        "cure_sessions": amount_text(rules.cure_sessions),
        "notice": notice.date.isoformat(),
        "ratio": percent_text(notice.ratio),
        "value": amount_text(notice.collateral),
        "debt": amount_text(notice.debt),
        "last": last.date.isoformat(),
        "calls": amount_text(summary.calls),
        "tries": amount_text(result.sale_tries),
        "paid": amount_text(summary.paid),
        "bill": amount_text(last.bill),
        "sale": amount_text(sale.sale_value),
        "tax": amount_text(sale.tax),
        "commission": amount_text(sale.commission),
        "costs": amount_text(sale.tax + sale.commission),
        "net": amount_text(sale.net_proceeds),
        "interest": amount_text(sale.interest_paid),
        "principal": amount_text(sale.principal_paid),
        "surplus": amount_text(sale.surplus),
        "shortfall": amount_text(sale.shortfall),
    }
    if result.notice:
        dates = {"deadline": notice.deadline, "first_sale": notice.first_sale}
        dates |= {"sold": summary.sold, "first_cancelled": summary.cancelled}
        dates |= {"cancelled": result.cancelled and result.cancelled.date}
        newest = result.last_call
        dates |= {"last_notice": newest.date, "last_deadline": newest.deadline, "last_sale": newest.first_sale}
        numbers |= {name: day.isoformat() for name, day in dates.items() if day}
        numbers |= {"called_sum": amount_text(notice.called_sum), "last_sum": amount_text(newest.called_sum)}
    return numbers


def _notes(result: Timeline, words: Words, numbers):
    values = result.values
    replayed = values["path"] == REPLAY
    if not replayed and not is_session(values["start"], holidays=values["holidays"]):
        yield words(f"{ID}.note.closed-day", **numbers)
    if replayed:
        window = datasets.windows()[values["window"]]
        yield words.of(window.happened)
    if values["path"] == SIMULATED:
        yield words(f"{ID}.note.simulated")
    if not replayed and values["mark"] != CLOSE:
        yield words(f"{ID}.note.{'drawn-low' if values['path'] == DRAWN else 'made-up-low'}")
    if not values["holidays"] and not replayed:
        yield words(f"{ID}.note.no-holidays")
    if result.too_late:
        yield words(f"{ID}.note.too-late")
    if result.log.summary.calls > 1:
        yield words(f"{ID}.note.calls", **numbers)


def _idle(values: Values) -> tuple[str, ...]:
    """Return the controls that change nothing now."""
    path, idle = values["path"], []
    random = path == SIMULATED or (values["mark"] != CLOSE and path not in (DRAWN, REPLAY))
    idle += [] if path == REPLAY else OF_REPLAY
    idle += OF_CALENDAR if path == REPLAY else ()
    idle += OF_SHAPES if path in (DRAWN, SIMULATED, REPLAY) else ()
    idle += [] if path == DRAWN else ("drawn",)
    idle += [] if path == SIMULATED else ("drift",)
    idle += [] if random else OF_RANDOM
    idle += ("cure_day",) if values["cure"] == "nothing" else ()
    idle += [] if values["cure"] == "partial" else ("part",)
    idle += [] if values["reserve"] else ("reserve_day",)
    return tuple(idle)


def _window_start(_option: str, values: Values) -> Values:
    """A replay begins on the first day of its window, until the reader moves it."""
    return {"start": datasets.windows()[values["window"]].first} if values["path"] == REPLAY else {}


def _presets() -> tuple[Preset, ...]:
    """Return the lesson's cases; each sets everything that it needs."""
    base = {
        "profile": PROFILES[0], "path": "crash", "holidays": True, "limit": "10", "fall": 0.30, "sessions": 20,
        "loan_to_value": 0.60, "rate": 0.03, "cure": "nothing", "cure_day": 2, "part": 0.50, "reserve": 0,
        "reserve_day": 0, "fill": 1.0, "mark": CLOSE, "volatility": 0.30, "seed": 1, "start": date(2025, 3, 28),
    }  # fmt: skip
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
        "2025": {**replay, "profile": PROFILES[1], "window": "2025-tariffs", "start": date(2025, 4, 2)},
        "2008": {**replay, "window": "2008-financial-crisis", "start": date(2008, 5, 15)},
        "2603": {**replay, "symbol": "2603", "window": "2022-rate-rises", "start": date(2022, 8, 15)},
    }
    return tuple(Preset(label=f"{ID}.preset.{name}", values=base | values) for name, values in cases.items())


def panel() -> Declaration:
    """Declare the panel."""
    windows = tuple(datasets.prices(SYMBOLS[0]).windows)
    controls = (
        Choice(key="path", options=KINDS, default="crash", sets=_window_start),
        Choice(key="symbol", options=SYMBOLS, default=SYMBOLS[0], sets=_window_start, label=_share),
        Choice(key="window", options=windows, default=windows[-1], sets=_window_start, label=_window),
        Drawn(key="drawn", low=0.20, high=1.50, default=AT_FIRST, count="sessions"),
        Slider(key="fall", low=0.0, high=0.80, step=0.01, default=0.30, unit=PERCENT),
        Slider(key="sessions", low=10, high=LONGEST, step=1, default=20, unit=TRADING),
        Slider(key="volatility", low=0.10, high=1.00, step=0.05, default=0.30, unit=PERCENT),
        Slider(key="drift", low=-0.20, high=0.20, step=0.01, default=0.0, unit=PERCENT),
        Slider(key="seed", low=1, high=100, step=1, default=1, unit=COUNT),
        Day(key="start", low=FIRST_DAY, high=LAST_DAY, default=date(2025, 3, 28)),
        Toggle(key="holidays", default=True),
        Choice(key="limit", options=tuple(LIMITS), default="10"),
        Slider(key="loan_to_value", low=0.10, high=0.80, step=0.01, default=0.60, unit=PERCENT),
        Slider(key="rate", low=0.01, high=0.10, step=0.0005, default=0.03, unit=PERCENT),
        Choice(key="cure", options=CURES, default="nothing"),
        Slider(key="cure_day", low=1, high=10, step=1, default=2, unit=SESSIONS),
        Slider(key="part", low=0.10, high=0.90, step=0.10, default=0.50, unit=PERCENT),
        Slider(key="reserve", low=0, high=1_000_000, step=10_000, default=0, unit=MONEY),
        Slider(key="reserve_day", low=0, high=10, step=1, default=0, unit=SESSIONS),
        Slider(key="fill", low=0.0, high=1.0, step=0.10, default=0.50, unit=PERCENT),
        Choice(key="mark", options=MARKS, default=CLOSE),
        Choice(key="profile", options=PROFILES, default=PROFILES[0], label=_lender),
    )
    return Declaration(
        id=ID, controls=controls, presets=_presets(), model=timeline, view=view, figure=timeline_chart.figure
    )


def _share(symbol: str, words: Words) -> str:
    series = datasets.prices(symbol)
    return f"{symbol} {words.of(series.name)}"


def _window(name: str, words: Words) -> str:
    window = datasets.windows()[name]
    return words.of(window.name)


def _lender(name: str, words: Words) -> str:
    return words.of(datasets.title(name))
