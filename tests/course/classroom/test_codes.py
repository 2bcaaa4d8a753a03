"""Result codes: what goes in comes out, through whatever a chat does to a line, and damage is no answer."""

import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.answers import BANKS
from support.class_records import LESSON, answer, results

from pledge_lib.course import Lesson
from pledge_lib.course.classroom import codes
from pledge_lib.course.classroom.armour import FAULTS, LONGEST, MARK, SIGNS, armoured, found_in
from pledge_lib.course.classroom.codes import Unread, read, written
from pledge_lib.course.classroom.results import result_of, seed_mark
from pledge_lib.course.classroom.scheme import OTHER, SKIPPED, edition, items
from pledge_lib.course.ledger import Ledger

contents = st.binary(max_size=60)
FULL_WIDTH = {ord(sign): ord(sign) + 0xFEE0 for sign in SIGNS + SIGNS.lower() + "-" + "Ll"}
MANGLED = {
    "small letters": str.lower,
    "full width": lambda code: code.translate(FULL_WIDTH),
    "no dashes": lambda code: code.replace("-", ""),
    "lines of ten": lambda code: "\n".join(code[at : at + 10] for at in range(0, len(code), 10)),
    "quoted mail": lambda code: code.replace("-", "\r\n> "),
    "blanks between all": lambda code: " ".join(code),
    "full-width blanks": lambda code: code.replace("-", "\u3000"),
    "no-break and zero-width": lambda code: "\u200b".join(code.replace("-", "\u00a0")),
    "typed by hand": lambda code: MARK + code[len(MARK) :].replace("0", "o").replace("1", "l"),
    "long dashes, bold": lambda code: f"**{code.replace('-', '–')}**",
}


@given(st.lists(contents, min_size=1, max_size=4), st.data())
def test_codes_are_found_whole_amid_anything(held, data):
    ways = [data.draw(st.sampled_from(sorted(MANGLED))) for _ in held]
    sent = [MANGLED[way](armoured(content)) for content, way in zip(held, ways, strict=True)]
    lines = [f"座號 {place}：{code}" for place, code in enumerate(sent)]
    found = list(found_in("大家好\n" + "\n".join(lines) + "\n謝謝老師"))
    assert [each.content for each in found] == held
    assert [each.label for each in found] == [f"座號 {place}" for place in range(len(held))]


@given(contents, st.data())
def test_one_wrong_sign_is_found(content, data):
    code = armoured(content).replace("-", "")
    place = data.draw(st.integers(len(MARK), len(code) - 1))
    other = data.draw(st.sampled_from([sign for sign in SIGNS if sign != code[place]]))
    [found] = found_in(code[:place] + other + code[place + 1 :])
    assert found.content is None and found.fault in FAULTS


@given(contents, st.data())
def test_a_wrong_sign_is_never_called_a_missing_end(content, data):
    """A wrong sign in the length asks for a longer code; all that was handed in is there, and the checksum says so."""
    code = armoured(content).replace("-", "")
    place = data.draw(st.sampled_from((len(MARK), len(MARK) + 1)))
    other = data.draw(st.sampled_from([sign for sign in SIGNS if sign != code[place]]))
    [found] = found_in(code[:place] + other + code[place + 1 :])
    assert (found.content, found.fault, found.missing) == (None, "wrong", 0)


@given(contents, st.data())
def test_two_signs_in_the_wrong_order_a_lost_one_and_one_too_many_are_found(content, data):
    code = armoured(content).replace("-", "")
    place = data.draw(st.integers(len(MARK), len(code) - 2))
    if code[place] != code[place + 1]:
        [swapped] = found_in(code[:place] + code[place + 1] + code[place] + code[place + 2 :])
        assert swapped.content is None
    [lost] = found_in(code[:place] + code[place + 1 :])
    assert lost.content is None
    if place > len(MARK) + 1:
        [cut] = found_in(code[:place])
        assert (cut.fault, cut.missing) == ("short", len(code) - place)
    extra = data.draw(st.sampled_from(SIGNS))
    [more] = found_in(code[:place] + extra + code[place:])
    assert more.content in (None, content), "the same sign twice at the end of the code lies behind it"


@given(contents, contents, st.data())
def test_a_damaged_code_hides_none_behind_it(first, second, data):
    code = armoured(first)
    cut = code[: data.draw(st.integers(len(MARK), len(code) - 1))]
    found = list(found_in(f"{cut}\n{armoured(second)}"))
    assert [each.content for each in found] == [None, second]


@given(st.text(max_size=300))
def test_any_text_is_searched_without_an_error(text):
    assert all(each.content is None or each.fault is None for each in found_in(text))


def test_what_is_too_long_is_refused():
    armoured(bytes(LONGEST))
    with pytest.raises(ValueError, match="1023"):
        armoured(bytes(LONGEST + 1))


@given(results())
def test_a_result_comes_back_as_it_was(result):
    [found] = found_in(written(result))
    assert read(found.content) == result


