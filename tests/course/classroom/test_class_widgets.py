"""What a teacher does in front of a class: nothing shows before it is revealed, and every answer is counted once."""

import json
import re

import pytest
from support.answers import BANKS, QUESTIONS
from support.class_records import LESSON, events

from pledge_lib.course import Lesson
from pledge_lib.course.classroom.codes import code_of, written
from pledge_lib.course.classroom.debates import DEBATES
from pledge_lib.course.classroom.results import Outcome, Result, seed_mark
from pledge_lib.course.classroom.scheme import SKIPPED, items
from pledge_lib.course.predict import ASKED, OBSERVED
from pledge_lib.course.reader_seed import PLACE, own_seed, plain_seed
from pledge_lib.course.variants import variant
from pledge_lib.course.wording import LANGUAGES
from pledge_lib.finance.checks import InputError

PREDICTIONS = [
    (bank, id) for bank, each in BANKS.items() for id, one in each.questions.items() if one.kind == "prediction"
]


@pytest.fixture
def own_place(tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    monkeypatch.delenv(PLACE, raising=False)
    return tmp_path


@pytest.fixture(params=LANGUAGES)
def lesson(request, own_place):
    return Lesson(LESSON, request.param, seed="2026")


def guesses(question: str, *told: tuple[str, int], lesson=LESSON, seed="2026") -> str:
    """Return the codes of readers who guessed so, with such confidence."""
    return "\n".join(
        written(
            Result(
                lesson=lesson,
                mark=place,
                seed=seed_mark(seed),
                outcomes={question: Outcome(what=what, confidence=None if what == SKIPPED else sure)},
            )
        )
        for place, (what, sure) in enumerate(told)
    )


def said(form) -> str:
    return "\n".join(each["text"] for each in form.frame["said"])


def bars(form) -> list[tuple[str, float, str]]:
    """Return the bars with their counts, and what each is."""
    return [(each["text"], each["share"], each["tone"]) for each in form.frame["said"] if each["share"] is not None]


@pytest.mark.parametrize(("bank", "question"), PREDICTIONS)
def test_nothing_of_the_answers_shows_before_they_are_revealed(own_place, bank, question):
    opened = Lesson(bank, "en", seed="2026")
    held = opened.classroom.poll(question)
    item, asked = items(bank)[question], variant(QUESTIONS[question], "2026")
    codes = guesses(question, *((what, 60) for what in item.outcomes), lesson=bank)
    before = json.dumps(held.form.frame, ensure_ascii=False)
    held.form.press("take-in", codes=codes)
    shown = held.form
    assert len(held.children) == 1 and shown.driver.stage == ASKED and not bars(shown)
    assert str(len(item.outcomes)) in said(shown) and len(shown.frame["said"]) == 1
    hidden = [asked.paragraph(part).text(opened.words) for part in ("result", "ours")]
    assert not [text for text in hidden if text in before or text in json.dumps(shown.frame, ensure_ascii=False)]
    held.form.press("reveal", codes=codes)
    assert len(held.children) == 2 and held.form.driver.stage == OBSERVED
    assert sum(share for _, share, _ in bars(shown)) == pytest.approx(1)
    assert [tone for *_, tone in bars(shown)].count("right") == 1
    assert all(text in said(shown) for text in hidden)


def test_numbers_called_out_and_codes_are_one_histogram(lesson):
    held = lesson.classroom.poll("P1.2")
    asked = variant(QUESTIONS["P1.2"], "2026").asked["answer"]
    right, trap = asked.right, asked.traps["points"].answer
    codes = guesses("P1.2", ("right", 80), ("answer.points", 90), ("(other)", 50), (SKIPPED, 0))
    held.form.press("reveal", called=f"22，{right} {trap}x3、1000％ about", codes=codes)
    counts = {text: share for text, share, _ in bars(held.form)}
    assert list(counts.values()) == pytest.approx([1 / 9, 2 / 9, 4 / 9, 1 / 9, 1 / 9])
    assert [text.partition("%")[0] for text in list(counts)[:3]] == ["22", str(right)[:-1], str(trap)[:-1]]
    assert "about" in said(held.form), "what could not be read is named"
    assert "80%" in said(held.form) and "70%" in said(held.form), "how sure they were, right and otherwise"
    held.form.press("clear")
    assert held.form.driver.stage == ASKED and len(held.children) == 1


def test_hands_are_counted_and_nonsense_is_no_hand(lesson):
    held = lesson.classroom.poll("P1.4")
    held.form.press("reveal", saved="12", **{"too-late": "3"}, codes="")
    assert sorted(round(share * 15) for _, share, _ in bars(held.form)) == [3, 12]
    held.form.press("clear")
    for nonsense in ("-3", "many", None, "9" * 99, {"a": 1}, "²"):
        held.form.press("take-in", saved=nonsense, codes=nonsense)
    held.form.press("reveal", saved="", called=7)
    assert not bars(held.form)


def test_codes_of_another_lesson_damaged_ones_and_other_numbers_are_said(lesson):
    held = lesson.classroom.poll("P1.2")
    other = guesses("P2.1", ("right", 50), lesson="02_margin_trading")
    own = guesses("P1.2", ("right", 50), seed="2027")
    held.form.press("reveal", codes=f"{other}\n{own}\n{own[:-3]}")
    words = lesson.words
    assert words("class.poll.foreign", count=1) in said(held.form)
    assert words("class.poll.other-numbers", count=1) in said(held.form)
    assert re.search(r"PLQ\w\w-", said(held.form)), "the damaged one, by its first signs"


def test_the_desk_shows_the_hardest_question_first(lesson):
    desk = lesson.classroom.statistics()
    assert not said(desk)
    codes = "\n".join(code_of(LESSON, events(6, right, begun=right), "2026") for right in range(7))
    desk.press("count", codes=codes)
    shares = [share for _, share, _ in bars(desk)]
    assert shares == sorted(shares) and len(shares) == 6
    assert lesson.words(f"{'E1.6'}.title") in bars(desk)[0][0]
    desk.press("count", codes=None)
    assert not said(desk)


@pytest.mark.parametrize("name", DEBATES)
def test_a_debate_goes_from_vote_to_vote(lesson, name):
    form = lesson.classroom.debate(name)
    assert len(form.frame["said"]) == 1, "no argument before the first vote"
    form.press("close")
    assert len(form.frame["said"]) == 1, "the second vote comes second"
    form.press("open", **{"before:for": "10", "before:against": "20"})
    assert len(form.frame["said"]) == 7 and not bars(form) and "{" not in said(form)
    form.press("close", **{"between:for": "18", "between:against": "9", "between:unsure": "3"})
    assert [round(share, 2) for _, share, _ in bars(form)] == [0.33, 0.6, 0.67, 0.3, 0, 0.1]
    figures = {each["figure"] for each in form.frame["said"]} - {None}
    assert lesson.panel(*figures), "the figure to look at is one of the course"
    form.press("clear")
    assert len(form.frame["said"]) == 1


def test_a_grader_counts_the_core_exercises_of_a_code(lesson, capsys):
    code = code_of(LESSON, events(6, 4), "2026")
    assert lesson.classroom.points(code) == 4 and not capsys.readouterr().out
    assert lesson.classroom.points(code[:-4]) == 0 and code[:11] in capsys.readouterr().out
    assert lesson.classroom.points("") == lesson.classroom.points(written(Result(lesson=LESSON, mark=1, seed=1))) == 0


def test_what_does_not_exist_is_refused(lesson):
    for ask in (lesson.classroom.poll, lesson.classroom.debate):
        with pytest.raises(InputError, match=r"P1\.1|dividend"):
            ask("E1.1")


def frames(lesson: Lesson) -> list:
    """Return what a reader meets: exercises and quizzes, predictions, and the review of earlier lessons."""
    questions = BANKS[lesson.name].questions
    forms = [lesson.predict(id).form if id.startswith("P") else lesson.exercise(id) for id in questions]
    return [form.frame["spec"] for form in (*forms, lesson.opening())]


def test_two_machines_with_one_class_seed_have_the_same_case(own_place, monkeypatch):
    cases = []
    for machine in ("one", "two"):
        monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(own_place / machine))
        lesson = Lesson("05_capstone", "en")
        own = lesson.panel("F5.1").frame
        lesson.classroom.join("2026")
        cases.append([lesson.panel("F5.1").frame, lesson.plan().frame, lesson.exercise("E5.1").frame])
        assert cases[-1][0] != own, "the case is that of the class as soon as the reader has joined"
    assert cases[0] == cases[1]


