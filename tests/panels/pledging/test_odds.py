"""F1.8: the closed form and a simulation answer the same question, and say how far they agree."""

import asyncio
import math

import numpy as np
import pytest
from hypothesis import given
from support.live_panels import LANGUAGES, NUMBER, any_values, drawn, drawn_in, faults, rows, said
from support.power import tried

import pledge_lib as pl
from pledge_lib.course.wording import texts
from pledge_lib.finance.units import CHANCE, PERCENT
from pledge_lib.market.closed_form import first_passage_probability
from pledge_lib.market.closes import replay, windows
from pledge_lib.market.paths import geometric_brownian
from pledge_lib.panels.controls import defaults
from pledge_lib.panels.jobs import Found
from pledge_lib.panels.panel import Panel
from pledge_lib.panels.pledging.odds import ID, figure
from pledge_lib.panels.pledging.odds_model import RATIOS, SHARES, Odds, charted, odds, sample, simulation

START = defaults(figure().controls) | {"method": "simulation"}
MAY_BE_HIDDEN = ("error", "older", "simulated")
QUICK = dict(paths=1_000)


def open_odds(language="zh_TW", **values) -> Panel:
    opened = Panel(figure(), texts(), language)
    opened.set(**({"method": "simulation"} | values))
    return opened


def counted(values):
    """Return what the simulation of these values finds."""
    steps = simulation(values)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def of(**changes) -> Odds:
    """Return the finished result of the start values with changes."""
    values = START | QUICK | changes
    return odds(values, Found(values=values, result=counted(values)))


@pytest.mark.parametrize(("place", "formula"), [(0, "43.8%"), (1, "17.4%"), (2, "3.7%")], ids=["60 %", "50 %", "40 %"])
def test_the_three_loans_of_the_lesson(place, formula):
    """LESSONS 0.4: volatility 30 %, one year, no drift, watched daily."""
    opened = open_odds()
    opened.react({"preset": place})
    assert opened.values["method"] == "closed-form", "the figure opens without a count"
    opened.set(method="simulation")
    row = rows(opened)[opened.words("F1.8.row.call")]
    assert row[0] == formula
    assert abs(float(row[1][:-1]) - float(formula[:-1])) < 2, "the simulation lies within two points"
    assert formula in opened.frame["sentence"] and row[1] in opened.frame["sentence"]


@pytest.mark.parametrize("watch_every", ["1", "5", "20"])
@pytest.mark.parametrize("volatility", [0.2, 0.5])
@pytest.mark.parametrize("months", [3, 12, 24])
@pytest.mark.parametrize("ratio", [1.5, 2.0])
def test_the_simulation_lies_within_three_standard_errors(ratio, months, volatility, watch_every):
    found = of(ratio=ratio, months=months, volatility=volatility, watch_every=watch_every, paths=4_000, seed=7)
    if found.standard_errors is None:
        assert min(found.formula.probability_of_call, 1 - found.formula.probability_of_call) * 4_000 < 5
        assert found.simulated.odds.probability_of_call == pytest.approx(found.formula.probability_of_call, abs=2e-3)
    else:
        assert abs(found.standard_errors) <= 3


def test_the_difference_is_counted_in_standard_errors_of_the_closed_form():
    found = of(paths=2_000)
    formula = first_passage_probability(START["ratio"], 1.30, volatility=0.30)
    difference = found.simulated.odds.probability_of_call - formula
    assert found.standard_errors == pytest.approx(difference / math.sqrt(formula * (1 - formula) / 2_000))
    certain = of(ratio=1.40, line=1.70)
    assert certain.standard_errors is None and certain.state == "below-at-start"


def test_the_model_asks_the_engine_what_a_reader_would_ask_it():
    values = dict(ratio=2.0, line=1.35, volatility=0.4, drift=0.05, watch_every=5, paths=2_000, seed=9, reserve=0.2)
    found = of(**(values | {"watch_every": "5", "months": 6, "limited": True}))
    asked = pl.call_odds(days=126, method="simulation", limit=0.10, **values)
    assert found.simulated.odds == asked
    values.pop("paths"), values.pop("seed")
    assert found.formula == pl.call_odds(days=126, **values)