@given(st.binary(max_size=40))
def test_bytes_of_somebody_else_are_refused_or_are_a_result(content):
    try:
        result = read(content)
    except Unread as why:
        assert str(why) in ("newer", "edition", "wrong")
    else:
        assert set(result.outcomes) <= set(items(result.lesson))


@pytest.mark.parametrize("lesson", sorted(BANKS))
def test_no_option_has_the_name_of_what_is_none(lesson):
    for item in items(lesson).values():
        assert SKIPPED not in item.outcomes and (OTHER in item.outcomes) != item.is_choice, item.id


@given(results())
def test_a_code_is_short(result):
    signs = written(result).replace("-", "")
    assert len(signs) <= 20 + 2 * len(items(result.lesson)), "about two signs a question, and the frame"


@pytest.mark.parametrize("lesson", sorted(BANKS))
def test_a_code_says_what_the_record_says(lesson, tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    opened = Lesson(lesson, "en", seed="2026")
    answer(opened, BANKS[lesson].shown, Random(lesson))
    [found] = found_in(repr(opened.code()))
    told = read(found.content)
    assert told == result_of(lesson, opened.ledger.events(), "2026")
    assert told.seed == seed_mark("2026") and set(told.outcomes) == set(BANKS[lesson].shown)
    right = {event.question: event.outcome == "right" for event in opened.ledger.events()}
    assert told.first_right == right
    missed = [(id, each.what) for id, each in told.outcomes.items() if each.what != items(lesson)[id].right]
    is_of_a_plan = lesson == "05_capstone"  # what is asked there depends on the reader's own plan, and so do its traps
    assert missed and (is_of_a_plan or all(what != OTHER for _, what in missed)), "each trap is known by its name"


def test_only_the_first_answer_counts_and_a_skip_is_one(tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    monkeypatch.setenv("PLEDGE_LAB_SEED", "")
    lesson = Lesson(LESSON, "en")
    assert lesson.code().lines == (lesson.words("class.code.nothing"),)
    for given_answer in (63.33, 78):
        lesson.check("E1.3", given_answer)
    lesson.predict("P1.2").form.press("skip")
    told = result_of(LESSON, lesson.ledger.events(), "").outcomes
    assert told["E1.3"].what == "call_price.points" and told["E1.3"].done
    assert told["P1.2"].what == SKIPPED
    lesson.solution("E1.2")
    lesson.check("E1.2", "166.67")
    assert not result_of(LESSON, lesson.ledger.events(), "").outcomes["E1.2"].done, "its solution was seen before"


def test_a_lesson_that_asks_nothing_has_no_code_and_its_record_opens(tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    lesson = Lesson("06_my_position", "en")
    assert lesson.words("class.code.nothing") in repr(lesson.code()) and lesson.record().lines


def test_a_code_holds_no_name(tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    lesson = Lesson(LESSON, "en", seed="2026")
    lesson.check("E1.3", "63.33")
    here = lesson.code()
    other = tmp_path / "王小明" / "record.json"
    other.parent.mkdir()
    other.write_bytes((tmp_path / "ledger.json").read_bytes())
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(other))
    monkeypatch.setenv("USER", "somebody")
    assert repr(Lesson(LESSON, "en", seed="2026").code()) == repr(here), "the same record, wherever it lies"


def test_two_readers_of_one_class_have_different_codes(tmp_path, monkeypatch):
    told = []
    for reader in ("a", "b"):
        monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / reader))
        lesson = Lesson(LESSON, "en", seed="2026")
        lesson.check("E1.3", "63.33")
        told.append(repr(lesson.code()))
    assert told[0] != told[1]


def test_a_code_of_other_questions_is_not_read_as_answers_to_these(monkeypatch):
    first = next(iter(items(LESSON)))
    result = result_of(LESSON, [], None)
    assert result is None
    before = edition(LESSON)
    changed = dict(items(LESSON))
    changed.pop(first)
    edition.cache_clear()
    monkeypatch.setattr("pledge_lib.course.classroom.scheme.items", lambda _lesson: changed)
    assert edition(LESSON) != before
    edition.cache_clear()


def test_a_newer_code_says_so():
    newer = codes.packed([(codes.VERSION + 1, codes.VERSIONS), (1, 100)])
    with pytest.raises(Unread, match="newer"):
        read(newer)


def test_a_record_that_a_person_wrote_into_does_not_break_the_code(tmp_path, monkeypatch):
    place = tmp_path / "ledger.json"
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(place))
    odd = ("field=1; field=2", {"a": [1]}, None, "order=ghost, ghost", "1e999", "levels={")
    rows = [
        {"at": f"2026-03-02T09:00:0{n}+08:00", "lesson": LESSON, "question": id, "kind": kind, "answer": each}
        | {"outcome": "not-yet", "seed": seed, "ideas": ["M99"]}
        for n, each in enumerate(odd)
        for id, kind, seed in (("E1.14", "answer", 3.5), ("P1.2", "prediction", None), ("E1.13", "answer", "x" * 999))
    ]
    place.write_text(json.dumps({"version": 2, "events": rows}), encoding="utf-8")
    told = result_of(LESSON, Ledger(place).events(), None)
    assert {each.what for each in told.outcomes.values()} == {OTHER}