@pytest.mark.parametrize("bank", BANKS)
def test_two_machines_with_one_class_seed_show_the_same(own_place, monkeypatch, bank):
    shown = []
    for machine, typed in (("one", "2026-A"), ("two", " ２０２６－ａ ")):
        monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(own_place / machine))
        before = Lesson(bank, "en")
        own = frames(before)
        before.classroom.join(typed)
        lesson = Lesson(bank, "en")
        assert lesson.seed == before.seed == "2026-a"
        shown.append(frames(lesson))
        assert shown[-1] != own
    assert shown[0] == shown[1]


def test_who_leaves_the_class_has_the_own_numbers_back(own_place):
    lesson = Lesson(LESSON, "en")
    own = lesson.seed
    form = lesson.classroom.seed()
    form.press("join", seed="  ")
    assert not said(form) and lesson.seed == own
    form.press("join", seed="Spring 7")
    assert lesson.seed == "spring7" == own_seed(lesson.ledger) and "spring7" in said(form)
    form.press("leave")
    assert lesson.seed == own
    assert lesson.words("ledger.empty") in lesson.record().lines, "a class is no answer"
    assert lesson.words("class.seed.left") in lesson.classroom.join(None) and repr(lesson.classroom)


def test_a_seed_is_meant_however_it_is_typed():
    assert {plain_seed(typed) for typed in ("2026-a17", " ２０２６－Ａ１７\n", "2026 - A17")} == {"2026-a17"}
    assert plain_seed(17) == "17" and len(plain_seed("9" * 10_000)) < 100
