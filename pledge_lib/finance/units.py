"""The one vocabulary of units: how a number of each kind is written, read, stepped, and when an answer is near enough.

A unit is a type: a field or property of a result says `ratio: Percent`, and from that the sentence, the table, the
badge, the answer key and the spreadsheet know how to write it. Values are kept in the library's unit (60 % is 0.6);
`on_screen` and `from_screen` lead to the reader's (60) and back. Symbols such as % count as notation, words do not
stand here: what a unit is called is a text of the course, found under the unit's name.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Annotated, Any, get_args, get_type_hints

from pledge_lib.finance.checks import InputError, exact, require_number
from pledge_lib.finance.money import half_up_text
from pledge_lib.finance.reading import day_in, number_in

ABSENT = "—"  # where there is no number to write
LARGEST = 1e15  # a larger number was a slip of the keyboard, and would drown every tolerance


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A kind of number.

    `scale` is what the library's 1 is on the reader's screen (100 for per cents) and `sign` what stands behind it.
    `places` are the decimals written: None writes whole numbers without and others with two; `trimmed` drops zeros at
    the end; `plus` puts a plus before a gain. An answer is near when it is off by at most `near` (in the library's
    unit) or that `share` of the goal. `whole` says that there are no parts of it. `taken` are the units that may be
    typed beside the number, each with how much of the library's unit one of it is.
    """

    name: str
    scale: int = 1
    sign: str = ""
    places: int | None = None
    trimmed: bool = False
    plus: bool = False
    near: float = 0.0
    share: float = 0.0
    whole: bool = False
    taken: Mapping[str, float] = field(default_factory=dict, compare=False)

    def write(self, value) -> str:
        """Return the value as a sentence writes it.

        >>> MONEY.write(600_000), MONEY.write(1479.452), PERCENT.write(5 / 3), PERCENT.write(0.22), RATE.write(0.001425)
        ('600,000', '1,479.45', '166.67%', '22%', '0.1425%')
        """
        if value is None:
            return ABSENT
        if value in (math.inf, -math.inf):
            return "∞" if value > 0 else "−∞"
        text = half_up_text(value, self.places, scale=self.scale)
        if self.trimmed and "." in text:
            text = text.rstrip("0").rstrip(".")
        return ("+" if self.plus and value > 0 else "") + text + self.sign

    def readings(self, typed) -> tuple[Any, ...]:
        """Return what a typed number may mean, in the library's unit, likeliest first; refuse what is no number.

        Separators, full-width digits, 萬 and 億, and the unit's own signs are understood, a unit of another kind is
        refused by name. A per cent without its sign may also have been meant as a fraction.

        >>> MONEY.readings("NT$６０萬"), LOTS.readings("500股"), PERCENT.readings("22%"), PERCENT.readings("22")
        ((600000.0,), (0.5,), (0.22,), (0.22, 22.0))
        """
        number, unit = number_in(typed, self.name)
        if abs(number) > LARGEST:
            raise InputError("not_a_number", name=self.name, value=typed)
        if unit:
            if unit not in self.taken:
                raise InputError("other_unit", name=self.name, value=typed, given=unit)
            return (float(number * exact(self.taken[unit])),)
        scaled = float(number / self.scale)
        return (scaled,) if self.scale == 1 else (scaled, float(number))

    def on_screen(self, value: float) -> float:
        """Return the number that a screen shows: 0.6 is 60 (%)."""
        return float(exact(float(value)) * self.scale)

    def from_screen(self, number: float) -> float:
        """Return the library's value of a number on a screen: 60 (%) is 0.6."""
        require_number(self.name, number)
        return float(exact(number) / self.scale)

    def tolerance(self, goal: float) -> float:
        """Return how far an answer may be from the goal.

        >>> MONEY.tolerance(10), MONEY.tolerance(600_000), PERCENT.tolerance(1.3), DAYS.tolerance(30)
        (1.0, 3000.0, 0.0005, 0.0)
        """
        return max(self.near, abs(goal) * self.share)

    def meets(self, answer: Any, goal: Any, tolerance: float | None = None) -> bool:
        """Return whether an answer comes close enough to the goal."""
        allowed = self.tolerance(goal) if tolerance is None else tolerance
        return abs(answer - goal) <= allowed * (1 + 1e-9)

    def __call__(self, value) -> "Quantity":
        """Return a value with this unit.

        >>> str(MONEY(600_000))
        '600,000'
        """
        return Quantity(value, self)

    def rounded(self, places: int) -> "Unit":
        """Return the same unit, always written with so many decimals.

        >>> PERCENT.rounded(1).write(0.16951)
        '17.0%'
        """
        return replace(self, places=places, trimmed=False)


