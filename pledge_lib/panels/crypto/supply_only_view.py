"""How F4.8 looks: the fan of the utilisation with the kink and the line of no withdrawal, the fan of the income."""

from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.panels import charts
from pledge_lib.panels.declaration import View
from pledge_lib.panels.words import Words

ID = "F4.8"
SHARES = (0.05, 0.25, 0.50, 0.75, 0.95)
CHARTED = 52  # days of the fans, besides the start
NONE = "—"
ROWS = ("calm", "middle", "low", "high", "mean", "blocked", "blocked_days", "longest", "loss", "paths")
WIDE, NARROW = "rgba(59,127,196,0.18)", "rgba(59,127,196,0.30)"


def charted(days: int) -> tuple[int, ...]:
    """Return the days at which the fans are drawn.

    >>> charted(30)[:4], len(charted(365))
    ((0, 1, 2, 3), 53)
    """
    return tuple(sorted({round(days * place / CHARTED) for place in range(CHARTED + 1)}))


def view(result, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result)
    loan = "loan" if result.supply.borrowed else "no-loan"
    shown = _counted(result.found, result) if result.found else dict.fromkeys(ROWS, NONE)
    heading = "older" if result.is_older and result.found else "simulated"
    asset = result.asset
    return View(
        sentence=words(f"{ID}.sentence.{loan}", **numbers) + words(f"{ID}.sentence.{result.state}", **numbers),
        why="\n".join(words(f"{ID}.why.{part}", **numbers) for part in _reasons(result)),
        table=(
            (words("table.quantity"), words(f"{ID}.column.calm"), words(f"{ID}.column.{heading}")),
            (words(f"{ID}.row.calm"), numbers["calm"], NONE),
            *((words(f"{ID}.row.{name}"), NONE, shown[name]) for name in ROWS[1:]),
            (words(f"{ID}.row.supply_rate"), numbers["supply_rate"], NONE),
            (words(f"{ID}.row.health"), numbers["health"], NONE),
        ),
        notes=tuple(words(f"{ID}.note.{name}", **numbers) for name in _notes(result)),
        lines=_lines(result),
        ranges=_ranges(result),
        sources=tuple(dict.fromkeys((asset.rates_source, asset.risk_source, "aave-origin"))),
    )


def _numbers(result) -> dict[str, str]:
    curve, wandering = result.curve, result.wandering
    kink = curve.optimal_utilization
    numbers = {
        "deposit": amount_text(result.deposit),
        "months": amount_text(result.values["months"]),
        "days": amount_text(wandering.days),
        "start": percent_text(wandering.start),
        "usual": percent_text(wandering.usual),
        "swing": percent_text(wandering.swing),
        "half_life": amount_text(wandering.half_life),
        "kept": percent_text(wandering.kept),
        "push": percent_text(wandering.push),
        "kink": percent_text(kink),
        "reserve": percent_text(curve.reserve_factor),
        "supply_rate": percent_text(result.supply_rate),
        "borrow_rate": percent_text(result.borrow_rate),
        "borrowed": percent_text(result.supply.borrowed),
        "debt": amount_text(result.deposit * result.supply.borrowed),
        "carry": percent_text(result.first_carry),
        "health": amount_text(result.health, 4),
        "most_lent": percent_text(result.asset.loan_to_value),
        "share": percent_text(result.supply.share),
        "least_free": percent_text(1 - result.supply.share),
        "calm": _money(result.calm_income, result),
        "calm_share": percent_text(result.calm_income),
    }
    return numbers | (_counted(result.simulated, result) if result.simulated else {})


def _counted(luck, result) -> dict[str, str]:
    """Return what the paths came to; the money is that of the deposit now."""
    return {
        "low": _money(luck.below(SHARES[0]), result),
        "middle": _money(luck.below(SHARES[2]), result),
        "high": _money(luck.below(SHARES[-1]), result),
        "mean": _money(luck.mean_income, result),
        "blocked": percent_text(luck.blocked_share, 1),
        "blocked_days": amount_text(float(luck.blocked_days.mean()), 1),
        "longest": amount_text(int(luck.longest_blocked.max())),
        "loss": percent_text(luck.loss_share, 1),
        "paths": amount_text(luck.paths),
    }


def _money(share: float, result) -> str:
    return amount_text(share * result.deposit, 0)


def _reasons(result):
    yield "supply" if result.wandering.start <= result.curve.optimal_utilization else "supply-steep"
    if result.supply.borrowed:
        yield "carry"
    yield "withdraw"
    yield "wandering"


