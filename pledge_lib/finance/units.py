"""The one vocabulary of units: how a number of each kind is written, read, stepped, and when an answer is near enough.

A unit is a type: a field or property of a result says `ratio: Percent`, and from that the sentence, the table, the
badge, the answer key and the spreadsheet know how to write it. Values are kept in the library's unit (60 % is 0.6);
`on_screen` and `from_screen` lead to the reader's (60) and back. Symbols such as % count as notation, words do not
stand here: what a unit is called is a text of the course, found under the unit's name.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Annotated, Any, get_args, get_type_hints

from pledge_lib.finance.unit import DateUnit, DeductionUnit, HealthUnit, TextUnit, Unit

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
SIGNED = replace(PERCENT, plus=True)  # a change to its last decimals: −23.64%
POINTS = Unit(name="points", scale=100, near=0.0005, taken=dict.fromkeys(("%", "點", "個百分點", "百分點"), 0.01))
MOVED_POINTS = replace(POINTS, plus=True)
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
MovedPoints = Annotated[float, MOVED_POINTS]
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
Phrases = Annotated[tuple[tuple[Any, ...], ...], PHRASES]


def unit_in(annotation) -> Unit | None:
    """Return the unit that a type says, also one inside `Percent | None` or `tuple[Money, ...]`.

    >>> unit_in(Percent).name, unit_in(Money | None).name, unit_in(tuple[Price, ...]).name, unit_in(float)
    ('percent', 'money', 'price', None)
    """
    found = [part for part in getattr(annotation, "__metadata__", ()) if isinstance(part, Unit)]
    parts: Iterable[Any] = () if found else get_args(annotation)
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
