"""Every figure on one screen: nothing clipped, nothing over another, nothing that jumps while the lead moves.

A figure alone on a page, without JupyterLab and without a kernel: at the start, with the lead at several places, and in
each of its examples. By default it is a few figures, drawn by a seed; `PLEDGE_LAB_ALL_SCREENS=1` measures all of them
in both languages and themes and at five widths, in parts by `-k F1`.
"""

import pytest
from support.figure_alone import FigurePage
from support.screen_faults import faults, height, places
from support.screen_samples import EVERYTHING, FIGURES, figure_screens

from pledge_lib.course.wording import LANGUAGES
from pledge_lib.panels.crypto.risk_map_model import CELLS

pytestmark = pytest.mark.browser

HIGHEST = {1_180: 620, 918: 560, 700: 700, 490: 800, 390: 800}  # px of the closed figure by the width of its place
PHONE_IN_LAB = 308  # px that JupyterLab leaves a figure on a phone of 390; there it may be higher
# two panes, long names, many lanes, a simulation, named rows
PROJECTED = ("F0.1", "F0.2", "F0.5", "F2.7", "F2.9", "F3.9")
PROJECTOR = {"width": 1_366, "height": 768}
LEAD = (0.0, 0.37, 1.0)  # shares of the track
ALONG = tuple(sorted({*LEAD, *(eighth / 8 for eighth in range(9))}))  # where it must not have jumped
PROJECTED_SIZE = 28
SMALLER = """(panel, least) => [...panel.querySelectorAll(".body *, .sentence, .second")]
  .filter((node) => [...node.childNodes].some((part) => part.nodeType === 3 && part.data.trim()))
  .filter((node) => node.getBoundingClientRect().width && parseFloat(getComputedStyle(node).fontSize) < least - 0.5)
  .map((node) => node.textContent)"""

# the figure of a page whose language is switched, what is chosen there, and what both then speak
SWITCHED = (
    (0, "here en", ("en", "zh-TW")),
    (1, "all en", ("en", "en")),
    (0, "here zh_TW", ("zh-TW", "en")),
    (1, "all zh_TW", ("zh-TW", "zh-TW")),
)

SAID = """(panel) => [...panel.querySelectorAll(".stage .tag")]
  .map((tag) => getComputedStyle(tag).visibility !== "hidden" && tag.textContent).filter(Boolean)"""

# as an answer that comes late does it: the hand is elsewhere by then
CHOOSE = """(examples, option) => {
  examples.selectedIndex = option;
  examples.dispatchEvent(new Event("change", { bubbles: true }));
}"""


@pytest.mark.parametrize(("figure", "language", "theme"), tuple(figure_screens(few=4)))
def test_a_figure_fits_its_screen_wherever_the_lead_stands(browser, figure, language, theme):
    shown = FigurePage(browser, figure, language, width=918, theme=theme)
    try:
        found = [
            f"{width} px: {fault}"
            for width in (HIGHEST if EVERYTHING else (918, 390))
            for fault in _faults_at(shown, width)
        ]
        assert found == [], f"{figure} {language} {theme}"
    finally:
        shown.close()


@pytest.mark.parametrize(("figure", "language", "theme"), tuple(figure_screens(few=2)))
def test_nothing_is_cut_and_nothing_jumps_on_a_phone_with_jupyterlab_around(browser, figure, language, theme):
    shown = FigurePage(browser, figure, language, width=PHONE_IN_LAB, theme=theme)
    try:
        assert [*faults(shown), *_along_the_lead(shown, faults)] == []
    finally:
        shown.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_risk_map_leaves_no_cell_without_its_word_there(browser, language):
    shown = FigurePage(browser, "F4.10", language, width=PHONE_IN_LAB)
    try:
        assert len(shown.root.evaluate(SAID)) == len(CELLS)
    finally:
        shown.close()


