"""How F2.2 looks: the calendar from the purchase to the settlement of the sale, day by day; what it says."""

from datetime import date, timedelta

from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.panels import calendar_days, charts
from pledge_lib.panels.calendar_days import kind_of, weekday
from pledge_lib.panels.declaration import View
from pledge_lib.panels.words import Words

ID = "F2.2"
ROW = 21  # days of one row of the strip
BUY, SELL, BUY_SETTLES, SALE_SETTLES = "buy", "sell", "buy-settles", "sale-settles"
LOOKS = calendar_days.LOOKS | {
    BUY: ("triangle-up", charts.GREEN),
    SELL: ("triangle-down", charts.RED),
    BUY_SETTLES: ("square", charts.GREEN),
    SALE_SETTLES: ("square", charts.RED),
}
RULES_USED = ("annual_rate", "day_basis", "term_months", "longest_term_months")
SOURCES = ("A-3",)  # the rule that says from which day to which interest runs
BARS = ("gain", "interest", "left")


def view(result, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result, words)
    rows = ("buy", "sell", "days", "interest", "trade_days", "sessions", "whole_gain", "share")
    shown = {name: words(f"{ID}.cell.{name}", **numbers) for name in rows}
    span = words(f"{ID}.cell.{'span' if result.days else 'no-span'}", **numbers)
    if result.share is None:
        shown["share"] = words(f"{ID}.cell.no-gain")
    strips = _strips(result)
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers),
        why=words(f"{ID}.why", **numbers),
        table=(
            (words("table.quantity"), words("table.value")),
            *((words(f"{ID}.row.{name}"), shown[name]) for name in rows[:2]),
            (words(f"{ID}.row.span"), span),
            *((words(f"{ID}.row.{name}"), shown[name]) for name in rows[2:]),
        ),
        notes=tuple(_notes(result, strips, words, numbers)),
        lines=_lines(result, strips),
        looks={f"days-{place}": _looks(result, strip, words) for place, strip in enumerate(strips)},
        ticks={f"xaxis{place + 2}": _ticks(result, strip, words) for place, strip in enumerate(strips)},
        ranges={"xaxis": _ends(result)},
        rules=((result.rules, RULES_USED),),
        sources=SOURCES,
    )


def _numbers(result, words: Words) -> dict[str, str]:
    days = {"buy": result.bought, "sell": result.sold, "last_day": result.last_day}
    days |= {"buy_settles": result.buy_settles, "sale_settles": result.sale_settles}
    return {
        **{name: day.isoformat() for name, day in days.items()},
        **{f"{name}_named": _named(day, words) for name, day in days.items()},
        "days": amount_text(result.days),
        "trade_days": amount_text(result.traded_days),
        "sessions": amount_text(result.sessions),
        "amount": amount_text(result.amount),
        "rate": percent_text(result.rate),
        "day_basis": amount_text(result.rules.day_basis),
        "stocks": amount_text(result.stocks),
        "interest": amount_text(result.interest, 2),
        "trade_days_interest": amount_text(result.interest_of(result.traded_days), 2),
        "sessions_interest": amount_text(result.interest_of(result.sessions), 2),
        "whole_gain": amount_text(result.whole_gain),
        "share": "—" if result.share is None else percent_text(result.share),
        "longest": amount_text(result.rules.longest_term_months),
    }


def _named(day: date, words: Words) -> str:
    """Return the day with its day of the week."""
    return words(f"{ID}.date", day=day.isoformat(), name=words(f"weekdays.{day.weekday()}"))


def _notes(result, strips, words: Words, numbers):
    left_out = (strips[1][0] - strips[0][-1]).days - 1
    if left_out:
        yield words(f"{ID}.note.left-out", count=amount_text(left_out))
    if result.beyond_term:
        yield words(f"{ID}.note.beyond-term", **numbers)
    if result.share is not None and result.share >= 0.5:
        yield words(f"{ID}.note.half", **numbers)


def _strips(result) -> tuple[list[date], list[date]]:
    """Return the days of the two rows: whole weeks from the purchase, and those up to the last settlement."""
    monday = result.bought - timedelta(days=result.bought.weekday())
    sunday = result.sale_settles + timedelta(days=6 - result.sale_settles.weekday())
    second = max(monday + timedelta(days=ROW), sunday - timedelta(days=ROW - 1))
    return tuple([first + timedelta(days=place) for place in range(ROW)] for first in (monday, second))


