"""How F1.7 looks: steps of the ratio over the days around the ex-date, and what is said about them."""

from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.finance.ratio import fall_to_line
from pledge_lib.market.events import TimelineRow
from pledge_lib.market.plan import recorded_events
from pledge_lib.panels import charts
from pledge_lib.panels.declaration import View
from pledge_lib.panels.words import Words

ID = "F1.7"
RULES_USED = ("premark_sessions", "call_line", "cure_sessions", "cure_target", "loan_step")
CUT = "2603"  # whose capital cut looks like a jump of the price
STARTS, SPANS, AIR = (-16, -35), (30, 45, 60, 80), 12  # calendar days from the ex-date
AXIS_STEP = 20  # per cent: the axis moves in steps
NONE = "—"


def view(result, words: Words) -> View:
    """Say and draw the result."""
    log, summary, on = result.log, result.log.summary, result.on_ex_date()
    value = on.collateral if on else None
    numbers = {
        "dividend": percent_text(result.dividend),
        "cash": amount_text(result.cash),
        "loan": amount_text(result.loan),
        "value": amount_text(result.before.collateral),
        "value_after": amount_text(result.before.collateral - result.cash),
        "line": percent_text(result.rules.call_line),
        "room": percent_text(fall_to_line(result.before.ratio, result.rules.call_line)),
        "before": percent_text(result.before.ratio),
        "on": _ratio(on),
        "after": _ratio(result.after(result.cash_goes)),
        "lowest": percent_text(summary.lowest_ratio),
        "lowest_day": summary.lowest_day.isoformat(),
        "ex_date": result.ex_date.isoformat(),
        "pay_day": result.pay_day.isoformat(),
        "premark": amount_text(result.rules.premark_sessions),
        "notice": _day(summary.notice),
        "deadline": _day(summary.deadline),
        "first_sale": _day(summary.first_sale),
        "called_sum": amount_text(summary.called_sum) if summary.called_sum else NONE,
        "state": words(f"{ID}.state.{result.cash_goes}"),
        **{f"after_{goes}": _ratio(result.after(goes)) for goes in result.logs},
    }
    days = ("ex_date", "pay_day", "before", "on", "after", "lowest", "lowest_day", "notice", "deadline", "first_sale")
    rows = tuple(f"after_{goes}" for goes in result.logs)
    told = "normal" if result.after(result.cash_goes) and value else "sold"
    why = (words(f"{ID}.why.{told}", **numbers), words(f"{ID}.why.capital-cut", **_capital_cut()))
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers),
        why="\n".join(why),
        table=(
            (words("table.quantity"), words("table.value")),
            *((words(f"{ID}.row.{name}"), numbers[name]) for name in days),
            (words(f"{ID}.row.called_sum"), words(f"{ID}.cell.called_sum", **numbers) if summary.notice else NONE),
            *((words(f"{ID}.row.{name}"), numbers[name]) for name in rows),
        ),
        notes=tuple(_notes(result, words, numbers)),
        lines=_lines(result),
        ranges=_ranges(result),
        rules=((datasets.rules(log.rules.name), RULES_USED),),
        sources=result.recorded.sources,
    )


def _ratio(row: TimelineRow | None) -> str:
    return percent_text(row.ratio) if row else NONE


def _day(day: date | None) -> str:
    return day.isoformat() if day else NONE


def _notes(result, words: Words, numbers):
    if result.rules.premark_sessions != datasets.rules(result.rules.name).premark_sessions:
        yield words(f"{ID}.note.own-premark", **numbers)
    if result.cash_goes == "lender":
        yield words(f"{ID}.note.lender")
    elif result.cash_goes == "cash":
        yield words(f"{ID}.note.cash")


def _capital_cut() -> dict[str, str]:
    """Return the numbers of a recorded capital cut: the price jumps, the collateral only loses what is paid back."""
    cut = next(change for change in recorded_events(CUT)["share_changes"] if change.factor < 1)
    close = max((point for point in datasets.prices(CUT).points if point.date < cut.on), key=lambda p: p.date).close
    reference = (close - cut.cash_per_share) / cut.factor
    return {
        "symbol": CUT,
        "day": cut.on.isoformat(),
        "factor": amount_text(cut.factor, 2),
        "paid_back": amount_text(cut.cash_per_share),
        "close": amount_text(close, 2),
        "reference": amount_text(reference, 2),
        "rise": percent_text(reference / close - 1),
        "lost": percent_text(cut.cash_per_share / close),
    }


