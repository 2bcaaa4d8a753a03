"""The one reader of what people type or paste: numbers with their separators and units, and days of the calendar.

Nothing here knows a language: 張, 萬, NT$ and the like are notation. What is read is exact; what it means for a unit
says `units`. A comma before exactly three digits separates thousands; a single one before another number of digits is
a decimal comma, as on German or French keyboards.
"""

import re
import unicodedata
from datetime import date, datetime
from fractions import Fraction

from pledge_lib.finance.checks import InputError, shortened

MANY = {"千": 3, "萬": 4, "万": 4, "億": 8, "亿": 8}  # the zeros behind each
MINUS = dict.fromkeys(map(ord, "−–—‒"), "-")
INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200e\u200f"), None)
QUOTES = "\"'“”「」"
BLANKS = re.compile(r"\s+")
PLAIN = re.compile(r"(\d+\.?\d*|\.\d+)(E[+-]?\d{1,3})?")
THOUSANDS = re.compile(r"([1-9]\d{0,2})([, '_]\d{3})+(\.\d*)?")
DECIMAL_COMMA = re.compile(r"\d*,(\d{1,2}|\d{4,})|0,\d{3}")
PARTS = re.compile(
    r"(?P<sign>[+-]?)\s*(?P<before>[^\d.,+-]*)\s*(?P<also>[+-]?)"
    r"(?P<digits>[\d.,][\d.,'_ ]*(?:E[+-]?\d+)?)(?P<after>.*)"
)
DAY = re.compile(
    r"(?P<era>民國|ROC)?\s*(?P<year>\d{1,4})(?P<between>[-/.年])\s*(?P<month>\d{1,2})(?:[-/.]|月)\s*(?P<day>\d{1,2})日?"
)
DIGITS = re.compile(r"(?P<year>\d{3,4})(?P<month>\d{2})(?P<day>\d{2})")
MOMENT = re.compile(
    r"[T ]+(上午|下午|AM|PM)?\s*\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*(AM|PM)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$"
)
LONGEST = 400  # signs of a number with its unit: a float may have 320 zeros before its digits
LARGEST = 10**30  # no amount of anything; such a number was a slip of the keyboard
FIRST_YEAR, LAST_ROC_YEAR = 1911, 999  # the Republic's year 1 is 1912


def plain_text(typed) -> str:
    """Return what was typed with full-width signs made narrow, minus signs alike, and nothing around it.

    >>> plain_text("\\ufeff　－２２％ ")
    '-22%'
    """
    given = typed if isinstance(typed, str) else str(shortened(typed))
    text = unicodedata.normalize("NFKC", given[: LONGEST + 1]).translate(INVISIBLE).translate(MINUS)
    return BLANKS.sub(" ", text.strip().strip(QUOTES).strip())


def number_in(typed, name: str) -> tuple[Fraction, str]:
    """Return the number that was typed and the unit beside it, as it was written; refuse what is no number.

    >>> number_in("NT$６００,０００", "value"), number_in("7,8", "price"), number_in("1億2000萬元", "value")
    ((Fraction(600000, 1), 'NT$'), (Fraction(39, 5), ''), (Fraction(120000000, 1), '元'))
    """
    text = plain_text(typed).upper()
    found = PARTS.fullmatch(text) if len(text) <= LONGEST else None
    if found is None or (found["sign"] and found["also"]):
        raise InputError("not_a_number", name=name, value=typed)
    number, rest = _counted(found["digits"].strip(), found["after"].strip(), typed, name)
    if number > LARGEST:
        raise InputError("not_a_number", name=name, value=typed)
    negative = "-" in (found["sign"], found["also"])
    units = [unit for unit in (found["before"].strip(), rest) if unit]
    in_doubt = len(units) > 1 and units[0] != units[1] and {*units} != {"NT$", "元"}
    if in_doubt or any(sign.isdigit() for sign in rest):
        raise InputError("not_a_number", name=name, value=typed)
    return -number if negative else number, units[0] if units else ""


def _counted(digits: str, rest: str, typed, name: str) -> tuple[Fraction, str]:
    """Return the number with its 萬 and 億, and what stands behind it: 1億2000萬 is one number."""
    whole, last = Fraction(0), None
    while True:
        number = _number(digits, typed, name)
        zeros = MANY.get(rest[:1])
        if zeros is None:
            if last is not None and (len(digits) != last or not digits.isdigit()):
                raise InputError("not_a_number", name=name, value=typed)  # 2萬5 is 25,000 to some and 20,005 to others
            return whole + number, rest
        if last is not None and zeros >= last:
            raise InputError("not_a_number", name=name, value=typed)
        whole, last, rest = whole + number * 10**zeros, zeros, rest[1:].strip()
        following = re.match(r"[\d.,]+", rest)
        if following is None:
            return whole, rest
        digits, rest = following[0], rest[following.end() :].strip()


def _number(digits: str, typed, name: str) -> Fraction:
    if PLAIN.fullmatch(digits):
        return Fraction(digits)
    if THOUSANDS.fullmatch(digits) and len(set(re.sub(r"[\d.]", "", digits))) == 1:
        return Fraction(re.sub(r"[, '_]", "", digits))
    if DECIMAL_COMMA.fullmatch(digits):
        return Fraction(digits.replace(",", ".", 1).rstrip(".") if digits[0] != "," else "0" + digits.replace(",", "."))
    key = "comma" if "," in digits and re.fullmatch(r"[\d,.]*\d[\d,.]*", digits) else "not_a_number"
    raise InputError(key, name=name, value=typed)


def day_in(typed, name: str) -> date:
    """Return the day that was given: a date, a moment of it, or a text in one of the ways people write days.

    >>> [day_in(day, "day").isoformat() for day in ("2025/4/8", "20250408", "114/04/08", "民國114年4月8日")]
    ['2025-04-08', '2025-04-08', '2025-04-08', '2025-04-08']
    >>> day_in("2025-04-02 00:00:00", "day")
    datetime.date(2025, 4, 2)
    """
    if isinstance(typed, date) and typed != typed:  # pandas' day that is none
        raise InputError("not_a_date", name=name, value=str(typed))
    if isinstance(typed, datetime):
        return typed.date()
    if isinstance(typed, date):
        return typed
    text = MOMENT.sub("", plain_text(typed).upper())
    text = text if len(text) <= LONGEST else ""
    found = DAY.fullmatch(text) or DIGITS.fullmatch(text)
    try:
        if not found:
            raise ValueError("nothing in it is a day")
        year, month, day = (int(found[part]) for part in ("year", "month", "day"))
        if not year:
            raise ValueError("the calendar has no year 0")
        of_the_republic = year <= LAST_ROC_YEAR or bool(found.groupdict().get("era"))
        return date(year + FIRST_YEAR if of_the_republic else year, month, day)
    except (ValueError, OverflowError):
        raise InputError("not_a_date", name=name, value=typed) from None