def test_a_bootstrap_and_a_replay_ask_the_real_closes():
    of_share = of(method="bootstrap", series="2454", drift=0.1)
    asked = pl.call_odds(
        ratio=START["ratio"], method="bootstrap", sample=windows("2454"), drift=0.1, paths=1_000, seed=1
    )
    assert of_share.simulated.odds == asked
    in_window = of(method="replay", series="2603", window="2022-rate-rises")
    closes = replay("2603", "2022-rate-rises")
    assert in_window.simulated.odds == pl.call_odds(ratio=START["ratio"], method="replay", sample=(closes,))
    assert in_window.simulated.odds.paths == len(closes.dates) - 1
    assert in_window.standard_errors is None
    assert sample(START) == ()


def test_choosing_real_prices_sets_the_volatility_to_theirs():
    opened = open_odds(**QUICK)
    opened.set(method="bootstrap")
    returns = np.concatenate([part for closes in windows("2330") for part in closes.stretches()])
    assert opened.values["volatility"] == pytest.approx(returns.std(ddof=1) * math.sqrt(252), abs=0.005)
    calm = open_odds(method="bootstrap", series="2412", **QUICK).values["volatility"]
    assert calm < opened.values["volatility"]
    opened.set(method="replay", window="2008-financial-crisis")
    crisis = opened.values["volatility"]
    opened.set(window="2018-trade-war")
    assert opened.values["volatility"] < crisis
    opened.set(method="simulation", volatility=0.3)
    assert opened.values["volatility"] == 0.3


def test_the_same_seed_gives_the_same_picture_and_another_seed_another():
    one, again, other = (open_odds(**QUICK, seed=seed) for seed in (3, 3, 4))
    assert one.summary() == again.summary() != other.summary()
    for uid, arrays in drawn(one).items():
        for name, numbers in arrays.items():
            assert numbers.tobytes() == drawn(again)[uid][name].tobytes(), f"{name} of {uid}"
    assert drawn_in(one, "paths")["median"]["y"].tobytes() != drawn_in(other, "paths")["median"]["y"].tobytes()


def test_the_fan_holds_the_shares_of_the_paths_that_it_says():
    found = of(ratio=2.0, volatility=0.4, months=6)
    closes = 2.0 * geometric_brownian(1_000, days=126, volatility=0.4, seed=1)
    for row, day in zip(found.simulated.fan, charted(126), strict=True):
        assert row == tuple(sorted(row))
        for share, edge in zip(SHARES, row, strict=True):
            assert (closes[:, day] <= edge * (1 + 1e-6)).mean() == pytest.approx(share if day else 1.0, abs=0.002)
    for row, by_formula in zip(found.simulated.fan[10:], found.formula_fan[10:], strict=True):
        assert row == pytest.approx(by_formula, rel=0.12), "the fan of the formula is that of very many paths"


def test_the_fan_of_a_replay_ends_with_its_closes():
    opened = open_odds(method="replay", window="2025-tariffs")
    days = drawn_in(opened, "paths")["median"]["x"]
    assert days[-1] <= len(replay("2330", "2025-tariffs").dates) - 1 < 252
    assert opened.view.drawers["paths"]["ranges"]["xaxis"] == (0, 252)


def test_the_curve_passes_through_the_point_and_falls():
    opened = open_odds(ratio=2.0, line=1.45, **QUICK)
    chart = drawn(opened)
    ratios, share = chart["curve"]["x"], chart["curve"]["y"]
    assert (np.diff(share) <= 1e-4).all() and (ratios[0], ratios[-1]) == tuple(end * 100 for end in RATIOS)
    assert share[ratios < 145 - 1e-4] == pytest.approx(100)
    assert np.interp(200, ratios, share) == pytest.approx(chart["now"]["y"][0], abs=0.01)
    simulated, error = chart["simulated"]["y"][0], chart["error"]["y"]
    assert error[0] < simulated < error[1]
    assert (error[1] - error[0]) / 6 == pytest.approx(opened.result.simulated.odds.standard_error * 100, rel=1e-4)


