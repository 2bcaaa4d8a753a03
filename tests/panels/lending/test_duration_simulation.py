"""F3.8: the mean year by the closed form, the spread by simulation, and the two checking each other."""

import asyncio

import numpy as np
import pytest
from hypothesis import given
from support.hidden_marks import HIDDEN
from support.live_panels import LANGUAGES, any_values, drawn, drawn_in, faults, open_panel, rows
from support.panel_presets import at_preset
from support.power import tried
from support.shown import amount_text, percent_text

from pledge_lib.course.wording import texts
from pledge_lib.market.lending.fee_simulation import Lending, drained, simulated_years
from pledge_lib.panels.controls import Slider, defaults
from pledge_lib.panels.lending.duration_simulation import ID, figure
from pledge_lib.panels.lending.duration_simulation_model import spread
from pledge_lib.panels.panel import Panel

START = defaults(figure().controls)
SPECIFIED = {"mean_days": (3, 90, 1, 30)}  # LESSONS section 5


@pytest.mark.parametrize("key", SPECIFIED)
def test_sliders_run_as_the_lesson_asks(key):
    (slider,) = (control for control in figure().controls if control.key == key)
    assert isinstance(slider, Slider)
    ends = tuple(slider.on_screen(number) for number in (slider.low, slider.high, slider.step, slider.default))
    assert ends == SPECIFIED[key]


@pytest.mark.parametrize("language", LANGUAGES)
def test_eight_per_cent_on_a_fifth_of_the_days_is_one_point_two_a_year(language):
    """LESSONS E3.8 and M33."""
    opened = at_preset(ID, "part-of-the-year", language)
    table = rows(opened)
    assert table[opened.words(f"{ID}.row.added")][0] == "1.20%"
    assert table[opened.words(f"{ID}.row.used")][0] == "20.0%"
    assert "1.20%" in opened.frame["sentence"] and "20.0%" in opened.frame["sentence"]


def test_income_is_value_times_rate_times_days_less_the_broker_s_share():
    now = at_preset(ID, "no-ex-date").result.now
    assert now.income(365) == pytest.approx(800_000 * 0.03 * 0.80)
    assert now.income(100) == pytest.approx(800_000 * 0.03 * 100 / 365 * 0.80)
    assert now.added(now.lending.expected_days) == pytest.approx(0.03 * 0.80 * 90 / 120)


def test_a_return_before_the_ex_date_costs_days_and_an_early_one_costs_most():
    def days(**changes):
        return at_preset(ID, "no-ex-date", years=1_000, **changes).result.now.lending.expected_days

    assert days() > days(ex_return=0.5) > days(ex_return=1.0)
    assert days(ex_return=1.0, ex_day=30) < days(ex_return=1.0, ex_day=350)


def test_the_bars_are_all_the_years_and_the_band_is_four_fifths_of_them():
    opened = open_panel(ID)
    result, chart = opened.result, drawn(opened)
    days = result.simulated.days
    low, high = (result.simulated.below(share) for share in (0.10, 0.90))
    within, beyond = (chart[name]["y"] for name in ("within", "beyond"))
    assert within.sum() + beyond.sum() == pytest.approx(100, abs=1e-3)
    assert not (within * beyond).any(), "a bar is of one kind"
    inside = chart["within"]["x"][within > 0]
    assert inside.min() - 2.5 <= low <= inside.min() + 2.5 and inside.max() - 2.5 <= high <= inside.max() + 2.5
    assert (days < low).mean() <= 0.10 <= (days <= low).mean()
    assert (days < high).mean() <= 0.90 <= (days <= high).mean()
    for name in ("within", "beyond"):
        for middle, share in zip(chart[name]["x"], chart[name]["y"], strict=True):
            if share:
                last = middle + 2.5 if middle < 362 else 366
                assert share == pytest.approx(((days >= middle - 2.5) & (days < last)).mean() * 100, abs=1e-3)


@pytest.mark.parametrize(("mean_days", "mean_wait"), [(3, 30), (10, 90), (30, 30), (90, 1), (90, 5), (90, 90)])
def test_the_years_spread_as_far_as_the_closed_form_says(mean_days, mean_wait):
    lending = Lending(mean_days=mean_days, mean_wait=mean_wait, days=365)
    years = drained(simulated_years(lending, years=4_000, seed=1))
    assert spread(lending) == pytest.approx(years.days.std(), rel=0.05)


@pytest.mark.parametrize(("wait", "top"), [(1, 100), (5, 22.5), (30, 10), (90, 15)])
def test_one_scale_of_the_bars_stands_for_every_mean_length(wait, top):
    for length in (3, 10, 30, 90):
        opened = at_preset(ID, "thirty", mean_wait=wait, mean_days=length, years=1_000)
        assert opened.view.ranges["yaxis"] == (0, top)
        assert_bars_are_whole_or_cut_off(opened)


