"""What stands in a lesson beside figures and forms: small trust marks, sentences that move, the card."""

import json
from itertools import chain

import pytest
from support.scripts_alone import page_of

from pledge_lib.course import Lesson
from pledge_lib.course.wording import texts
from pledge_lib.panels import figures
from pledge_lib.panels.moving import SentenceCore
from pledge_lib.panels.provenance import signs

pytestmark = pytest.mark.browser

MARKS = signs(texts()["en"])
PROSE = """<div class="jp-RenderedMarkdown">
<p>at most 60% [RULE], below 130% [2ND]</p><p><code>[RULE]</code></p></div>"""
RENDER = 'import {{ render }} from "./{part}.js";\nrender({{ model, el: document.querySelector("main") }});'
WATCH = 'import {{ watchMarks }} from "./marks.js";\nwatchMarks(document.querySelector("main"), {marks});'
ANOTHER = "(before) => document.querySelector('.asks').textContent !== before"


@pytest.fixture
def opened(browser):
    """Return a maker of pages, closed after the test; none of them may complain."""
    pages = []

    def make(*given, **more):
        pages.append(page_of(browser, *given, **more))
        return pages[-1]

    yield make
    for page in pages:
        assert page.complaints == []
        page.close()


@pytest.fixture
def card(tmp_path, monkeypatch):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    return Lesson("01_pledging", "zh_TW").card()


@pytest.fixture
def marked(opened):
    """Return a page with two marks in its prose and one in its code."""
    return opened(WATCH.format(marks=json.dumps(MARKS)), PROSE)


def test_a_mark_is_a_sign_and_its_words_come_to_whoever_reaches_it(marked):
    first, words = marked.locator(".pledge-mark").first, MARKS["RULE"]["words"]
    assert marked.locator(".pledge-mark .sign").all_inner_texts() == ["R", "S"]
    assert first.locator(".words").bounding_box()["width"] <= 1 and first.get_attribute("title") == words
    assert words in marked.locator("p").first.text_content()  # a screen reader reads them in any case
    marked.keyboard.press("Tab")
    assert first.evaluate("(mark) => document.activeElement === mark")
    assert first.locator(".words").bounding_box()["width"] > 40


def test_a_mark_in_code_stays_and_prose_that_is_drawn_anew_is_marked_again(marked):
    assert marked.locator("code").inner_text() == "[RULE]"
    marked.evaluate(
        """() => { document.querySelector(".jp-RenderedMarkdown").innerHTML = "<p>an offer [FIRM]</p>"; }"""
    )
    marked.locator(".pledge-mark").wait_for()
    assert marked.locator("p .sign").inner_text() == MARKS["FIRM"]["sign"]


@pytest.mark.parametrize("language", list(texts()))
def test_a_number_of_a_sentence_follows_the_hand_and_the_keys(opened, language):
    sentence = SentenceCore(figures.figure("F1.2"), texts(), language)
    page = opened(RENDER.format(part="sentence"), panel=sentence)
    said, number = page.locator(".moving .asks"), page.locator(".moving .scrub").first
    first, start = said.inner_text(), sentence.values["start"]
    assert first == sentence.summary() and number.get_attribute("role") == "slider"
    assert page.locator(".moving").evaluate("(one) => one.scrollHeight <= one.clientHeight"), "no bar to scroll it by"
    number.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(ANOTHER, arg=first)
    assert sentence.values["start"] > start and said.inner_text() == sentence.summary()
    assert number.get_attribute("aria-valuetext") == number.inner_text()
    second, start, box = said.inner_text(), sentence.values["start"], number.bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 65, box["y"] + 5, steps=4)
    page.mouse.up()
    page.wait_for_function(ANOTHER, arg=second)
    page.wait_for_timeout(300)  # the last of several answers
    assert sentence.values["start"] > start and said.inner_text() == sentence.summary()


def test_a_card_is_one_sheet_that_is_printed_and_saved_as_it_is_seen(opened, card, tmp_path):
    page = opened(RENDER.format(part="card"), panel=card)
    seen = page.locator("svg.card text").all_text_contents()
    for _, label in card.frame["numbers"]["cells"]:
        assert label in "".join(seen)
    _is_printed_and_saved(page, "01_pledging", tmp_path)


@pytest.mark.parametrize("language", list(texts()))
def test_the_report_of_the_position_is_printed_and_saved_as_it_is_seen(opened, tmp_path, monkeypatch, language):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    report = Lesson("06_my_position", language).my_position.report
    page = opened(RENDER.format(part="card"), panel=report)
    seen = "".join(page.locator("svg.card text").all_text_contents()).replace(" ", "")  # lines may be broken at blanks
    for section in report.frame["sections"]:
        assert all(text.replace(" ", "") in seen for text in (section["heading"], *chain(*section["rows"])))
    _is_printed_and_saved(page, "my-position", tmp_path)


def _is_printed_and_saved(page, name, folder):
    seen = page.locator("svg.card text").all_text_contents()
    sheet = page.locator("svg.card").bounding_box()
    assert sheet["height"] / sheet["width"] == pytest.approx(297 / 210, abs=0.01)
    print_it, svg, png = page.locator(".ways button").all()
    for button, file, begins in ((svg, f"{name}.svg", b"<svg"), (png, f"{name}.png", b"\x89PNG")):
        with page.expect_download() as download:
            button.click()
        assert download.value.suggested_filename == file
        download.value.save_as(folder / file)
        assert (folder / file).read_bytes().startswith(begins)
    print_it.click()
    page.wait_for_function("document.querySelector('iframe.pledge-print')?.contentDocument?.querySelector('svg')")
    printed = page.evaluate("document.querySelector('iframe.pledge-print').contentDocument.documentElement.outerHTML")
    assert "size: A4" in printed and all(text in printed for text in seen)


def test_a_card_shows_what_was_written_meanwhile(opened, card):
    page = opened(RENDER.format(part="card"), panel=card)
    assert "NT$90" not in page.locator("svg.card").text_content()
    Lesson("01_pledging", "zh_TW").own_rules().driver.act("keep", {"line": "NT$90"})
    card.renew()
    page.reload()
    page.wait_for_function("window.isReady", timeout=20_000)
    assert "NT$90" in page.locator("svg.card").text_content()
