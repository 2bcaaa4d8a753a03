"""F2.9: replays of real falls with the lesson's anchors, the fates of all start days, and the reader's own closes."""

from datetime import date

import pytest
from support.live_panels import drawn, drawn_in, known_panel

import pledge_lib as pl
from pledge_lib.finance.checks import InputError
from pledge_lib.market import events
from pledge_lib.market.margin.account import WatchedMargin
from pledge_lib.market.sessions import sessions
from pledge_lib.panels import tones
from pledge_lib.panels.controls import defaults
from pledge_lib.panels.jobs import Found
from pledge_lib.panels.margin.replay import ID, figure, zones
from pledge_lib.panels.margin.replay_accounts import FIRST_DAY, LAST_DAY, all_start_days
from pledge_lib.panels.margin.replay_model import CALLED, NEVER, SOLD, kind_of, replayed
from pledge_lib.panels.pasted import MOST, Pasted

START = defaults(figure().controls)
PRESETS = {preset.label.rpartition(".")[2]: preset.values for preset in figure().presets}


def of(**values):
    """Return the finished result of the start values with changes."""
    values = START | values
    steps = all_start_days(values)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return replayed(values, Found(values=values, result=end.value))


def of_preset(name, **values):
    return of(**(PRESETS[name] | values))


def test_the_anchors_of_the_index():
    closes = pl.prices("TAIEX")
    assert closes.close("2024-08-05") == 19_830.88
    assert closes.close("2024-08-05") - closes.close("2024-08-02") == pytest.approx(-1_807.21)
    assert closes.close("2024-08-05") / closes.close("2024-08-02") - 1 == pytest.approx(-0.0835, abs=5e-5)
    assert (closes.close("2025-04-02"), closes.close("2025-04-07")) == (21_298.22, 19_232.35)
    assert closes.close("2025-04-07") / closes.close("2025-04-02") - 1 == pytest.approx(-0.0970, abs=5e-5)
    assert closes.close("2025-04-09") / closes.close("2025-04-02") - 1 == pytest.approx(-0.1834, abs=5e-5)


def test_the_mixed_account_is_called_on_2024_08_05_and_its_weak_purchases_only():
    found = of_preset("mixed-2024")
    assert found.notice.date == date(2024, 8, 5) and found.outcome == "watch"
    assert set(found.notice.called_sums) == {"2330", "2317", "2454"}, "the short sale gained"
    alone = found.opened.at(found.path.prices(found.mine.notice)).position_ratios
    assert {name for name, ratio in alone.items() if ratio < 1.30} == set(found.notice.called_sums)
    assert found.notice.deadline == date(2024, 8, 7)


def test_the_mixed_account_of_the_text_has_one_lot_of_each():
    """S2.8: 125.17 % on 2024-08-05; whoever bought at the high of 2025-03 is near the line and not called."""
    found, later = of_preset("mixed-2024"), of_preset("mixed-2025")
    assert {each.shares for each in found.opened.positions} == {1_000}
    assert (found.lowest, found.lowest_day) == (pytest.approx(1.2517, abs=5e-5), date(2024, 8, 5))
    assert (found.counts.never, found.counts.called, found.counts.sold) == (58, 4, 0)
    assert (later.notice, later.tone) == (None, tones.NEAR) and 1.30 <= later.lowest < 1.50


def test_the_same_account_in_2008_was_mostly_sold_and_later_prices_went_both_ways():
    """S2.8 opens the figure there: 117 of 161 days of purchase ended in a sale, after which 63 rose and 54 did not."""
    found = of_preset("mixed-2008")
    assert {each.shares for each in found.opened.positions} == {1_000} and len(found.opened.positions) == 4
    assert (found.counts.days, found.counts.sold) == (161, 117)
    assert (found.up, found.down) == (63, 54) and START["after"] == 20


def test_bought_on_2025_04_02_a_sixty_per_cent_loan_on_the_index_is_not_called():
    """TAIWAN 7.3: -18.34 % takes it to 136.1 %, no call at 130 %, a call at 140 %."""
    bought = {"episode": "2025-tariffs", "account": "TAIEX", "start": date(2025, 4, 2)}
    calm, called = of(**bought), of(**bought, line=1.40)
    assert calm.notice is None and min(calm.ratios) == pytest.approx(1.361, abs=2e-3)
    assert called.notice.date == date(2025, 4, 9)


def test_leverage_is_purchases_over_own_money():
    for leverage, ratio in ((2.5, 0.6), (2.0, 0.5), (1.0, 0.0)):
        (bought,) = of(account="TAIEX", leverage=leverage).opened.longs
        assert bought.loan == pytest.approx(bought.value * ratio, abs=1_000)
    assert of(account="TAIEX", leverage=1.0).outcome == "no-loan"
    assert of_preset("less-2025").notice is None, "half the loan, no call"


