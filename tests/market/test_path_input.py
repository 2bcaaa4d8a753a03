"""Paths and plans as a reader gives them, and what is refused with which words."""

import pytest

import pledge_lib as pl
from pledge_lib.finance.checks import InputError
from pledge_lib.market.plan import Payment, Plan
from pledge_lib.market.timeline import run_timeline


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ([], "is empty"),
        ([("2025-04-03", 100)], "without trading"),
        ([("2025-04-02", 100), ("2025-04-01", 100)], "before"),
        ([("2025-04-02", 100), ("2025-04-02", 100)], "before"),
        ([("2025-04-02", -1)], "above 0"),
        ([("2025-04-02", float("nan"))], "not a number"),
        ([("2025-04-02", 100, 101)], "must not exceed 100"),
        ([("2025-04-02", 100, 0)], "above 0"),
        ({"2317": [("2025-04-02", 100)]}, "choose one of: 2330"),
    ],
)
def test_a_path_that_cannot_be_walked_is_refused(desk, path, words):
    with pytest.raises(InputError, match=words):
        run_timeline(desk.pledge(), path)


def test_a_target_below_the_line_and_a_payment_before_the_path_are_refused(desk):
    with pytest.raises(InputError, match="must be at least"):
        desk.run(desk.crash, Plan(cure_target=1.2))
    with pytest.raises(InputError, match="which is before"):
        desk.run(desk.crash, Plan(payments=[Payment("2026-02-26", 1)]))


def test_several_shares_each_with_its_path(desk):
    holdings = [pl.Holding("2330", 500, 135, 0.6), pl.Holding("2317", 500, 135, 0.6)]
    pledge = pl.Pledge(holdings=holdings, principal=100_000, rules=desk.broker)
    days = desk.days("2026-03-02", 5)
    path = [(day, close) for day, close in zip(days, [135, 120, 120, 120, 120], strict=True)]
    log = run_timeline(pledge, {"2330": path, "2317": path})
    assert log.rows[-1].sold_shares == {"2330": 500, "2317": 500}
    assert sum(statement.sale_value for statement in log.rows[-1].statements) == 120_000
    with pytest.raises(InputError, match="mapping from symbol"):
        run_timeline(pledge, path)


def test_the_log_becomes_a_table(desk):
    frame = desk.run(desk.crash).frame
    assert list(frame["state"]) == ["normal", "called", "called", "called", "sale", "closed"]
    assert frame.index.name == "date" and frame["statements"].iloc[4][0]["sale_value"] == 128_000
