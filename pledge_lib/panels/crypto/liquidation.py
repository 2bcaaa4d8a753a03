"""F4.4: what happens below a health factor of 1: call after call, what is repaid, what is taken and what is left."""

from dataclasses import replace
from datetime import date

from pledge_lib import datasets
from pledge_lib.datasets.aave import aave_assets
from pledge_lib.finance.checks import exact
from pledge_lib.finance.lines import above
from pledge_lib.finance.states import NO_DEBT
from pledge_lib.finance.units import DATE, DOLLARS, NUMBER, PERCENT, TOKENS
from pledge_lib.panels import charts, marks
from pledge_lib.panels.controls import Choice, Preset, Slider
from pledge_lib.panels.crypto.liquidation_model import ASSET, MOST_SHOWN, VERSIONS, Stepper, stepper
from pledge_lib.panels.figure import Chart, Figure, Row, Table

ID = "F4.4"
CRASH, CRASH_DAYS = "ETH", (date(2024, 8, 4), date(2024, 8, 5))
PLACES = 2 + MOST_SHOWN  # before the fall, after it, and the calls
HIGHEST_HEALTH = 1.5  # what is above is drawn here; the table says the number
ENDS = (-0.6, PLACES - 0.4)
PARTS = {"yours": (charts.BLUE, ""), "repaid": (charts.GREY, "/"), "bonus": (charts.ORANGE, "x"),
         "fee": (charts.GREEN, ".")}  # fmt: skip
DUST_RULES = ("small_position", "dust")
TARGET_RULES = ("target_health_factor",)
SHARE_RULES = ("close_factor", "full_close_health_factor")
HEIGHTS = (0, 0.25, 0.5, 0.75, 1, 1.25)
IN_DOLLARS, PLAIN = "{name} %{x}: %{y:,.2f}", "{name} %{y:.4f}"


def reasons(result: Stepper):
    """Yield why: the health factor, how much one call may repay, what it does, and whether that helps."""
    if result.state == NO_DEBT:
        yield f"why.{NO_DEBT}"
        return
    yield "why.health"
    if result.first:
        yield f"why.{most_allowed(result)}"
        if result.first.refused:
            yield "why.refused"
        else:
            yield "why.short" if result.first.repaid < result.first.most_repaid else "why.taken"
            if result.first.after.collateral_value:
                yield "why.left"
        if result.deficit:
            yield "why.booked" if result.rules.books_deficit else "why.not-booked"
    yield "why.turning-point"


def most_allowed(result: Stepper) -> str:
    """Return by which rule the first call may repay so much."""
    rules, fallen = result.rules, result.fallen
    if rules.has_target:
        return "target"
    if result.first.close_factor < 1:
        return "half" if rules.full_close_health_factor else "always-half"
    half_allowed = above(fallen.health_factor, rules.full_close_health_factor)
    return "small" if half_allowed and min(fallen.collateral_value, fallen.debt_value) < rules.small_position else "all"


def notes(result: Stepper):
    """Yield what the reader has to know besides."""
    if result.turning_point >= 1:
        yield "note.insane"
    elif result.gets_worse:
        yield "note.worse"
    if result.done:
        yield "note.jump"
    if result.rules.name == "aave-v2":
        yield "note.v2"
    if result.rules.has_target:
        yield "note.v4"


def rows(result: Stepper):
    """Yield how things stand at each step, and all calls together where there are several."""
    cells = ("repaid", "taken", "collateral", "unpaid", "health")
    for step in result.steps:
        yield Row(cells, step.name, step)
    if result.count > 1:
        yield Row(cells, "all", replace(result.steps[-1], repaid=result.repaid, taken=result.taken))


def points(result: Stepper) -> dict:
    """Return the numbers of the marks: the collateral by what became of it, the debt, and the health factor."""
    steps = result.steps
    heights = [(step.collateral, *used(result, step.call)) for step in steps]
    heights += [(0.0,) * len(PARTS)] * (PLACES - len(steps))
    bases, found = [0.0] * PLACES, {}
    for name, column in zip(PARTS, zip(*heights, strict=True), strict=True):
        found[name] = {"x": range(PLACES), "y": list(column), "base": bases}
        bases = [base + height for base, height in zip(bases, column, strict=True)]
    places = range(len(steps))
    return found | {
        "debt": (places, [step.unpaid for step in steps]),
        "one": (ENDS, [1, 1]),
        "turning": (ENDS, [result.turning_point] * 2),
        "health": (places, [min(step.health or 0, HIGHEST_HEALTH) for step in steps]),
    }


def used(result: Stepper, calls: int) -> tuple[float, float, float]:
    """Return what so many calls have repaid, and of the bonus what liquidators and the protocol got."""
    done = result.done[:calls]
    income, penalty = sum(call.income for call in done), sum(call.penalty for call in done)
    return sum(call.repaid for call in done), income, penalty - income


def ticks(result: Stepper, say) -> dict:
    """Return the names of the steps below both panes, shorter below the right one."""
    places = tuple(range(len(result.steps)))
    return {
        axis: (places, tuple(say(f"{kind}.{step.name}", step) for step in result.steps))
        for axis, kind in (("xaxis", "tick"), ("xaxis2", "short"))
    }


