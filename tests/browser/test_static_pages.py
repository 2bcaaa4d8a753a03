"""The static edition in a real browser, from a server that knows nothing: alive, and asking nobody else."""

import json
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from support.answers import BANKS
from support.live_panels import known_panel

from pledge_lib.course import Lesson
from pledge_lib.pages.edition import write_site
from pledge_lib.panels import figures
from pledge_lib.panels.address import read_address
from tests.browser.course_page import eventually
from tests.browser.course_server import elsewhere

pytestmark = pytest.mark.browser

FIGURE = "F1.1"
DRAWN, AN_EXAMPLE = "P1.15", "P1.1"  # predictions of that figure: at values of its controls, at one of its examples


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Return the address of a small site."""
    folder = tmp_path_factory.mktemp("site")
    write_site(folder, only=[FIGURE])
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture
def visit(browser, served):
    """Return how to open an address of the site; nothing may be asked of another server, and no script may fail."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    asked, wrong = [], []

    def go(address: str):
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url.removeprefix("blob:")))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(address if "://" in address else served + address)
        page.wait_for_selector(f"[data-figure='{FIGURE}'][data-alive] .hero")
        return page

    yield go
    context.close()
    assert wrong == []
    assert [url for url in asked if not url.startswith((served, elsewhere(served), "data:"))] == []


def hero(page) -> str:
    return page.locator(".hero .num").first.text_content()


def case_of(page) -> tuple | None:
    """Return the case that the address tells once the hand has rested."""
    told = page.evaluate("location.hash")
    return read_address(told) if told else None


def test_a_figure_moves_speaks_another_language_and_is_a_link(visit):
    page, expected = visit(f"en/{FIGURE}.html"), Lesson("01_pledging", "en").panel(FIGURE)
    slider = page.locator(".lead input[type=range]")
    before = hero(page)
    slider.focus()
    for key in ("Home", "ArrowRight", "ArrowRight"):
        slider.press(key)
    lowest = expected._controls["change"].stops(33)[2]
    expected.set(change=lowest)
    told = expected.frame["stage"]["hero"][0]
    eventually(lambda: hero(page), told["before"] + told["number"] + told["after"], "the hero")
    assert hero(page) != before and slider.input_value() == str(round(lowest * 100))
    page.wait_for_selector(".main-svg")
    eventually(lambda: case_of(page), ("en", {FIGURE: {"change": round(lowest * 100)}}), "the case in the address")
    again = visit(page.evaluate("location.href"))
    eventually(lambda: hero(again), hero(page), "the case of a link")
    page.locator("select.tongue").select_option("here zh_TW")
    page.wait_for_selector(".pledge-panel[lang=zh-TW]")
    assert hero(page) == hero(again), "another language, the same number"


def test_a_page_of_another_machine_on_plain_http_moves_is_a_link_and_keeps_a_guess(visit, served):
    page = visit(elsewhere(f"{served}en/{FIGURE}.html"))
    assert page.evaluate("[isSecureContext, typeof crypto.randomUUID]") == [False, "undefined"]
    before = hero(page)
    page.locator(".lead input[type=range]").press("Home")
    eventually(lambda: hero(page) != before, True, "whether the number moved")
    page.wait_for_selector(".main-svg")
    eventually(lambda: case_of(page) is not None, True, "whether the address tells the case")
    again = visit(page.evaluate("location.href"))
    eventually(lambda: hero(again), hero(page), "the case of a link")
    lesson = visit(elsewhere(f"{served}en/01_pledging.html"))
    form = lesson.locator(f".pledge-panel.form[aria-label^='{DRAWN} ']")
    form.locator("input[type=text]").fill("150")
    form.locator("[data-action=commit]").click()
    form.locator(".said", has_text="Your guess was 150%").wait_for()
    lesson.reload()
    form.locator(".said", has_text="150%").wait_for()