def test_the_story_of_one_day_is_the_timeline_s_from_the_start():
    found = of_preset("140-2025")
    account = WatchedMargin(found.opened, annual_rate=found.rules.annual_rate)
    whole = pl.run_timeline(account, found.path.points(found.mine.start, found.mine.end), plan=found.path.plan)
    assert whole.rows[-len(found.log.rows) :] == found.log.rows, "before the notice only interest accrues"
    assert found.sold.date == whole.first(events.SOLD).date and found.bill == whole.rows[-1].bill


def test_every_day_of_purchase_has_one_fate():
    found = of_preset("2008")
    days = [found.starts(kind) for kind in (NEVER, CALLED, SOLD)]
    assert sorted(place for places in days for place in places) == list(range(len(found.fates)))
    assert found.mine in found.fates and kind_of(found.mine) == SOLD
    assert len(found.changes) == len(found.starts(SOLD))


def test_after_a_forced_sale_prices_rise_and_fall():
    """M42: not every forced sale is at the bottom."""
    found = of_preset("2008")
    assert min(found.changes) < -0.2 and max(found.changes) > 0.2
    sold, closes = found.path.days.index(found.sold.date), found.path.closes["2454"]
    assert found.after.days == 20
    assert found.after.change == pytest.approx(closes[sold + 20] / closes[sold] - 1)


def test_the_bars_count_the_sold_days_of_purchase():
    opened = known_panel(ID)
    for place, _ in enumerate(opened.declaration.presets):
        opened.react({"preset": place})
        lines, result = drawn_in(opened, "after"), opened.result
        assert lines["down"]["y"].sum() + lines["up"]["y"].sum() == len(result.changes)
        losers = sum(change < 0 for change in result.changes)
        assert lines["down"]["y"].sum() == losers


def test_the_track_wears_the_fate_of_every_start_day():
    shades = {NEVER: tones.SAFE, CALLED: tones.CALLED, SOLD: tones.SOLD}
    for name in ("mixed-2024", "2008", "2020"):
        found = of_preset(name)
        worn = tuple(zones(found))
        for each in found.fates:
            day = found.path.days[each.start]
            tone = next(tone for end, tone in worn if end is None or day < end)
            assert tone == shades[kind_of(each)], f"{name}: {day}"


def test_the_path_starts_under_the_thumb_and_its_events_stand_on_it():
    opened = known_panel(ID)
    for place, _ in enumerate(opened.declaration.presets):
        opened.react({"preset": place})
        lines, result = drawn(opened), opened.result
        first, last = opened.frame["stage"]["track"]
        start = (result.start - FIRST_DAY).days / (LAST_DAY - FIRST_DAY).days
        assert lines["path"]["x"][0] == lines["now"]["x"][0] == pytest.approx(first + start * (last - first))
        assert lines["path"]["y"].min() == pytest.approx(result.lowest * 100, rel=1e-5)
        path = dict(zip(lines["path"]["x"], lines["path"]["y"], strict=True))
        for name in ("notice", "suspended", "cancelled"):
            events_on = zip(lines[name]["x"], lines[name]["y"], strict=True)
            assert all(path[x] == y for x, y in events_on if x == x), f"{place}: {name}"


def test_the_last_day_of_the_path_is_bought_the_day_before():
    found = replayed(START | {"start": date(2024, 9, 30)})
    assert found.start == date(2024, 9, 27)


def test_older_fates_are_not_shown_for_other_values():
    found = of()
    other = replayed(START | {"leverage": 2.0}, Found(values=START, result=found.fates))
    assert other.fates is None
    moved = replayed(START | {"start": date(2024, 7, 15), "after": 5.0}, Found(values=START, result=found.fates))
    assert moved.fates == found.fates, "they do not depend on the start day"


def test_a_day_that_cannot_be_the_purchase_is_moved_and_said():
    opened = known_panel(ID, "en")
    opened.set(start=date(2024, 7, 24))
    assert opened.result.start == date(2024, 7, 26), "typhoon on the 24th and 25th"
    assert any("2024-07-24 cannot be the day" in note for note in opened.frame["notes"])


# the reader's own closes


def days(count):
    first = sessions().index(date(2026, 3, 2))
    return sessions()[first : first + count]