def _bears_interest(result, day: date) -> bool:
    return not result.backwards and result.buy_settles <= day <= result.last_day


def _lines(result, strips) -> dict:
    bars = {"gain": result.whole_gain, "interest": result.interest, "left": result.whole_gain - result.interest}
    found = {"money": {"x": [bars[name] for name in BARS[::-1]]}}
    for place, strip in enumerate(strips):
        across = list(range(ROW))
        found[f"heat-{place}"] = {"x": across, "y": [2.0 if _bears_interest(result, day) else 0.0 for day in strip]}
        found[f"days-{place}"] = (across, [1.0] * ROW)
    return found


def _ends(result) -> tuple[float, float]:
    left = result.whole_gain - result.interest
    highest = charts.nice_ceiling(max(result.whole_gain, result.interest))
    return (-charts.nice_ceiling(-left) if left < 0 else 0.0, highest)


def _marked(result, day: date) -> str:
    """Return what the day is in this trade, else what kind of day it is."""
    marks = {result.bought: BUY, result.sold: SELL}
    if not result.backwards:
        marks = {result.buy_settles: BUY_SETTLES, result.sale_settles: SALE_SETTLES} | marks
    return marks.get(day, kind_of(day)[0])


def _looks(result, strip: list[date], words: Words) -> dict[str, tuple[str, ...]]:
    symbols, colors = zip(*(LOOKS[_marked(result, day)] for day in strip), strict=True)
    return {"symbol": symbols, "color": colors, "text": tuple(_hover(result, day, words) for day in strip)}


def _hover(result, day: date, words: Words) -> str:
    kind, reason = kind_of(day)
    mark = _marked(result, day)
    said = [day.isoformat(), weekday(day, words), words(f"F1.3.day.{kind}")]
    said += [words(f"closed.{reason}")] if reason else []
    said += [words(f"{ID}.mark.{mark}")] if mark != kind else []
    if _bears_interest(result, day):
        said.append(words(f"{ID}.nth", count=amount_text((day - result.buy_settles).days + 1)))
    return " ".join(said)


def _ticks(result, strip: list[date], words: Words) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return the names of the days: day of the month, weekday, and which interest day it is."""
    names = []
    for place, day in enumerate(strip):
        month = f"{day.month}/" if place == 0 or day.day == 1 else ""
        count = f"+{(day - result.buy_settles).days + 1}" if _bears_interest(result, day) else ""
        names.append(f"{month}{day.day}<br>{weekday(day, words)}<br>{count}")
    return tuple(range(ROW)), tuple(names)


def figure(words: Words):
    """Return the empty figure: two rows of the calendar, and the gain with what interest takes of it."""
    names = [words(f"{ID}.bar.{name}") for name in BARS[::-1]]
    traces = [charts.bars("money", names, charts.BLUE, patterns=["", "/", "."])]
    for place in (0, 1):
        pane = str(place + 2)
        heat = charts.columns(f"heat-{place}", "", "rgba(217, 130, 43, 0.35)", pattern="", width=1, pane=pane)
        traces += [heat, charts.dots(f"days-{place}", "", charts.GREY, hover="%{hovertext}", pane=pane)]
    strip = {"range": [-0.6, ROW - 0.4], "showgrid": False, "tickangle": 0, "tickfont": {"size": 11},
             "tickvals": [], "ticktext": []}  # fmt: skip
    blank = {"range": [0, 2], "showticklabels": False, "showgrid": False}
    return charts.figure(
        traces,
        height=470,
        showlegend=False,
        margin={"l": 110, "r": 24, "t": 66, "b": 40},
        xaxis={"range": [0, 50_000], "tickformat": ",", "zeroline": True, "anchor": "y"},
        yaxis={"range": [-0.5, 2.5], "domain": [0.0, 0.24], "anchor": "x"},
        xaxis2={**strip, "anchor": "y2"},
        yaxis2={**blank, "domain": [0.88, 1.0], "anchor": "x2"},
        xaxis3={**strip, "anchor": "y3"},
        yaxis3={**blank, "domain": [0.52, 0.64], "anchor": "x3"},
        annotations=[
            {"text": words(f"{ID}.heading.{name}"), "x": 0, "y": y, "xref": "paper", "yref": "paper", "align": "left",
             "xanchor": "left", "yanchor": "bottom", "yshift": 5, "showarrow": False, "font": {"size": 12}}
            for name, y in (("strip", 1.0), ("money", 0.24))
        ],
    )  # fmt: skip
