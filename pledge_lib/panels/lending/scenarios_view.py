"""How F3.2 looks: bars of what each loan earns, and curves of equal income over rate and days; what it says."""

from pledge_lib import datasets
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.panels import charts
from pledge_lib.panels.declaration import View
from pledge_lib.panels.words import Words

ID = "F3.2"
PROFILE = "tw-lending"
LONGEST = 180
SPANS = (40, 80, 120, LONGEST)
POINTS = 40  # of a curve
CURVES = {"same": "solid", "double": "dash", "goal": "dot"}
SYMBOLS = ("circle", "square", "diamond", "triangle-up")
RULES_USED = ("highest_rate", "auction_step", "negotiated_step", "day_basis", "broker_share", "daily_minimum")
COLUMNS = ("loan", "price", "shares", "rate", "days", "gross", "a_day", "rank")
TABLE = ("loan", "value", "gross", "net", "a_day", "rank", "total_rank")


def loan_name(id: str, words: Words) -> str:
    """Return the name of a loan by its id in the article."""
    return words(f"{ID}.loan.{id}")


def view(result, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result, words)
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers),
        why="\n".join(words(f"{ID}.why.{name}", **numbers) for name in ("floored" if result.floored else "fee", "all")),
        table=(
            tuple(words(f"{ID}.column.{name}") for name in TABLE),
            *(_row(result, loan, words) for loan in result.loans),
        ),
        sheet=(
            tuple(words(f"{ID}.column.{name}") for name in COLUMNS),
            *(_editable(result, loan, words) for loan in result.loans),
        ),
        notes=tuple(_notes(result, words, numbers)),
        lines=_lines(result),
        looks={"loans": {"text": tuple(_hover(loan, words) for loan in result.loans), "color": _colors(result)}},
        ticks={"xaxis": (tuple(range(len(result.loans))), tuple(_tick(loan, words) for loan in result.loans))},
        ranges=_ranges(result),
        rules=((result.rules, RULES_USED),),
        sources=("article-003",),
    )


def _numbers(result, words: Words) -> dict[str, str]:
    shown = result.shown
    by_day = sorted(result.loans, key=lambda loan: result.rank(loan, "a_day"))
    best_day, best = by_day[0], result.first_by("gross")
    listed = words(f"{ID}.and")
    return {
        "order": words(f"{ID}.then").join(loan_name(loan.id, words) for loan in by_day),
        "best": listed.join(loan_name(loan.id, words) for loan in best),
        "best_day": listed.join(loan_name(loan.id, words) for loan in result.first_by("a_day")),
        "best_gross": amount_text(best[0].gross, 2),
        "best_days": listed.join(amount_text(loan.days) for loan in best),
        "best_a_day": amount_text(best_day.a_day, 2),
        "shown": loan_name(shown.id, words),
        "value": amount_text(shown.value),
        "rate": percent_text(shown.annual_rate),
        "days": amount_text(shown.days),
        "gross": amount_text(shown.gross, 2),
        "net": amount_text(shown.net, 2),
        "a_day": amount_text(shown.a_day, 2),
        "goal": amount_text(result.goal),
        "goal_days": amount_text(result.goal / shown.a_day, 1),
        "double": amount_text(shown.gross * 2, 2),
        "share": percent_text(result.broker_share),
        "day_basis": amount_text(result.rules.day_basis),
        "minimum": amount_text(result.rules.daily_minimum),
        "cap": percent_text(result.rules.highest_rate),
    }


def _row(result, loan, words: Words) -> tuple[str, ...]:
    return (
        loan_name(loan.id, words),
        amount_text(loan.value),
        amount_text(loan.gross, 2),
        amount_text(loan.net, 2),
        amount_text(loan.a_day, 2),
        amount_text(result.rank(loan, "a_day")),
        amount_text(result.rank(loan, "gross")),
    )


def _editable(result, loan, words: Words) -> tuple[str, ...]:
    name, _, gross, _, a_day, rank, _ = _row(result, loan, words)
    return (name, *(f"{number}:{loan.id}" for number in COLUMNS[1:5]), gross, a_day, rank)


def _notes(result, words: Words, numbers):
    yield words(f"{ID}.note.curves", **numbers)
    if result.floored:
        yield words(f"{ID}.note.floored", **numbers)


