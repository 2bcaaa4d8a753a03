"""F4.7: the same fall on chain and in Taipei: who is in time, what is left, and what lows and closes miss."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from support.live_panels import any_values, drawn, known_panel, shared
from support.panel_presets import at_preset
from support.power import tried

import pledge_lib as pl
from pledge_lib.finance.crypto.position import LIQUIDATABLE
from pledge_lib.finance.unit import ABSENT
from pledge_lib.market import procedure
from pledge_lib.market.crypto.block_engine import LIQUIDATED
from pledge_lib.market.sessions import is_session
from pledge_lib.panels import tones
from pledge_lib.panels.controls import defaults
from pledge_lib.panels.crypto.two_clocks import figure
from pledge_lib.panels.crypto.two_clocks_model import BLOCKS, BROKER, FREE, last_days, two_clocks
from pledge_lib.panels.crypto.two_clocks_path import MADE_UP
from pledge_lib.panels.crypto.two_clocks_picture import chain_lane, place_of, taipei_lane

SPECIFIED = {  # the Saturday of P4.5: what both loans and the reserve may be
    "fall": (0.05, 0.60, 0.01, 0.20),
    "bounce": (0.0, 1.0, 0.05, 0.0),
    "before": (1, 10, 1, 3),
    "loan_to_value": (0.30, 0.75, 0.01, 0.70),
    "reserve": (0.0, 1.0, 0.05, 0.35),
    "reserve_day": (-1, 14, 1, 2),
    "rate": (0.0, 0.20, 0.005, 0.0),
}
START = defaults(figure().controls)
SATURDAY, FRIDAY, NO_MONEY, BOUNCE, NO_LIMIT, LIMIT, NEW_YEAR, MAY_LOWS, MAY_CLOSES, THURSDAY, NATIONAL_DAY = range(11)


def of(**changes):
    return two_clocks(START | changes)


def preset(place):
    return two_clocks(START | figure().presets[place].values)


def test_controls_are_as_the_lesson_wants_them():
    controls = {control.key: control for control in figure().controls}
    for key, (low, high, step, default) in SPECIFIED.items():
        control = controls[key]
        assert (control.low, control.high, control.step, control.default) == (low, high, step, default), key
    assert set(controls["window"].options) == set(pl.prices("BTC").windows), "both tokens have every crash"


def test_on_the_saturday_the_chain_has_acted_and_taipei_still_has_its_window():
    """P4.5: 0.9486 on Saturday; 128.57 % on Monday, two business days, and money on Monday is in time."""
    result = of()
    assert result.liquidated.date == date(2026, 3, 14) and result.liquidated.date.weekday() == 5
    assert result.chain.lowest.health == pytest.approx(0.83 * 0.80 / 0.70)
    assert result.notice.date == date(2026, 3, 16) and result.notice.ratio == pytest.approx(0.90 / 0.70)
    assert result.notice.called_sum == pytest.approx(157_831.33)
    assert (result.notice.deadline, result.notice.first_sale) == (date(2026, 3, 18), date(2026, 3, 19))
    assert (result.chain_outcome, result.taipei_outcome) == ("whole", "cured")
    assert result.reserve_on == result.notice.date and result.closed_days == 2
    unlimited = preset(NO_LIMIT)
    assert unlimited.notice.ratio == pytest.approx(0.80 / 0.70), "a share that falls at once with the token"


def test_the_log_of_the_saturday_has_both_lanes_in_one_order():
    """0.83 / 0.70, then 0.83 x 0.80 / 0.70 on chain; 1 / 0.70, 0.90 / 0.70, then 0.81 and 0.80 over 0.90 / 1.66."""
    assert [(entry.row.date.day, entry.event, str(entry.level)) for entry in of().entries] == [
        (11, "chain.start", "1.1857"),
        (11, "taipei.start", "142.86%"),
        (14, "chain.liquidated", "0.9486"),
        (16, "taipei.notice", "128.57%"),
        (17, "taipei.reserve-paid", "149.40%"),
        (17, "taipei.cancel", "149.40%"),
        (26, "chain.end", ABSENT),  # nothing is owed any more
        (26, "taipei.end", "147.56%"),
    ]


def test_what_is_left_of_own_money_on_the_saturday():
    """Own money 30 + 24.5; Taipei keeps 80 − 70 + 24.5; the chain loses 5 % of the 70 that were repaid, 3.5."""
    result = of()
    assert result.own == pytest.approx(0.545)
    assert result.untouched == pytest.approx(0.345 / 0.545)
    assert result.taipei_left[-1] == pytest.approx(0.345 / 0.545)
    assert result.chain_left[-1] == pytest.approx(0.310 / 0.545)


def test_money_on_friday_saves_both():
    result = preset(FRIDAY)
    assert (result.chain_outcome, result.taipei_outcome) == ("paid", "cured")
    assert result.chain_left[-1] == pytest.approx(result.taipei_left[-1])
    assert of(reserve_day=0).chain_outcome == "whole", "money of the same day comes after the low"


def test_a_fall_that_is_won_back_on_the_same_day_is_seen_by_the_chain_alone():
    result = preset(BOUNCE)
    assert (result.chain_outcome, result.taipei_outcome) == ("whole", "no-call")
    assert result.taipei_left[-1] == pytest.approx(1)
    assert result.chain_left[-1] == pytest.approx((0.545 + 0.05 * -0.70 + 0.20 * -0.735 / 0.80) / 0.545)
    assert result.by_closes.calls == (), "a log of closes would not have seen it either"


def test_over_the_lunar_new_year_taipei_is_closed_for_nine_days():
    result = preset(NEW_YEAR)
    assert (result.path.fall_day, result.closed_days) == (date(2025, 1, 25), 9)
    assert result.liquidated.date == date(2025, 1, 25) and result.notice.date == date(2025, 2, 3)
    assert result.taipei_outcome == "cured" and result.reserve_on == date(2025, 2, 3)


def test_under_a_daily_limit_the_share_trails_and_may_be_locked():
    result = preset(LIMIT)
    limit = pl.rules(BROKER).daily_limit
    closes = list(result.share.values())
    assert all(after >= before * (1 - limit) - 0.01 for before, after in pairwise(closes))
    assert "unfilled" in {event for row in result.taipei for event in row.events}
    assert result.taipei_outcome == "sold" and result.taipei_left[-1] < 0, "more is owed than the sale brought"
    assert result.chain_outcome == "gone" and result.chain_left[-1] == 0, "the chain takes no more than the collateral"


def test_lows_see_2021_05_19_and_closes_only_days_later():
    """CRYPTO 7: a replay with closes alone would have liquidated nobody that day at 55 %."""
    lows, closes = preset(MAY_LOWS), preset(MAY_CLOSES)
    assert lows.path.fall_day == lows.liquidated.date == date(2021, 5, 19)
    assert lows.path.deepest == pytest.approx(0.441, abs=0.001)
    assert closes.liquidated.date == date(2021, 5, 23)
    assert lows.by_closes.rows == closes.chain.rows
    said = at_preset("F4.7", "may-lows", "en")
    assert any("By lows" in note and "by closes" in note for note in said.frame["notes"])


def test_black_thursday_and_national_day_are_the_real_days():
    assert preset(THURSDAY).path.fall_day == date(2020, 3, 12)
    holiday = preset(NATIONAL_DAY)
    assert holiday.path.fall_day == holiday.liquidated.date == date(2025, 10, 10)
    assert not is_session(holiday.path.fall_day)
    assert holiday.path.deepest == pytest.approx(1 - 3_435.00 / 4_368.09, abs=0.001)


@pytest.mark.parametrize("symbol", ["ETH", "BTC"])
@pytest.mark.parametrize("window", list(pl.prices("ETH").windows))
def test_a_replay_has_every_real_day_from_the_loan_on(symbol, window):
    points = {point.date: point for point in pl.prices(symbol).window(window)}
    for before in (1, 3, 10):
        path = of(path=symbol, window=window, before=before).path
        assert is_session(path.days[0]) and path.days[-1] == max(points)
        assert path.days == tuple(path.days[0] + timedelta(days=count) for count in range(len(path.days)))
        for day, close, low in zip(path.days, path.closes, path.lows, strict=True):
            assert (close * path.price, low * path.price) == pytest.approx((points[day].close, points[day].low))


@tried(0.5)
@given(any_values("F4.7"))
def test_both_lanes_keep_their_books(values):
    result = two_clocks(values)
    lent, reserve = values["loan_to_value"], values["reserve"]
    assert result.chain_left[0] == pytest.approx(1) and result.taipei_left[0] == pytest.approx(1)
    for row in result.chain:
        assert row.state != LIQUIDATABLE
    assert min(result.chain_left) >= 0, "on chain no more than the collateral is lost"
    assert sum(row.from_reserve for row in result.taipei) <= reserve * lent * 1_000_000 + 1
    called = result.taipei_outcome != "no-call"
    line = pl.rules(BROKER).call_line
    assert called == any(row.ratio < line for row in result.taipei if row.collateral)


@tried(0.5)
@given(any_values("F4.7"))
def test_without_calls_interest_and_limit_both_keep_what_the_price_leaves(values):
    result = two_clocks(values | {"rate": 0.0, "limit": "free", "path": MADE_UP})
    if not result.chain.calls:
        assert result.chain_left[-1] == pytest.approx(result.untouched)
    if result.taipei_outcome in ("no-call", "cured"):
        assert result.taipei_left[-1] == pytest.approx(result.untouched, abs=5e-4), "closes of shares are whole cents"


@given(any_values("F4.7"))
def test_both_lanes_stand_under_one_calendar(values):
    """A lane has no gap: the chain one tone up to its first liquidation, Taipei one for each business day."""
    result = two_clocks(values)
    chain, taipei = list(chain_lane(result)), list(taipei_lane(result))
    for lane in (chain, taipei):
        assert lane[0][1] == -0.5 and all(before[2] == after[1] for before, after in pairwise(lane))
    assert chain[-1][2] == taipei[-1][2] == len(result.path.days) - 0.5
    assert (chain[-1][0] == tones.SOLD) == (result.liquidated is not None)
    assert len(taipei) == len(result.taipei.rows)
    for row, (tone, start, _end) in zip(result.taipei, taipei, strict=True):
        assert start + 0.5 == place_of(result, row.date)
        assert (tone == tones.NEAR) == (row.state in (procedure.CALLED, procedure.WATCH, procedure.SAME_DAY))
        assert tone == tones.SOLD or not row.sold_shares


@given(any_values("F4.7"))
def test_the_picture_shows_the_events_of_the_log_and_the_money_on_its_day(values):
    opened = shared("F4.7", "en")
    opened.set(**values)
    result, chart = two_clocks(opened.values), drawn(opened)
    for uid, row in (("notice", result.notice), ("liquidated", result.liquidated), ("sale", result.sale)):
        assert row is None or chart[uid]["x"][0] == place_of(result, row.date)
    if opened.values["reserve"] and result.reserve_on <= result.path.days[-1]:
        assert chart["money"]["x"][0] == place_of(result, result.reserve_on)
    assert LIQUIDATED not in {event for row in result.chain.rows for event in row.events} or not result.kept[0]


@tried(0.3)
@given(any_values("F4.7"))
def test_the_zones_of_the_hand_say_what_the_money_of_that_day_saves(values):
    in_time = last_days(values)
    assert two_clocks(values).kept == tuple(values["reserve_day"] <= last for last in in_time)
    for last in in_time:
        if -1 <= last < 14:
            place = in_time.index(last)
            assert two_clocks(values | {"reserve_day": last}).kept[place]
            assert not two_clocks(values | {"reserve_day": last + 1}).kept[place]


def test_on_the_saturday_friday_saves_both_wednesday_taipei_and_thursday_neither():
    assert last_days(START) == (-1, 4)
    assert of(reserve_day=4).kept == (False, True) and of(reserve_day=5).kept == (False, False)


def test_gliding_takes_half_where_a_jump_takes_all():
    jump, glide = of(), of(speed="glide")
    assert (jump.chain_outcome, glide.chain_outcome) == ("whole", "partly")
    assert glide.chain_left[-1] > jump.chain_left[-1] and BLOCKS["jump"] == 1


def test_the_second_lane_alone_has_the_daily_limit():
    free, limited = of(fall=0.4, limit=FREE), of(fall=0.4)
    assert free.chain.rows == limited.chain.rows and free.share != limited.share


def test_what_changes_nothing_is_hidden():
    assert set(known_panel("F4.7").view.idle) == {"window"}
    replay = known_panel("F4.7")
    replay.set(path="ETH", reserve=0.0)
    assert set(replay.view.idle) == {"day", "fall", "bounce"}


def test_a_replay_asks_for_its_days_and_not_for_a_made_up_fall():
    for preset, asked in (("saturday", "day"), ("may-lows", "window")):
        panel = at_preset("F4.7", preset)
        keys = [piece["key"] for piece in panel.frame["stage"]["asks"] if not isinstance(piece, str)]
        assert asked in keys and not set(keys) & set(panel.frame["idle"]), "what it asks for changes something"
