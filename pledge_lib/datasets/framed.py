"""Rows as a pandas DataFrame, for people who work with tables; pandas is loaded only when a `frame` is asked for."""

from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from pledge_lib.datasets.titles import Title
from pledge_lib.finance.units import unit_of

if TYPE_CHECKING:
    import pandas

Of = TypeVar("Of")
KEPT_AS = {
    "money": "TWD",
    "price": "TWD per share",
    "dollars": "USD",
    "points": "fraction",
    "percent": "fraction",
    "rate": "fraction",
    "chance": "fraction",
}
NO_UNIT = ("date", "yes-no", "word", "title", "text", "phrases")


class Rows(tuple[Of, ...]):
    """Rows that are also a table.

    >>> from pledge_lib.datasets.trading_days import calendar
    >>> calendar().frame.loc["2025-04-03", "reason"]
    'holiday:children-and-tomb-sweeping'
    """

    __slots__ = ()

    @property
    def frame(self) -> "pandas.DataFrame":
        """Return a new DataFrame with a row for each; `frame.attrs["units"]` says the unit of each number."""
        return frame_of(self)


def frame_of(rows: Iterable[Any]) -> "pandas.DataFrame":
    """Return rows of one dataclass as a new DataFrame, by date where each row has one.

    A text in several languages is a column for each (`lender.zh_TW`), a list one text; days are timestamps. The units
    of the columns stand in `attrs["units"]`, as the library keeps them: 0.6 is a fraction, not 60 %.
    """
    import pandas

    rows = list(rows)
    kind = type(rows[0])
    columns: dict[str, object] = {}
    for name in (each.name for each in fields(kind)):
        values = [getattr(row, name) for row in rows]
        if isinstance(values[0], Title):
            columns |= {f"{name}.{language}": [value[language] for value in values] for language in values[0]}
        elif _unit_name(kind, name) == "date" or name == "date":
            columns[name] = pandas.to_datetime(values)
        else:
            columns[name] = [", ".join(value) if _is_list_of_words(value) else value for value in values]
    frame = pandas.DataFrame(columns)
    frame.attrs["units"] = units_of(kind)
    return frame.set_index("date") if "date" in frame else frame


def frame_of_columns(owner: object, *names: str) -> "pandas.DataFrame":
    """Return fields of one object that are as long as each other as a new DataFrame, a column for each."""
    import pandas

    frame = pandas.DataFrame({name: getattr(owner, name) for name in names})
    frame.attrs["units"] = {name: unit for name, unit in units_of(type(owner)).items() if name in names}
    return frame


def units_of(kind: type) -> dict[str, str]:
    """Return the unit in which each field of a dataclass is kept, where it is a number with one.

    >>> from pledge_lib.datasets.records import Lender
    >>> units_of(Lender)["annual_rate"], units_of(Lender)["fee_per_lot"]
    ('fraction', 'TWD')
    """
    named = {each.name: _unit_name(kind, each.name) for each in fields(kind)}
    return {name: KEPT_AS.get(unit, unit) for name, unit in named.items() if unit and unit not in NO_UNIT}


def _unit_name(kind: type, name: str) -> str | None:
    unit = unit_of(kind, name)
    return unit.name if unit else None


def _is_list_of_words(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(part, str) for part in value)
