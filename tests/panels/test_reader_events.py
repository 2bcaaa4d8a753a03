"""What a reader does on the screen, as the browser sends it: understood, or refused in the reader's language."""

import math
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.live_panels import (
    FIGURES,
    LANGUAGES,
    change_of,
    drawn,
    known_panel,
    messages_of,
    settings_of,
    shared,
    size,
)

from pledge_lib.course.wording import texts
from pledge_lib.finance.checks import InputError
from pledge_lib.panels import figures
from pledge_lib.panels.controls import Cell, Slider
from pledge_lib.panels.panel import Panel

ORDINARY_STEP = 1_500  # bytes, of a single step of a slider
each_panel = pytest.mark.parametrize("figure", FIGURES)

TYPED = [
    ("F1.1", "value", "1,000,000", 1_000_000),
    ("F1.1", "value", " 2 000 000 ", 2_000_000),
    ("F1.1", "value", "NT$600,000", 600_000),
    ("F1.1", "value", "600,000 元", 600_000),
    ("F1.1", "value", "６００，０００元", 600_000),
    ("F1.1", "value", "1e6", 1_000_000),
    ("F1.1", "line", "130", 1.30),
    ("F1.1", "line", "130%", 1.30),
    ("F1.1", "line", "130 %", 1.30),
    ("F1.1", "line", "１３０", 1.30),
    ("F1.1", "line", "１３０％", 1.30),
    ("F1.1", "line", "1.3", 1.30),
    ("F1.1", "line", "166.67", 1.6667),
    ("F1.1", "change", "-22", -0.22),
    ("F1.1", "change", "−22%", -0.22),
    ("F1.1", "change", "－22", -0.22),
    ("F1.1", "rate", "2.95", 0.0295),
    ("F1.1", "days", "90 天", 90),
    ("F1.1", "price", "78,5", 78.5),
    ("F1.1", "price", "NT$78", 78),
    ("F1.1", "value", "60萬", 600_000),
    ("F1.1", "line", "1.3倍", 1.30),
    ("F1.1", "loan_to_value", "6成", 0.6),
    ("F1.5", "lots", "10 張", 10),
    ("F1.5", "lots", "5000股", 5),
    ("F3.9", "holding", "3張", 3_000),
    ("F4.1", "units", "1,5", 1.5),
    ("F4.1", "units", "1.5 ETH", 1.5),
    ("F2.2", "buy", "114/04/02", date(2025, 4, 2)),
    ("F2.2", "buy", "20250402", date(2025, 4, 2)),
    ("F2.2", "buy", "2025-04-02 00:00:00", date(2025, 4, 2)),
    ("F1.5", "rate:kgi-securities-article-002", "2.5%", 0.025),
    ("F1.5", "fees:kgi-securities-article-002", "1,200", 1_200),
]

