"""F6.1: the lanes say what each lender's own lesson says, and the first to call is the first."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.portfolios import chain_positions, margin_accounts, pledged_loans, portfolios

from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.datasets.mine import kept
from pledge_lib.datasets.mine.preview import read_position
from pledge_lib.finance.mine.account import Account
from pledge_lib.market.mine.rows import rows_of
from pledge_lib.panels.core import PanelCore
from pledge_lib.panels.frames import difference
from pledge_lib.panels.mine import crash, cure_finder, fall_and_time
from pledge_lib.panels.mine.first_call import SHOCK, figure_of, stretches
from pledge_lib.panels.mine.first_call_model import MOST_LANES, first_call
from pledge_lib.panels.mine.report import report
from pledge_lib.panels.words import Words

FEW = settings(max_examples=max(15, settings().max_examples // 4))
SHOCKS = st.integers(-60, 60).map(lambda per_cent: per_cent / 100)
OWN_CALLS = (pledged_loans, margin_accounts, chain_positions)


@FEW
@given(portfolios(kinds=OWN_CALLS), SHOCKS)
def test_a_dot_stands_in_a_called_zone_where_its_lender_calls(mine, shock):
    found = first_call(mine, shock, {}, is_example=False)
    for lane in found.lanes:
        at = lane.at_level(1)
        if at is None or abs(at - shock) < 1e-6:
            continue
        zones = [tone for left, right, tone in stretches(lane) if left <= shock <= right]
        assert (zones[0] in ("called", "sold")) == lane.is_over or len(zones) > 1, lane
        assert lane.is_over == ((shock > at) if lane.rises else (shock < at))


@FEW
@given(portfolios(kinds=OWN_CALLS), SHOCKS)
def test_the_heroes_are_the_portfolios_own(mine, shock):
    moved = mine.moved(shock)
    found = first_call(mine, shock, {}, is_example=False)
    assert found.called == len([account for account in moved.called if account.debt])
    assert found.cash == moved.total().called_sum and found.cost == moved.total().cost_a_month
    if not found.over and found.first:
        assert found.room == moved.first.room


def test_a_change_of_its_own_multiplies_with_the_common_one():
    panel = PanelCore(figure_of(kept.example()), texts(), "en")
    panel.set(shock=-0.10, **{"own:2317": -0.20})
    assert panel.result.now.prices["2317"] == pytest.approx(220 * 0.9 * 0.8)
    assert panel.result.now.prices["2330"] == pytest.approx(900)


HEAD = "lender,kind,symbol,shares,price,loan,rate,drawn,rules,days of interest\n"
OF_A_COMPANY = "C,pledge,2317,6000,220,720000,6.25%,2025-12-01,tw-sfc-pledge,"
OF_A_BANK = "C,pledge,2317,6000,220,720000,6.25%,2025-12-01,tw-bank-pledge,"


@pytest.mark.parametrize(
    ("row", "since"),
    [
        (OF_A_COMPANY, "2025-12-01"),
        (OF_A_COMPANY + "106", None),
        (OF_A_COMPANY.replace("6.25%", "0%"), None),
        (OF_A_COMPANY.replace("2025-12-01", ""), None),
        (OF_A_BANK, None),
    ],
    ids=["left out", "counted", "no interest", "begun on no known day", "the lender does not count it"],
)
def test_interest_that_the_lender_counts_and_the_ratio_does_not_is_said(row, since):
    rows = read_position((HEAD + row).encode()).rows
    for language in texts():
        panel = PanelCore(figure_of(rows), texts(), language)
        page = report(panel.result.now, Words(language, texts()[language]), date(2026, 3, 2))
        told = [note for note in panel.frame["notes"] if "2025-12-01" in note]
        assert len(told) == (since is not None) and all(note in page for note in told)
        for other in (cure_finder, fall_and_time, crash):
            notes = PanelCore(other.figure_of(rows), texts(), language).frame["notes"]
            assert [note for note in notes if "2025-12-01" in note] == told, other.ID


def test_days_that_are_filled_in_lower_the_ratio():
    ratios = []
    for days in ("", "106"):
        (lane,) = PanelCore(
            figure_of(read_position((HEAD + OF_A_COMPANY + days).encode()).rows), texts(), "en"
        ).result.lanes
        ratios.append((round(lane.now.ratio, 4), round(lane.room, 4)))
    assert ratios == [(1.8333, 0.2364), (1.8007, 0.2225)]


def test_a_cell_that_is_edited_is_the_position():
    panel = PanelCore(figure_of(kept.example()), texts(), "zh_TW")
    panel.react({"key": "loan:0", "typed": "2,000,000"})
    panel.react({"key": "price:2330", "typed": "1100"})
    account = panel.result.before.account("example-bank")
    assert account.debt == 2_000_000 and account.prices["2330"] == 1_100


@FEW
@given(portfolios())
def test_any_position_has_a_whole_figure(mine):
    rows = rows_of(mine)
    for language in texts():
        panel = PanelCore(figure_of(rows), texts(), language)
        panel.set(shock=-0.35)
        assert panel.frame["sentence"] and "nan" not in panel.summary()
        assert len(panel.result.lanes) <= MOST_LANES


def test_what_no_change_of_prices_moves_is_made_once(monkeypatch):
    panel, asked = PanelCore(figure_of(kept.example()), texts(), "en"), []
    accounts, whole = panel.result.before.accounts, Account.moved
    monkeypatch.setattr(Account, "moved", lambda account, changes: asked.append(account) or whole(account, changes))
    sheet = panel.frame["sheet"]
    panel.react({"key": "shock", "value": -10})
    assert asked == list(accounts), "each account is moved once, to where it is now"
    assert panel.frame["sheet"] is sheet
    panel.react({"language": "zh_TW"})
    assert panel.frame["sheet"] != sheet


def test_the_table_says_where_rows_are_added_and_removed():
    for language in texts():
        spec = json.loads(PanelCore(figure_of(kept.example()), texts(), language).frame["spec"])
        assert "F6.5" in spec["words"]["sheet_note"]


def test_many_holdings_make_a_step_that_sends_little():
    lines = "".join(f"A Bank,pledge,{1000 + number},1000,100,{60000 if number else 3000000}\n" for number in range(50))
    rows = read_position(("lender,kind,symbol,shares,price,loan\n" + lines).encode()).rows
    panel = PanelCore(figure_of(rows), texts(), "en")
    before = panel.frame
    panel.react({"key": "shock", "value": -10})
    change, buffers = difference(before, panel.frame)
    assert len(repr(change)) + sum(map(len, buffers)) < 4_000
    assert SHOCK[0] < panel.values["shock"] < 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_a_rule_makes_one_account_of_several_positions_it_is_named(language):
    """The broker of the example has a purchase and a short sale: one ratio, by rule A-1. One position needs no rule."""
    panel = PanelCore(figure_of(kept.example()), texts(), language)
    assert "A-1" in str(panel.frame["why"])
    alone = tuple(row for row in kept.example() if row.kind != "short")
    assert "A-1" not in str(PanelCore(figure_of(alone), texts(), language).frame["why"])
