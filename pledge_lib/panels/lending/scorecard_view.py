"""How F3.9 looks: the editable table, the scores with their ranges, and what a year would bring."""

from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.panels import charts
from pledge_lib.panels.declaration import View
from pledge_lib.panels.words import Words

ID = "F3.9"
PROFILE = "tw-lending"
ARTICLE, FIRMS = "article", "firms"
RATE, SHARE, FILL, LOT = CRITERIA = ("rate", "share", "fill", "lot")
CELLS = ("lowest_rate", "highest_rate", "lowest_share", "highest_share", "fill", "smallest_loan")
SHEET = ("broker", *CELLS, "source")
COLUMNS = ("broker", "score", "place", "by_one", "anywhere", "net", "net_range", "lendable")
RULES_USED = ("highest_rate", "negotiated_step", "auction_step", "fixed_price_rate", "account_months")
SOURCES = ("C-1", "C-7", "C-9")
WORST, BEST = 0.0, 1.0


def view(result, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result, words)
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers),
        why="\n".join(words(f"{ID}.why.{part}", **numbers) for part in _why(result)),
        table=(tuple(words(f"{ID}.column.{name}") for name in COLUMNS), *_rows(result, words)),
        sheet=_sheet(result, words),
        notes=tuple(words(f"{ID}.note.{name}", **numbers) for name in ("asked", "channels", "account")),
        lines=_lines(result),
        ranges=_ranges(result),
        ticks={"yaxis": _ticks(result, words)},
        rules=((result.rules, RULES_USED),),
        sources=tuple(dict.fromkeys((*SOURCES, *(row.broker.source for row in result.rows)))),
    )


def _name(row, words: Words) -> str:
    return words.of(row.broker.broker)


def _numbers(result, words: Words) -> dict[str, str]:
    leader, rules, place = result.rows[result.leader], result.rules, result.place
    first, last = result.places_anywhere[result.leader]
    points = leader.points(place, rules)
    return {
        "name": _name(leader, words),
        "count": amount_text(len(result.rows)),
        "tied": amount_text(result.tied),
        "score": amount_text(result.score(leader, place), 1),
        "first": amount_text(first),
        "last": amount_text(last),
        "net": amount_text(round(leader.net(place))),
        "net_low": amount_text(round(leader.net(WORST))),
        "net_high": amount_text(round(leader.net(BEST))),
        "lowest_rate": percent_text(leader.rates[0]),
        "highest_rate": percent_text(leader.rates[1]),
        "lowest_share": percent_text(leader.shares_kept[0], 0),
        "highest_share": percent_text(leader.shares_kept[1], 0),
        "rate": percent_text(leader.rate(place), 3),
        "share": percent_text(leader.share_kept(place), 1),
        "fill": percent_text(leader.fill, 0),
        "lendable": percent_text(leader.lendable, 1),
        "holding": amount_text(leader.holding),
        "smallest": amount_text(min(row.smallest_loan for row in result.rows)),
        "value": amount_text(leader.holding * leader.price),
        "place": percent_text(place, 0),
        "weights": amount_text(sum(result.weights.values())),
        **{f"weight_{name}": amount_text(weight) for name, weight in result.weights.items()},
        **{f"points_{name}": amount_text(each, 1) for name, each in points.items()},
        "cap": percent_text(rules.highest_rate),
        "fixed": percent_text(rules.fixed_price_rate),
        "auction_step": percent_text(rules.auction_step),
        "negotiated_step": percent_text(rules.negotiated_step),
        "months": amount_text(rules.account_months),
    }


def _why(result):
    """Yield the parts of the formulas that this state needs."""
    if result.state != "no-weight":
        yield "score"
    yield "net"
    yield "places"


def _between(ends: tuple[int, int]) -> str:
    first, last = map(amount_text, ends)
    return first if first == last else f"{first}–{last}"


def _rows(result, words: Words):
    """Yield a row of the table for each broker; without weights nobody has a place."""
    no_places = result.state == "no-weight"
    for number, row in enumerate(result.rows):
        places = (result.places, result.places_by_one, result.places_anywhere)
        low, high = (amount_text(round(row.net(end))) for end in (WORST, BEST))
        yield (
            _name(row, words),
            amount_text(result.score(row, result.place), 1),
            *("—" if no_places else _between(found[number]) for found in places),
            amount_text(round(row.net(result.place))),
            f"{low}–{high}",
            percent_text(row.lendable, 1),
        )


def _sheet(result, words: Words) -> tuple[tuple[str, ...], ...]:
    head = tuple(words(f"{ID}.sheet.{name}") for name in SHEET)
    return (head, *(_sheet_row(row, words) for row in result.rows))


def _sheet_row(row, words: Words) -> tuple[str, ...]:
    broker = row.broker
    return (_name(row, words), *(f"{name}:{broker.id}" for name in CELLS), f"{broker.source} {broker.as_of}")


def _lines(result) -> dict:
    """Return the bars of each pane from the worst to the best end, and the points at the place looked at."""
    count, rows = len(result.rows), result.rows
    heights = [count - 1 - number for number in range(count)]
    scores = [[result.score(row, place) for row in rows] for place in (WORST, result.place, BEST)]
    nets = [[row.net(place) for row in rows] for place in (WORST, result.place, BEST)]
    found = {}
    for name, (low, now, high) in (("scores", scores), ("nets", nets)):
        lengths = [top - bottom for bottom, top in zip(low, high, strict=True)]
        found[name] = {"y": heights, "base": low, "x": lengths}
        found[f"{name}-now"] = (now, heights)
    return found


def _ranges(result) -> dict:
    ends, highest = (-0.6, len(result.rows) - 0.4), max(row.net(BEST) for row in result.rows)
    return {"yaxis": ends, "yaxis2": ends, "xaxis2": (0, charts.nice_ceiling(highest * 1.02))}


def _ticks(result, words: Words) -> tuple[tuple[int, ...], tuple[str, ...]]:
    names = tuple("<br>".join(_name(row, words).rsplit(" ", 1)) for row in reversed(result.rows))
    return tuple(range(len(names))), names


def figure(words: Words):
    """Return the empty figure: a bar for each broker in both panes."""
    said = {name: words(f"{ID}.trace.{name}") for name in ("range", "now")}
    traces = []
    panes = (("scores", "", charts.BLUE, "%{x:.1f}"), ("nets", "2", charts.GREEN, "%{x:,.0f}"))
    for name, pane, color, number in panes:
        bar = charts.columns(name, said["range"], color, pattern="/", width=0.5, pane=pane)
        traces.append(bar.update(orientation="h", opacity=0.45, showlegend=not pane))
        dot = charts.dots(f"{name}-now", said["now"], color, symbols="diamond", hover=f"%{{y}} {number}", pane=pane)
        traces.append(dot.update(showlegend=not pane))
    return charts.figure(
        traces,
        height=360,
        barmode="overlay",
        margin={"l": 118, "r": 24, "t": 60, "b": 50},
        legend={"orientation": "h", "x": 0, "y": 1.1, "yanchor": "bottom"},
        xaxis={"domain": (0.0, 0.46), "range": (0, 105), "title": words(f"{ID}.axis.score")},
        yaxis={"range": (-0.6, 4.6), "tickvals": [], "ticktext": [], "showgrid": False},
        xaxis2={"domain": (0.56, 1.0), "range": (0, 50_000), "anchor": "y2", "tickformat": ",",
                "title": words(f"{ID}.axis.net")},
        yaxis2={"range": (-0.6, 4.6), "anchor": "x2", "showticklabels": False, "showgrid": False},
    )  # fmt: skip
