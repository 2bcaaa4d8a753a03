"""How F2.10 looks: balance and index from the first day of a run, published ratios each in a row; what it says."""

from pledge_lib.datasets import margin_facts
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.panels import charts
from pledge_lib.panels.declaration import View
from pledge_lib.panels.words import Words

ID = "F2.10"
MILLION = 1_000_000
TICKS = 6  # days named under the lines
STEP = 10  # per cent in which the axis of the lines moves
RATIOS = (115, 205)
IN_RUN, OUTSIDE = ("diamond", charts.ORANGE), ("circle-open", charts.GREY)
CANNOT = ("whose", "where", "next", "joined")
RULES_USED = ("call_line",)


def run_label(run: str, words: Words) -> str:
    """Return the name of a run."""
    return words(f"{ID}.run.{run}")


def view(result, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result, words)
    state = "first" if result.before is None else "fell" if result.change < 0 else "rose"
    facts = "with-ratio" if result.of_today else "without-ratio"
    return View(
        sentence=words(f"{ID}.sentence.{state}", **numbers) + words(f"{ID}.sentence.{facts}", **numbers),
        why="\n".join(words(f"{ID}.why.{part}", **numbers) for part in ("table", "definitions", *CANNOT)),
        table=(
            (words("table.quantity"), words("table.value")),
            *((words(f"{ID}.row.{name}", **numbers), words(f"{ID}.cell.{name}", **numbers)) for name in _rows(result)),
            *((_fact_name(fact, words), percent_text(fact.value)) for fact in result.ratios),
        ),
        notes=tuple(_notes(result, words, numbers)),
        lines=_lines(result),
        looks=_looks(result, words),
        ticks={"xaxis": _ticks(result)},
        ranges={"xaxis": (-0.02 * _span(result), 1.02 * _span(result)), "yaxis": _ends(result)},
        rules=((result.rules, RULES_USED),),
        sources=tuple(dict.fromkeys((*(e.source for e in result.balances), *(f.source for f in result.ratios)))),
    )


def _numbers(result, words: Words) -> dict[str, str]:
    today, before, first = result.today, result.before, result.balances[0]
    numbers = {
        "day": today.date.isoformat(),
        "asked": result.asked.isoformat(),
        "first": first.date.isoformat(),
        "last": result.balances[-1].date.isoformat(),
        "entries": amount_text(len(result.balances)),
        "balance": amount_text(today.balance / MILLION),
        "line": percent_text(result.rules.call_line, 0),
        "bought": amount_text(result.bought),
        "sold": amount_text(result.sold),
        "redeemed": amount_text(result.redeemed),
        "lots": amount_text(result.lots),
        "ratios": words(f"{ID}.join").join(
            words(f"{ID}.published", ratio=percent_text(fact.value), series=_series_name(fact, words))
            for fact in result.of_today
        ),
    }
    relative, index = result.relative[result.place]
    numbers["balance_since"] = percent_text(relative - 1)
    if before:
        numbers["before"] = before.date.isoformat()
        numbers["change"] = amount_text(result.change / MILLION)
        numbers["by"] = amount_text(abs(result.change) / MILLION)
        numbers["percent"] = percent_text(result.change / before.balance)
    known = "unknown"
    if index is not None:
        points, known = result.index[result.place], "only"
        numbers |= {"index": amount_text(points, 2), "index_since": percent_text(index - 1)}
    if result.index_change is not None:
        known = "changed"
        numbers["index_change"] = amount_text(result.index_change, 2)
        numbers["index_percent"] = percent_text(result.index_change / (points - result.index_change))
    return numbers | {"index_said": words(f"{ID}.index.{known}", **numbers)}


def _rows(result) -> tuple[str, ...]:
    since = ("change", "percent") if result.before else ()
    index = ("index", "index_since") if result.index[result.place] else ()
    index_change = ("index_change",) if result.index_change is not None else ()
    day_table = ("bought", "sold", "redeemed", "lots")
    return ("balance", *since, "balance_since", *index[:1], *index_change, *index[1:], *day_table)


def _series_name(fact, words: Words) -> str:
    return words(f"{ID}.series.{fact.series}")


def _fact_name(fact, words: Words) -> str:
    named = {"series": _series_name(fact, words), "definition": words.of(fact.note)}
    return words(f"{ID}.fact", day=fact.date.isoformat(), **named)