def assert_bars_are_whole_or_cut_off(opened):
    """A bar higher than there is room for ends there, has an arrow, and the tallest one's height is written."""
    chart, counted = drawn(opened), opened.result.counted
    heights = chart["within"]["y"] + chart["beyond"]["y"]
    _, top = opened.view.ranges["yaxis"]
    limit = top * 0.8
    assert heights == pytest.approx(np.minimum(counted.bars * 100, limit), abs=1e-4)
    arrows = ~np.isnan(chart["cut"]["y"])
    assert (arrows == (counted.bars * 100 > limit)).all()
    assert (chart["cut"]["y"][arrows] > heights[arrows]).all() and (chart["cut"]["y"][arrows] < top).all()
    said = opened.frame["stage"]["labels"]["within"]["text"]
    assert (percent_text(counted.tallest, 1) in said) == arrows.any()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bar_that_is_cut_off_says_how_high_it_is(language):
    """A loan of 3 days on average: 18.1 % of the years have 30 to 34 days, on a scale to 10 %."""
    stages = [at_preset(ID, name, language).frame["stage"] for name in ("three-days", "thirty")]
    short, usual = (stage["labels"]["within"]["text"] for stage in stages)
    assert "18.1%" in short and "%" not in usual


def test_the_ticks_say_what_a_share_of_the_year_brings():
    opened = at_preset(ID, "part-of-the-year")
    places, names = opened.frame["ticks"]["xaxis"]
    assert places[1] == pytest.approx(73) and names[1] == "20%<br>9,600"
    assert names[-1] == "100%<br>48,000"


def test_the_curve_of_a_loan_halves_at_the_point():
    chart = drawn_in(open_panel(ID), "length")
    half, share = chart["half"]["x"][0], chart["half"]["y"][0]
    assert (half, 47 < share <= 50) == (21, True)
    assert (np.diff(chart["still"]["y"]) < 0).all() and chart["still"]["y"][0] == 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_while_the_hand_moves_the_closed_form_is_new_and_the_years_are_marked_as_older(language):
    async def act():
        opened = Panel(figure(), texts(), language)
        before, days = rows(opened), opened.words(f"{ID}.row.days")
        event = {"key": "mean_days", "value": 60, "view": "a"}
        opened.react({**event, "held": True, "number": 1}, asyncio.get_running_loop())
        now = rows(opened)
        assert now[days][0] != before[days][0] and now[days][1] == before[days][1]
        assert opened.frame["table"][0][2] == opened.words(f"{ID}.column.older")
        assert opened.words(f"{ID}.why.older") in opened.frame["why"] and opened.frame["job"]["state"] == "older"
        assert before[opened.words(f"{ID}.row.low")][1].split(" ")[0] not in opened.frame["sentence"]
        assert faults(opened, HIDDEN[ID]) == []
        opened.react({**event, "number": 2}, asyncio.get_running_loop())
        assert opened.frame["job"]["state"] == "running"
        while opened.frame["job"]["state"] == "running":
            await asyncio.sleep(0.001)
        final = Panel(figure(), texts(), language)
        final.set(mean_days=60)
        assert opened.summary() == final.summary()

    asyncio.run(act())


def test_the_day_of_the_ex_date_is_hidden_where_nobody_returns_for_it():
    opened = at_preset(ID, "no-ex-date")
    assert opened.frame["idle"] == ("ex_day",)
    before = opened.summary()
    opened.set(ex_day=1)
    assert opened.summary() == before
    opened.set(ex_return=0.5)
    assert opened.frame["idle"] == ()


@pytest.mark.parametrize(("seed", "verdict"), [(1, "same"), (2, "chance"), (20, "rare")])
def test_every_verdict_is_said(seed, verdict):
    by_seed = {}
    for candidate in (seed,) if verdict != "chance" else range(1, 12):
        opened = open_panel(ID, "en")
        opened.set(years=1_000, seed=candidate)
        apart = abs(opened.result.counted.difference)
        by_seed[candidate] = "same" if apart <= 1 else "chance" if apart <= 2 else "rare"
        ending = {"same": "both say the same.", "chance": "explains it.", "rare": "or more years."}[by_seed[candidate]]
        assert ending in opened.frame["why"]
    assert verdict in by_seed.values()


@tried(0.4)
@given(any_values(ID))
def test_what_is_written_is_what_was_counted(values):
    values = values | {"years": 1_000}
    for language in LANGUAGES:
        opened = Panel(figure(), texts(), language)
        opened.set(**values)
        result, table = opened.result, rows(opened)
        expected = result.now.lending.expected_days
        assert table[opened.words(f"{ID}.row.used")] == (
            percent_text(expected / 365, 1),
            percent_text(result.simulated.mean / 365, 1),
        )
        assert amount_text(result.now.income(expected), 0) in opened.frame["sentence"]
        assert result.now.income(result.simulated.below(0.1)) <= result.now.income(result.simulated.below(0.9))
        assert_bars_are_whole_or_cut_off(opened)
        assert faults(opened, HIDDEN[ID]) == []
