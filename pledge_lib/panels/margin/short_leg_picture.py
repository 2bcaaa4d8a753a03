"""The pictures of F2.6: the ratio over the price; what is held and owed; the days before the register closes."""

from datetime import date, timedelta

from pledge_lib.panels import axes, calendar_days, charts, over_price, toned, tones
from pledge_lib.panels.calendar_days import SESSION, SETTLEMENT, kind_of, weekday
from pledge_lib.panels.figure import Chart
from pledge_lib.panels.saying import Say
from pledge_lib.panels.stage import Label

CHANGES = (-0.50, 1.50)
SHOWN = (50, 400)  # per cent, of the ratio's axis
STRIP = 28  # days
AFTER_CLOSURE = 2
STACKS = {  # which stack, and what it is
    "short_sale_collateral": (0, tones.CURVE),
    "short_sale_margin": (0, tones.QUIET),
    "shorted": (1, tones.INK),
}
BUY_IN, CLOSURE = "buy-in", "closure"
LOOKS = {kind: (symbol, tones.QUIET) for kind, symbol in calendar_days.SYMBOLS.items()}
LOOKS |= {BUY_IN: ("triangle-down", tones.CALLED), CLOSURE: ("square", tones.INK)}


def tone(result) -> str:
    """Return how near the call is; past the point where nothing is left it is as good as sold."""
    return tones.SOLD if result.state == "nothing-left" else tones.of_ratio(result.now.ratio, result.rules.call_line)


def zones(result) -> tones.Zones:
    """Return from which rise on the line is near, the call comes, and what is held buys nothing back."""
    near = (1 + result.call_rise) / float(tones.BAND) - 1
    gone = result.price_of_nothing_left / result.opened.price - 1
    return ((near, tones.SAFE), (result.call_rise, tones.NEAR), (gone, tones.CALLED), (None, tones.SOLD))


def reading(result) -> over_price.Reading:
    """Return the ratio over the share price: it falls where the price rises, and bends."""
    start, held = result.opened.price, result.opened.collateral
    ends = tuple(start * (1 + change) for change in CHANGES)
    shares = result.opened.value / start
    return over_price.Reading(
        x=ends,
        y=SHOWN,
        at=lambda price: held / (price * shares) * 100,
        line=result.rules.call_line * 100,
        near=tones.near_from(result.rules.call_line) * 100,
        call=result.call_price,
        start=start,
        now=start * (1 + result.change),
        track=ends,
        rises=True,
        bent=True,
        tight=True,
    )


def nothing_left(result) -> dict:
    """Return the level at which what is held just buys the shares back."""
    return {"nothing-left": (reading(result).x, [100, 100])}


def nothing_left_label(result) -> tuple[Label, ...]:
    """Return the name of that level."""
    left, right = reading(result).x
    return (Label(uid="nothing-left", x=left, y=100, tone=tones.SOLD, rank=1, dx=8, dy=11, others=((right, 100),)),)


def stacks(result) -> dict:
    """Return the parts of what is held and of what is owed, one upon the other."""
    heights = (result.now.short_sale_collateral, result.now.short_sale_margin, result.now.value)
    tops, found = [0.0, 0.0], {}
    for (name, (place, _)), height in zip(STACKS.items(), heights, strict=True):
        found[name] = {"x": [place], "base": [tops[place]], "y": [height]}
        tops[place] += height
    return found


def strip(result) -> list[date]:
    """Return the days drawn: four weeks that end just after the register closes."""
    last = result.closure + timedelta(days=AFTER_CLOSURE)
    return [last - timedelta(days=STRIP - 1 - place) for place in range(STRIP)]


def kind(result, day: date) -> str:
    """Return how a day is marked: as one of the two that count here, else as any day of the calendar."""
    return {result.buy_in: BUY_IN, result.closure: CLOSURE}.get(day, kind_of(day)[0])


def looks(result, say: Say) -> dict:
    """Return how the days of the strip look."""
    symbols, worn = zip(*(LOOKS[kind(result, day)] for day in strip(result)), strict=True)
    return {"days": {"symbol": symbols, "tone": worn}}


def day_labels(result):
    """Yield the names of the two days that count."""
    places = {day: place for place, day in enumerate(strip(result))}
    for uid, day in ((BUY_IN, result.buy_in), (CLOSURE, result.closure)):
        if day in places:
            yield Label(uid=uid, x=places[day], y=0, at="c", dy=-26, tone=LOOKS[uid][1])


def counted(result) -> dict[date, int]:
    """Return which business day before the closure each day is, back to the last day to buy back."""
    between = (day for day in strip(result) if result.buy_in <= day < result.closure)
    days = [day for day in between if kind_of(day)[0] in (SESSION, SETTLEMENT)]
    return {day: place for place, day in enumerate(reversed(days), start=1)}


def ticks(result, say: Say) -> dict:
    """Return the names of the days: day of the month, weekday, and how many business days before the closure."""
    count, names = counted(result), []
    for place, day in enumerate(strip(result)):
        month = f"{day.month}/" if place == 0 or day.day == 1 else ""
        before = f"−{count[day]}" if day in count else ""
        names.append(f"{month}{day.day}<br>{weekday(day, say)}<br>{before}")
    return {"xaxis": (tuple(range(STRIP)), tuple(names))}


def stack_labels(result):
    """Yield the name and the sum of each part of the two stacks."""
    for name, bar in stacks(result).items():
        yield Label(uid=name, x=bar["x"][0] + 0.3, y=bar["base"][0] + bar["y"][0] / 2, dx=8)


CHART = over_price.chart(
    reading,
    x={"tickformat": ","},
    y={"ticksuffix": "%"},
    more=(toned.line("nothing-left", tone=tones.SOLD, width=1.5, dash="dash"),),
    more_points=nothing_left,
    more_labels=nothing_left_label,
)
MONEY_CHART = Chart(
    marks=tuple(toned.bars(name, tone=tone, width=0.5) for name, (_, tone) in STACKS.items()),
    points=stacks,
    ranges=lambda result: {
        "yaxis": (0, charts.nice_ceiling(max(result.now.collateral, result.now.value), charts.FINE))
    },
    ticks=lambda result, say: {"xaxis": ((0, 1), (say("axis.held"), say("axis.owed")))},
    labels=stack_labels,
    layout=axes.plain(
        {"range": [-0.4, 1.9]}, {"tickformat": ","}, left=70, barmode="overlay", names=("", "axis.money")
    ),
)
DAYS_CHART = Chart(
    marks=(toned.event("days", tone=tones.QUIET, symbol="circle-open"),),
    points=lambda result: {"days": (range(STRIP), [0] * STRIP)},
    looks=looks,
    ticks=ticks,
    labels=day_labels,
    layout=axes.plain(
        {"range": [-0.7, STRIP - 0.3]},
        {"range": [-1, 1], "showticklabels": False, "showgrid": False},
        left=12,
        bottom=64,
        names=("", ""),
    ),
)
