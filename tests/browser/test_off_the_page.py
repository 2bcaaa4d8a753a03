"""A notebook takes a cell off its page at times; a figure that comes back stands as one that never was away."""

import pytest
from support.figure_alone import FigurePage

pytestmark = pytest.mark.browser

FIGURE, OTHER = "F3.1", "en"
LABELS = """() => [...document.querySelectorAll(".stage .tag")].filter((tag) => tag.textContent)
  .map((tag) => [tag.textContent, tag.style.visibility, tag.style.transform])"""
LEAVES = "() => { document.getElementById('here').style.display = 'none'; }"
IS_SKIPPED = "() => !document.querySelector('.plot').checkVisibility({ contentVisibilityAuto: true })"
SKIPPED = """() => {                     // as JupyterLab does with a cell off its screen
  const here = document.getElementById("here");
  here.style.cssText = "content-visibility: auto; contain-intrinsic-size: auto 500px";
  here.before(Object.assign(document.createElement("div"), { style: "height: 6000px" }));
  scrollTo(0, 0);
}"""
COMES_BACK = """() => {
  document.getElementById("here").style.display = "";
  document.getElementById("here").scrollIntoView();
}"""
LEAVES_WHILE_DRAWN = """() => {
  const { newPlot } = Plotly;
  Plotly.newPlot = (...given) => {
    document.getElementById("here").style.display = "none";
    return newPlot(...given);
  };
}"""
NARROW, WIDE = 390, 918
DARK = "() => { document.body.dataset.jpThemeLight = 'false'; }"
LIGHT = DARK.replace("false", "true")
SETTLED = 800  # ms; by then a theme's style sheet is taken to be there
COLOURS = """() => [...document.querySelectorAll(".plot .js-line, .plot .js-fill")]
  .map((mark) => [getComputedStyle(mark).stroke, getComputedStyle(mark).fill])"""
COUNTS = """() => {
  const { react } = Plotly;
  window.drawn = 0;
  Plotly.react = (...given) => { window.drawn += 1; return react(...given); };
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


@pytest.mark.parametrize(
    "leaves", [LEAVES, LEAVES_WHILE_DRAWN, SKIPPED], ids=["before", "while it is drawn", "skipped"]
)
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


def themed(shown, theme: str):
    """Change the page's theme and wait until that has settled."""
    shown.page.evaluate(theme)
    shown.page.wait_for_timeout(SETTLED)
    shown.settle()


def comes_on(shown):
    """Bring a skipped figure back onto the screen and let it draw."""
    shown.page.evaluate(COMES_BACK)
    shown.page.wait_for_function(f"!({IS_SKIPPED})()")
    shown.page.wait_for_timeout(300)
    shown.settle()


def test_a_figure_that_a_theme_finds_skipped_and_wider_stands_as_before(shown):
    shown.resize(NARROW)
    there = shown.page.evaluate(LABELS)
    shown.page.evaluate(SKIPPED)
    shown.page.wait_for_function(IS_SKIPPED)
    shown.resize(WIDE)  # a telephone turned round and back, a side bar opened and closed
    themed(shown, DARK)
    shown.resize(NARROW)
    comes_on(shown)
    assert shown.page.evaluate(LABELS) == there
    assert shown.page.evaluate("() => document.querySelector('.main-svg').clientWidth") < NARROW
    assert shown.complaints == []


def test_a_skipped_figure_takes_the_colours_of_a_theme_when_it_comes_on(shown):
    light = shown.page.evaluate(COLOURS)
    themed(shown, DARK)
    dark = shown.page.evaluate(COLOURS)
    assert dark != light
    themed(shown, LIGHT)
    shown.page.evaluate(SKIPPED)
    shown.page.wait_for_function(IS_SKIPPED)
    shown.page.evaluate(COUNTS)
    themed(shown, DARK)
    assert shown.page.evaluate("window.drawn") == 0, "drawn while nobody sees it"
    comes_on(shown)
    assert shown.page.evaluate(COLOURS) == dark
