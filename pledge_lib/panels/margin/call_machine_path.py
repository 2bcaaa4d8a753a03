"""The paths of F2.4: ratios of the lesson's guess and exercise, shapes of a falling market, or a path drawn by hand."""

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date

from pledge_lib.market import one_path
from pledge_lib.market.sessions import sessions
from pledge_lib.panels.controls import Values

DRAWN = "drawn"
RATIOS: Mapping[str, tuple[float, ...]] = {  # of the whole account, at each close
    "p2-4": (1.28, 1.30, 1.31, 1.29),
    "path-a": (1.35, 1.28, 1.31, 1.33, 1.29, 1.27, 1.40, 1.68),
    "path-b": (1.28, 1.31, 1.33, 1.40, 1.68),
    "touch": (1.35, 1.30, 1.32, 1.30, 1.299, 1.31, 1.33, 1.30),
}
SHAPES = ("slow", "crash", "v-shape", DRAWN)
KINDS = (*RATIOS, *SHAPES)


def ratios_of(kind: str) -> tuple[float, ...] | None:
    """Return the ratios that a path is given in, None for one given in prices."""
    return RATIOS.get(kind)


def relative_closes(values: Values, limit: float) -> one_path.Path:
    """Return the closes of a path as parts of its start, none further from the last one than the daily limit."""
    count, fall = int(values["sessions"]), values["fall"]
    match values["path"]:
        case "slow":
            wanted = one_path.slow_bleed(fall, count)
        case "crash":
            wanted = one_path.instant_shock(fall, count)
        case "v-shape":
            wanted = one_path.v_shape(fall, count, low_on=count // 2)
        case _:
            wanted = (1.0, *values["drawn"][:count])
    return one_path.limited(wanted, limit)


def path_days(start: date, count: int) -> tuple[date, ...]:
    """Return so many sessions, the first on the day or after it."""
    trading = sessions()
    first = bisect_left(trading, start)
    return trading[first : first + count]
