"""The texts: the same keys and numbers in both languages, none missing, none unused, Chinese as in Taiwan."""

import re
from dataclasses import replace
from string import Formatter

import pytest
from support.asked import Asked
from support.chinese import (
    BLANK_BESIDE_FULL_WIDTH,
    HALF_WIDTH_BESIDE_CHINESE,
    NO_BLANK_BETWEEN_SCRIPTS,
    foreign_characters,
    wrong_words,
)
from support.extreme_states import EXTREME_STATES, MOVED_PRESETS
from support.live_panels import FIGURES, open_panel, settings_of
from support.sentences import LONGEST, longest

import pledge_lib as pl
from pledge_lib import datasets
from pledge_lib.course import environment
from pledge_lib.course.bank import MANIFEST, PRINTED, bank, rooms
from pledge_lib.course.environment import check_environment
from pledge_lib.course.wording import FOLDERS, LANGUAGES, texts
from pledge_lib.finance.checks import SENTENCES, InputError
from pledge_lib.finance.profile import MARKS
from pledge_lib.panels import figures
from pledge_lib.panels.controls import Slider, defaults
from pledge_lib.panels.core import PanelCore
from pledge_lib.panels.jobs import Job
from pledge_lib.panels.moving import SentenceCore, sentences
from pledge_lib.panels.provenance import badges
from pledge_lib.panels.saying import Say
from pledge_lib.panels.texts import read_texts
from pledge_lib.panels.words import Words

CHINESE, ENGLISH = texts()["zh_TW"], texts()["en"]
OWN_ROOMS = (*FIGURES, "panel", "table", "count", "preset", "worked", "environment")
WORDS = {"called_names", "depegged", "falling", "field", "name", "question", "sale", "sold_names", "state", "view"}
WORDS |= {"treated"}
FORMULA_LINE = re.compile(r"^.*[÷×=].*$", re.MULTILINE)


def fields(text):
    """Return the names of the fields of a text, one for each place."""
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def without_fields(text):
    """Return a Chinese text with a word where a word will stand, and with a digit where a number will stand."""
    return re.sub(r"\{([^{}]*)\}", lambda found: "字" if found[1].rpartition(".")[2] in WORDS else "0", text)


def places(look, language="zh_TW"):
    return [f"{key}: {found}" for key, text in texts()[language].items() if (found := look(text))]


def test_the_languages_have_the_same_files():
    paths = [str(path) for folder in FOLDERS for path in folder.rglob("*.toml") if path.name not in (MANIFEST, PRINTED)]
    names = [{path.removesuffix(end) for path in paths if path.endswith(end)} for end in (".zh_TW.toml", ".en.toml")]
    assert names[0] == names[1] and names[0]
    assert len(paths) == sum(map(len, names)), "a file of texts that belongs to no language"


def test_the_languages_are_those_of_the_files_and_chinese_leads():
    assert LANGUAGES == datasets.languages() == ("zh_TW", "en")


def test_one_more_language_is_read_as_soon_as_its_files_lie_there(tmp_path):
    (tmp_path / "pledging").mkdir()
    for language, word in (("en", "Loan"), ("ja", "ローン"), ("zh_TW", "借款")):
        (tmp_path / "pledging" / f"ruler.{language}.toml").write_text(f'["F1.2".control]\nloan = "{word}"', "utf-8")
    found = read_texts([tmp_path])
    assert list(found) == ["zh_TW", "en", "ja"]
    assert dict(found["ja"]) == {"F1.2.control.loan": "ローン"}


def test_a_key_in_two_files_is_refused(tmp_path):
    floors = [tmp_path / "panels", tmp_path / "course"]
    for folder in floors:
        folder.mkdir()
        (folder / "common.en.toml").write_text('[unit]\ndays = "days"', "utf-8")
    with pytest.raises(ValueError, match=r"common\.en\.toml: unit\.days stands in two files"):
        read_texts(floors)


def test_every_figure_has_its_texts_beside_its_file():
    panels = FOLDERS[0]
    for path in sorted(panels.glob("*/*.zh_TW.toml")):
        figures = re.findall(r'^\["(F[\d.]+)"\]', path.read_text(encoding="utf-8"), re.MULTILINE)
        assert len(figures) < 2, f"{path.name}: one file for each figure"
        assert not figures or path.with_name(path.name.replace(".zh_TW.toml", ".py")).is_file(), path.name