def layout(say) -> dict:
    """Return two panes: where the collateral goes, and the health factor."""
    across = {"range": ENDS, "showgrid": False}
    named = [*(NUMBER.rounded(2).write(height) for height in HEIGHTS), f"≥ {HIGHEST_HEALTH:.2f}"]
    return {
        "height": 420,
        "barmode": "overlay",
        "margin": {"l": 66, "r": 18, "t": 34, "b": 120},
        "legend": {"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom", "x": 0,
                   "traceorder": "normal"},
        "xaxis": {**across, "domain": (0.0, 0.56)},
        "yaxis": {"range": [0, 10_000], "tickformat": ","},
        "xaxis2": {**across, "tickangle": 0, "domain": (0.65, 1.0), "anchor": "y2"},
        "yaxis2": {"range": [0, HIGHEST_HEALTH * 1.03], "anchor": "x2", "tickvals": [*HEIGHTS, HIGHEST_HEALTH],
                   "ticktext": named},
        "annotations": marks.headings(say, money=0.28, health=0.825),
    }  # fmt: skip


CHART = Chart(
    marks=(
        *(marks.columns(name, color=color, name=name, pattern=pattern, hover=IN_DOLLARS)
          for name, (color, pattern) in PARTS.items()),
        marks.dots("debt", color=charts.RED, name="debt", symbols="diamond", hover=IN_DOLLARS),
        marks.line("one", color=charts.RED, name="one", dash="dash", hover=PLAIN, pane="2"),
        marks.line("turning", color=charts.ORANGE, name="turning", dash="dot", hover=PLAIN, pane="2"),
        marks.line("health", color=charts.BLUE, name="health", hover=PLAIN, pane="2",
                   also={"mode": "lines+markers", "marker": {"size": 9, "symbol": "circle"}}),
    ),
    points=points,
    ranges=lambda result: {"yaxis": (0, charts.nice_ceiling(result.opened.collateral_value))},
    ticks=ticks,
    layout=layout,
)  # fmt: skip


def presets():
    """Yield the lesson's position in several falls and versions, a small loan, and a real day from close to low."""
    base = {"version": VERSIONS[2], "amount": 5, "price": 2_000, "borrowed": 0.805, "threshold": 0.83, "bonus": 0.05,
            "fall": 0.05, "gas": 20}  # fmt: skip
    cases = {
        "half": {},
        "all": {"fall": 0.08},
        "bad-debt": {"fall": 0.25},
        "worse": {"version": VERSIONS[0], "fall": 0.18},
        "target": {"version": VERSIONS[3]},
        "small": {"amount": 1},
        "gas": {"amount": 0.1, "gas": 50},
    }
    before, after = CRASH_DAYS
    close, low = (datasets.prices(CRASH).point(day) for day in CRASH_DAYS)
    fall = float(1 - exact(low.low) / exact(close.close))
    real = {**base, "price": close.close, "borrowed": 0.70, "fall": round(fall, 4)}
    yield from (Preset(label=f"preset.{name}", values=base | case) for name, case in cases.items())
    fields = {"day": DATE(after), "before": DATE(before), "fall": PERCENT(real["fall"])}
    yield Preset(label="preset.real", values=real, fields=fields)


def figure() -> Figure:
    """Declare the figure."""
    asset = aave_assets()[ASSET]
    return Figure(
        id=ID,
        controls=(
            Slider(key="fall", low=0.0, high=0.60, step=0.005, default=0.05, unit=PERCENT),
            Slider(key="borrowed", low=0.0, high=0.95, step=0.005, default=asset.loan_to_value, unit=PERCENT),
            Slider(key="bonus", low=0.01, high=0.15, step=0.005, default=asset.bonus, unit=PERCENT),
            Slider(key="gas", low=0, high=500, step=5, default=20, unit=DOLLARS),
            Slider(key="threshold", low=0.50, high=0.95, step=0.005, default=asset.threshold, unit=PERCENT),
            Slider(key="amount", low=0.1, high=50, step=0.1, default=5, unit=TOKENS),
            Slider(key="price", low=100, high=10_000, step=10, default=2_000, unit=DOLLARS),
            Choice(key="version", options=VERSIONS, default=VERSIONS[2],
                   label=lambda name, say: say.of(datasets.title(name))),
        ),
        presets=tuple(presets()),
        lead="fall",
        hero=("end.health_factor", "end.collateral_value", "penalty"),
        model=stepper,
        why=reasons,
        notes=notes,
        main=CHART,
        table=Table(columns=("call", "repaid", "taken", "collateral", "debt", "health"), rows=rows),
        rules=lambda result: ((result.rules.name, rules_used(result)),),
        sources=lambda result: (result.asset.risk_source,),
    )  # fmt: skip


def rules_used(result: Stepper) -> tuple[str, ...]:
    """Return the names of the rules that decide how much a call may repay, and what may be left."""
    return (*(TARGET_RULES if result.rules.has_target else SHARE_RULES), *DUST_RULES, "books_deficit")