REFUSED = [
    ("F1.1", {"key": "rate", "typed": "6元"}, "帶的單位「元」不能用在這裡", "bears “元”, a unit of another kind"),
    ("F1.1", {"key": "value", "typed": "1000000%"}, "帶的單位「%」", "bears “%”"),
    ("F1.1", {"key": "price", "typed": "60%"}, "帶的單位「%」", "bears “%”"),
    ("F1.1", {"key": "value", "typed": "1,23,456"}, "分不出是千分位還是小數點", "separates no thousands"),
    ("F1.1", {"key": "value", "typed": "9" * 1_000_000}, "99…", "99…"),
    ("F1.1", {"key": "days", "typed": "1.5"}, "借款天數要是整數", "must be a whole number"),
    ("F1.5", {"key": "lots", "typed": "50股"}, "要是整數（目前是 0.05）", "must be a whole number (it is 0.05)"),
    ("F2.2", {"key": "buy", "typed": "08/04/2025"}, "這個日期", "is not a date"),
    ("F1.1", {"key": "value", "typed": "abc"}, "擔保品市值（借款時）：看不懂「abc」", "“abc” is not a number"),
    ("F1.1", {"key": "value", "typed": ""}, "擔保品市值（借款時）：看不懂「」", "“” is not a number"),
    ("F1.1", {"key": "value", "typed": "nan"}, "看不懂「nan」", "“nan” is not a number"),
    ("F1.1", {"key": "value", "typed": "1e999"}, "看不懂「1e999」", "“1e999” is not a number"),
    ("F1.1", {"key": "value", "typed": "-inf"}, "看不懂「-inf」", "“-inf” is not a number"),
    ("F1.1", {"key": "value", "typed": "{name}"}, "看不懂「{name}」", "“{name}” is not a number"),
    ("F1.1", {"key": "value", "typed": "5"}, "100,000 到 10,000,000", "between 100,000 and 10,000,000 (you typed 5)"),
    ("F1.1", {"key": "value", "typed": "-600000"}, "−600,000", "you typed −600,000"),
    ("F1.1", {"key": "line", "typed": "13000"}, "追繳線要在 120% 到 170% 之間", "between 120% and 170%"),
    ("F1.1", {"key": "line", "value": 999}, "你輸入的是 999%", "you typed 999%"),
    ("F1.1", {"key": "line", "value": math.nan}, "追繳線：看不懂", "Call line: "),
    ("F1.1", {"key": "line", "value": None}, "追繳線：看不懂", "Call line: "),
    ("F1.1", {"key": "line", "value": "130"}, "追繳線：看不懂", "Call line: "),
    ("F1.1", {"key": "profile", "value": "tw-moon"}, "沒有「tw-moon」這個選項", "no option “tw-moon”"),
    ("F1.1", {"key": "eligible", "value": "maybe"}, "沒有「maybe」這個選項", "no option “maybe”"),
    ("F1.1", {"key": "moon", "value": 1}, "這個數值沒有「moon」這個選項", "This value has no option “moon”"),
    ("F1.1", {"language": "fr"}, "這個數值沒有「fr」這個選項", "This value has no option “fr”"),
    ("F1.5", {"key": "rate:kgi-securities-article-002", "typed": "x"}, "這個數值：看不懂「x」", "This value: “x”"),
    ("F1.5", {"key": "rate:kgi-securities-article-002", "typed": "80"}, "0% 到 20%", "between 0% and 20%"),
]


def ask(panel, **event):
    """Send an event with a fresh number and return the answer."""
    number = (panel.frame.get("answers") or {"number": 0})["number"] + 1
    panel.react({**event, "view": "a-view", "number": number})
    assert panel.frame["answers"] == {"view": "a-view", "number": number}, f"{event} was not answered"
    return panel.frame


@pytest.mark.parametrize(("figure", "key", "typed", "value"), TYPED)
def test_a_number_is_understood_as_people_write_it(figure, key, typed, value):
    panel = known_panel(figure)
    frame = ask(panel, key=key, typed=typed)
    assert frame["refusal"] is None
    assert panel.values[key] == (value if isinstance(value, date) else pytest.approx(value, rel=1e-12))
    if isinstance(value, date):
        assert frame["values"][key] == "2025-04-02", "a year of the Republic is shown back as it was read"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("figure", "event", "chinese", "english"), REFUSED)
def test_bad_input_is_refused_in_the_readers_language_and_nothing_is_lost(figure, event, chinese, english, language):
    panel = known_panel(figure, language)
    first = panel.declaration.controls[0]
    panel.set(**{first.key: settings_of(first)[0]})
    values, picture, sentence, spec = panel.values, drawn(panel), panel.frame["sentence"], panel.frame["spec"]
    refusal = ask(panel, **event)["refusal"]
    assert refusal["key"] == event.get("key")
    assert (chinese if language == "zh_TW" else english) in refusal["sentence"]
    assert panel.values == values and panel.frame["sentence"] == sentence and panel.frame["spec"] == spec
    assert panel.words.language == language
    for uid, line in drawn(panel).items():
        for name, numbers in line.items():
            assert numbers.tobytes() == picture[uid][name].tobytes(), f"{name} of {uid} moved"
    assert ask(panel, reset=True)["refusal"] is None, "the refusal stays on the screen after the next step"


