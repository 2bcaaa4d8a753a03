"""F5.2: nothing of a path before a plan is submitted; then what became of it, and which sentence failed."""

import json

import pytest
from support.capstone import plan, unasked
from support.live_panels import drawn, faults, open_panel

from pledge_lib.course import Lesson
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.finance.capstone.case import EXAMPLE
from pledge_lib.finance.capstone.plan import REASONS
from pledge_lib.finance.units import CHANCE, MONEY, PERCENT
from pledge_lib.market.capstone.planned import case_of, first_plan, planned
from pledge_lib.market.capstone.unseen import NAMES, unseen
from pledge_lib.panels.capstone import stress, stress_model
from pledge_lib.panels.panel import Panel
from tools import notebooks

RECKLESS = plan(loan_to_value=0.60, trigger=1.35, cure="sell-cash-shares", odds_limit=0.9)
WRITTEN = dict.fromkeys(REASONS, "a reason")
GONE = ("wide", "narrow", "call", "trigger", "today", *NAMES, "failed", "now")


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    monkeypatch.setenv("PLEDGE_LAB_SEED", "2026-17")


def opened(*plans, language="en", seed=None):
    return Panel(stress.figure(EXAMPLE, lambda: plans, seed), texts(), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_path_is_made_while_the_whole_lesson_runs_without_a_plan(place, monkeypatch, language):
    """What is not computed can stand in no panel, frame or text; the notebooks' stored outputs come from such a run."""

    def refuse(*_args):
        raise AssertionError("a path was made before a plan was submitted")

    monkeypatch.setattr(stress_model, "unseen", refuse)
    monkeypatch.setattr(stress_model, "count", refuse)
    namespace = {}
    for cell in notebooks.read("05_capstone", language).cells:
        if cell.cell_type == "code":
            exec(cell.source, namespace)
    lesson = namespace["lesson"]
    panel, setting, form = lesson.panel("F5.2"), lesson.panel("F5.1"), lesson.plan()
    for way in (0.0, 0.5, 1.0):
        for which in ("before", "last"):
            panel.set(way=way, path="bleed", plan=which)
    setting.set(product="lending")
    form.press("submit", **WRITTEN)  # refused, so that nothing is made either
    setting.set(product="pledge")
    with pytest.raises(AssertionError, match="before a plan"):
        form.press("submit", **WRITTEN)


@pytest.mark.parametrize("seed", [notebooks.SEED, "2026-17", None])
def test_no_number_of_a_path_stands_in_a_notebook_a_text_or_a_frame_before(seed):
    case = case_of(seed)
    loan = planned(case, first_plan(case))
    lows = [min(path.closes) for path in unseen(loan, seed)]
    marks = {f"{low * scale:.{places}f}" for low in lows for scale, places in ((100, 2), (1, 4), (loan.ratio * 100, 2))}
    panel = Panel(stress.figure(case, tuple, seed), texts(), "en")
    shown = [json.dumps(panel.frame, default=str), panel.summary(), *texts()["en"].values(), *texts()["zh_TW"].values()]
    for language in LANGUAGES:
        shown.append(notebooks.path_of("05_capstone", language).read_text("utf-8"))
    assert not [mark for mark in marks for text in shown if mark in text]


def test_before_a_plan_the_stage_is_empty_with_three_names():
    for language in LANGUAGES:
        panel = opened(language=language)
        assert panel.frame["stage"]["chip"]["tone"] == "none"
        assert {label["text"] for label in panel.frame["stage"]["labels"].values()} == {
            texts()[language][f"F5.2.label.{name}"] for name in NAMES
        }
        assert panel.frame["job"]["state"] == "nothing"
        assert not [row for uid in GONE for row in drawn(panel)[uid]["x"] if row == row]


def test_before_a_plan_nothing_can_be_moved_and_the_sentence_says_what_comes_first():
    panel = opened()
    assert set(panel.frame["idle"]) == set(panel.values) and panel.frame["stage"]["track"] == ()
    assert panel.frame["stage"]["readout"]["now"] == "—"
    assert texts()["en"]["capstone.plan.submit"] in panel.frame["sentence"]
    assert texts()["zh_TW"]["capstone.plan.submit"] in opened(language="zh_TW").frame["sentence"]
    assert opened(plan()).frame["idle"] == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_paid_what_was_sold_and_what_is_left_are_told_apart(language):
    panel = opened(plan(loan_to_value=0.60, trigger=1.50, reserve=50_000, odds_limit=0.9), language=language)
    panel.set(path="bleed", way=1.0)
    chosen = panel.result.chosen
    assert chosen.cash_yet == pytest.approx(50_000) and chosen.sold_yet > 0 and 0 < chosen.left_yet < 1
    note = panel.frame["notes"][0]
    assert all(text in note for text in (MONEY.write(chosen.cash_yet), MONEY.write(chosen.sold_yet)))
    assert PERCENT.write(chosen.left_yet) in note
    panel.set(way=0.0)
    assert (panel.result.chosen.cash_yet, panel.result.chosen.sold_yet, panel.result.chosen.left_yet) == (0, 0, 1)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", ["F5.2", "F6.3"])
def test_both_axes_say_what_they_count(figure, language):
    meta = open_panel(figure, language).picture["layout"]["meta"]
    assert meta["x"] and meta["y"]


def test_acting_early_and_waiting_stand_side_by_side_on_the_same_paths():
    panel = opened(plan(loan_to_value=0.60, trigger=1.60, odds_limit=0.9))
    _head, called, unsold = panel.frame["drawers"]["early"]["table"]
    found = panel.result
    assert called[1:] == (CHANCE.write(found.waiting.called_share), CHANCE.write(found.acting.called_share))
    assert unsold[1:] == (CHANCE.write(found.waiting.survived_share), CHANCE.write(found.acting.survived_share))
    assert found.survived == found.acting.survived_share > found.waiting.survived_share


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chosen", [plan(), RECKLESS, plan(product="margin", loan_to_value=0.60, trigger=1.4)])
def test_a_submitted_plan_is_drawn_whole_on_every_day(language, chosen):
    panel = opened(chosen, language=language)
    for path in NAMES:
        for way in (0.0, 0.35, 1.0):
            panel.set(path=path, way=way)
            assert faults(panel, ("failed", "now", *NAMES, "wide", "narrow")) == []
            line = drawn(panel)[path]["y"]
            assert len(line) > 100 and line[0] == pytest.approx(min(chosen.loan_to_value**-1 * 100, 400), rel=1e-5)
            assert line[line == line].min() >= stress_model.LOWEST


def test_the_sentence_that_failed_stands_at_its_cross_and_in_words():
    panel = opened(RECKLESS)
    result = panel.result
    failed = [each for each in result.paths if each.followed.failed != "held"]
    assert failed and result.state == "sold"
    for each in failed:
        panel.set(path=each.name, way=1.0)
        sentence = panel.say.about(each, result)(f"failed.{each.followed.failed}")
        assert sentence in panel.frame["sentence"]
        assert panel.frame["stage"]["labels"][f"failed-{each.name}"]["text"].endswith(sentence)
        assert result.across(each.followed.failed_on) in drawn(panel)["failed"]["x"]


def test_the_chip_knows_only_what_has_come_by_the_day():
    panel = opened(RECKLESS)
    panel.set(way=0.0)
    assert panel.result.state == "survived"
    panel.set(way=1.0)
    assert panel.result.state == "sold"


def test_the_last_two_plans_are_compared_on_the_same_paths():
    panel = opened(RECKLESS, plan())
    panel.set(plan="last")
    last = panel.result
    panel.set(plan="before")
    before = panel.result
    assert [each.followed.path.closes for each in last.paths] == [each.followed.path.closes for each in before.paths]
    assert (last.plan, before.plan) == (plan(), RECKLESS) and last.survived > before.survived


def test_moving_the_day_computes_nothing_anew(monkeypatch):
    panel = opened(plan())
    tried = panel.result.tried
    monkeypatch.setattr(stress_model, "unseen", lambda *_args: pytest.fail("computed again"))
    panel.react({"key": "way", "value": 40})
    assert panel.result.tried is tried


def test_the_run_shows_progress_and_can_be_stopped():
    trials = stress_model.Trials(case=EXAMPLE, plans=lambda: (plan(),), seed=None)
    steps = trials.steps({"plan": "last", "way": 1.0, "path": "crash"})
    shares = [next(steps) for _ in range(20)]
    assert shares == sorted(shares) and 0 < shares[-1] < 1
    steps.close()
    assert trials.done == {} and trials.shown({"plan": "last", "way": 1.0, "path": "crash"}).state == "running"


def test_a_plan_submitted_in_the_lesson_runs_on_the_panel_below(place):
    lesson = Lesson("05_capstone", "en")
    setting, form, panel = lesson.panel("F5.1"), lesson.plan(), lesson.panel("F5.2")
    assert panel.result.state == "waiting"
    form.press("submit", **WRITTEN)
    assert panel.result.tried and panel.frame["job"]["state"] == "done"
    assert panel.result.plan.settings == setting.values
    again = Lesson("05_capstone", "zh_TW").panel("F5.2")
    assert again.result.tried.counted == panel.result.tried.counted


def test_no_text_is_kept_that_nobody_asks_for():
    paying = plan(loan_to_value=0.6, trigger=1.31, reserve=50_000, cure="cash-shares-sell")
    shown = [(stress.figure(), {})]
    for each, seed in ((plan(), None), (RECKLESS, None), (RECKLESS, "d"), (paying, None)):
        own = stress.figure(EXAMPLE, lambda each=each: (each,), seed)
        shown += [(own, {"path": path}) for path in NAMES]
    rare = {f"F5.2.event.{name}" for name in ("premark", "ex-dividend", "share-change", "unexplained", "same-day-due")}
    rare |= {"F5.2.state.same-day", "F5.2.state.closed"}  # nothing happens any more once the sale is over
    assert set(unasked("F5.2", shown)) - rare == {"F5.2.sentence.running", "F5.2.chip.running"}