@dataclass(frozen=True)
class Quantity:
    """A value in the library's unit; amid a text it is written as its unit writes it, without the unit's name."""

    value: Any
    unit: Unit

    def __str__(self) -> str:
        return self.unit.write(self.value)


@dataclass(frozen=True, kw_only=True)
class HealthUnit(Unit):
    """A health factor: what is below 1 is never written as 1, since that is where liquidation begins."""

    def write(self, value) -> str:
        """Return the health factor with four decimals.

        >>> HEALTH.write(1.66), HEALTH.write(0.99999)
        ('1.6600', '0.9999')
        """
        return Unit.write(self, min(value, 0.9999) if value is not None and value < 1 else value)


@dataclass(frozen=True, kw_only=True)
class DeductionUnit(Unit):
    """A sum that stands behind a minus: a negative one, such as a tax refunded, is put in brackets."""

    def write(self, value) -> str:
        """Return the sum.

        >>> DEDUCTION.write(14_000), DEDUCTION.write(-1_750)
        ('14,000', '(−1,750)')
        """
        text = Unit.write(self, value)
        return f"({text})" if value is not None and value < 0 else text


@dataclass(frozen=True, kw_only=True)
class DateUnit(Unit):
    """A day of the calendar; `in_year` is one whose year is told elsewhere, as under an axis."""

    in_year: bool = False

    def write(self, value: date | None) -> str:
        """Return the day.

        >>> DATE.write(date(2025, 4, 2)), DAY_IN_YEAR.write(date(2025, 4, 2))
        ('2025-04-02', '4/2')
        """
        if value is None:
            return ABSENT
        return f"{value.month}/{value.day}" if self.in_year else value.isoformat()

    def readings(self, typed) -> tuple[date, ...]:
        """Return the day, in any of the ways people write one; years of the Republic too.

        >>> DATE.readings("2025/4/8"), DATE.readings("114.04.08")
        ((datetime.date(2025, 4, 8),), (datetime.date(2025, 4, 8),))
        """
        return (day_in(typed, self.name),)

    def meets(self, answer: Any, goal: Any, tolerance: float | None = None) -> bool:
        """Return whether it is the day."""
        return answer == goal


@dataclass(frozen=True, kw_only=True)
class TextUnit(Unit):
    """What is not a number: it is written as it is."""

    def write(self, value) -> str:
        """Return the text."""
        return ABSENT if value is None else str(value)


TWD = dict.fromkeys(("元", "塊", "NT$", "$", "NT", "NTD", "TWD", "元/股"), 1)
USD = dict.fromkeys(("$", "US$", "USD", "美元", "美金"), 1)
PER_CENT = {"%": 0.01, "成": 0.1, "倍": 1, "X": 1}
MANY_SHARES = {"股": 1, "張": 1_000}

MONEY = Unit(name="money", near=1.0, share=0.005, taken=TWD)
GAIN = Unit(name="money", plus=True, near=1.0, share=0.005, taken=TWD)
DEDUCTION = DeductionUnit(name="money", near=1.0, share=0.005, taken=TWD)
DOLLARS = Unit(name="dollars", near=1.0, share=0.005, taken=USD)
PRICE = Unit(name="price", places=2, share=0.005, taken=TWD)
PER_SHARE = replace(PRICE, places=5, trimmed=True)  # a dividend as it is declared: 4.5, 4.50002
PERCENT = Unit(name="percent", scale=100, sign="%", near=0.0005, taken=PER_CENT)
RATE = Unit(name="rate", scale=100, sign="%", places=4, trimmed=True, share=0.005, taken=PER_CENT)
CHANCE = Unit(name="chance", scale=100, sign="%", places=1, near=0.0005, taken=PER_CENT)
CHANGE = Unit(name="percent", scale=100, sign="%", places=0, plus=True, near=0.0005, taken=PER_CENT)
SIGNED = replace(PERCENT, plus=True)  # a change that is found, not set: −23.64%
POINTS = Unit(name="points", scale=100, near=0.0005, taken=dict.fromkeys(("%", "點", "個百分點", "百分點"), 0.01))
TIMES = Unit(name="times", places=3, share=0.005, taken={"倍": 1, "X": 1, "%": 0.01})
NUMBER = Unit(name="number", places=4, near=0.0005)
HEALTH = HealthUnit(name="number", places=4, near=0.0005)
CORRELATION = Unit(name="correlation", near=0.0005)


def _counted(name: str, *words: str, whole: bool = True, **more: float) -> Unit:
    return Unit(name=name, whole=whole, taken={**dict.fromkeys(words, 1), **more})


