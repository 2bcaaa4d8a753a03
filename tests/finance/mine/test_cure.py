"""The cure finder: what it says makes safe, and no other way is cheaper."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.portfolios import PLEDGES, portfolios

import pledge_lib as pl
from pledge_lib.finance.mine.changes import sellable, selling_cost, sold
from pledge_lib.finance.mine.cure import cure_for_fall
from pledge_lib.finance.mine.on_margin import MarginTrading
from pledge_lib.finance.mine.pledged import PledgedLoan

BROKER = pl.rules("tw-broker-pledge")
FALLS = st.integers(5, 60).map(lambda per_cent: per_cent / 100)
CASH = st.integers(0, 40).map(lambda thousands: thousands * 10_000)


@st.composite
def spare_shares(draw, mine):
    symbols = draw(st.lists(st.sampled_from(mine.symbols), max_size=3, unique=True))
    return {symbol: (draw(st.integers(0, 5_000)), mine.prices[symbol]) for symbol in symbols}


@given(st.data(), portfolios(), FALLS, CASH)
def test_what_is_found_makes_safe_or_says_how_much_is_missing(data, mine, fall, cash):
    spare = data.draw(spare_shares(mine))
    for currency in mine.currencies:
        plan = cure_for_fall(mine, fall, cash=cash, spare=spare, currency=currency)
        assert plan.is_safe == (plan.missing == 0)
        assert 0 <= plan.repay <= cash
        for part in plan.parts:
            assert part.is_safe == (part.missing == 0)
            assert not (part.missing and plan.cash_left and not part.sell), part
            if not part.untouched.is_called:
                assert part.after == part.before and part.cost == 0
        for symbol, (shares, _) in spare.items():
            assert sum(part.add.get(symbol, 0) for part in plan.parts) <= shares


@given(portfolios(), FALLS)
def test_the_missing_cash_is_exactly_what_makes_safe(mine, fall):
    for currency in mine.currencies:
        lacking = cure_for_fall(mine, fall, may_sell=False, currency=currency).missing
        paid = cure_for_fall(mine, fall, cash=lacking * 1.5, may_sell=False, currency=currency)
        assert paid.is_safe
        if all(part.before.kind == "pledge" for part in paid.parts):
            assert paid.repay == pytest.approx(lacking)


@st.composite
def loans(draw):
    """Draw two to four loans against one share at different lines, which a sale of part of it could cure."""
    found = []
    for place in range(draw(st.integers(2, 4))):
        rules = draw(st.sampled_from(PLEDGES))
        held = pl.Holding("2330", draw(st.integers(1, 9)) * 10_000, 50, 0.60)
        principal = held.value * draw(st.integers(30, 60)) / 100
        found.append(
            PledgedLoan(lender=f"{place}", pledge=pl.Pledge(holdings=[held], principal=principal, rules=rules))
        )
    return pl.Portfolio(accounts=found)


@given(
    loans(),
    st.integers(10, 40).map(lambda per_cent: per_cent / 100),
    CASH,
    st.dictionaries(st.sampled_from(("2330", "0050", "9999")), st.integers(0, 8_000)),
)
def test_no_way_is_cheaper(mine, fall, cash, counts):
    """Any price of cash and of a share bounds the cost of every plan from below; the best bound is what it found."""
    spare = {symbol: (count, {"2330": 50, "0050": 20, "9999": 70}[symbol]) for symbol, count in counts.items()}
    value = sum(count * price for count, price in spare.values())
    plan = cure_for_fall(mine, fall, cash=cash, spare=spare)
    needs, sales, brings = [], [], []
    for part in plan.parts:
        need = max(0, part.untouched.debt - part.untouched.collateral / part.before.line)
        cost, kept = selling_cost(part.before), (1 - fall) / part.before.line
        needs.append(need)
        brings.append(kept)
        sales.append(cost / (1 - cost - kept))

    def bound(cash_price, share_price):
        duals = [min(sale, cash_price, share_price / kept) for sale, kept in zip(sales, brings, strict=True)]
        covered = sum(need * dual for need, dual in zip(needs, duals, strict=True))
        return covered - cash * cash_price - value * share_price

    best = max(
        0,
        *(bound(rate, rate * kept) for rate, kept in product(sales, brings)),
        *(bound(one, other * kept) for one, other, kept in product(sales, sales, brings)),
    )
    if plan.is_safe:
        assert best - 1e-6 <= plan.cost <= best + 70 * 0.01 * 2 * len(plan.parts)


@pytest.mark.parametrize(("spare", "safe"), [(2_286, True), (2_285, False)])
def test_what_one_loan_takes_of_the_spare_shares_is_gone_for_the_next(spare, safe):
    """At 35 each loan lacks 40,000 of the 390,000 that its line asks for: 1,143 shares."""

    def loan(lender):
        held = pl.Holding("2330", 10_000, 50, 0.60)
        return PledgedLoan(lender=lender, pledge=pl.Pledge(holdings=[held], principal=300_000, rules=BROKER))

    mine = pl.Portfolio(accounts=[loan("one"), loan("other")])
    plan = cure_for_fall(mine, 0.30, spare={"2330": (spare, 50)}, may_sell=False)
    assert [part.add["2330"] for part in plan.parts] == [1_143, spare - 1_143] and plan.is_safe == safe


def test_so_many_shares_are_sold_as_make_safe_and_not_one_more():
    """61,538.46 lacks after the fall; a share sold at 100 brings 99.5575 and takes away 70 / 1.3: 1,346.2 shares."""
    held = pl.Holding("2330", 10_000, 100, 0.60)
    loan = PledgedLoan(lender="A", pledge=pl.Pledge(holdings=[held], principal=600_000, rules=BROKER))
    (part,) = cure_for_fall(pl.Portfolio(accounts=[loan]), 0.30).parts
    assert BROKER.selling_cost == pytest.approx(0.004425) and part.sell == {"2330": 1_347}


def test_a_sale_at_the_broker_takes_the_shares_and_repays_what_it_brings():
    bought = pl.Long("2330", shares=1_000, price=100, loan=60_000)
    account = MarginTrading(lender="broker", account=pl.MarginAccount(rules=pl.rules("tw-margin"), longs=[bought]))
    after = sold(account, "2330", 400)
    assert after.account.longs[0].shares == 600
    assert after.debt == pytest.approx(60_000 - 40_000 * (1 - selling_cost(account)))


def test_in_the_reference_case_shares_go_to_the_lower_line_and_the_sale_to_the_higher():
    def loan(lender, rules):
        held = pl.Holding("2330", 10_000, 100, 0.60)
        return PledgedLoan(lender=lender, pledge=pl.Pledge(holdings=[held], principal=600_000, rules=rules))

    mine = pl.Portfolio(accounts=[loan("high", pl.rules("tw-sfc-pledge")), loan("low", pl.rules("tw-bank-pledge"))])
    plan = cure_for_fall(mine, 0.30, cash=0, spare={"0050": (400, 200)})
    high, low = plan.parts
    assert high.before.line > low.before.line
    assert low.add == {"0050": 400} and not high.add
    assert plan.is_safe and high.fallen.ratio >= high.before.line and low.fallen.ratio >= low.before.line


def test_what_is_worth_most_is_offered_for_sale_first():
    held = [pl.Holding("dear", 100, 200, 0.6), pl.Holding("many", 10_000, 10, 0.6)]
    loan = PledgedLoan(lender="A", pledge=pl.Pledge(holdings=held, principal=50_000, rules=BROKER))
    assert list(sellable(loan)) == ["many", "dear"]
