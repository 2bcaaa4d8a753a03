"""F2.3: the call looks at the whole account, the sum and the sale only at the positions that fall short themselves."""

import pytest
from hypothesis import given
from support.arithmetic import sums, wrong_sums
from support.live_panels import any_values, both, close, drawn, drawn_in, known_panel

import pledge_lib as pl
from pledge_lib.finance.checks import exact
from pledge_lib.finance.ratio import is_below
from pledge_lib.finance.units import MONEY, PERCENT
from pledge_lib.panels import figures
from pledge_lib.panels.margin.account_builder_picture import PARTS

MARGIN = pl.rules("tw-margin")
NAMES = "abcdef"
TWO = {"side_a": "long", "side_b": "long", "value:b": 100_000}
RULE = {"side_a": "long", "side_b": "short", "value:b": 100_000}


def moved(language="zh_TW", **values):
    panel = known_panel("F2.3", language)
    panel.set(**values)
    return panel


def row(panel, name):
    """Return a row of the sheet by the name of its position."""
    return next(line for line in panel.view.sheet if line[0] == panel.words(f"F2.3.name.{name}"))


def test_the_market_runs_from_minus_50_to_plus_50_and_there_are_six_rows():
    controls = {control.key: control for control in figures.figure("F2.3").controls}
    market = controls["market"]
    assert (market.low, market.high, market.step, market.default) == (-0.5, 0.5, 0.01, 0.0)
    assert [key for key in controls if key.startswith("side_")] == [f"side_{name}" for name in NAMES]
    assert controls["ratio:a"].high == 0.60 and controls["margin:a"].low == 0.90


@pytest.mark.parametrize(
    ("values", "ratio"),
    [
        ({}, "177.04%"),
        ({"shock:a": -0.22}, "157.04%"),
        ({"net": False}, "177.27%"),
        ({"net": False, "shock:a": -0.22}, "157.27%"),
    ],
)
def test_one_long_and_one_short_are_those_of_the_lesson(values, ratio):
    """E2.4: 100,000 on 60,000 and 50,000 sold short at 90 %; tax 150, commission 71, fee 40 come off."""
    panel = moved(**values)
    assert PERCENT.write(panel.result.ratio) == ratio and ratio in panel.frame["sentence"]
    assert panel.result.now.shorts[0].short_sale_collateral == (50_000 if "net" in values else 49_739)


@pytest.mark.parametrize(
    ("a", "b", "numerator", "denominator", "ratio", "alone", "called"),
    [
        (100, 100, 289_478, 160_000, "180.92%", ("166.67%", "189.48%"), ()),
        (90, 105, 279_478, 165_000, "169.38%", ("150%", "180.46%"), ()),
        (75, 120, 264_478, 180_000, "146.93%", ("125%", "157.90%"), ()),
        (55, 135, 244_478, 195_000, "125.37%", ("91.67%", "140.35%"), ("a",)),
    ],
)
def test_the_table_of_the_rules_worked_example(a, b, numerator, denominator, ratio, alone, called):
    """1,000 of A bought at 100 on 60,000 and 1,000 of B sold short at 100 (derived from A-2 and A-9)."""
    panel = moved("en", **RULE, **{"shock:a": a / 100 - 1, "shock:b": b / 100 - 1})
    result = panel.result
    assert (result.collateral, result.debt) == (numerator, denominator)
    assert PERCENT.write(result.ratio) == ratio
    assert tuple(PERCENT.write(result.parcels[name].ratio) for name in "ab") == alone
    assert result.marked("called") == result.now.called == called


def test_a_weak_position_is_carried_until_the_account_falls_short():
    """P2.3: two equal positions, A −30 %: 141.67 %, no call, though A alone is at 116.67 %; both −30 %: 116.67 %."""
    panel = moved("en", **TWO, **{"shock:a": -0.30})
    assert panel.result.state == "carried" and "141.67%" in panel.frame["sentence"]
    assert PERCENT.write(panel.result.parcels["a"].ratio) == "116.67%"
    assert row(panel, "a")[-2:] == ("too low, not called", "—")
    panel.set(**{"shock:a": 0, "market": -0.30})
    assert panel.result.state == "called" and PERCENT.write(panel.result.ratio) == "116.67%"
    assert "A and B" in panel.frame["sentence"]