@given(st.text(max_size=12))
def test_no_text_typed_into_a_number_box_breaks_a_panel(typed):
    panel = shared("F1.1", "en")
    frame = ask(panel, key="line", typed=typed)
    assert frame["refusal"] is None or typed in frame["refusal"]["sentence"] or "120%" in frame["refusal"]["sentence"]
    assert 1.2 <= panel.values["line"] <= 1.7


@each_panel
def test_set_refuses_all_or_takes_all(figure):
    panel = known_panel(figure)
    values, frame = panel.values, panel.frame
    sliders = [control for control in panel.declaration.controls if isinstance(control, Slider)]
    if not sliders:
        return  # only choices, which have no number to refuse
    first, second = (sliders * 2)[:2]  # of a figure with one slider that one is refused
    for wrong in (second.high * 2, math.nan, math.inf, None, "12", True):
        with pytest.raises(InputError):
            panel.set(**{first.key: first.high, second.key: wrong})
        assert panel.values == values, f"{first.key} moved although {second.key} = {wrong} was refused"
        assert panel.frame is frame
    with pytest.raises(InputError, match="control is 'nothing', which is not known"):
        panel.set(nothing=1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_ordinary_step_of_the_dashboard_is_smaller_than_a_packet_of_the_network_carries(language):
    panel = known_panel("F1.1", language)
    sent = messages_of(panel)
    for control in panel.declaration.controls:
        if control.kind == "slider":
            panel.react({"reset": True})
            one_up = control.on_screen(control.default) + control.on_screen(control.step)
            panel.react({"key": control.key, "value": one_up, "view": "a", "number": 1})
            assert panel.frame["refusal"] is None
            assert size(sent[-1]) <= ORDINARY_STEP, f"one step of {control.key}"


@each_panel
def test_a_refusal_a_preset_a_reset_and_a_language_are_one_message_too(figure):
    panel = known_panel(figure)
    sent = messages_of(panel)
    key = next(control.key for control in panel.declaration.controls if type(control) is Slider)
    for number, event in enumerate(
        ({"key": key, "typed": "abc"}, {"preset": 0}, {"reset": True}, {"language": "en"}), start=1
    ):
        panel.react({**event, "view": "a", "number": number})
        assert len(sent) == number, f"{event} took {len(sent) - number + 1} messages"
    assert "spec" in change_of(sent[-1]), "another language needs another page"


@each_panel
def test_plotly_does_not_travel_with_a_panel(figure):
    panel = known_panel(figure)
    state = panel.get_state()
    assert {"whole", "runtime"} <= set(state)
    whole = sum(len(str(part)) for part in state.values())
    assert whole < 60_000, f"a panel of {figure} is sent with {whole} characters"


def test_the_lenders_table_names_its_boxes_in_the_readers_language():
    for language, firm, column in (("zh_TW", "國泰世華銀行", "年利率"), ("en", "Cathay United Bank", "Annual rate")):
        panel = known_panel("F1.5", language)
        cells = [cell for row in panel.frame["sheet"] for cell in row if isinstance(cell, dict)]
        cell_keys = [control.key for control in panel.declaration.controls if isinstance(control, Cell)]
        assert sorted(cell["key"] for cell in cells) == sorted(cell_keys)
        assert firm in cells[0]["label"] and column in cells[0]["label"]
        names = [cell["label"] for cell in cells]
        assert len(set(names)) == len(names), f"two boxes of one name: {sorted(names)}"


def test_what_the_model_itself_refuses_loses_nothing_either():
    """A value may lie within its ends and still not fit the others; then the model says so."""
    whole = figures.figure("F1.2")

    def strict(values):
        if values["fall"] > 0.5:
            raise InputError("above_limit", name="fall", value=values["fall"], limit=0.5)
        return whole.model(values)

    panel = Panel(replace(whole, model=strict), texts(), "en")
    values, sentence = panel.values, panel.frame["sentence"]
    assert "Fall of the price cannot exceed 0.5" in ask(panel, key="fall", value=60)["refusal"]["sentence"]
    assert panel.values == values and panel.frame["sentence"] == sentence
    with pytest.raises(InputError):
        panel.set(start=2.0, fall=0.6)
    assert panel.values == values
    assert ask(panel, key="fall", value=40)["refusal"] is None