def _notes(result):
    yield "model"
    if result.simulated and result.calm_income < result.simulated.below(SHARES[0]):
        yield "bent"
    if result.blocked_at_start:
        yield "blocked-at-start"
    if result.supply.borrowed > result.asset.loan_to_value:
        yield "above-limit"


def _lines(result) -> dict:
    """Return the numbers of each trace; without a simulation of these values the fans lie on the calm lines."""
    days = charted(result.wandering.days)
    calm = {
        "utilization": [result.wandering.calm(day) * 100 for day in days],
        "income": [result.calm_incomes[day] * 100 for day in days],
    }
    luck = result.simulated
    fans = {"utilization": luck.utilization_fan, "income": luck.income_fan} if luck else {}
    found = {f"{name}-calm": (days, values) for name, values in calm.items()}
    for name, values in calm.items():
        for place, share in enumerate(SHARES):
            drawn = [row[place] * 100 for row in fans[name]] if luck else values
            found[f"{name}-{share}"] = (days, drawn)
    ends = [0, result.wandering.days]
    return found | {
        "kink": (ends, [result.curve.optimal_utilization * 100] * 2),
        "blocked": (ends, [(1 - result.supply.share) * 100] * 2),
    }


def _ranges(result) -> dict:
    """Return the ends of the axes, which move in steps only."""
    incomes = [*result.calm_incomes, *(value for row in (result.simulated.income_fan if result.simulated else ())
                                       for value in row)]  # fmt: skip
    lowest, highest = min(incomes) * 100, max(incomes) * 100
    ends = (-charts.nice_ceiling(-lowest) if lowest < 0 else 0, charts.nice_ceiling(highest) if highest > 0 else 0)
    across = (0, result.wandering.days)
    return {"xaxis": across, "xaxis2": across, "yaxis2": ends if ends[0] < ends[1] else (0, 1)}


def figure(words: Words):
    """Return the empty figure."""
    names = ("median", "calm", "kink", "blocked")
    said = {name: words(f"{ID}.trace.{name}") for name in names}
    for name, low, high in (("wide", SHARES[0], SHARES[-1]), ("narrow", SHARES[1], SHARES[-2])):
        said[name] = words(f"{ID}.trace.band", share=percent_text(high - low, 0))
    traces = [
        *_fan("utilization", said, pane="", in_legend=True),
        charts.line("kink", said["kink"], charts.ORANGE, dash="dashdot", width=2, hover=f"{said['kink']} %{{y:.1f}}%"),
        charts.line("blocked", said["blocked"], charts.RED, dash="dash", hover=f"{said['blocked']} %{{y:.1f}}%"),
        *_fan("income", said, pane="2", in_legend=False),
    ]
    return charts.figure(
        traces,
        height=420,
        legend={"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        margin={"l": 58, "r": 18, "t": 34, "b": 124},
        xaxis={"domain": (0.0, 0.46), "range": (0, 365), "title": words(f"{ID}.axis.days")},
        yaxis={"range": (0, 101), "ticksuffix": "%"},
        xaxis2={"domain": (0.56, 1.0), "range": (0, 365), "anchor": "y2", "title": words(f"{ID}.axis.days")},
        yaxis2={"range": (0, 10), "ticksuffix": "%", "anchor": "x2", "zeroline": True},
        annotations=[
            {"text": words(f"{ID}.heading.{name}"), "x": x, "y": 1.0, "xref": "paper", "yref": "paper",
             "xanchor": "center", "yanchor": "bottom", "yshift": 7, "showarrow": False}
            for name, x in (("utilization", 0.23), ("income", 0.78))
        ],
    )  # fmt: skip


def _fan(name: str, said, *, pane: str, in_legend: bool):
    """Return the lines of a fan: its edges, its middle, and the path without luck; only one fan is in the legend."""
    low, lower, middle, upper, high = (f"{name}-{share}" for share in SHARES)
    hover = "%{x} → %{y:.2f}%"
    wide, narrow = (said[band] if in_legend else "" for band in ("wide", "narrow"))
    lines = [
        charts.line(middle, said["median"], charts.BLUE, hover=f"{said['median']} {hover}", pane=pane),
        charts.line(f"{name}-calm", said["calm"], charts.GREY, dash="dot", width=2, hover=f"{said['calm']} {hover}",
                    pane=pane),
    ]  # fmt: skip
    return [
        charts.edge(low, dash="dot", pane=pane),
        charts.edge(high, dash="dot", name=wide, fill=WIDE, pane=pane),
        charts.edge(lower, pane=pane),
        charts.edge(upper, name=narrow, fill=NARROW, pane=pane),
        *(line.update(showlegend=in_legend) for line in lines),
    ]