def test_one_of_two_equal_positions_may_fall_44_per_cent_alone():
    """At −44 % the account is exactly on the line, which is no call; at −45 % A is called, B is not (S4-39)."""
    panel = moved("en", **TWO, **{"shock:a": -0.44})
    assert panel.result.state == "on-the-line" and panel.result.now.called == ()
    panel.set(**{"shock:a": -0.45})
    assert panel.result.marked("called") == ("a",)
    assert row(panel, "a")[-1] == MONEY.write(60_000 - 55_000 / MARGIN.cure_target)
    assert row(panel, "b")[-1] == "—"


def test_the_sheet_offers_the_cells_of_the_side_and_an_empty_row_none():
    panel = known_panel("F2.3")
    assert [cell for cell in row(panel, "a") if ":" in cell] == ["value:a", "ratio:a", "shock:a"]
    assert [cell for cell in row(panel, "b") if ":" in cell] == ["value:b", "margin:b", "shock:b"]
    assert set(row(panel, "c")[2:]) == {"—"}
    panel.react({"key": "ratio:a", "typed": "50%"})
    assert panel.result.now.longs[0].loan == 50_000
    panel.react({"key": "ratio:a", "typed": "70"})
    assert "60" in panel.frame["refusal"]["sentence"] and panel.result.now.longs[0].loan == 50_000


def test_posted_securities_count_in_full_and_fall_with_the_market():
    panel = moved("en", **TWO, posted=30_000, market=-0.30)
    assert panel.result.now.posted_value == 21_000
    assert PERCENT.write(panel.result.ratio) == PERCENT.write(161_000 / 120_000)
    assert "70%" in panel.frame["why"]


@pytest.mark.parametrize(
    ("values", "note"),
    [({**TWO}, "fall"), ({"side_a": "none"}, "rise"), ({}, "none")],
)
def test_the_common_move_is_a_fall_a_rise_or_nothing(values, note):
    panel = moved("en", **values)
    assert panel.say.about(panel.result)(f"why.{note}") in panel.frame["why"]
    assert (panel.result.move is None) == (note == "none")
    if note != "none":
        assert PERCENT.write(abs(panel.result.move)) in panel.frame["why"]


def test_an_account_without_debt_or_without_anything_says_so():
    panel = moved("en", side_a="none", side_b="none")
    assert panel.result.state == "empty" and "Choose" in panel.frame["sentence"]
    panel.set(posted=100_000)
    assert panel.result.state == "no-debt"
    panel.set(**{"side_a": "long", "ratio:a": 0})
    assert panel.result.state == "no-debt" and panel.result.collateral == 200_000


@given(any_values("F2.3"))
def test_the_account_is_the_sum_of_its_parts(values):
    panel = both("F2.3")[0]
    panel.set(**values)
    result, chart = panel.result, drawn_in(panel, "counted")
    numerators = ("financed", "short_sale_collateral", "short_sale_margin", "posted")
    tops = [0.0, 0.0]
    for place, names in enumerate((numerators, ("loans", "shorted"))):
        for name in names:
            (base,), (length,) = chart[name]["base"], chart[name]["x"]
            assert base == pytest.approx(tops[place], rel=1e-6)
            tops[place] += float(length)
    assert tops == pytest.approx([result.collateral, result.debt], rel=1e-6)
    for total, name in zip(tops, ("collateral", "debt"), strict=True):
        assert (chart[name]["base"][0], chart[name]["x"][0]) == (0, pytest.approx(total, rel=1e-6))
    if result.debt:
        assert close(chart["needed"]["x"][0], MARGIN.call_line * result.debt)
    posted = exact(values["posted"]) * (1 + exact(values["market"]))
    parts = [exact(part.collateral) for part in result.now.positions] if result.now else []
    assert float(sum(parts) + posted) == pytest.approx(result.collateral, rel=1e-12)
    for name in NAMES:
        side = values[f"side_{name}"]
        assert (name in result.parcels) == (side != "none")
        if side != "none":
            change = (1 + values["market"]) * (1 + values[f"shock:{name}"])
            assert result.parcels[name].value == pytest.approx(values[f"value:{name}"] * change)