@pytest.mark.parametrize(("figure", "language", "theme"), tuple(figure_screens(few=2)))
def test_nothing_is_cut_in_an_opened_drawer(browser, figure, language, theme):
    shown = FigurePage(browser, figure, language, width=918, theme=theme)
    try:
        found = []
        for width in (1_180, 918, 390):
            shown.resize(width)
            for button in shown.page.locator("nav button:visible").all():
                button.click()
                shown.resize(width)  # until it is drawn
                found += [f"{width} px, {button.inner_text()}: {fault}" for fault in faults(shown)]
        assert found == [], f"{figure} {language} {theme}"
    finally:
        shown.close()


def test_an_arrow_points_only_to_where_the_lead_can_go(browser):
    shown = FigurePage(browser, "F3.7", "en", width=390)  # opens at the start of its lead
    try:
        arrows = shown.page.locator(".grip > span")
        assert [arrow.is_visible() for arrow in arrows.all()] == [False, True]
        shown.lead_to(0.5)
        assert not shown.page.locator(".grip > .end").count()
        shown.lead_to(1)
        assert arrows.last.get_attribute("class") == "end"
    finally:
        shown.close()


@pytest.mark.parametrize("figure", ["F1.3", "F1.7", "F2.4"])
def test_a_key_takes_the_lead_no_further_than_the_picture_goes(browser, figure):
    shown = FigurePage(browser, figure, "en", width=918)  # steps of unequal length, a log that may end before the lead
    try:
        lead, key = shown.page.locator(".lead > input[type=range]"), shown.panel.declaration.lead
        for end, press in ((0, "Home"), (1, "End")):
            shown.lead_to(end)
            dragged = shown.panel.frame["values"][key]
            lead.press(press)
            lead.press("ArrowLeft" if press == "Home" else "ArrowRight")
            assert shown.panel.frame["values"][key] == dragged, press
    finally:
        shown.close()


def test_the_page_takes_one_language_and_the_whole_screen(browser):
    shown = FigurePage(browser, "F1.1", "zh_TW", width=918)
    try:
        shown.page.locator(".tongue").select_option("all en")
        shown.page.wait_for_function("document.querySelector('.live').lang === 'en'")
        assert shown.page.locator(".sentence").text_content() == shown.panel.frame["sentence"]
        shown.page.locator(".present").click()
        shown.page.wait_for_timeout(300)
        shown.settle()
        screen = shown.page.evaluate("() => [innerWidth, innerHeight]")
        box = shown.root.bounding_box()
        assert [box["width"], box["height"]] == screen and faults(shown) == []
        second = shown.page.locator(".second")
        assert shown.page.locator(".sentence").text_content() == shown.panel.frame["sentence"]
        assert second.text_content() == shown.panel.frame["second"]["text"] and second.get_attribute("lang") == "zh-TW"
        sizes = shown.page.evaluate(
            "() => ['.sentence', '.second'].map((s) => getComputedStyle(document.querySelector(s)).fontSize)"
        )
        assert sizes[0] == sizes[1] and float(sizes[0].removesuffix("px")) <= 28
        assert shown.root.evaluate("(root) => root.scrollHeight <= root.clientHeight"), "all on one screen"
        shown.page.locator(".present").click()
        shown.page.wait_for_function("!document.querySelector('.live').classList.contains('projector')")
        second.wait_for(state="hidden")
    finally:
        shown.close()


def test_a_language_is_for_one_figure_or_for_all_of_its_page(browser):
    shown = FigurePage(browser, "F1.1", "zh_TW", width=918, beside=("F1.2",))
    try:
        figures = shown.page.locator(".live")
        for place, choice, spoken in SWITCHED:
            shown.page.locator(".tongue").nth(place).select_option(choice)
            shown.page.wait_for_timeout(300)
            shown.settle()
            assert figures.evaluate_all("(all) => all.map(({ lang }) => lang)") == [*spoken], choice
            told = [panel.frame["sentence"] for panel in shown.panels]
            assert shown.page.locator(".sentence").all_text_contents() == told, choice
        assert shown.complaints == []
    finally:
        shown.close()


def test_a_figure_without_settings_leaves_no_room_for_them(browser):
    shown = FigurePage(browser, "F6.1", "zh_TW", width=1_180)  # moved by its lead and its sheet alone
    try:
        whole, main = shown.root.bounding_box(), shown.page.locator(".live .main").bounding_box()
        assert whole["width"] - main["width"] < 60 and faults(shown) == [] and height(shown) <= HIGHEST[918]
    finally:
        shown.close()


