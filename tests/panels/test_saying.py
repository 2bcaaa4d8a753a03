"""A text names fields of a result; their types say how they are written."""

from dataclasses import dataclass
from datetime import date

import pytest

from pledge_lib.finance.units import MONEY, PERCENT, Date, Money, Percent, Phrases, Title, Word, YesNo
from pledge_lib.panels.controls import Cell, Choice, Slider, Toggle
from pledge_lib.panels.figure import Row, Table
from pledge_lib.panels.saying import Say
from pledge_lib.panels.words import Words

TEXTS = {
    "F9.9.ratio": "Ratio {now.ratio}, debt {debt}",
    "F9.9.reader": "at {rate}, {lender}, {eligible}",
    "F9.9.lender.broker": "a broker",
    "F9.9.kind.sale": "a sale",
    "F9.9.happened": "{day}: {kind}",
    "F9.9.title-of": "{name}: {note}",
    "F9.9.row.debt": "Debt",
    "F9.9.row.ratio": "Ratio",
    "F9.9.cell.ratio": "{now.ratio} now",
    "F9.9.column.day": "Day",
    "F9.9.column.kind": "Event",
    "F9.9.column.rate": "Rate",
    "column.quantity": "Quantity",
    "column.value": "Value",
    "count.money": "NT${count}",
    "F9.9.several": "{log.kind} on {log.day}; {past.ratio}; {nobody.ratio}",
    "F9.9.past.join": " then ",
    "F9.9.told.join": "; ",
    "F9.9.event.paid": "{kind} on {day}",
    "F9.9.event.over": "it is over",
    "join": ", ",
    "yes": "yes",
    "no": "no",
    "common": "{given} of {debt}",
}


@dataclass(frozen=True)
class Position:
    ratio: Percent


@dataclass(frozen=True)
class Entry:
    day: Date
    kind: Word
    paid: YesNo = False


@dataclass(frozen=True)
class Result:
    now: Position | None = Position(5 / 3)
    debt: Money | None = 600_000
    bare: float = 1.0
    name: Title = None
    note: object = None  # as data files give titles, without a unit
    log: tuple[Entry, ...] = (Entry(date(2025, 4, 8), "sale"),)
    past: tuple[Position, ...] = (Position(1.5), Position(1.4))
    nobody: tuple[Position, ...] = ()
    told: Phrases = ()


def say(*about, **values):
    controls = (
        Slider(key="rate", low=0, high=1, step=0.01, default=0.03, unit=PERCENT),
        Choice(key="lender", options=("broker",), default="broker"),
        Toggle(key="eligible", default=True),
        Cell(key="rate:broker", low=0, high=1, step=0.01, default=0.03, unit=PERCENT),
    )
    given = {control.key: control.default for control in controls} | values
    return Say(Words("en", TEXTS), "F9.9", controls, given, about)


def test_a_field_is_written_as_its_type_says_and_what_is_missing_as_a_dash():
    assert say(Result())("ratio") == "Ratio 166.67%, debt 600,000"
    assert say(Result(now=None, debt=None))("ratio") == "Ratio —, debt —"


def test_what_the_reader_has_set_is_said_by_its_control():
    assert say(Result())("reader") == "at 3%, a broker, yes"
    assert say(Result(), rate=0.0295, eligible=False)("reader") == "at 2.95%, a broker, no"


def test_several_things_are_named_one_after_the_other():
    two = (Entry(date(2025, 4, 8), "sale"), Entry(date(2025, 4, 9), "sale"))
    assert say(Result(log=two))("several") == "a sale, a sale on 2025-04-08, 2025-04-09; 150% then 140%; —"


def test_phrases_are_said_each_about_its_own_thing():
    told = (("event.paid", Entry(date(2025, 4, 8), "sale")), ("event.over",))
    assert say(Result(told=told)).field("told") == "a sale on 2025-04-08; it is over"
    assert say(Result()).field("told") == "—"


def test_an_object_spoken_about_is_asked_first():
    assert say(Result())("happened", Result().log[0]) == "2025-04-08: a sale"


def test_a_title_is_said_in_the_language():
    broker, lends = {"en": "Broker", "zh_TW": "券商"}, {"en": "it lends", "zh_TW": "出借"}
    assert say(Result(name=broker, note=lends))("title-of") == "Broker: it lends"


def test_quantities_can_be_given_by_name():
    assert say(Result())("common", given=MONEY(1_500)) == "1,500 of 600,000"


def test_a_number_without_a_unit_and_a_name_that_nothing_has_are_refused():
    with pytest.raises(TypeError, match=r"\{bare\} of Result says no unit"):
        say(Result()).field("bare")
    with pytest.raises(KeyError, match=r"nothing has \{nothing\}: neither Result nor a control"):
        say(Result()).field("nothing")


def test_a_table_of_quantities_bears_their_units_and_a_log_is_bare():
    quantities = Table(rows=lambda result: ("debt", "now.ratio"))
    assert quantities.said(Result(), say(Result())) == (
        ("Quantity", "Value"),
        ("Debt", "NT$600,000"),
        ("Ratio", "166.67% now"),
    )
    log = Table(columns=("day", "kind"), rows=lambda result: (Row(("day", "kind"), about=each) for each in result.log))
    assert log.said(Result(), say(Result())) == (("Day", "Event"), ("2025-04-08", "a sale"))


def test_a_table_about_a_part_of_the_result_is_said_anew_only_where_the_part_is_another():
    result, asked = Result(), []
    part = Table(rows=lambda result: asked.append(result) or ("debt",), depends_on=lambda result: result.log)
    first = part.said(result, say(result))
    assert part.said(result, say(result)) is first and len(asked) == 1
    other = Result(log=tuple(reversed(Result().log)))
    assert part.said(other, say(other)) == first and len(asked) == 2


def test_a_number_that_the_reader_edits_stays_a_key_for_the_page():
    sheet = Table(columns=("kind", "rate"), rows=lambda result: (Row(("kind", "rate:broker"), about=result.log[0]),))
    assert sheet.said(Result(), say(Result()))[1] == ("a sale", "rate:broker")