def _steps(log, ex_date: date):
    """Return the ratios as steps over calendar days from the ex-date: each holds until the next row, or the sale."""
    days, ratios = [], []
    for row in _before_sale(log):
        day = (row.date - ex_date).days
        if days:
            days.append(day)
            ratios.append(ratios[-1])
        days.append(day)
        ratios.append(row.ratio * 100)
    if log.summary.sold:
        days.append((log.summary.sold - ex_date).days)
        ratios.append(ratios[-1])
    return days, ratios


def _before_sale(log):
    return [row for row in log if not log.summary.sold or row.date < log.summary.sold]


def _sale(result) -> tuple[float, float]:
    """Return the day of the forced sale and the ratio until then; nowhere without one."""
    sold = result.log.summary.sold
    if not sold:
        return charts.NOWHERE, charts.NOWHERE
    return (sold - result.ex_date).days, _before_sale(result.log)[-1].ratio * 100


def _lines(result) -> dict:
    log, line = result.log, result.rules.call_line * 100
    (low, high), pay = _ranges(result)["yaxis"], (result.pay_day - result.ex_date).days
    called, on = _called(log), result.on_ex_date()
    marked = [result.before, None if on is called else on, result.after(result.cash_goes), called]
    places = [((row.date - result.ex_date).days, row.ratio * 100) if row else (charts.NOWHERE,) * 2 for row in marked]
    sale_day, held = _sale(result)
    return {
        "line": ([STARTS[-1], SPANS[-1] + AIR], [line] * 2),
        "ex-date": ([0, 0], [low, high]),
        "pay-day": ([pay] * 2, [low, high]),
        "other": _steps(result.other_marking, result.ex_date),
        "ratio": _steps(log, result.ex_date),
        "marks": tuple(zip(*places, strict=True)),
        "names": ([0, pay, sale_day], [*[high - (high - low) * 0.04] * 2, held]),
    }


def _called(log) -> TimelineRow | None:
    return log.row(log.summary.notice) if log.summary.notice else None


def _ranges(result) -> dict:
    pay = (result.pay_day - result.ex_date).days
    shown = [row.ratio * 100 for log in (result.log, result.other_marking) for row in _before_sale(log)]
    ends = [*shown, result.rules.call_line * 100]
    above = 8 + 0.12 * (max(ends) - min(ends))  # room for the names of the two days
    low = (min(ends) - 5) // AXIS_STEP * AXIS_STEP
    high = -(-(max(ends) + above) // AXIS_STEP) * AXIS_STEP
    start = next(start for start in STARTS if start <= (result.before.date - result.ex_date).days)
    return {"xaxis": (start, next(span for span in SPANS if span >= pay) + AIR), "yaxis": (low, high)}


def figure(words: Words):
    """Return the empty figure: steps of the ratio, the call line, and the two days."""
    said = {name: words(f"{ID}.trace.{name}") for name in ("line", "ex-date", "pay-day", "other", "ratio", "sold")}
    hover = "%{x:.0f} → %{y:.2f}%"
    colors, symbols = [charts.GREY, charts.ORANGE, charts.GREEN, charts.RED], ["circle", "diamond", "square", "x"]
    traces = [
        charts.line("line", said["line"], charts.RED, dash="dash", hover=f"{said['line']} %{{y:.2f}}%"),
        charts.line("ex-date", said["ex-date"], charts.ORANGE, dash="dot", width=1.5),
        charts.line("pay-day", said["pay-day"], charts.GREEN, dash="dashdot", width=1.5),
        charts.line("other", said["other"], charts.GREY, dash="dot", width=2, hover=f"{said['other']} {hover}"),
        charts.line("ratio", said["ratio"], charts.BLUE, hover=f"{said['ratio']} {hover}"),
        charts.dots("marks", "", colors, symbols=symbols, hover=hover),
        charts.labels("names", [f" {said[name]}" for name in ("ex-date", "pay-day", "sold")]),
    ]
    for trace in traces:
        trace.showlegend = trace.uid in ("line", "other", "ratio")
    return charts.figure(
        traces,
        height=360,
        xaxis={"range": [STARTS[0], SPANS[0] + AIR], "title": words(f"{ID}.axis.days")},
        yaxis={"range": [120, 180], "ticksuffix": "%", "title": words(f"{ID}.axis.ratio")},
    )