def test_pasted_closes_are_replayed():
    opened = known_panel(ID, "en")
    opened.set(episode="own")
    closes = (100, 75, 74, 73, 72, 80)
    text = "\n".join(f"{day},{close}" for day, close in zip(days(6), closes, strict=True))
    opened.react({"key": "own", "typed": f"date,close\n{text}\n"})
    assert opened.frame["refusal"] is None
    result = opened.result
    assert result.index.closes == closes and result.start == days(1)[0]
    assert (result.notice.date, result.sold.date) == (days(6)[1], days(6)[4])
    assert (result.after.change, result.after.days) == (pytest.approx(80 / 72 - 1), 1)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-02,100\n2026-03-03,98.5",
        "日期,收盤價\n2026-03-02,100\n2026-03-03,98.5\n",
        "2026/3/2\t100\n2026/3/3\t98.5",
        '"2026-03-02";"100"\n"2026-03-03";"98.5"',
        "２０２６-０３-０２　１００\n2026-03-03 98.5",
        "\ufeffdate,close\r\n2026-03-02,100\r\n\r\n2026-03-03,98.5\r\n\r\n",
        "115/03/02,100\n115.3.3,NT$98.5",
        "20260302,100\n20260303,98.50",
        "2026-03-02 00:00:00,100\n2026-03-03T13:30:00,98.5",
        '"2026-03-02","100"\n"2026-03-03","98.5"',
        "2026年3月2日\t100元\n2026年3月3日\t98,5",
    ],
)
def test_closes_are_understood_as_people_paste_them(text):
    box = Pasted(key="own", default=())
    rows = box.read(text)
    assert rows == ((date(2026, 3, 2), 100.0), (date(2026, 3, 3), 98.5))
    assert box.read(box.on_screen(rows)) == rows


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "row_count"),
        ("2026-03-02,100", "row_count"),
        ("2026-03-02,100\n2026-03-03", "not_a_row"),
        ("2026-03-02,100\n2026-03-03,98,97", "not_a_row"),
        ("2026-03-02,100\n2026-03-03,98,97,96", "not_a_row"),
        ("2026-03-02,100,4\n2026-03-03,98", "not_a_row"),
        ("2026-03-02,100\n2026-03-03,98,0", "not_positive_row"),
        ("2026-03-02,100\nsum\n2026-03-03,98", "not_a_row"),
        ("2026-03-02,100\n2026-03-03,60%", "not_a_row"),
        ("2026-03-02,100\n2026-03-03,1e999", "not_a_row"),
        ("2026-03-02,100\n2026-03-03,0", "not_positive_row"),
        ("2026-03-02,100\n2026-13-03,98", "not_a_row"),
        ("99999999999-1-1,5\n2026-03-03,98", "not_a_row"),
        ("2026-03-02," + "9" * 100_000 + "\n2026-03-03,98", "not_a_row"),
        ("2026-03-03,100\n2026-03-02,98", "before_row"),
        ("2026-03-02,100\n2026-03-02,98", "before_row"),
        ("2026-03-06,100\n2026-03-07,98", "closed_day_row"),
        ("2026-03-06,100\n2040-03-07,98", "outside_calendar_row"),
        ("\n".join(f"{day},100" for day in sessions()[: MOST + 1]), "row_count"),
    ],
)
def test_what_cannot_be_closes_is_refused_by_name(text, key):
    box = next(control for control in figure().controls if control.key == "own")
    with pytest.raises(InputError) as refused:
        box.read(text)
    assert refused.value.key == key
    assert len(str(refused.value)) < 300
    for language in ("zh_TW", "en"):
        opened = known_panel(ID, language)
        before = opened.values
        opened.react({"key": "own", "typed": text})
        assert opened.frame["refusal"]["key"] == "own" and opened.values == before
        sentence = opened.frame["refusal"]["sentence"]
        assert opened.words(f"{ID}.control.own") in sentence and len(sentence) < 300
        if key != "row_count":
            row = refused.value.values["row"]
            assert (f"第 {row} 列" if language == "zh_TW" else f"row {row}") in sentence


def test_thousands_are_read_where_the_cells_say_where_they_end():
    box = Pasted(key="own", default=())
    for text in ("2025-04-02\t21,298.22\n2025-04-07\t19,232", '2025-04-02,"21,298.22"\n2025-04-07,"19,232"'):
        assert [close for _, close in box.read(text)] == [21_298.22, 19_232]
    with pytest.raises(InputError, match="row 1"):
        box.read("2025-04-02,21,298.22\n2025-04-07,19,232")


SPLIT = "2025-06-09,187.35\n2025-06-10,188.65\n2025-06-18,47.57{}\n2025-06-19,47.8"


def test_an_undeclared_split_is_pointed_out_with_the_way_to_enter_it():
    """One into four on 2025-06-18 (INPUTS row 4): taken as it stands, a debt that nobody owes."""
    for language in ("zh_TW", "en"):
        opened = known_panel(ID, language)
        opened.set(episode="own")
        opened.react({"key": "own", "typed": SPLIT.format("")})
        (note,) = (note for note in opened.frame["notes"] if "47.57,4" in note)
        assert "2025-06-18" in note and "3.966" in note
        opened.react({"key": "own", "typed": SPLIT.format(",4")})
        assert opened.frame["refusal"] is None
        assert not [note for note in opened.frame["notes"] if "47.57,4" in note]
        assert opened.result.notice is None and opened.result.index.closes == (187.35, 188.65, 190.28, 191.2)