def _notes(result, words: Words, numbers):
    if result.asked != result.today.date:
        yield words(f"{ID}.note.{'before' if result.asked < result.today.date else 'no-entry'}", **numbers)
    if result.index[result.place] is None:
        yield words(f"{ID}.note.no-index", **numbers)
    yield words(f"{ID}.note.cannot", **numbers)


def _span(result) -> int:
    return (result.balances[-1].date - result.balances[0].date).days


def _place(result, day) -> int:
    return (day - result.balances[0].date).days


def _ends(result) -> tuple[float, float]:
    shown = [number * 100 for pair in result.relative for number in pair if number is not None]
    return min(shown) // STEP * STEP - STEP / 2, (max(shown) // STEP + 1) * STEP + STEP / 2


def _series() -> list[str]:
    """Return the series of ratios, the oldest first."""
    return list(dict.fromkeys(fact.series for fact in margin_facts("margin-ratio")))


def _lines(result) -> dict:
    across = [_place(result, entry.date) for entry in result.balances]
    balances, index = zip(*result.relative, strict=True)
    known = [charts.NOWHERE if points is None else points * 100 for points in index]
    today, rows = across[result.place], _series()[::-1]
    return {
        "balance": (across, [share * 100 for share in balances]),
        "index": (across, known),
        "day": ([today, today], [balances[result.place] * 100, known[result.place]]),
        "line": ([result.rules.call_line * 100] * 2, [-0.6, len(rows) - 0.4]),
        "ratios": ([fact.value * 100 for fact in result.ratios], [rows.index(fact.series) for fact in result.ratios]),
    }


def _looks(result, words: Words) -> dict:
    marks = [IN_RUN if result.in_run(fact) else OUTSIDE for fact in result.ratios]
    symbols, colors = zip(*marks, strict=True)
    days = tuple(entry.date.isoformat() for entry in result.balances)
    said = tuple(f"{fact.date.isoformat()} {percent_text(fact.value)}" for fact in result.ratios)
    return {"balance": {"text": days},
            "ratios": {"symbol": symbols, "color": colors, "text": said}}  # fmt: skip


def _ticks(result) -> tuple[tuple[int, ...], tuple[str, ...]]:
    last = len(result.balances) - 1
    named = sorted({round(last * part / (TICKS - 1)) for part in range(TICKS)})
    days = [result.balances[place].date for place in named]
    return tuple(_place(result, day) for day in days), tuple(day.isoformat() for day in days)


def figure(words: Words):
    """Return the empty figure."""
    said = {name: words(f"{ID}.trace.{name}") for name in ("balance", "index", "line")}
    names = [words(f"{ID}.series.{name}") for name in _series()[::-1]]
    hover = "%{hovertext} %{y:.2f}"
    traces = [
        charts.line("balance", said["balance"], charts.ORANGE, hover=f"{said['balance']} {hover}"),
        charts.line("index", said["index"], charts.BLUE, dash="dash", hover=f"{said['index']} %{{y:.2f}}"),
        charts.dots("day", "", [charts.ORANGE, charts.BLUE], symbols=["diamond", "circle-open"], hover="%{y:.2f}"),
        charts.line("line", said["line"], charts.RED, dash="dot", hover=f"{said['line']} %{{x:.0f}}%", pane="2"),
        charts.dots("ratios", "", charts.GREY, hover="%{hovertext}", pane="2"),
    ]
    return charts.figure(
        traces,
        height=620,
        showlegend=False,
        margin={"l": 190, "r": 24, "t": 60, "b": 44},
        xaxis={"range": [0, 100], "tickangle": 0, "tickvals": [], "ticktext": [], "anchor": "y"},
        yaxis={"range": [50, 150], "domain": [0.58, 1.0], "anchor": "x"},
        xaxis2={"range": list(RATIOS), "ticksuffix": "%", "anchor": "y2"},
        yaxis2={"range": [-0.6, len(names) - 0.4], "domain": [0.0, 0.39], "anchor": "x2", "tickfont": {"size": 12},
                "tickvals": list(range(len(names))), "ticktext": names},
        annotations=[
            {"text": words(f"{ID}.heading.{name}"), "x": 0, "y": y, "xref": "paper", "yref": "paper", "align": "left",
             "xanchor": "left", "yanchor": "bottom", "yshift": 5, "showarrow": False, "font": {"size": 12}}
            for name, y in (("lines", 1.0), ("ratios", 0.39))
        ],
    )  # fmt: skip
