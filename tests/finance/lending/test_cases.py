"""Worked cases of lending: the golden rows and the numbers that the lesson prints."""

import pytest

from pledge_lib.finance.lending.dividend_tax import (
    DIVIDEND,
    EXEMPT,
    OTHER,
    combined_tax,
    compensation_tax,
    dividend_tax,
    separate_tax,
)
from pledge_lib.finance.lending.income import (
    fee_rate_for,
    fee_statement,
    yearly_yield,
)
from pledge_lib.finance.lending.loan import StockLoan
from pledge_lib.finance.ratio import after_change
from pledge_lib.market.lending.days import fee_payments

CENT = 0.005


def loan_of(lending, value, rate=0.03):
    return StockLoan(shares=1, price=value, annual_rate=rate, rules=lending)


def test_the_lessons_worked_examples(lending):
    for value, rate, days, a_day, gross, net in (
        (500_000, 0.02, 30, 27.40, 821.92, 616.44),
        (240_000, 0.04, 20, 26.30, 526.03, 394.52),
        (1_200_000, 0.015, 10, 49.32, 493.15, 369.86),
    ):
        loan = loan_of(lending, value, rate)
        assert loan.fee([value]) == pytest.approx(a_day, abs=CENT)
        stated = loan.net([value] * days, broker_share=0.25)
        assert (stated.gross, stated.net) == (pytest.approx(gross, abs=CENT), pytest.approx(net, abs=CENT))


def test_a_rise_calls_the_borrower(lending):
    loan = loan_of(lending, 1_000_000)
    assert loan.at(after_change(1_000_000, 0.17)).ratio == pytest.approx(1.197, abs=0.0005)
    assert loan.at(after_change(1_000_000, 0.17)).state == "called"
    assert loan.rise_to_call == pytest.approx(1 / 6)
    risen = loan.at(after_change(1_000_000, 0.21))
    assert risen.ratio == pytest.approx(1.1570, abs=0.00005)
    assert (risen.cure(1.20), risen.cure(1.40)) == (pytest.approx(52_000), pytest.approx(294_000))


def test_on_the_line_is_not_below_it(lending):
    on_it = StockLoan(shares=1_000, price=100, annual_rate=0.03, rules=lending, collateral=120_000)
    assert (on_it.state, on_it.at(100.001).state) == ("normal", "called")


def test_the_tax_on_a_dividend_of_fifty_thousand(lending):
    assert combined_tax(50_000, 0.05, lending) == pytest.approx(-1_750)
    assert (combined_tax(50_000, 0.40, lending), separate_tax(50_000, lending)) == pytest.approx((15_750, 14_000))
    assert dividend_tax(50_000, 0.40, lending) == pytest.approx(14_000)
    for bracket, older in ((0.05, 4_250), (0.40, 6_000)):
        extra = {
            view: compensation_tax(50_000, bracket, lending, view) - dividend_tax(50_000, bracket, lending)
            for view in (DIVIDEND, OTHER)
        }
        assert extra == {DIVIDEND: 0, OTHER: pytest.approx(older)}
    assert compensation_tax(50_000, 0.40, lending, EXEMPT) == 0


def test_the_rate_that_nets_a_thousand_and_the_yield_of_a_year():
    assert fee_rate_for(1_000, 500_000, 30, 0.20, 365) == pytest.approx(0.0304, abs=0.00005)
    assert yearly_yield(0.08, 0.25, 0.20) == pytest.approx(0.012)


def test_withholding_is_waived_up_to_two_thousand(lending):
    waived, withheld = (fee_statement(gross, lending, broker_share=0) for gross in (20_009, 20_010))
    assert (waived.withheld, withheld.withheld) == (0, 2_001)


def test_fees_are_paid_month_by_month_from_june_2026(lending):
    before = fee_payments("2026-03-10", "2026-05-20", lending, monthly=True)
    assert [(p.days, str(p.paid_on)) for p in before] == [(71, "2026-05-21")]
    across = fee_payments("2026-05-20", "2026-08-10", lending, monthly=True)
    assert [str(payment.paid_on) for payment in across] == ["2026-06-02", "2026-07-02", "2026-08-04", "2026-08-11"]
    assert [str(payment.paid_on) for payment in fee_payments("2026-05-20", "2026-08-10", lending, False)] == [
        "2026-08-11"
    ]


def test_only_rates_within_the_cap_and_on_the_step_are_valid(lending):
    assert lending.accepts_rate(0.159, "auction") and lending.accepts_rate(0.1593, "negotiated")
    assert not lending.accepts_rate(0.1593, "auction") and not lending.accepts_rate(0.18, "negotiated")
    assert lending.accepts_rate(0.16, "auction") and not lending.accepts_rate(0.1601, "negotiated")
    assert lending.recall_choices == (1, 3, 10)


def test_a_gap_above_the_collateral_leaves_the_lender_short(lending):
    loan = loan_of(lending, 1_000_000)
    assert loan.at(1_400_000).recovery().missing == 0
    gone = loan.at(1_500_000).recovery()
    assert (gone.from_collateral, gone.missing, gone.returned) == (1_400_000, 100_000, 0)
    assert loan.at(1_000_000, collateral=900_000).recovery().missing == 100_000
