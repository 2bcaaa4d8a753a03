"""F1.3 in a real browser: a path is drawn by mouse and by keyboard, and controls without effect are out of sight."""

import pytest

from pledge_lib.course import Lesson
from tests.browser.course_page import eventually
from tests.browser.own_notebook import own_notebook

pytestmark = pytest.mark.browser

LINE_OF_PAD = """(pad) => {
  const [high, low] = ["max", "min"].map((end) => Number(pad.getAttribute(`aria-value${end}`)));
  const points = pad.querySelector(".path").getAttribute("points").split(" ").slice(1);
  return points.map((point) => Math.round(high - (Number(point.split(",")[1]) - 9) / 132 * (high - low)));
}"""
INK_AND_PAPER = """(pad) => [getComputedStyle(pad.querySelector("text")).fill,
  getComputedStyle(pad.closest("section")).backgroundColor]"""


@pytest.fixture(scope="module", params=["en"])  # what a hand does is told once; the texts of each language elsewhere
def timeline(request, root, browser, server):
    """Open a notebook with F1.3 only; give the panel on the screen and the same panel without a screen."""
    server.forget()
    cells = (f'from pledge_lib.course import Lesson\nLesson("01_pledging", "{request.param}").panel("F1.3")',)
    with own_notebook(root, browser, server, cells, panels=1) as page:
        yield page.panel("F1.3"), Lesson("01_pledging", request.param).panel("F1.3"), page


@pytest.fixture
def drawing(timeline):
    """Choose the path drawn by hand, as a reader does who has just opened the panel."""
    panel, expected, _ = timeline
    panel.button(expected.words("panel.reset")).click()
    expected.react({"reset": True})
    panel.choice(expected.words("F1.3.control.path")).select_option("drawn")
    expected.set(path="drawn")
    panel.shows(expected)
    return panel, expected, panel.slider(expected.words("F1.3.control.drawn"))


def test_the_pad_obeys_the_keyboard_and_says_where_it_is(drawing):
    panel, expected, pad = drawing
    path, said = list(expected.values["drawn"]), expected.words.table["F1.3.drawn.said"]
    pad.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "PageDown", "PageDown", "PageDown", "ArrowUp"):
        pad.press(key)
    path[3] = round(path[3] - 0.29, 2)
    expected.set(drawn=path)
    panel.shows(expected)
    assert pad.get_attribute("aria-valuetext") == said.format(session=4, count=20, percent=round(path[3] * 100))
    pad.press("End")
    assert pad.get_attribute("aria-valuetext") == said.format(session=20, count=20, percent=round(path[19] * 100))
    assert pad.evaluate("(node) => document.activeElement === node"), "JupyterLab took the keys"


def test_the_pad_obeys_the_mouse_without_gaps_and_the_log_follows(drawing):
    panel, expected, pad = drawing
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    panel.page.mouse.move(box["x"] + box["width"] * 0.10, box["y"] + box["height"] * 0.35)
    panel.page.mouse.down()
    panel.page.mouse.move(box["x"] + box["width"] * 0.95, box["y"] + box["height"] * 0.75, steps=4)
    panel.page.mouse.up()
    shown = pad.evaluate(LINE_OF_PAD)
    assert len(shown) == 20
    drawn = shown[1:18]
    assert drawn == sorted(drawn, reverse=True) and drawn[0] > drawn[-1] + 30, "a straight hand leaves no gaps"
    expected.set(drawn=[price / 100 for price in shown] + list(expected.values["drawn"][20:]))
    panel.shows(expected)
    assert expected.result.notice is not None


def test_more_sessions_bring_back_what_was_drawn_there(drawing):
    panel, expected, pad = drawing
    for sessions in (10, 60):
        panel.type(f"{expected.words('F1.3.control.sessions')} {expected.words('panel.exact')}", str(sessions))
        expected.set(sessions=sessions)
        panel.shows(expected)
        assert pad.evaluate(LINE_OF_PAD) == [round(price * 100) for price in expected.values["drawn"][:sessions]]


def test_only_controls_with_an_effect_are_shown(timeline):
    panel, expected, _ = timeline
    for path in ("crash", "drawn", "simulated", "replay"):
        panel.choice(expected.words("F1.3.control.path")).select_option(path)
        expected.set(path=path)
        panel.shows(expected)
        rows = panel.root.locator(".controls .control").evaluate_all(
            "(all) => all.map((row) => !row.hidden && row.offsetHeight > 0)"
        )
        keys = [control.key for control in expected.declaration.controls if control.key != expected.declaration.lead]
        assert [key for key, seen in zip(keys, rows, strict=True) if not seen] == [
            key for key in keys if key in expected.view.idle
        ]


def test_a_day_is_chosen_and_a_day_outside_the_calendar_is_refused(drawing):
    panel, expected, _ = drawing
    box = panel.root.get_by_label(expected.words("F1.3.control.start"), exact=True)
    box.fill("2024-10-02")
    box.press("Tab")
    expected.react({"key": "start", "typed": "2024-10-02"})
    panel.shows(expected)
    assert "2024-10-04" in panel.root.locator(".notes:not(.room)").text_content()
    box.fill("2031-01-01")
    box.press("Tab")
    eventually(lambda: "2027-08-31" in panel.status.text_content(), True, "the refusal names the last day")


def test_the_lead_scrubs_through_the_days(timeline):
    panel, expected, _ = timeline
    panel.example(expected.words("F1.3.preset.typhoon"))
    labels = [preset.label for preset in expected.declaration.presets]
    expected.react({"preset": labels.index("preset.typhoon")})
    panel.shows(expected)
    panel.slider(expected.words("F1.3.control.today")).press("ArrowRight")
    expected.set(today=4)
    panel.shows(expected)


@pytest.mark.parametrize("theme", ["Dark", "Light"])
def test_the_pad_can_be_seen_in_both_themes(timeline, theme):
    panel, expected, page = timeline
    page.theme(theme)
    panel.choice(expected.words("F1.3.control.path")).select_option("drawn")
    pad = panel.slider(expected.words("F1.3.control.drawn"))
    eventually(lambda: pad.is_visible(), True, "the pad")
    ink, paper = pad.evaluate(INK_AND_PAPER)
    light = [sum(map(int, colour[colour.index("(") + 1 : -1].split(",")[:3])) for colour in (ink, paper)]
    assert abs(light[0] - light[1]) > 300, f"{ink} on {paper}"