def _hover(loan, words: Words) -> str:
    said = {"name": loan_name(loan.id, words), "rate": percent_text(loan.annual_rate)}
    return words(f"{ID}.hover", days=amount_text(loan.days), gross=amount_text(loan.gross, 2), **said)


def _tick(loan, words: Words) -> str:
    return words(f"{ID}.tick", name=words(f"{ID}.short.{loan.id}"), a_day=amount_text(loan.a_day, 2))


def _colors(result) -> tuple[str, ...]:
    """Return the loan of the curves in blue, the others in grey; the symbols tell them apart too."""
    return tuple(charts.BLUE if loan == result.shown else charts.GREY for loan in result.loans)


def _lines(result) -> dict:
    places = range(len(result.loans))
    cap, days = result.rules.highest_rate, LONGEST
    found = {
        "gross": {"x": [place - 0.19 for place in places], "y": [loan.gross for loan in result.loans]},
        "net": {"x": [place + 0.19 for place in places], "y": [loan.net for loan in result.loans]},
        "cap": ([0, days], [cap * 100] * 2),
        "loans": ([loan.days for loan in result.loans], [loan.annual_rate * 100 for loan in result.loans]),
    }
    shown = result.shown
    times = {"same": 1.0, "double": 2.0, "goal": result.goal / shown.gross}
    for name in CURVES:
        product = shown.annual_rate * shown.days * times[name]  # rate x days decides at one value
        shortest = product / cap
        lasted = [shortest * (max(days / shortest, 1.01)) ** (place / (POINTS - 1)) for place in range(POINTS)]
        found[name] = (lasted, [product / day * 100 for day in lasted])
    return found


def _ranges(result) -> dict:
    longest = max(loan.days for loan in result.loans) * 1.1
    return {
        "yaxis": (0, charts.nice_ceiling(max(loan.gross for loan in result.loans))),
        "xaxis2": (0, next((span for span in SPANS if span >= longest), SPANS[-1])),
    }


def figure(words: Words):
    """Return the empty figure: what each loan earns, and where loans of one value earn alike."""
    names = ("gross", "net", "loans", "cap", *CURVES)
    said = {name: words(f"{ID}.trace.{name}") for name in names}
    hover = "%{x:.1f} → %{y:.2f}%"
    bars = {"width": 0.36, "hover": "%{y:,.2f}"}
    traces = [
        charts.columns("gross", said["gross"], charts.BLUE, pattern="", **bars),
        charts.columns("net", said["net"], charts.GREEN, pattern="/", **bars),
        *(
            charts.line(name, said[name], charts.ORANGE, dash=dash, hover=f"{said[name]} {hover}", pane="2")
            for name, dash in CURVES.items()
        ),
        charts.line("cap", said["cap"], charts.RED, dash="dashdot", width=1.5, hover=f"{said['cap']} {hover}",
                    pane="2"),
        charts.dots("loans", said["loans"], charts.GREY, symbols=list(SYMBOLS), hover="%{hovertext}", pane="2"),
    ]  # fmt: skip
    traces[-1].showlegend = False  # each loan has its own symbol, and its number stands beside it
    cap = datasets.rules(PROFILE).highest_rate * 100
    return charts.figure(
        traces,
        height=440,
        barmode="overlay",
        legend={"orientation": "h", "x": 0, "y": -0.27, "yanchor": "top"},
        margin={"l": 70, "r": 18, "t": 34, "b": 130},
        xaxis={"domain": (0.0, 0.46), "range": (-0.6, len(SYMBOLS) - 0.4), "showgrid": False, "tickangle": 0,
               "tickvals": [], "ticktext": []},
        yaxis={"range": (0, 2_000), "tickformat": ","},
        xaxis2={"domain": (0.56, 1.0), "range": (0, 80), "anchor": "y2", "title": words(f"{ID}.axis.days")},
        yaxis2={"range": (0, cap * 1.1), "anchor": "x2", "ticksuffix": "%"},
        annotations=[
            {"text": words(f"{ID}.heading.{name}"), "x": x, "y": 1.0, "xref": "paper", "yref": "paper",
             "xanchor": "center", "yanchor": "bottom", "yshift": 7, "showarrow": False}
            for name, x in (("bars", 0.23), ("curves", 0.78))
        ],
    )  # fmt: skip
