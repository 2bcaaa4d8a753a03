"""Every kind of question, answered with the keyboard alone; the form says what the library says, and notes it."""

import pytest

from tests.browser.conftest import CLAIM, COVERED
from tests.browser.form_on_page import HOLDS_FOCUS, FormOnPage

pytestmark = pytest.mark.browser


def test_a_number(forms, library, same_record):
    form, twin = FormOnPage(forms, "E1.3"), library.exercise("E1.3")
    label = twin.words("question.your-answer")
    for answer in (twin.driver.variant.numbers["points"], twin.driver.variant.numbers["call_price"]):
        form.type(label, answer)
        form.keyboard.press("Enter")
        twin.press("check", call_price=answer)
        form.says(twin)
        refuted = twin.words("M01.refutation") in form.said()
        assert refuted == (answer == twin.driver.variant.numbers["points"]), f"{answer}: refuted is {refuted}"
    same_record("E1.3")


def test_several_numbers(forms, library, same_record):
    form, twin = FormOnPage(forms, "E1.4"), library.exercise("E1.4")
    numbers, words = twin.driver.variant.numbers, twin.words
    form.type(words("E1.4.field.room"), numbers["points"])
    for ratio in (numbers["minus_points"], "１２０"):
        form.type(words("E1.4.field.ratio"), ratio)
        form.press(words("question.check"))
        twin.press("check", room=numbers["points"], ratio=ratio)
        form.says(twin)
    assert words("question.kept", field=words("E1.4.field.ratio")) in form.said()
    form.type(words("E1.4.field.room"), numbers["room"])
    form.press(words("question.check"), key="Space")
    twin.press("check", room=numbers["room"], ratio="１２０")
    form.says(twin)
    assert form.said()[0] == words("question.right")
    same_record("E1.4")


def test_a_choice(forms, library, same_record):
    form, twin = FormOnPage(forms, "Q1.1"), library.exercise("Q1.1")
    words, numbers = twin.words, twin.driver.variant.numbers
    for option in ("points", twin.driver.variant.solved.asked["option"].right):
        form.pick(words("question.your-answer"), words(f"Q1.1.option.{option}", **numbers))
        form.press(words("question.check"))
        twin.press("check", option=option)
        form.says(twin)
    assert form.said()[0] == words("question.right")
    same_record("Q1.1")


def test_an_order(forms, library, same_record):
    form, twin = FormOnPage(forms, "E1.13"), library.exercise("E1.13")
    labels = {item: twin.words(f"E1.13.item.{item}") for item in ("add", "sell", "repay")}
    order, right = list(twin.driver.variant.asked["order"].kind.items), ["repay", "add", "sell"]
    while order != right:
        place = next(place for place, item in enumerate(order) if item != right[place])
        item, place = right[place], order.index(right[place])
        order[place - 1 : place + 1] = item, order[place - 1]
        form.press(twin.words("question.move-up", item=labels[item]))
        assert form.items() == [labels[each] for each in order]
        assert form.root.locator("ol.order").evaluate(HOLDS_FOCUS), "the focus is lost in the list"
        form.press(twin.words("question.check"))
        twin.press("check", order=order)
        form.says(twin)
    assert form.said()[0] == twin.words("question.right")
    same_record("E1.13")


def test_a_table_to_match(forms, library, same_record):
    form, twin = FormOnPage(forms, "E1.14"), library.exercise("E1.14")
    asked = twin.driver.variant.solved.asked["levels"]
    for levels in (asked.traps["back_at_the_line"].answer, asked.right):
        for row, level in levels.items():
            form.choose(twin.words(f"E1.14.row.{row}"), twin.words(f"E1.14.option.{level}"))
        form.press(twin.words("question.check"))
        twin.press("check", levels=levels)
        form.says(twin)
    assert form.said()[0] == twin.words("question.right")
    same_record("E1.14")


def test_dates(forms, library, same_record):
    form, twin = FormOnPage(forms, "E1.8"), library.exercise("E1.8")
    numbers = twin.driver.variant.numbers
    slashes = numbers["sale"].replace("-", "/")
    for deadline in (numbers["calendar_days"], numbers["deadline"]):
        form.type(twin.words("E1.8.field.deadline"), deadline)
        form.type(twin.words("E1.8.field.sale"), slashes)
        form.keyboard.press("Enter")
        twin.press("check", deadline=deadline, sale=slashes)
        form.says(twin)
    assert form.said()[0] == twin.words("question.right")
    same_record("E1.8")


def test_a_prediction(forms, library, same_record):
    form, covered = FormOnPage(forms, COVERED), library.predict(COVERED)
    twin = covered.form
    words, figure = twin.words, twin.driver.question.figure
    assert form.said() == [words("question.covered")]
    assert figure not in forms.figures(), f"{figure} can be seen before the guess"
    form.type(words("question.your-answer"), "36")
    slider = form.root.get_by_role("slider", name=words("question.confidence"), exact=True)
    form.tab_to(slider)
    for _ in range(3):
        form.keyboard.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == "65%"
    region = form.feedback.element_handle()
    form.press(words("question.commit"))
    twin.press("commit", answer="36", confidence=65)
    form.says(twin)
    assert region.is_visible(), "a screen reader has lost the region in which the feedback is said"
    forms.wait_drawn(panels=2)
    assert figure in forms.figures()

    reason = twin.driver.question.reason
    form.pick(words("question.reason-prompt"), words(f"{COVERED}.reason.{reason}"))
    form.press(words("question.pick-reason"))
    twin.press("pick-reason", reason=reason)
    form.says(twin)
    assert words("question.reason-right") in form.said()
    same_record(COVERED)


def test_a_claim_to_check(forms, library, same_record):
    form, twin = FormOnPage(forms, CLAIM), library.factcheck(CLAIM)
    words, claim = twin.words, twin.driver.claim
    form.press(words("verdict-check.reveal"))
    twin.press("reveal")
    form.says(twin)
    form.pick(words("verdict-check.your-verdict"), words(f"verdict.{claim.verdict}"))
    form.type(claim.ask(words), "22")
    form.press(words("verdict-check.reveal"))
    twin.press("reveal", **{f"own-verdict:{CLAIM}": claim.verdict, f"number:{CLAIM}": "22"})
    form.says(twin)
    assert words("factcheck.number-right", number="22") in form.said()
    same_record(CLAIM)


def test_hints_solution_and_other_numbers(forms, library, same_record):
    form, twin = FormOnPage(forms, "E1.2"), library.exercise("E1.2")
    words = twin.words
    for action in ("hint", "hint", "hint", "solution"):
        form.press(words(f"question.{action}"))
        twin.press(action)
        form.says(twin)
    form.tab_to(form.root.locator("summary"))
    form.keyboard.press("Enter")
    for seed, by in (("2026-17", "Enter"), ("座號8", "button")):
        form.type(words("question.seed"), seed)
        if by == "Enter":
            form.keyboard.press("Enter")
        else:
            form.press(words("question.new-numbers"))
        twin.press("new-numbers", seed=seed)
        form.says(twin)
    answer = twin.driver.variant.numbers["ratio"]
    form.type(words("question.your-answer"), answer)
    form.press(words("question.check"))
    twin.press("check", ratio=answer, seed="座號8")
    form.says(twin)
    assert form.said()[0] == words("question.right")
    same_record("E1.2")


def test_nothing_on_the_page_complains(forms):
    assert forms.complaints == []