def test_the_languages_have_the_same_keys():
    assert sorted(CHINESE.keys() - ENGLISH.keys()) == [], "only in zh_TW"
    assert sorted(ENGLISH.keys() - CHINESE.keys()) == [], "only in en"


def test_each_text_has_the_same_fields_in_both_languages():
    different = [
        f"{key}: {fields(CHINESE[key])} in zh_TW, {fields(ENGLISH[key])} in en"
        for key in CHINESE.keys() & ENGLISH.keys()
        if set(fields(CHINESE[key])) != set(fields(ENGLISH[key]))
    ]
    assert different == []


def test_no_text_is_empty_or_left_in_the_other_language():
    for language in LANGUAGES:
        assert [key for key, text in texts()[language].items() if not text.strip()] == []
    chinese_sign = re.compile("[\u3400-\u9fff]")
    assert [key for key, text in ENGLISH.items() if chinese_sign.search(text)] == []
    sentences = [key for key in CHINESE if re.search(r"\.(sentence|why|note|control|title|row|preset)\b", key)]
    assert [key for key in sentences if not chinese_sign.search(CHINESE[key])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_ends_with_its_line_or_leaves_one_empty(language):
    """The lines of a why are set one below the other: an empty one would stand in their midst."""
    assert places(lambda text: text.endswith("\n") or "\n\n" in text, language) == []


def test_chinese_texts_use_no_wrong_variant_of_a_term():
    assert places(wrong_words) == []


def test_chinese_texts_have_only_characters_of_taiwan():
    assert places(foreign_characters) == []


def test_chinese_texts_have_full_width_punctuation():
    def half_width(text):
        return HALF_WIDTH_BESIDE_CHINESE.findall(without_fields(FORMULA_LINE.sub("", text)))

    assert places(half_width) == []


def test_chinese_texts_have_one_blank_beside_latin_and_none_beside_punctuation():
    for look in (NO_BLANK_BETWEEN_SCRIPTS, BLANK_BESIDE_FULL_WIDTH):
        assert places(lambda text, look=look: look.findall(without_fields(text))) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", SENTENCES)
def test_every_refusal_can_be_said_in_both_languages(key, language):
    said = texts()[language].get(f"error.{key}")
    assert said, f"error.{key} is missing in {language}"
    assert set(fields(said)) <= set(fields(SENTENCES[key])), "asks for what the refusal does not know"
    needed = set(fields(SENTENCES[key])) - {"reason", "choices"}
    assert needed <= set(fields(said)), "keeps from the reader what the refusal knows"


def test_there_is_no_sentence_for_a_refusal_that_does_not_exist():
    assert {key.removeprefix("error.") for key in CHINESE if key.startswith("error.")} == {*SENTENCES, "this_value"}


def test_every_mark_and_every_rule_has_a_name():
    rules = {name for profile in datasets.rule_names() for name in pl.rules(profile).provenance}
    for table in (CHINESE, ENGLISH):
        assert set(MARKS) <= {key.removeprefix("mark.") for key in table if key.startswith("mark.")}
        assert {key.removeprefix("rule.") for key in table if key.startswith("rule.")} == rules


def test_every_unit_of_a_control_has_a_name():
    controls = [control for figure in FIGURES for control in figures.figure(figure).controls]
    units = {control.unit.name for control in controls if isinstance(control, Slider)}
    assert units <= {key.removeprefix("unit.") for key in CHINESE if key.startswith("unit.")}


# no state is told yet that leads to these texts; docs/QUALITY.md names the gap
NOT_LED_TO = (
    "F0.",
    "F5.",  # those need the reader's plan: tests/panels/capstone leads to each
    "F6.",
    "F1.3.chip.same-day",
    "F1.3.state.same-day",
    "F1.4.did.cash",
    "F1.4.label.cash",
    "F1.5.note.not-waived",
    "F4.2.chip.near",
    "table.nothing",  # of a plan before it is sent, of a position that needs no cure: tests/panels/test_empty_tables.py
)


def _found(own, values):
    """Yield what the model takes besides its values: of a panel with a job its result, then one of older values."""
    if own.job is None:
        yield ()
        return
    job = Job(own.job, print)
    job.finish(values)
    yield (job.found,)
    yield (replace(job.found, values={**values, own.controls[0].key: own.controls[0].low}),)


def led_to(table, figure):
    """Return the keys of a figure's texts that some state is to say."""
    return [key for key in table if key.startswith(f"{figure}.") and not key.startswith(NOT_LED_TO)]


def moves(own):
    """Yield the values of each preset with one control moved from it, near ends first."""
    for control in own.controls:
        for preset in own.presets:
            for value in settings_of(control) if control.kind != "cell" else ():
                yield {**preset.values, control.key: value}


def touch_everything(table, monkeypatch):
    """Lead the panels through their states, the examples through their stages, the check through its answers."""
    words = Words("en", table)
    for figure, states in EXTREME_STATES.items():
        own = figures.figure(figure)
        for values in states:
            values = defaults(own.controls) | values
            for found in _found(own, values):
                own.shown(own.model(values, *found), Say(words, figure, own.controls, values))
    for figure, label, moved in MOVED_PRESETS:
        own = figures.figure(figure)
        (preset,) = (preset for preset in own.presets if preset.label.endswith(f"preset.{label}"))
        values = defaults(own.controls) | preset.values | moved
        for control in (control for control in own.controls if control.key in moved):
            values |= control.sets(values[control.key], values)
        for found in _found(own, values):
            own.shown(own.model(values, *found), Say(words, figure, own.controls, values))
    panels = [
        PanelCore(figures.figure(figure), {"en": table, "zh_TW": table}, "en")
        for figure in FIGURES
        if not figure.startswith(NOT_LED_TO)
    ]
    for panel in panels:
        figure = panel.declaration.id
        panel.summary()
        if figure in sentences(table):
            sentence = SentenceCore(panel.declaration, {"en": table, "zh_TW": table}, "en")
            for values in (*EXTREME_STATES.get(figure, ()), *(each.values for each in panel.declaration.presets)):
                sentence.set(**values)
            for control in panel.declaration.controls:
                for stop in sentence.stops(control.key, 2):
                    sentence.glance(control.key, stop)
    for panel in panels:  # after all have spoken, for one room may say a text of another
        wanted = led_to(table, panel.declaration.id)
        for values in moves(panel.declaration):
            if table.asked.issuperset(wanted):
                break
            panel.set(**values)
    for lesson in rooms():
        example = bank(lesson).worked
        for stage in example.stages:
            example.stage(stage, False, words)
    check_environment(words)
    with monkeypatch.context() as hidden:
        hidden.setattr(environment, "find_spec", lambda package: None)
        hidden.setattr(environment, "OLDEST_PYTHON", (9, 9))
        check_environment(words)
        hidden.setattr(environment.datasets, "lenders", lambda: (_ for _ in ()).throw(OSError("gone")))
        check_environment(words)


def test_no_text_is_kept_that_nobody_asks_for(monkeypatch):
    table = Asked(ENGLISH)
    touch_everything(table, monkeypatch)
    for rules in map(pl.rules, datasets.rule_names()):
        say = Say(Words("en", table), "")
        assert list(badges(say, rules, rules.provenance)), "the counts of rules that no panel names yet"
    own = {key for key in table if key.startswith(tuple(f"{room}." for room in OWN_ROOMS))}
    assert sorted(key for key in own - table.asked if not key.startswith(NOT_LED_TO)) == []


# What stands before a number says what the number is: swap two numbers in a sentence, and one stands by a wrong name.
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cell_of_the_dashboard_shows_the_number_of_its_row(language):
    for key, text in texts()[language].items():
        if key.startswith("F1.1.cell."):
            assert fields(text) == [key.removeprefix("F1.1.cell.")]


def test_a_refusal_in_a_panel_can_name_every_control():
    for figure in FIGURES:
        panel = open_panel(figure)
        for control in panel.declaration.controls:
            said = panel._refusal(InputError("not_a_number", name=control.key, value="x"))
            assert "{" not in said and "x" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_a_figure_is_too_long_to_take_in(language):
    """A formula is no sentence; what a chart shows is told to whoever cannot see it, one thing after the other."""
    found = {
        key: most
        for key, text in texts()[language].items()
        if re.match(r"F\d", key) and not re.search(r"\.chart\b", key)
        for line in text.splitlines()
        if not re.search(r" = |÷", line) and (most := longest(line, language)) > LONGEST[language]
    }
    assert found == {}, "too long, with their lengths"