COUNT = _counted("count", "次", "個", "回", "圈", "人", "筆", "天", "日", "檔", "張")
DAYS = _counted("days", "天", "日", "個日曆天", "個日曆日", "DAYS", "DAY")
SESSIONS = _counted("sessions", "天", "日", "個交易日", "個營業日", "交易日", "營業日", "SESSIONS", "SESSION")
TRADING = replace(SESSIONS, name="trading")
MONTHS, YEARS = _counted("months", "個月", "月", "MONTHS", "MONTH"), _counted("years", "年", "歲", "YEARS", "YEAR")
SHARES = Unit(name="shares", whole=True, taken={**MANY_SHARES, "SHARES": 1})
LOTS = Unit(name="lots", whole=True, taken={"張": 1, "股": 0.001, "LOTS": 1, "LOT": 1})
TOKENS = _counted("tokens", "枚", "顆", "個", "ETH", "WETH", "BTC", "WBTC", "USDC", "USDT", "DAI", whole=False)
STOCKS, PARTS = _counted("stocks", "檔", "支"), _counted("parts", "份", whole=False)
TRADES, TRANCHES = _counted("trades", "筆", "次"), _counted("tranches", "批", "次", "筆")
THOUSAND_LOTS = _counted("thousand_lots", "千張", whole=False, 張=0.001)
DATE = DateUnit(name="date")
DAY_IN_YEAR = DateUnit(name="date", in_year=True)
YES_NO = TextUnit(name="yes-no")  # said in the reader's language
WORD = TextUnit(name="word")  # one of a few words, said in the reader's language
TITLE = TextUnit(name="title")  # a mapping from language to text
PHRASES = TextUnit(name="phrases")  # texts by their keys, each with what it speaks about: (key, object, ...)
TEXT = TextUnit(name="text")  # a name or symbol, the same in every language

# one name a line, so that an editor and a type checker see that each is a type
Money = Annotated[float, MONEY]
WholeMoney = Annotated[float, MONEY.rounded(0)]
Price = Annotated[float, PRICE]
PerShare = Annotated[float, PER_SHARE]
Dollars = Annotated[float, DOLLARS]
WholeDollars = Annotated[float, DOLLARS.rounded(0)]
DollarPrice = Annotated[float, DOLLARS.rounded(2)]
Gain = Annotated[float, GAIN]
Deduction = Annotated[float, DEDUCTION]
Percent = Annotated[float, PERCENT]
WholePercent = Annotated[float, PERCENT.rounded(0)]
Change = Annotated[float, CHANGE]
Signed = Annotated[float, SIGNED]
Chance = Annotated[float, CHANCE]
Rate = Annotated[float, RATE]
Points = Annotated[float, POINTS]
Times = Annotated[float, TIMES]
Number = Annotated[float, NUMBER]
Tenths = Annotated[float, NUMBER.rounded(1)]
Health = Annotated[float, HEALTH]
Correlation = Annotated[float, CORRELATION]
Count = Annotated[float, COUNT]
Days = Annotated[float, DAYS]
Sessions = Annotated[float, SESSIONS]
Months = Annotated[float, MONTHS]
Years = Annotated[float, YEARS]
Shares = Annotated[float, SHARES]
Lots = Annotated[float, LOTS]
WholeLots = Annotated[float, LOTS.rounded(0)]
Tokens = Annotated[float, TOKENS]
Date = Annotated[date, DATE]
YesNo = Annotated[bool, YES_NO]
Word = Annotated[str, WORD]
Text = Annotated[str, TEXT]
Title = Annotated[Any, TITLE]
Phrases = Annotated[tuple[tuple, ...], PHRASES]


def unit_in(annotation) -> Unit | None:
    """Return the unit that a type says, also one inside `Percent | None` or `tuple[Money, ...]`.

    >>> unit_in(Percent).name, unit_in(Money | None).name, unit_in(tuple[Price, ...]).name, unit_in(float)
    ('percent', 'money', 'price', None)
    """
    found = [part for part in getattr(annotation, "__metadata__", ()) if isinstance(part, Unit)]
    parts: Iterable = () if found else get_args(annotation)
    return found[0] if found else next(filter(None, map(unit_in, parts)), None)


@cache
def unit_of(kind: type, name: str) -> Unit | None:
    """Return the unit of a field of a class, or of what one of its properties returns; None where none is said.

    >>> class Loan:
    ...     debt: Money
    ...     @property
    ...     def ratio(self) -> Percent: ...
    >>> unit_of(Loan, "debt").name, unit_of(Loan, "ratio").name
    ('money', 'percent')
    """
    member = getattr(kind, name, None)
    said_by = getattr(member, "fget", None) or getattr(member, "func", None)  # a property, or a cached one
    if said_by is not None:
        return unit_in(get_type_hints(said_by, include_extras=True).get("return"))
    return unit_in(get_type_hints(kind, include_extras=True).get(name))
