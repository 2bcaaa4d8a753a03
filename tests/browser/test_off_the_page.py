"""A notebook takes a cell off its page at times; a figure that comes back stands as one that never was away."""

import pytest
from support.figure_alone import FigurePage

pytestmark = pytest.mark.browser

FIGURE, OTHER = "F3.1", "en"
LABELS = """() => [...document.querySelectorAll(".stage .tag")].filter((tag) => tag.textContent)
  .map((tag) => [tag.textContent, tag.style.visibility, tag.style.transform])"""
LEAVES = "() => { document.getElementById('here').style.display = 'none'; }"
COMES_BACK = "() => { document.getElementById('here').style.display = ''; }"
LEAVES_WHILE_DRAWN = """() => {
  const { newPlot } = Plotly;
  Plotly.newPlot = (...given) => {
    document.getElementById("here").style.display = "none";
    return newPlot(...given);
  };
}"""
BUILT = f"document.querySelector('.live')?.lang === '{OTHER}' && document.querySelector('.live .main-svg .trace')"


@pytest.fixture
def shown(browser):
    page = FigurePage(browser, FIGURE, "zh_TW", width=918)
    yield page
    page.close()


@pytest.fixture
def never_away(shown):
    """Return where the labels stand in the other language."""
    speak(shown, OTHER)
    there = shown.page.evaluate(LABELS)
    assert len({place for _, seen, place in there if not seen}) > 3, "labels of their own places"
    speak(shown, "zh_TW")
    return there


def speak(shown, language: str):
    """Have the figure built anew in a language."""
    shown.page.evaluate("(code) => { document.querySelector('.tongue').value = `here ${code}`; }", language)
    shown.page.evaluate("() => document.querySelector('.tongue').dispatchEvent(new Event('change'))")
    shown.page.wait_for_function(
        BUILT if language == OTHER else "document.querySelector('.live')?.lang === 'zh-TW'", timeout=20_000
    )
    shown.page.wait_for_timeout(120)
    shown.settle()


@pytest.mark.parametrize("leaves", [LEAVES, LEAVES_WHILE_DRAWN], ids=["before", "while it is drawn"])
def test_a_figure_built_off_the_page_has_its_labels_in_place(shown, never_away, leaves):
    shown.page.evaluate(leaves)
    speak(shown, OTHER)
    shown.page.evaluate(COMES_BACK)
    shown.page.wait_for_timeout(120)
    shown.settle()
    assert shown.page.evaluate(LABELS) == never_away
    assert shown.complaints == []


def test_a_figure_moved_off_the_page_has_its_labels_in_place(shown):
    shown.lead_to(0.6)
    there = shown.page.evaluate(LABELS)
    shown.lead_to(0.2)
    shown.page.evaluate(LEAVES)
    shown.lead_to(0.6)
    shown.page.evaluate(COMES_BACK)
    shown.page.wait_for_timeout(120)
    shown.settle()
    assert shown.page.evaluate(LABELS) == there
