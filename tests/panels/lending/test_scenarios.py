"""F3.2: the article's four loans: value times rate times days, and who comes first by day and by total."""

from math import isnan

import pytest
from hypothesis import given
from support.arithmetic import wrong_sums
from support.live_panels import LANGUAGES, any_values, both, drawn, drawn_in, known_panel

from pledge_lib.datasets.lending import lending_scenarios
from pledge_lib.panels.lending.scenarios import figure

GROSS, A_DAY = (383.56, 1_972.60, 143.84, 1_972.60), (54.79, 32.88, 9.59, 65.75)
NET = (287.67, 1_479.45, 107.88, 1_479.45)


def test_the_table_begins_as_the_article_prints_it():
    panel = known_panel("F3.2")
    for loan, printed in zip(panel.result.loans, lending_scenarios(), strict=True):
        assert (loan.price, loan.shares, loan.days) == (printed.price, printed.shares, printed.days)
        assert round(loan.gross, 2) == printed.printed_total and round(loan.a_day, 2) == printed.printed_per_day
    assert tuple(round(loan.gross, 2) for loan in panel.result.loans) == GROSS
    assert tuple(round(loan.a_day, 2) for loan in panel.result.loans) == A_DAY
    assert tuple(round(loan.net, 2) for loan in panel.result.loans) == NET


def test_by_day_the_order_is_4_1_2_3_and_the_totals_of_2_and_4_are_equal():
    panel = known_panel("F3.2", "en")
    result = panel.result
    assert [loan.rank for loan in result.loans] == [2, 3, 4, 1]
    assert [loan.total_rank for loan in result.loans] == [3, 1, 4, 1]
    assert result.state == "tied"
    assert "Case 2 (AUO) and Case 4 (a hot stock) share the first place with NT$1,972.60" in panel.frame["sentence"]


@pytest.mark.parametrize(
    ("day", "first", "state"), [(7, "4", "same-first"), (29, "4", "same-first"), (60, "2", "tied")]
)
def test_on_the_way_one_leads_and_at_the_end_two_are_level(day, first, state):
    panel = known_panel("F3.2")
    panel.set(day=day)
    result = panel.result
    assert (result.leader.name, result.state) == (first, state)
    assert result.leader.still_out == max(result.leader.days - day, 0)
    assert panel.frame["stage"]["pulse"][0]["over"] is (state == "tied")


def test_who_leads_in_total_may_earn_less_a_day():
    panel = known_panel("F3.2", "en")
    panel.react({"preset": 5})  # the same value for all
    panel.set(**{"rate:4": 0.061, "days:4": 30})
    assert panel.result.state == "other-first" and panel.result.leader.name == "2"


@given(any_values("F3.2"))
def test_lines_rise_by_the_days_and_stand_when_the_shares_are_back(values):
    panel = both("F3.2")[0]
    panel.set(**values)
    result, chart = panel.result, drawn(panel)
    for place, loan in enumerate(result.loans):
        assert tuple(chart[f"loan-{loan.name}"]["x"]) == (0, loan.days)
        assert chart[f"loan-{loan.name}"]["y"] == pytest.approx([0, loan.gross], rel=1e-6)
        assert chart["others"]["y"][place] == pytest.approx(loan.gross * min(values["day"] / loan.days, 1), rel=1e-6)
    rest = [number for number in chart["rest"]["y"] if not isnan(number)]
    assert rest == pytest.approx([loan.gross for loan in result.loans for _ in "02"], rel=1e-6)
    assert chart["now"]["y"] == pytest.approx([max(chart["others"]["y"])] * 4, abs=0.011)
    assert result.leader.so_far == pytest.approx(max(loan.so_far for loan in result.loans), abs=0.011)


def test_one_brokers_rounding_gives_378_and_1920():
    panel = known_panel("F3.2")
    panel.react({"preset": 2})
    assert [loan.gross for loan in panel.result.loans[:2]] == [378, 1_920]
    assert panel.result.state == "same-first"


def test_alike_in_one_number_the_other_two_decide():
    panel = known_panel("F3.2")
    panel.react({"preset": 4})  # the same rate: value x days
    products = [loan.value * loan.days for loan in panel.result.loans]
    assert [loan.total_rank for loan in panel.result.loans] == [
        1 + sum(other > own for other in products) for own in products
    ]
    panel.react({"preset": 5})  # the same value: rate alone decides the day
    rates = [loan.rate for loan in panel.result.loans]
    assert {loan.value for loan in panel.result.loans} == {300_000}
    assert [loan.rank for loan in panel.result.loans] == [1 + sum(other > own for other in rates) for own in rates]


def test_an_edited_cell_changes_its_own_row_only():
    panel = known_panel("F3.2")
    before = [row[5:] for row in panel.frame["sheet"][1:]]
    panel.react({"key": "rate:3", "typed": "16", "view": "a", "number": 1})
    after = [row[5:] for row in panel.frame["sheet"][1:]]
    assert [new[:2] == old[:2] for new, old in zip(after, before, strict=True)] == [True, True, False, True]
    panel.react({"key": "rate:3", "typed": "18", "view": "a", "number": 2})
    assert "16%" in panel.frame["refusal"]["sentence"] and panel.values["rate:3"] == 0.16


def test_the_ends_of_the_numbers_are_those_of_the_calculator():
    cells = {control.key: control for control in figure().controls if control.kind == "cell"}
    assert len(cells) == 16
    for place in "1234":
        ends = {name: (cells[f"{name}:{place}"].low, cells[f"{name}:{place}"].high) for name in ("shares", "days")}
        assert ends == {"shares": (1_000, 50_000), "days": (1, 180)}
        assert cells[f"rate:{place}"].high == 0.16, "a hard cap"


@given(any_values("F3.2"))
def test_along_a_curve_the_income_is_the_same(values):
    panel = both("F3.2")[0]
    panel.set(**values)
    result, chart = panel.result, drawn_in(panel, "map")
    wanted = {"same": result.shown.gross, "double": 2 * result.shown.gross, "goal": result.goal}
    for name, income in wanted.items():
        earned = chart[name]["x"] * chart[name]["y"] / 100 * result.shown.value / 365
        if not result.floored:
            assert earned == pytest.approx(income, rel=1e-4), name
        assert chart[name]["y"].max() <= 16.001, "no curve leads above the cap"


@given(any_values("F3.2"))
def test_net_is_gross_without_the_share_and_ranks_are_places(values):
    panel = both("F3.2")[0]
    panel.set(**values)
    result = panel.result
    for loan in result.loans:
        assert loan.net <= loan.gross and loan.net == pytest.approx(loan.gross * (1 - values["share"]), abs=1)
    for place, earned in (("rank", "a_day"), ("total_rank", "gross")):
        places = sorted(getattr(loan, place) for loan in result.loans)
        assert places[0] == 1 and all(place <= index + 1 for index, place in enumerate(places))
        first = next(loan for loan in result.loans if getattr(loan, place) == 1)
        best = max(getattr(loan, earned) for loan in result.loans)
        assert getattr(first, earned) == pytest.approx(best, abs=0.01)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sums_of_the_why_hold(language):
    panel = known_panel("F3.2", language)
    for place in range(len(panel.declaration.presets)):
        panel.react({"preset": place})
        assert wrong_sums(panel.frame["why"]) == []
