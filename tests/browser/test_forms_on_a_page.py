"""Forms on a page: keys stay in their form, the language and a new page lose nothing, figures are one button away."""

import pytest

from tests.browser.conftest import CLAIM, COVERED, EXERCISES, FIGURE
from tests.browser.course_page import eventually
from tests.browser.form_on_page import HAS_FOCUS, HOLDS_FOCUS, FormOnPage

pytestmark = pytest.mark.browser

UNLIKE_AN_ANSWER = "abc dd xmyz00"  # each of these letters is a command of JupyterLab outside a box
CELLS = """() => {
  const { widgets, activeCellIndex, mode } = jupyterapp.shell.currentWidget.content;
  return [widgets.length, activeCellIndex, mode];
}"""
SAME_ID = """() => [...document.querySelectorAll(".pledge-panel [id]")].map((node) => node.id)
  .filter((id, place, all) => all.indexOf(id) !== place)"""
IN_SIGHT = """(panel) => {
  const { top } = panel.getBoundingClientRect(), notebook = panel.closest(".jp-WindowedPanel-outer, .jp-Notebook");
  return top >= notebook.getBoundingClientRect().top - 1 && top < innerHeight / 2;
}"""
NAMELESS = """(form) => [...form.querySelectorAll("input, select, button, summary")]
  .filter((node) => !(node.getAttribute("aria-label") ?? node.labels?.[0]?.textContent ?? node.textContent).trim())
  .map((node) => node.outerHTML)"""
COMPOSING = """(box) =>
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true }))"""


def test_the_button_to_a_figure_leads_to_it(forms, library):
    form, twin = FormOnPage(forms, "E1.13"), library.exercise("E1.13")
    form.press(twin.words("question.solution"))
    twin.press("solution")
    form.says(twin)
    panel = forms.panel(FIGURE).root
    form.press(twin.words("question.see-figure", figure=FIGURE))
    eventually(lambda: panel.evaluate(IN_SIGHT), True, f"whether {FIGURE} is in sight")
    assert panel.evaluate(HOLDS_FOCUS), f"the focus has not come along to {FIGURE}"


def test_what_is_typed_goes_into_the_box_and_nowhere_else(forms, library):
    form, twin = FormOnPage(forms, "E1.1"), library.exercise("E1.1")
    other, other_twin = FormOnPage(forms, "E1.6"), library.exercise("E1.6")
    label = twin.words("question.your-answer")
    form.tab_to(form.box(label))
    before = forms.page.evaluate(CELLS)
    form.type(label, UNLIKE_AN_ANSWER)
    assert form.box(label).input_value() == UNLIKE_AN_ANSWER
    form.keyboard.press("Enter")
    twin.press("check", loan=UNLIKE_AN_ANSWER)
    form.says(twin)
    assert form.box(label).evaluate(HAS_FOCUS), "Enter has taken the focus out of the box"
    for key in ("ArrowUp", "ArrowDown", "ArrowLeft"):
        form.keyboard.press(key)
    assert forms.page.evaluate(CELLS) == before, "JupyterLab took the keys: cells, the active one, its mode"
    assert other.box(label).input_value() == "", "another form has what was typed in this one"
    assert other.said() == [each.text for each in other_twin.driver.said(other_twin.words)] == []


def test_composing_a_word_is_no_answer_yet(forms, library):
    form, twin = FormOnPage(forms, "E1.6"), library.exercise("E1.6")
    form.tab_to(form.box(twin.words("question.your-answer")))
    form.box(twin.words("question.your-answer")).evaluate(COMPOSING)
    forms.page.wait_for_timeout(300)
    assert form.said() == []


def test_the_other_language_keeps_what_was_typed(forms, library):
    form, twin = FormOnPage(forms, "E1.7"), library.exercise("E1.7")
    home, away = forms.language, {"zh_TW": "en", "en": "zh_TW"}[forms.language]
    form.type(twin.words("E1.7.field.effective"), "2.95")
    form.press(twin.words("question.check"))
    twin.press("check", effective="2.95")
    form.says(twin)
    form.type(twin.words("E1.7.field.breakeven"), "86")
    for language in (away, home):
        form.press(twin.texts[language]["language.name"])
        twin.react({"action": "language", "language": language})
        form.says(twin)
        assert form.root.get_attribute("lang") == language.replace("_", "-")
        typed = [form.box(twin.words(f"E1.7.field.{name}")).input_value() for name in ("effective", "breakeven")]
        assert typed == ["2.95", "86"], f"after a switch to {language}"


@pytest.mark.parametrize("question", (COVERED, *EXERCISES, CLAIM))
def test_every_input_has_a_name_and_the_feedback_is_spoken(forms, question):
    form = FormOnPage(forms, question)
    assert form.root.evaluate(NAMELESS) == []
    assert form.feedback.get_attribute("aria-live") == "polite"


def test_no_two_controls_share_an_id(forms):
    assert forms.page.evaluate(SAME_ID) == []


def test_a_page_loaded_again_can_be_answered(forms, library, same_record):
    forms.command("docmanager:save")
    forms.reload()
    form, twin = FormOnPage(forms, "E1.6"), library.exercise("E1.6")
    form.prompt.wait_for()
    answer = twin.driver.variant.numbers["interest"]
    form.type(twin.words("question.your-answer"), answer)
    form.keyboard.press("Enter")
    twin.press("check", interest=answer)
    form.says(twin)
    assert form.said()[0] == twin.words("question.right")
    same_record("E1.6")


def test_nothing_on_the_page_complains(forms):
    assert forms.complaints == []
