"""How F4.2 looks: a ruler of the LTV with its three lines, and below it how far the price may fall to each."""

from itertools import pairwise

from pledge_lib.finance.crypto.position import ratio_of
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.panels import charts
from pledge_lib.panels.declaration import View
from pledge_lib.panels.words import Words

ID = "F4.2"
LIMIT, THRESHOLD, WHOLE = LINES = ("limit", "threshold", "whole")
ZONES = (("free", charts.GREEN, 6), ("buffer", charts.ORANGE, 10), ("liquidatable", charts.RED, 14),
         ("uncovered", charts.GREY, 18))  # fmt: skip
ABOVE = ("triangle-down-open", "triangle-down", "square-open")  # so that the narrow buffer stays in sight
BELOW = ("triangle-up-open", "triangle-up", "square-open")
COLORS = (charts.GREEN, charts.RED, charts.GREY)
HIGHEST_FALL = 0.50
USUAL, LONGEST = 110, 170  # per cent: the ends of the rulers; the second is more than any LTV that the sliders reach
UPPER, LOWER = 1.0, 0.0  # heights of the two rulers
BESIDE = 0.28  # how far from its ruler a mark stands


def view(result, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result)
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers),
        why=words(f"{ID}.why.{'plain' if result.borrowed else 'no-debt'}", **numbers),
        table=_table(result, words, numbers),
        notes=tuple(_notes(result, words, numbers)),
        lines=_lines(result),
        ranges={"xaxis": (-2, LONGEST if result.now.ltv > 1 else USUAL)},
        sources=tuple(dict.fromkeys(("aave-origin", result.asset.risk_source))),
    )


def _numbers(result) -> dict[str, str]:
    asset, now = result.asset, result.now
    passed = {f"fall_to_{line}": result.fall_to(line) for line in LINES}
    falls = {name: "—" if fall is None else percent_text(fall) for name, fall in passed.items()}
    points = {f"points_to_{line}": amount_text(result.points_to(line) * 100, 2) for line in LINES}
    return falls | points | {
        "asset": asset.symbol,
        "limit": percent_text(asset.loan_to_value),
        "threshold": percent_text(asset.threshold),
        "whole": percent_text(1),
        "as_of": asset.risk_as_of.isoformat(),
        "value": amount_text(now.collateral_value),
        "debt": amount_text(now.debt_value),
        "borrowed": percent_text(result.borrowed),
        "fall": percent_text(result.fall),
        "ltv": percent_text(now.ltv),
        "health": amount_text(now.health_factor, 4),
        "ratio": percent_text(now.maintenance_ratio),
        "line_ratio": percent_text(ratio_of(1, asset.threshold)),
        "buffer": percent_text(result.buffer),
        "buffer_points": amount_text((asset.threshold - asset.loan_to_value) * 100, 2),
        "more": amount_text(now.borrow_limit, 2),
    }  # fmt: skip


def _table(result, words: Words, numbers) -> tuple[tuple[str, ...], ...]:
    lines = [
        (words(f"{ID}.row.{line}"), numbers[line], numbers[f"points_to_{line}"], numbers[f"fall_to_{line}"])
        for line in LINES
    ]
    standing = [
        (words(f"{ID}.row.{name}"), words(f"{ID}.cell.{name}", **numbers), "", "")
        for name in ("value", "debt", "ltv", "health", "ratio", "line_ratio", "more", "buffer")
    ]
    state = (words(f"{ID}.row.state"), words(f"{ID}.state.{result.state}"), "", "")
    return (tuple(words(f"{ID}.column.{name}") for name in ("line", "ltv", "points", "fall")), *lines, state, *standing)


def _notes(result, words: Words, numbers):
    if result.borrowed > result.asset.loan_to_value:
        yield words(f"{ID}.note.above-limit", **numbers)
    yield words(f"{ID}.note.dated", **numbers)


def _lines(result) -> dict:
    ltv = result.now.ltv * 100
    places = [line * 100 for line in result.lines.values()]
    falls = [max(result.fall_to(line) or 0.0, 0.0) * 100 for line in LINES]
    zones = zip(ZONES, pairwise([0.0, *places, float(LONGEST)]), strict=True)
    return {
        **{name: (ends, [UPPER] * 2) for (name, *_), ends in zones},
        "falls": ([0, 100], [LOWER] * 2),
        "lines": (places, [UPPER + BESIDE] * len(LINES)),
        "falls-to": (falls, [LOWER - BESIDE] * len(LINES)),
        "now": ([ltv], [UPPER - BESIDE]),
        **{f"{line}-joined": ([place, fall], [UPPER, LOWER])
           for line, place, fall in zip(LINES, places, falls, strict=True)},
    }  # fmt: skip


def figure(words: Words):
    """Return the empty figure: two rulers with one scale."""
    said = [words(f"{ID}.trace.{line}") for line in LINES]
    zones = [charts.line(name, words(f"{ID}.zone.{name}"), color, width=width, hover=words(f"{ID}.zone.{name}"))
             for name, color, width in ZONES]  # fmt: skip
    joined = [charts.line(f"{line}-joined", "", color, dash="dot", width=1.5)
              for line, color in zip(LINES, COLORS, strict=True)]  # fmt: skip
    for trace in joined:
        trace.showlegend = False
    marks = [
        charts.line("falls", "", charts.BLUE, width=2),
        charts.dots("lines", "", list(COLORS), symbols=list(ABOVE), hover="%{hovertext} %{x:.2f}%"),
        charts.dots("falls-to", "", list(COLORS), symbols=list(BELOW), hover="%{hovertext} %{x:.2f}%"),
        charts.dots("now", words(f"{ID}.trace.now"), charts.BLUE, symbols="diamond", hover="%{x:.2f}%"),
    ]
    for trace in marks[:3]:
        trace.showlegend = False
    for trace in marks[1:3]:
        trace.hovertext = said
    return charts.figure(
        [*zones, *joined, *marks],
        height=300,
        margin={"l": 130, "r": 24, "t": 60, "b": 52},
        xaxis={"range": [-2, USUAL], "ticksuffix": "%", "title": words(f"{ID}.axis.scale")},
        yaxis={"range": [-0.6, 1.6], "tickvals": [UPPER, LOWER], "showgrid": False,
               "ticktext": [words(f"{ID}.axis.ltv"), words(f"{ID}.axis.fall")]},
    )  # fmt: skip
