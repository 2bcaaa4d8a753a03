"""The bar above a lesson in little room: how far the reader is stays whole, and the names beside it give way."""

import json

import pytest
from support.scripts_alone import page_of

from pledge_lib.course import Lesson
from pledge_lib.course.bank import rooms
from pledge_lib.course.wording import LANGUAGES
from tools import labextension

pytestmark = pytest.mark.browser

# px of the bar, and how high it may be
ROOMS = {"the file browser open at 1366 px": (1036, 36), "a window of 700 px": (622, 36), "a phone": (312, 90)}
TITLE = "3 Securities lending 出借與借券"
SCRIPT = """import {{ createBar }} from "./bar.js";
const beside = {{ title: {title} }};
const ways = {{ before: beside, after: beside, others: [{{ language: "ja", name: "中文" }}] }};
const bar = createBar({{ texts: {texts}, title: {title}, ways, open: () => {{}}, showCode: () => {{}} }});
document.querySelector("main").append(bar.root);
bar.say("ready", {{}}, {{ key: "again" }});
bar.showsCode(false);
bar.reached({reached});"""
BODY = "<style>:root { --jp-ui-font-size1: 13px; font-family: system-ui, sans-serif }</style>"
CUT = """(highest) => {
  const bar = document.querySelector(".pledge-bar"), frame = bar.getBoundingClientRect();
  const inside = ({ left, right, top, bottom }) =>
    left >= frame.left && right <= frame.right && top >= frame.top && bottom <= frame.bottom;
  const reached = bar.querySelector(".reached"), buttons = [...bar.querySelectorAll("button:not([hidden])")];
  return [
    reached.scrollWidth > reached.clientWidth && "progress cut",
    bar.scrollWidth > bar.clientWidth && "the bar scrolls",
    frame.height > highest && `the bar is ${frame.height} px high`,
    ...[reached, ...buttons].map((part) => !inside(part.getBoundingClientRect()) && `outside: ${part.textContent}`),
  ].filter(Boolean);
}"""


@pytest.mark.parametrize("room", ROOMS.values(), ids=ROOMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_progress_stays_whole_and_the_neighbours_names_give_way(browser, language, room, tmp_path, monkeypatch):
    width, highest = room
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    longest = max((Lesson(lesson, language).progress(brief=True) for lesson in rooms()), key=len)
    texts = json.loads(labextension.written())["texts"][language]
    given = {"texts": texts, "title": TITLE, "reached": longest}
    page = page_of(browser, SCRIPT.format(**{name: json.dumps(each) for name, each in given.items()}), BODY)
    page.set_viewport_size({"width": width + 16, "height": 300})
    assert page.evaluate(CUT, highest) == [] and page.complaints == []
    assert page.locator(".pledge-bar .after").get_attribute("title") == f"{TITLE} →"
    page.close()