def test_what_was_not_prepared_says_so_and_what_was_left_goes_back(visit):
    page = visit("en/01_pledging.html")
    place = page.locator(f"[data-figure='{FIGURE}']").first
    before = hero(page)
    page.locator("select.examples").select_option("1")
    page.wait_for_function("(before) => document.querySelector('.hero .num').textContent !== before", arg=before)
    page.locator(".scrub").first.press("ArrowRight")
    page.locator(".notice", has_text="the others went back").wait_for()
    box = page.locator(".lead .exact input")
    box.fill("abc")
    box.press("Enter")
    page.locator(".status", has_text="not among the prepared values").wait_for()
    assert place.locator(".hero").count() == 1


def test_a_prediction_takes_a_guess_before_its_case_opens_and_draws_it(visit):
    page = visit("en/01_pledging.html")
    cover = page.locator(f".covered:has([data-asked='{DRAWN}'])")
    form = page.locator(f".pledge-panel.form[aria-label^='{DRAWN} ']")
    folded = page.locator(f".after-guess[data-after='{DRAWN}']")
    assert cover.is_hidden() and folded.get_attribute("open") is None
    form.locator("input[type=text]").fill("a lot")
    form.locator("[data-action=commit]").click()
    form.locator(".said", has_text="“a lot” is not a number").wait_for()
    assert cover.is_hidden(), "what cannot be read is no guess"
    form.locator("input[type=text]").fill("150")
    form.locator("input[type=text]").press("Enter")
    form.locator(".said", has_text="Your guess was 150%").wait_for()
    figure = cover.locator(f"[data-figure='{FIGURE}'] .pledge-panel")
    figure.scroll_into_view_if_needed()
    figure.locator(".tag", has_text="your guess 150%").wait_for()
    result = figure.locator(".tag", has_text="result ")
    said = result.text_content()
    figure.locator(".lead input[type=range]").press("ArrowLeft")
    eventually(lambda: result.text_content(), said, "the result stays when the reader moves on")
    assert folded.get_attribute("open") is not None
    figure.locator("select.tongue").select_option("here zh_TW")
    cover.locator(".tag", has_text="150%").first.wait_for()


def test_a_case_to_be_guessed_is_no_example_until_it_was_guessed_or_skipped(visit):
    page = visit("en/01_pledging.html")
    examples = page.locator(f"[id='{FIGURE}'] select.examples option")
    names = json.loads(known_panel(FIGURE, "en").frame["spec"])["presets"]
    asked = BANKS["01_pledging"].questions[AN_EXAMPLE].opens
    place = [preset.name for preset in figures.figure(FIGURE).presets].index(asked)
    assert set(examples.all_text_contents()[1:]) == {*names} - {names[place]}
    page.locator(f".pledge-panel.form[aria-label^='{AN_EXAMPLE} '] [data-action=skip]").click()
    eventually(lambda: set(examples.all_text_contents()[1:]), {*names}, "the examples after the guess was skipped")


def test_a_guess_outlives_a_reload_and_the_way_to_another_language(visit):
    page = visit("en/01_pledging.html")
    form = page.locator(f".pledge-panel.form[aria-label^='{DRAWN} ']")
    form.locator("input[type=text]").fill("150")
    form.locator("[data-action=commit]").click()
    form.locator(".said", has_text="Your guess was 150%").wait_for()
    for again in (lambda: page.reload(), lambda: page.goto(page.url.replace("/en/", "/zh_TW/"))):
        again()
        page.locator(f".pledge-panel.form[aria-label^='{DRAWN} '] .said", has_text="150%").wait_for()
        cover = page.locator(f".covered:has([data-asked='{DRAWN}'])")
        folded = page.locator(f".after-guess[data-after='{DRAWN}']")
        assert cover.is_visible() and folded.get_attribute("open") is not None
        cover.scroll_into_view_if_needed()
        cover.locator(".tag", has_text="150%").first.wait_for()
    asked_still = page.locator(f".covered:has([data-asked='{AN_EXAMPLE}'])")
    assert asked_still.is_hidden(), "what was not guessed is still covered"