def test_what_a_button_opens_beside_the_rail_stands_right_below_it(browser):
    shown = FigurePage(browser, "F1.5", "zh_TW", width=1_180)  # more settings than the figure is high
    try:
        settings = shown.page.locator(".drawer.for-settings")
        assert settings.is_visible() and height(shown) <= HIGHEST[918], "long settings scroll beside the figure"
        for name in ("table", "why"):
            button = shown.page.locator(f"nav .for-{name}")
            button.focus()
            shown.page.keyboard.press("Enter")
            buttons, opened = (shown.page.locator(each).bounding_box() for each in ("nav", ".drawer.open"))
            assert abs(opened["y"] - buttons["y"] - buttons["height"]) <= 4, "right below the buttons"
            assert opened["x"] - buttons["x"] <= 12 and opened["x"] + opened["width"] < settings.bounding_box()["x"]
            assert button.evaluate("(button) => button === document.activeElement")
        shown.page.locator("nav .quiet").last.press("Tab")
        assert shown.page.evaluate("() => Boolean(document.activeElement.closest('.for-settings'))"), "no hidden stop"
    finally:
        shown.close()


def test_a_number_in_the_sentence_keeps_the_keys_while_an_example_comes(browser):
    shown = FigurePage(browser, "F1.1", "en", width=918)
    try:
        shown.page.locator(".scrub").first.focus()
        for option in range(1, shown.page.locator(".examples option").count()):
            shown.page.locator(".examples").evaluate(CHOOSE, option)
            shown.settle()
            assert shown.page.evaluate("() => document.activeElement.className") == "scrub", f"example {option}"
            before = shown.page.locator(".scrub").first.text_content()
            shown.page.keyboard.press("ArrowRight")
            shown.settle()
            assert shown.page.locator(".scrub").first.text_content() != before
    finally:
        shown.close()


@pytest.mark.parametrize("figure", FIGURES if EVERYTHING else PROJECTED)
def test_a_projector_shows_the_whole_of_a_figure_in_two_languages(browser, figure):
    shown = FigurePage(browser, figure, "en", width=PROJECTOR["width"])
    try:
        shown.page.set_viewport_size(PROJECTOR)
        shown.page.locator(".present").click()
        shown.page.locator(".second").wait_for()
        shown.page.wait_for_timeout(300)
        for share in LEAD:
            shown.lead_to(share)
            assert faults(shown) == [], f"lead at {share:.0%}"
            assert shown.root.evaluate("(root) => root.scrollHeight <= root.clientHeight"), "more than the screen"
            assert shown.root.evaluate(SMALLER, PROJECTED_SIZE) == [], "texts too small for the last row"
    finally:
        shown.close()


def _faults_at(shown, width: int):
    """Yield what is wrong at a width: at the start, with the lead at several places, and in each example."""
    shown.resize(width)
    yield from _here(shown, width)
    yield from _along_the_lead(shown, lambda there: _here(there, width))
    for place, preset in enumerate(shown.panel.declaration.presets):
        shown.choose(place)
        yield from (f"{preset.label}: {fault}" for fault in _here(shown, width))
    shown.reset()


def _along_the_lead(shown, faults_of):
    """Yield what jumps as the lead moves from end to end, and what is wrong at some places of it."""
    stood = places(shown)
    for share in ALONG:
        shown.lead_to(share)
        found = (*_moved(stood, stood := places(shown)), *(faults_of(shown) if share in LEAD else ()))
        yield from (f"lead at {share:.0%}: {fault}" for fault in found)


def _here(shown, width: int):
    """Yield what is wrong with the screen as it stands."""
    if height(shown) > HIGHEST[width]:
        yield f"{height(shown)} px high"
    yield from faults(shown)


def _moved(before, now):
    """Yield what jumped while the lead moved."""
    for name, was in before.items():
        if any(abs(after - once) > 1 for once, after in zip(was, now[name], strict=True)):
            yield f"{name} jumped from {was} to {now[name]}"
