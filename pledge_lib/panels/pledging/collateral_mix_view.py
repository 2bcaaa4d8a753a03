"""How F1.6 looks: bars of weights beside the odds of a call over the correlation; sentence, notes and table."""

from pledge_lib import datasets
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.market.correlations import pair_correlations
from pledge_lib.market.pledging.tranches import SESSIONS_A_MONTH
from pledge_lib.panels import charts
from pledge_lib.panels.declaration import View
from pledge_lib.panels.words import Words

ID = "F1.6"
ASSETS = ("a", "b", "c", "d")
RULES_USED = ("loan_to_value", "loan_to_value_not_eligible", "bond_loan_to_value", "loan_step", "call_line")
CRASH_WINDOW = "2025-tariffs"  # the window in which the shipped shares moved together most


def view(result, words: Words) -> View:
    """Say and draw the result."""
    pledge, now, crash = result.pledge, result.now, result.crash
    numbers = {
        "count": amount_text(len(result.used)),
        "volatility": percent_text(now.volatility),
        "mean_volatility": percent_text(result.mean_volatility),
        "apart": percent_text(result.curve[0].volatility),
        "value": amount_text(pledge.collateral),
        "cap": amount_text(pledge.loan_cap),
        "step": amount_text(pledge.rules.loan_step),
        "use": percent_text(result.use),
        "loan": amount_text(pledge.principal),
        "ratio": percent_text(pledge.ratio),
        "line": percent_text(pledge.rules.call_line),
        "room": percent_text(pledge.fall_to_call),
        "correlation": amount_text(now.correlation, 2),
        "odds": percent_text(now.odds),
        "odds_at_once": percent_text(now.odds_at_once),
        "crash": amount_text(crash.correlation, 2),
        "crash_volatility": percent_text(crash.volatility),
        "crash_odds": percent_text(crash.odds),
        "tranches": amount_text(result.tranches),
        "month": amount_text(SESSIONS_A_MONTH),
    }
    rows = ("volatility", "mean_volatility", "cap", "loan", "ratio", "room", "odds", "crash_volatility", "crash_odds",
            "odds_at_once")  # fmt: skip
    assets = ((words(f"{ID}.asset.{name}"), _asset(asset, words)) for name, asset in _named(result))
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers),
        why=words(f"{ID}.why.{'empty' if result.state == 'empty' else 'mix'}", **numbers),
        table=(
            (words("table.quantity"), words("table.value")),
            *assets,
            *((words(f"{ID}.row.{name}", **numbers), words(f"{ID}.cell.{name}", **numbers)) for name in rows),
        ),
        notes=tuple(_notes(result, words)),
        lines=_lines(result),
        ranges={"yaxis2": (0, _ceiling(result))},
        idle=tuple(_idle(result)),
        rules=((pledge.rules, RULES_USED),),
        sources=_sources(),
    )


def _named(result):
    return zip(ASSETS, result.assets, strict=True)


def _asset(asset, words: Words) -> str:
    if not asset.weight:
        return words(f"{ID}.cell.none")
    return words(
        f"{ID}.cell.asset",
        weight=percent_text(asset.weight),
        volatility=percent_text(asset.volatility),
        loan_to_value=percent_text(asset.loan_to_value),
        lendable=amount_text(asset.lendable),
    )


def _notes(result, words: Words):
    if len(result.used) > 1:
        yield words(f"{ID}.note.assumption", **_measured(words), crash=amount_text(result.crash.correlation, 2))
        if result.crash.correlation < result.now.correlation:
            yield words(f"{ID}.note.crash-lower")
    if any(asset.tier == "bond" for asset in result.used):
        yield words(f"{ID}.note.bond")
    if result.now.odds > result.now.odds_at_once:
        yield words(f"{ID}.note.tranches-worse")


def _idle(result):
    """Yield the controls of assets that are not pledged, and the correlations where nothing is mixed."""
    for name, asset in _named(result):
        if not asset.weight:
            yield from (f"volatility_{name}", f"tier_{name}")
    if len(result.used) < 2:
        yield from ("correlation", "crash")


def _measured(words: Words) -> dict[str, str]:
    """Return how far the recorded shares really moved together in one crash."""
    found, window = pair_correlations(CRASH_WINDOW).values(), datasets.windows()[CRASH_WINDOW]
    mean = sum(found) / len(found)
    return {
        "name": words.of(window.name),
        "mean": amount_text(mean, 2),
        "highest": amount_text(max(found), 2),
    }


def _sources() -> tuple[str, ...]:
    symbols = {symbol for pair in pair_correlations(CRASH_WINDOW) for symbol in pair}
    points = (point for symbol in sorted(symbols) for point in datasets.prices(symbol).window(CRASH_WINDOW))
    return tuple(dict.fromkeys(point.source for point in points))


def _ceiling(result) -> float:
    highest = max(max(place.odds, place.odds_at_once) for place in (*result.curve, result.now, result.crash))
    return min(105.0, charts.nice_ceiling(max(highest * 100, 1) * 1.02))


def _lines(result) -> dict:
    over = [place.correlation for place in result.curve]
    marks = (result.now, result.crash)
    return {
        "weights": {"x": [asset.weight * 100 for asset in result.assets][::-1]},
        "at-once": (over, [place.odds_at_once * 100 for place in result.curve]),
        "odds": (over, [place.odds * 100 for place in result.curve]),
        "marks": ([place.correlation for place in marks], [place.odds * 100 for place in marks]),
    }


def figure(words: Words):
    """Return the empty figure: bars of weights, and the odds over the correlation."""
    said = {name: words(f"{ID}.trace.{name}") for name in ("at-once", "odds")}
    names = [words(f"{ID}.asset.{name}") for name in ASSETS[::-1]]
    hover = "ρ %{x:.2f} → %{y:.2f}%"
    at_once = charts.line(
        "at-once", said["at-once"], charts.GREY, dash="dot", width=2, hover=f"{said['at-once']} {hover}", pane="2"
    )
    colors, symbols = [charts.BLUE, charts.RED], ["diamond", "x"]
    marks = charts.dots("marks", "", colors, symbols=symbols, hover=hover, pane="2")
    traces = [
        charts.bars("weights", names, charts.BLUE, patterns=["x", ".", "/", ""]),
        at_once,
        charts.line("odds", said["odds"], charts.ORANGE, hover=f"{said['odds']} {hover}", pane="2"),
        marks,
    ]
    for trace in (traces[0], marks):
        trace.showlegend = False
    return charts.figure(
        traces,
        height=340,
        legend={"orientation": "h", "x": 0.44, "y": 1.02, "yanchor": "bottom"},
        xaxis={"domain": (0.0, 0.3), "range": [0, 100], "ticksuffix": "%", "title": words(f"{ID}.axis.weight")},
        yaxis={"range": [-0.5, 3.5]},
        xaxis2={"domain": (0.44, 1.0), "range": [-0.03, 1.03], "title": words(f"{ID}.axis.correlation"),
                "anchor": "y2"},
        yaxis2={"range": [0, 50], "ticksuffix": "%", "anchor": "x2", "title": words(f"{ID}.axis.odds")},
    )  # fmt: skip