@pytest.mark.parametrize("language", LANGUAGES)
def test_while_the_hand_moves_the_closed_form_is_new_and_the_simulation_is_marked_as_older(language):
    async def act():
        opened = open_odds(language, **QUICK)
        before = rows(opened)
        opened.react({"key": "ratio", "value": 200, "held": True, "view": "a", "number": 1}, asyncio.get_running_loop())
        call = opened.words("F1.8.row.call")
        new = CHANCE.write(first_passage_probability(2.0, 1.30, volatility=0.30))
        assert rows(opened)[call] == (new, before[call][1])
        assert opened.frame["table"][0][2] == opened.words("F1.8.column.older")
        assert "166.67%" in opened.frame["notes"][0] and opened.frame["job"]["state"] == "older"
        hero = opened.frame["stage"]["hero"][0]
        assert hero["number"] + hero["after"] == new and before[call][1] not in opened.frame["sentence"]
        chart = drawn(opened)
        assert chart["older"]["x"][0] == pytest.approx(166.67) and np.isnan(chart["simulated"]["x"][0])
        assert drawn_in(opened, "paths")["median"]["y"][0] == pytest.approx(200), "the fan starts where the hand is"
        assert faults(opened, MAY_BE_HIDDEN) == []
        opened.react({"key": "ratio", "value": 200, "view": "a", "number": 2}, asyncio.get_running_loop())
        assert opened.frame["job"]["state"] == "running"
        while opened.frame["job"]["state"] == "running":
            await asyncio.sleep(0.001)
        final = open_odds(language, ratio=2.0, **QUICK)
        assert opened.summary() == final.summary()
        assert np.isnan(drawn(opened)["older"]["x"][0])

    asyncio.run(act())


def test_from_the_closed_form_to_a_simulation_there_is_no_older_result_to_show():
    async def act():
        opened = open_odds(method="closed-form")
        assert opened.frame["job"]["state"] == "nothing"
        opened.react({"key": "method", "value": "simulation", "view": "a", "number": 1}, asyncio.get_running_loop())
        assert opened.frame["job"]["state"] == "running" and opened.result.state == "simulation"
        opened.react({"key": "method", "value": "closed-form", "view": "a", "number": 2}, asyncio.get_running_loop())
        opened.react({"key": "method", "value": "replay", "view": "a", "number": 3}, asyncio.get_running_loop())
        assert faults(opened, MAY_BE_HIDDEN) == []
        assert np.isnan(drawn(opened)["older"]["x"][0])

    asyncio.run(act())


@pytest.mark.parametrize("method", ["closed-form", "simulation", "bootstrap", "replay"])
def test_controls_without_effect_are_hidden_and_those_shown_have_one(method):
    opened = open_odds(**QUICK, method=method)
    shown = [control for control in opened.declaration.controls if control.key not in opened.frame["idle"]]
    moved = {
        "ratio": 1.8,
        "line": 1.4,
        "volatility": 0.55,
        "drift": 0.1,
        "months": 6,
        "watch_every": "20",
        "method": "simulation" if method == "closed-form" else "closed-form",
        "series": "2603",
        "window": "2015-china",
        "reserve": 0.4,
        "own_trigger": 1.6,
        "limited": True,
        "paths": 2_000,
        "seed": 2,
    }
    start = dict(opened.values) | ({"volatility": 0.9} if method == "simulation" else {})
    for control in opened.declaration.controls:
        opened.set(**start)
        opened.set(volatility=start["volatility"])
        before = said(opened), [line.tobytes() for arrays in drawn(opened).values() for line in arrays.values()]
        opened.set(**{control.key: moved[control.key]})
        after = said(opened), [line.tobytes() for arrays in drawn(opened).values() for line in arrays.values()]
        limit_held_already = control.key == "limited" and method in ("bootstrap", "replay")  # by the market itself
        assert (before != after) == (control in shown) or limit_held_already, f"{control.key} with {method}"