@given(any_values("F2.3"))
def test_who_is_called_and_what_the_reader_is_told(values):
    for panel in both("F2.3"):
        panel.set(**values)
        result, sentence, words = panel.result, panel.frame["sentence"], panel.words
        below = is_below(result.collateral, result.debt, MARGIN.call_line) and result.debt > 0
        assert (result.state == "called") == below
        for name, parcel in result.parcels.items():
            short_alone = parcel.debt > 0 and parcel.ratio < MARGIN.call_line * (1 - 1e-12)
            mark = ("called" if below else "weak") if short_alone else "fine"
            assert parcel.mark == mark, (name, parcel)
            assert (parcel.called_sum is not None) == (mark == "called")
            assert words(f"F2.3.mark.{mark}") in row(panel, name)
        tones = {"called": "called", "weak": "near", "fine": "safe"}
        assert [lane.tone for lane in result.lanes[1:]] == [
            tones[result.parcels[name].mark] for name in sorted(result.parcels)
        ]
        if result.state in ("normal", "carried", "called"):
            assert PERCENT.write(result.ratio) in sentence
        named = result.marked("called" if below else "weak")
        if result.state in ("called", "carried"):
            assert all(words(f"F2.3.name.{name}") in sentence for name in named)
        assert wrong_sums(panel.frame["why"]) == []
        assert len(sums(panel.frame["why"])) == (0 if result.state in ("empty", "no-debt") else 4)


@given(any_values("F2.3"))
def test_the_common_move_leads_to_the_line(values):
    panel = both("F2.3")[0]
    panel.set(**values)
    result = panel.result
    if result.state not in ("empty", "no-debt") and result.move is not None:
        assert result.now.moved(result.move).ratio == pytest.approx(MARGIN.call_line, rel=1e-9)


@given(any_values("F2.3"))
def test_a_lane_is_hatched_where_the_account_asks_for_the_position_and_amber_where_it_is_carried(values):
    panel = both("F2.3")[0]
    panel.set(**values)
    result, chart = panel.result, drawn(panel)
    for place, lane in enumerate(result.lanes):
        height, now = len(result.lanes) - 1 - place, result.market * 100
        assert chart["dots"]["x"][place] == pytest.approx(now) and chart["dots"]["y"][place] == height
        if lane.at is not None and abs(lane.at * 100 - now) < 1e-6:
            continue  # on the tick both zones meet
        here = {tone for tone in ("safe", "near", "called") if is_inside(chart[tone], now, height)}
        assert lane.tone in here, (lane, here)


def is_inside(zone, x, y):
    """Return whether a place lies in one of the boxes of a zone, which are five corners and a gap each."""
    boxes = zip(zone["x"].reshape(-1, 6), zone["y"].reshape(-1, 6), strict=True) if zone["x"].size % 6 == 0 else ()
    return any(min(a[:5]) <= x <= max(a[:5]) and min(b[:5]) < y < max(b[:5]) for a, b in boxes)


def test_of_two_equal_positions_the_account_is_called_at_a_common_fall_of_8_per_cent():
    """(70,000 + 100,000) × f = 1.30 × 120,000 at f = 0.9176; A alone is on its line at +11.43 %, B at −22 %."""
    account, a, b = moved("en", **TWO, **{"shock:a": -0.30}).result.lanes
    assert [round(lane.at, 4) for lane in (account, a, b)] == [-0.0824, 0.1143, -0.22]
    assert (a.weak, a.over) == ((-float("inf"), a.at), (-float("inf"), account.at))


def test_a_short_sale_is_called_by_a_rise():
    account, short = moved("en", side_a="none").result.lanes
    assert account.at == pytest.approx(short.at) and short.at > 0 and short.weak == (short.at, float("inf"))


def test_the_example_of_the_text_calls_a_alone_for_17_831():
    """S2.3: A down 30 % and B 20 % take the account to 125 %; A is asked for 60,000 - 70,000 / 1.66."""
    for panel in both("F2.3"):
        panel.react({"preset": [each.label for each in panel.declaration.presets].index("preset.only-a")})
        assert "125%" in panel.frame["sentence"] and "17,831.33" in panel.frame["sentence"]


@given(any_values("F2.3"))
def test_each_part_that_is_counted_has_its_own_row_and_its_sum(values):
    """Beside two upright stacks the names lay over the bars on a phone."""
    panel = both("F2.3")[0]
    panel.set(**values)
    chart, labels = drawn_in(panel, "counted"), panel.view.drawers["counted"].get("labels", {})
    rows = [float(chart[name]["y"][0]) for name in PARTS]
    assert rows == sorted(set(rows), reverse=True)
    assert set(labels) - {"needed"} == {name for name in PARTS if getattr(panel.result, name)}
