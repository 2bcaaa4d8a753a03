"""The pictures of F4.8: what is earned as an opening fan, and in a drawer the fan of the utilisation."""

from dataclasses import dataclass

from pledge_lib.finance.units import Percent
from pledge_lib.market.crypto.pool_simulation import YEAR_DAYS
from pledge_lib.panels import axes, charts, toned, tones
from pledge_lib.panels.chart import Chart
from pledge_lib.panels.crypto.supply_only_model import MONTHS_A_YEAR, SHARES, SupplyOnly, charted
from pledge_lib.panels.drawer import Drawer
from pledge_lib.panels.stage import Label

ROOM = 1.25  # how much higher than the mean at the widest swing the picture is
LEAST_TOOTH = 0.02  # part of the picture that a day on which any path is blocked is drawn with


@dataclass(frozen=True, kw_only=True)
class Band:
    """A band of the fan, and how many of the paths are within."""

    share: Percent


def months(result: SupplyOnly) -> list[float]:
    """Return the charted days as months since the deposit."""
    return [round(day * MONTHS_A_YEAR / YEAR_DAYS, 3) for day in charted(result.wandering.days)]


def fan(result: SupplyOnly, rows, calm: list[float], scale: float) -> dict:
    """Return two bands around the median and the path without luck; without paths all lie on the calm one."""
    across = months(result)
    if rows:
        low, lower, middle, upper, high = ([value * scale for value in edge] for edge in zip(*rows, strict=True))
    else:
        low = lower = middle = upper = high = calm
    return {
        "outer": toned.between(across, low, high),
        "inner": toned.between(across, lower, upper),
        "median": (across, middle),
        "calm": (across, calm),
    }


def ends(result: SupplyOnly) -> tuple[float, float]:
    """Return the ends of the axis of money: high enough for the widest swing, so that a band is seen to open."""
    rows = result.simulated.income_fan if result.simulated else ()
    parts = [*result.calm_incomes, ROOM * result.swung_income, *(value for row in rows for value in row)]
    low, high = (end * result.deposit for end in (min(parts), max(parts)))
    lowest = -charts.nice_ceiling(-low, charts.FINE) if low < 0 else 0
    return lowest, charts.nice_ceiling(high, charts.FINE) if high > 0 else -lowest / 10


def teeth(result: SupplyOnly):
    """Yield a tooth at the foot for each charted day on which any path is blocked, as high as so many are."""
    foot, top = ends(result)
    shares = result.simulated.blocked_on if result.simulated else ()
    for month, share in zip(months(result), shares, strict=bool(shares)):
        if share:
            yield month, foot, month, foot + max(share, LEAST_TOOTH) * (top - foot)


def longest(result: SupplyOnly) -> list[tuple[float, float, float, float]]:
    """Return the longest tooth, at which the teeth are named; none where no path is ever blocked."""
    return sorted(teeth(result), key=lambda tooth: tooth[-1])[-1:]


def income(result: SupplyOnly) -> dict:
    """Return the fan of what is earned, in dollars, and the days without withdrawal at its foot."""
    days = charted(result.wandering.days)
    calm = [result.calm_incomes[day] * result.deposit for day in days]
    rows = result.simulated.income_fan if result.simulated else ()
    return fan(result, rows, calm, result.deposit) | {
        "blocked": toned.segments(teeth(result)),
        "leader": toned.segments((month, high, month, ends(result)[1]) for month, _, _, high in longest(result)),
    }


def names(rows, calm: float, scale: float, end: float):
    """Yield the names of the bands, of the median and of the calm path at the right edge, as far as there is a fan."""
    if rows and rows[-1][0] < rows[-1][-1]:
        for uid, place in (("outer", 4), ("inner", 3)):
            band = Band(share=round(SHARES[place] - SHARES[-1 - place], 2))
            y = rows[-1][place] * scale
            yield Label(uid=uid, x=end, y=y, text=("label.band", band), at="r", dx=-6, dy=-10, rank=3, drops=place == 3)
        yield Label(uid="median", x=end, y=rows[-1][2] * scale, at="r", dx=-6, dy=-10, rank=1, tone=tones.CURVE)
    yield Label(uid="calm", x=end, y=calm, at="r", dx=-6, dy=-11, rank=2)


def income_labels(result: SupplyOnly):
    """Yield the names at the fan, and what the teeth at the foot are."""
    found = result.simulated
    yield from names(found.income_fan if found else (), result.calm, result.deposit, months(result)[-1])
    for month, *_ in longest(result):
        yield Label(uid="blocked", x=month, y=ends(result)[1], at="l", dx=8, dy=12, rank=4, tone=tones.SOLD)


INCOME = Chart(
    marks=(
        toned.zone("outer", tone=tones.PLAIN),
        toned.zone("inner", tone=tones.CURVE),
        toned.line("median", tone=tones.CURVE, width=3),
        toned.line("calm", tone=tones.INK, width=2, dash="dot"),
        toned.line("blocked", tone=tones.SOLD, width=3),
        toned.line("leader", tone=tones.SOLD, width=1, dash="dot"),
    ),
    points=income,
    ranges=lambda result: {"xaxis": (0, result.values["months"]), "yaxis": ends(result)},
    labels=income_labels,
    layout=axes.plain({}, {"tickformat": ","}, left=74, names=("axis.months", "axis.y")),
)


def utilization(result: SupplyOnly) -> dict:
    """Return the fan of the utilisation, the kink, and the line above which not all can be withdrawn."""
    calm = [result.wandering.calm(day) * 100 for day in charted(result.wandering.days)]
    across = [0, result.values["months"]]
    return fan(result, result.simulated.utilization_fan if result.simulated else (), calm, 100) | {
        "kink": (across, [result.curve.optimal_utilization * 100] * 2),
        "full": (across, [result.least_free * 100] * 2),
    }


def utilization_labels(result: SupplyOnly):
    """Yield the names of the lines at the left and those of the fan at the right."""
    found, days = result.simulated, result.wandering.days
    rows = found.utilization_fan if found else ()
    yield from names(rows, result.wandering.calm(days) * 100, 100, months(result)[-1])
    yield Label(uid="kink", x=0, y=result.curve.optimal_utilization * 100, tone=tones.NEAR, dx=8, dy=12, rank=1)
    yield Label(uid="full", x=0, y=result.least_free * 100, tone=tones.SOLD, dx=8, dy=12, rank=0)


UTILIZATION = Drawer(
    name="utilization",
    chart=Chart(
        marks=(
            toned.zone("outer", tone=tones.PLAIN),
            toned.zone("inner", tone=tones.CURVE),
            toned.line("median", tone=tones.CURVE, width=3),
            toned.line("calm", tone=tones.INK, width=2, dash="dot"),
            toned.line("kink", tone=tones.NEAR, width=2, dash="dashdot"),
            toned.line("full", tone=tones.SOLD, width=2),
        ),
        points=utilization,
        ranges=lambda result: {"xaxis": (0, result.values["months"]), "yaxis": (0, 101)},
        labels=utilization_labels,
        layout=axes.plain({}, {"ticksuffix": "%"}, names=("axis.months", "axis.utilization")),
    ),
)
