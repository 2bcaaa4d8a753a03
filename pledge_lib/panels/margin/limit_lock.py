"""F2.8: limit-downs one after the other: when the call comes, when somebody buys, what the sale leaves owed."""

from pledge_lib import datasets
from pledge_lib.finance.lines import below
from pledge_lib.finance.units import COUNT, DATE, PERCENT, TRADING
from pledge_lib.panels import tones
from pledge_lib.panels.controls import Choice, Preset, Slider, Toggle
from pledge_lib.panels.figure import Figure, Row, Table
from pledge_lib.panels.margin.limit_lock_model import (
    BEFORE_2015,
    IN_1997,
    LONGEST,
    NOW,
    REGIMES,
    LimitLock,
    day_of,
    limit_lock,
    rules_of,
)
from pledge_lib.panels.margin.limit_lock_picture import CHART, SALE
from pledge_lib.panels.saying import Say
from pledge_lib.panels.stage import Hero

ID = "F2.8"
RULES_USED = ("call_line", "cure_sessions", "daily_limit", "transaction_tax", "commission")
SOURCES = ("A-1",)  # the six sessions of orders, and what comes after them
COLUMNS = ("session", "close", "ratio", "event", "chance", "owed")


def why(result: LimitLock):
    """Yield the sums that the sentence rests on."""
    yield "why.ladder"
    if result.notice:
        yield "why.days"
    if result.chances:
        yield "why.chance"
    if result.sold:
        yield "why.sale"
    if result.stop and result.stop.session:
        yield "why.stop"
    yield "why.model"


def notes(result: LimitLock):
    """Yield what the reader has to know besides."""
    if result.stop:
        yield f"note.stop-{result.stop.state}"
    if result.tries:
        yield "note.queue"
    if result.chances and 0 < result.fill_chance < 1:
        yield "note.luck"


def tone_at(result: LimitLock, ratio: float) -> str:
    """Return the tone of a ratio; below 100 % a sale no longer repays the loan."""
    return tones.SOLD if below(ratio, 1) else tones.of_ratio(ratio, result.rules.call_line)


def zones(result: LimitLock):
    """Yield after which number of limit-downs the tone changes; each step of the track has that of its ratio."""
    kept = [tone_at(result, result.start * result.kept**downs) for downs in range(LONGEST + 1)]
    for downs, (tone, following) in enumerate(zip(kept, [*kept[1:], None], strict=True)):
        if tone != following:
            yield (None if following is None else downs + 0.5), tone


def money(result: LimitLock) -> Hero:
    """Return what is still owed, with what the sale brought below it."""
    return Hero(path="bill", sub=f"sub.{result.state}")


def sold_on(result: LimitLock) -> Hero:
    """Return the session of the sale, or in words why there is none."""
    if result.sold:
        return Hero(path="sold.session", caption="hero.sold", sub="sub.sold")
    return Hero(text="hero.nobody", caption="hero.sold", sub=f"sub.nobody-{result.state}")


def presets():
    """Yield the exercises of the lesson, and the same falls with other luck, limits and rules."""
    base = {"regime": NOW, "downs": 5, "fill": 0.0, "start": 5 / 3, "six_days": True, "seed": 1, "stop": 0.0}
    cases = {
        "three": {"downs": 3},
        "at-the-last": {"downs": 6, "fill": 1.0},
        "two-more": {"downs": 2, "start": 1.215},
        "ten": {"downs": LONGEST},
        "luck": {"downs": LONGEST, "fill": 0.30, "seed": 3},
        "six-days": {"downs": LONGEST, "start": 1.35},
        "no-end": {"downs": LONGEST, "start": 1.35, "six_days": False},
        "before-2015": {"regime": BEFORE_2015, "downs": LONGEST},
        "safe": {"downs": 3, "start": 2.50},
        "1997": {"regime": IN_1997, "downs": 3},
        "five": {},
        "stop-locked": {"downs": 3, "stop": 0.08},
        "stop-jumped": {"downs": 3, "stop": 0.08, "fill": 1.0},
    }
    return (Preset(label=f"preset.{name}", values=base | case) for name, case in cases.items())


def regime_label(option: str, say: Say) -> str:
    """Return the call line and the daily limit of an option, with the day on which, or since which, both stood."""
    rules = rules_of(option)
    day = datasets.market().daily_limit_raised if option == NOW else day_of(option)
    return say(f"regime.{option}", line=PERCENT(rules.call_line), limit=PERCENT(rules.daily_limit), day=DATE(day))


def figure() -> Figure:
    """Declare the figure."""
    return Figure(
        id=ID,
        controls=(
            Slider(key="downs", low=0, high=LONGEST, step=1, default=5, unit=TRADING),
            Slider(key="start", low=1.10, high=3.0, step=0.01, default=5 / 3, unit=PERCENT),
            Slider(key="stop", low=0.0, high=0.50, step=0.01, default=0.0, unit=PERCENT),
            Slider(key="fill", low=0.0, high=1.0, step=0.05, default=0.0, unit=PERCENT),
            Choice(key="regime", options=REGIMES, default=NOW, label=regime_label),
            Toggle(key="six_days", default=True),
            Slider(key="seed", low=1, high=100, step=1, default=1, unit=COUNT),
        ),
        presets=tuple(presets()),
        lead="downs",
        hero=("lowest", money, sold_on),
        tone=lambda result: tone_at(result, result.lowest),
        chip=lambda result: f"chip.{tone_at(result, result.lowest)}",
        zones=lambda result: tuple(zones(result)),
        drawers=(SALE,),
        model=limit_lock,
        why=why,
        notes=notes,
        idle=lambda result: () if 0 < result.fill_chance < 1 else ("seed",),  # without chance there is nothing to draw
        main=CHART,
        table=Table(columns=COLUMNS, rows=lambda result: (Row(COLUMNS, about=each) for each in result.sessions)),
        rules=lambda result: ((result.rules, RULES_USED),),
        sources=lambda result: SOURCES,
    )
