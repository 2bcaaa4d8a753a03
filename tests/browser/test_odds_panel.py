"""F1.8 in a real browser: a drag shows the closed form, letting go simulates, and a simulation can be stopped."""

import pytest

from pledge_lib.course import Lesson
from tests.browser.course_page import eventually
from tests.browser.own_notebook import own_notebook

pytestmark = pytest.mark.browser

LONG = {"paths": 20_000, "months": 24}  # a simulation that a reader can stop
PERCENTS = """(bar) => {
  const seen = [bar.value];
  new MutationObserver(() => { seen.push(bar.value); }).observe(bar, { attributes: true });
  bar.closest("section").seen = seen;
}"""


class OddsOnPage:
    """The panel on the screen, the same panel without a screen, and how far the simulation is."""

    def __init__(self, panel, expected, page):
        self.panel, self.expected, self.page = panel, expected, page
        self.said = panel.root.locator(".job [role=status]")
        name = expected.words("panel.job.progress")
        self.progress = panel.root.get_by_role("progressbar", name=name, exact=True, include_hidden=True)

    def slider(self, key):
        return self.panel.slider(self.expected.words(f"F1.8.control.{key}"))

    def button(self, name):
        return self.panel.button(self.expected.words(f"panel.job.{name}"))

    def says(self, state):
        eventually(self.said.text_content, self.expected.words.table[f"panel.job.{state}"], "what is said of the job")

    def shows(self):
        self.panel.shows(self.expected)

    def set_long(self):
        """Choose a long simulation, and wait for its end."""
        for key, value in LONG.items():
            self.panel.type(
                f"{self.expected.words(f'F1.8.control.{key}')} {self.expected.words('panel.exact')}", str(value)
            )
        self.expected.set(**LONG)
        self.shows()


@pytest.fixture(scope="module", params=["zh_TW"])  # what a hand does is told once; the texts of each language elsewhere
def opened(request, root, browser, server):
    """Open a notebook with F1.8 only."""
    server.forget()
    cells = (f'from pledge_lib.course import Lesson\nLesson("01_pledging", "{request.param}").panel("F1.8")',)
    with own_notebook(root, browser, server, cells, panels=1) as page:
        yield OddsOnPage(page.panel("F1.8"), Lesson("01_pledging", request.param).panel("F1.8"), page)


@pytest.fixture
def odds(opened):
    """Return the panel as it is at the start, with a simulation asked for."""
    opened.panel.button(opened.expected.words("panel.reset")).click()
    opened.expected.react({"reset": True})
    opened.shows()
    opened.panel.choice(opened.expected.words("F1.8.control.method")).select_option("simulation")
    opened.expected.set(method="simulation")
    opened.shows()
    opened.says("done")
    return opened


def test_a_drag_shows_the_closed_form_and_letting_go_simulates(odds):
    slider = odds.slider("ratio")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    mouse, height = odds.page.page.mouse, box["y"] + box["height"] / 2
    mouse.move(box["x"] + 34, height)
    mouse.down()
    mouse.move(box["x"] + box["width"] * 0.5, height, steps=8)
    odds.expected.react({"key": "ratio", "value": float(slider.input_value()), "held": True})
    assert odds.expected.frame["job"]["state"] == "older"
    odds.shows()
    odds.says("older")
    odds.page.page.wait_for_timeout(400)
    odds.says("older")
    mouse.up()
    odds.expected.set(ratio=odds.expected.values["ratio"])
    odds.shows()
    odds.says("done")
    assert odds.progress.evaluate("(bar) => bar.value") == 100
    odds.progress.wait_for(state="hidden")


def test_a_key_is_held_and_let_go_in_one(odds):
    odds.slider("volatility").press("ArrowRight")
    odds.expected.set(volatility=0.35)
    odds.shows()
    odds.says("done")


def test_a_long_simulation_tells_how_far_it_is(odds):
    odds.set_long()
    odds.progress.evaluate(PERCENTS)
    odds.slider("ratio").press("ArrowRight")
    odds.expected.set(ratio=float(odds.slider("ratio").input_value()) / 100)
    odds.shows()
    odds.says("done")
    seen = odds.panel.root.evaluate("(section) => section.seen")
    rising = seen[seen.index(0) :]
    assert rising == sorted(rising) and rising[-1] == 100 and len(rising) > 2, f"the bar went {seen}"


def test_stop_by_keyboard_leaves_the_old_numbers_marked_and_again_goes_on(odds):
    odds.set_long()
    odds.slider("ratio").press("ArrowRight")
    odds.button("stop").press("Enter")
    odds.says("stopped")
    odds.expected.react({"key": "ratio", "value": float(odds.slider("ratio").input_value()), "held": True})
    odds.shows()
    assert odds.expected.words("F1.8.column.older") in odds.panel.table()[0]
    assert odds.progress.evaluate("(bar) => bar.value") < 100
    odds.page.page.wait_for_timeout(1_000)
    odds.shows()
    again = odds.button("again")
    assert again.evaluate("(button) => button === document.activeElement"), "stopping lost the place of the keyboard"
    again.press("Enter")
    odds.expected.react({"job": "again"})
    odds.shows()
    odds.says("done")


def test_the_language_changes_while_a_simulation_runs(odds):
    odds.set_long()
    home = odds.expected.words.language
    away = {"zh_TW": "en", "en": "zh_TW"}[home]
    odds.slider("ratio").press("ArrowRight")
    odds.expected.set(ratio=float(odds.slider("ratio").input_value()) / 100)
    for language in (away, home):
        odds.panel.speak(language)
        odds.expected.speak(language)
    odds.shows()
    odds.says("done")


def test_nothing_is_said_of_a_simulation_where_the_closed_form_is_asked(odds):
    odds.panel.choice(odds.expected.words("F1.8.control.method")).select_option("closed-form")
    odds.expected.set(method="closed-form")
    odds.shows()
    odds.progress.wait_for(state="hidden")
    odds.slider("paths").wait_for(state="hidden")
    odds.slider("ratio").press("ArrowRight")
    odds.expected.set(ratio=float(odds.slider("ratio").input_value()) / 100)
    odds.shows()
    odds.progress.wait_for(state="hidden")


def test_no_complaint_was_heard(opened):
    assert opened.page.complaints == []
