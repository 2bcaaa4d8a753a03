"""A page that opens late, one that follows, one that missed a step: all show the frame that the kernel has."""

import ipywidgets
from hypothesis import given
from hypothesis import strategies as st
from support.live_panels import LANGUAGES, messages_of, open_panel

from pledge_lib.course import Lesson
from pledge_lib.panels.frames import apply

ACTS = st.one_of(
    st.integers(-60, 60).map(lambda change: {"key": "change", "value": change}),
    st.integers(1, 40).map(lambda days: {"key": "days", "value": days}),
    st.sampled_from(["-22", "abc", "999"]).map(lambda typed: {"key": "change", "typed": typed}),
    st.integers(0, 2).map(lambda place: {"preset": place}),
    st.sampled_from(LANGUAGES).map(lambda language: {"language": language}),
    st.just({"reset": True}),
)


class Page:
    """What one page knows: the state it was given, and what it heard since."""

    def __init__(self, widget):
        whole = widget.get_state()["whole"]
        self.number, self.frame = whole["number"], whole["frame"]

    def hear(self, message):
        content = message["data"]["content"]
        if content["number"] > self.number:
            assert content["number"] == self.number + 1, "a gap in the numbers"
            self.number = content["number"]
            self.frame = apply(self.frame, content["change"], message["buffers"])


@given(st.lists(ACTS, min_size=1, max_size=8), st.data())
def test_whenever_a_page_opens_it_comes_to_the_same_frame(acts, data):
    panel = open_panel("F1.1")
    sent, pages = messages_of(panel), [Page(panel)]
    opens_after = data.draw(st.integers(0, len(acts)))
    for number, act in enumerate(acts, start=1):
        if number == opens_after:
            pages.append(Page(panel))
        panel.react({**act, "view": "a", "number": number})
    pages.append(Page(panel))
    for page in pages:
        for message in sent:
            page.hear(message)
        assert page.frame == panel.frame


def test_code_that_moves_a_panel_is_seen_as_a_hand_is():
    panel = open_panel("F1.1")
    sent, page = messages_of(panel), Page(panel)
    panel.set(change=-0.22)
    panel.speak("en")
    for message in sent:
        page.hear(message)
    assert page.frame == panel.frame and len(sent) == 2


def test_a_page_with_a_gap_is_given_the_whole_frame_and_nothing_else():
    panel = open_panel("F1.1")
    panel.set(change=-0.22)
    sent = messages_of(panel)
    panel._handle_custom_msg({"whole": True}, [])
    (message,) = sent
    assert message["data"]["method"] == "update" and message["data"]["state"].keys() == {"whole"}
    assert message["data"]["state"]["whole"]["number"] == 1
    assert message["data"]["state"]["whole"]["frame"]["sentence"] == panel.view.sentence
    assert sorted(message["buffers"]) == sorted(rows_of(panel.frame))


def rows_of(frame):
    """Yield every row of numbers of a frame, wherever it stands: in the main chart or in that of a drawer."""
    for part in frame.values() if isinstance(frame, dict) else frame:
        if isinstance(part, bytes):
            yield part
        elif isinstance(part, dict | tuple):
            yield from rows_of(part)


def test_a_frame_that_does_not_differ_is_not_sent():
    panel = open_panel("F1.1")
    sent = messages_of(panel)
    panel.set(change=0)
    assert sent == []
    panel.set(change=-0.01)
    assert [message["data"]["content"]["number"] for message in sent] == [1]


def test_a_notebook_saved_with_its_widgets_holds_the_frame_of_that_moment():
    panel = open_panel("F1.1")
    panel.set(change=-0.22)
    saved = ipywidgets.Widget.get_manager_state(drop_defaults=True, widgets=[panel])["state"][panel.model_id]
    assert saved["state"]["whole"]["frame"]["sentence"] == panel.view.sentence


def test_a_form_is_followed_as_a_panel_is(monkeypatch, tmp_path):
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    form = Lesson("01_pledging", "zh_TW").exercise("E1.3")
    sent, page = messages_of(form), Page(form)
    for number, event in enumerate(
        ({"action": "check", "answers": {"price": "1"}}, {"action": "hint"}, {"action": "language", "language": "en"})
    ):
        form.react({**event, "view": "a", "number": number})
        page.hear(sent[-1])
        assert page.frame == form.frame and len(sent) == number + 1
    assert page.frame["said"] and '"language":"en"' in page.frame["spec"]


def test_the_same_wrong_answer_twice_is_answered_twice(monkeypatch, tmp_path):
    """A screen reader speaks what changes; so each answer is told to the page, also where the feedback is the same."""
    monkeypatch.setenv("PLEDGE_LAB_LEDGER", str(tmp_path / "ledger.json"))
    form = Lesson("01_pledging", "en").exercise("E1.3")
    sent = messages_of(form)
    for number in (1, 2, 3):
        form.react({"action": "check", "answers": {"price": "abc"}, "view": "a", "number": number})
    assert len(sent) == 3