def test_every_verdict_is_said_and_says_what_explains_the_difference():
    verdicts = {
        "same": dict(),
        "limit": dict(volatility=1.0, limited=True, months=1, paths=20_000, ratio=1.6),
        "real": dict(method="bootstrap", volatility=0.90),
        "few": dict(volatility=0.10, ratio=2.0, paths=1_000),
    }
    for name, values in verdicts.items():
        opened = open_odds("en", **values)
        result = opened.result
        assert opened.say(f"check.{name}", result) in opened.frame["notes"], name
    by_seed = [abs(of(seed=seed).standard_errors) for seed in range(1, 9)]
    assert any(1 < size <= 3 for size in by_seed), "luck alone reaches beyond one standard error now and then"


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_no_path_is_called_the_sentence_does_not_promise_anything(language):
    opened = open_odds(language, ratio=4.0, volatility=0.10, months=1, **QUICK)
    assert opened.result.state == "never"
    assert opened.frame["sentence"] == opened.say("sentence.never", opened.result)
    assert {"1,000", "0.0"} <= set(NUMBER.findall(opened.frame["sentence"]))
    assert rows(opened)[opened.words("F1.8.row.median")][1] == "—"


def test_a_reserve_saves_from_the_sale_and_not_from_the_call():
    without, with_reserve = of(), of(reserve=0.5)
    call, sale = "probability_of_call", "probability_of_sale"
    assert getattr(with_reserve.simulated.odds, call) == getattr(without.simulated.odds, call)
    assert getattr(with_reserve.simulated.odds, sale) < getattr(without.simulated.odds, sale)


def test_acting_at_an_own_line_is_counted_on_the_same_paths_as_waiting():
    """A reserve of 20 % is too little for the called sum, and enough to keep most from a call when it comes first."""
    opened = open_odds(**QUICK, reserve=0.20, own_trigger=1.50)
    result = opened.result.simulated
    assert result.odds == of(reserve=0.20, own_trigger=1.30).simulated.odds, "waiting asks for no trigger"
    assert of(reserve=0.20, own_trigger=1.30).simulated.early is None, "at the call line there is nothing before it"
    assert result.early.probability_of_call < result.odds.probability_of_call / 2
    told = dict((row[0], row[1:]) for row in opened.view.drawers["early"]["table"])
    sales = (result.odds.probability_of_sale, result.early.probability_of_sale)
    assert told[opened.words("F1.8.row.sale")] == tuple(CHANCE.write(each) for each in sales)
    assert "own_trigger" not in opened.frame["idle"]
    opened.set(reserve=0.0)
    assert "own_trigger" in opened.frame["idle"]


@tried(0.4)
@given(any_values(ID))
def test_what_is_written_is_what_was_counted(values):
    values = values | {"paths": 1_000, "months": min(values["months"], 6)}
    for language in LANGUAGES:
        opened = Panel(figure(), texts(), language)
        opened.set(**values)
        result = opened.result
        found = result.simulated.odds if result.found else None
        table = rows(opened)
        assert table[opened.words("F1.8.row.call")][0] == CHANCE.write(result.formula.probability_of_call)
        if found:
            assert table[opened.words("F1.8.row.call")][1] == CHANCE.write(found.probability_of_call)
            assert table[opened.words("F1.8.row.sale")][1] == CHANCE.write(found.probability_of_sale)
            assert found.probability_of_sale <= found.probability_of_call
        stage = opened.frame["stage"]
        assert stage["readout"]["now"] == PERCENT.write(values["ratio"])
        assert PERCENT.write(values["line"]) in [piece["text"] for piece in stage["asks"] if isinstance(piece, dict)]
        assert faults(opened, MAY_BE_HIDDEN) == []
