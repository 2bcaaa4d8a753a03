"""An object exactly on its line is not below it, one tick beyond is: for everything that compares by itself.

Each position is built so that its ratio is a whole per cent at a legal price, without rounding: ten times as many
shares as the line has per cent, and the debt of a thousand shares at that price.
"""

from dataclasses import replace

import pytest
from support.power import by_profile
from support.ticks import LINES, PRICES, ticks_around

import pledge_lib as pl
from pledge_lib.finance.crypto.liquidation import HEALTHY, liquidate
from pledge_lib.finance.margin.positions import Posted
from pledge_lib.finance.mine.lent_out import LentOut
from pledge_lib.finance.mine.on_chain import OnChain
from pledge_lib.finance.mine.on_margin import MarginTrading
from pledge_lib.finance.mine.pledged import PledgedLoan
from pledge_lib.finance.pledging.rollover import refusal
from pledge_lib.market.margin.account import WatchedMargin
from pledge_lib.market.pledging.account import PledgeAccount
from pledge_lib.market.sessions import sessions

EVERY = by_profile(quick=4_999, full=199, whole=7)  # of the points of each object
LENDING, MARGIN, BROKER, AAVE = (
    pl.rules(name) for name in ("tw-lending", "tw-margin", "tw-broker-pledge", "aave-v3-3")
)
POINTS = [(place, line) for place in range(1, len(PRICES) - 1) for line in LINES]
NORMAL, CALLED, SAFE, LIQUIDATABLE = "normal", "called", "safe", "liquidatable"
DAYS = sessions()[:5]


def rules_at(rules, line: int):
    return replace(rules, call_line=line / 100)


def shares(symbol: str, count: int, price: float) -> pl.Holding:
    return pl.Holding(symbol, shares=count, price=price, loan_to_value=0.6)


def pledge_at(place: int, line: int) -> pl.Pledge:
    held = shares("A", 10 * line, PRICES[place] / 100)
    return pl.Pledge(holdings=[held], principal=PRICES[place] * 10, rules=rules_at(BROKER, line))


def bought_at(place: int, line: int, name: str = "A") -> pl.Long:
    return pl.Long(name, shares=10 * line, price=PRICES[place] / 100, loan=PRICES[place] * 10)


def sold_at(place: int, line: int) -> pl.Short:
    """A thousand shares, whose collateral and margin together are the line."""
    held, owed = PRICES[place] * line / 10, PRICES[place] * 10
    price = PRICES[place] / 100
    return pl.Short("S", shares=1_000, price=price, short_sale_collateral=owed, short_sale_margin=held - owed)


def chain_at(place: int, line: int) -> pl.CryptoPosition:
    """A hundred tokens at a threshold of half the line's per cents, and a debt of what counts of them."""
    threshold = line // 2
    held = pl.Collateral(symbol="ETH", amount=100, price=PRICES[place], loan_to_value=0.5, threshold=threshold / 100)
    return pl.CryptoPosition(collateral=[held], debts=[pl.Debt(symbol="USDC", amount=PRICES[place] * threshold)])


def a_pledge(place, line):
    on, lower, higher = ticks_around(place)
    here = pledge_at(place, line)
    cure = here.cure(line / 100)
    yield (cure.repay, cure.add, cure.sell, cure.shares), (0, 0, 0, 0)
    yield (here.fall_to_call, here.call_price("A")), (0, on)
    yield refusal(here.ratio, line / 100, lender_agrees=True), None
    yield pl.limit_downs_to_line(here.ratio, line / 100, limit=0.1), 1
    yield (here.state, here.at(lower).state, here.at(higher).state), (NORMAL, CALLED, NORMAL)


def a_pledge_of_two(place, line):
    on, lower, higher = ticks_around(place)
    held = [shares("A", 10 * line, on), shares("B", 100 * line, 37.05)]
    here = pl.Pledge(holdings=held, principal=PRICES[place] * 10 + 370_500, rules=rules_at(BROKER, line))
    found = here.state, here.at({"A": lower}).state, here.at({"A": higher}).state, here.at({"B": 37}).state
    yield found, (NORMAL, CALLED, NORMAL, CALLED)
    yield (here.call_price("A"), here.call_price("B")), (on, 37.05)


def a_pledge_with_interest(place, line):
    """73 days at 5 % are 1 % of the principal, which these rules count."""
    on, lower, higher = ticks_around(place)
    rules, held = replace(rules_at(BROKER, line), interest_in_debt=True), shares("A", 1_010 * line, on)
    principal = PRICES[place] * 1_000
    here = pl.Pledge(holdings=[held], principal=principal, rules=rules, annual_rate=0.05, days=73)
    yield (here.state, here.at(lower).state, here.at(higher).state), (NORMAL, CALLED, NORMAL)
    yield replace(here, days=74).state, CALLED


def a_pledge_that_is_watched(place, line):
    """With money posted, and with a dividend that is marked off."""
    on, lower, _ = ticks_around(place)
    here, level = PledgeAccount(pledge_at(place, line)), line / 100
    posted = PledgeAccount(here.pledge.at(lower), cash=round((on - lower) * 10 * line, 2))
    marked = here.at({"A": on}, {"A": round(on - lower, 2)})
    yield (here.below(level), posted.below(level), marked.below(level)), (False, False, True)
    yield replace(posted, cash=round(posted.cash - 0.01, 2)).below(level), True
    yield (here.called_sums(level), marked.called_sums(level) != {}), ({}, True)


def a_purchase(place, line):
    on, lower, higher = ticks_around(place)
    here = pl.MarginAccount(rules=rules_at(MARGIN, line), longs=[bought_at(place, line)])
    found = [(each.state, each.called) for each in (here, here.at(lower), here.at(higher))]
    yield found, [(NORMAL, ()), (CALLED, ("A",)), (NORMAL, ())]
    yield (here.move_to(), here.position("A").move_to(line / 100)), (0, 0)
    yield (here.call_price("A"), here.position("A").call_price(line / 100)), (on, on)


def a_short_sale(place, line):
    on, lower, higher = ticks_around(place)
    here = pl.MarginAccount(rules=rules_at(MARGIN, line), shorts=[sold_at(place, line)])
    found = [(each.state, each.called) for each in (here, here.at(higher), here.at(lower))]
    yield found, [(NORMAL, ()), (CALLED, ("S",)), (NORMAL, ())]
    yield (here.move_to(), here.position("S").move_to(line / 100)), (0, 0)
    yield (here.call_price("S"), here.position("S").call_price(line / 100)), (on, on)


def a_margin_account(place, line):
    """A purchase and a short sale, each on the line itself: who moves it alone is called alone."""
    on, lower, higher = ticks_around(place)
    here = pl.MarginAccount(rules=rules_at(MARGIN, line), longs=[bought_at(place, line)], shorts=[sold_at(place, line)])
    moved = {"fallen": {"A": lower}, "risen": {"S": higher}, "better": {"A": higher}}
    found = {name: (here.at(prices).state, here.at(prices).called) for name, prices in moved.items()}
    yield found, {"fallen": (CALLED, ("A",)), "risen": (CALLED, ("S",)), "better": (NORMAL, ())}
    yield (here.state, here.called, WatchedMargin(here).below(line / 100)), (NORMAL, (), False)
    posted = replace(here.at({"A": lower}), posted=[Posted("C", shares=10 * line, price=round(on - lower, 2), rate=1)])
    yield (posted.state, here.call_price("A"), here.call_price("S")), (NORMAL, on, on)


def a_stock_loan(place, line):
    on, lower, higher = ticks_around(place)
    here = pl.StockLoan(
        shares=1_000,
        price=on,
        annual_rate=0.03,
        rules=rules_at(LENDING, line),
        collateral=(PRICES[place] * 10 + 100) * line / 100 + 12.5,
        fees_due=12.5,
        dividends_due=100,
    )
    yield (here.state, here.at(higher).state, here.at(lower).state), (NORMAL, CALLED, NORMAL)
    yield (here.rise_to_call, here.cure(line / 100), here.call_price), (0, 0, on)


def a_position_on_chain(place, line):
    here = chain_at(place, line)
    _, lower, higher = (here.at({"ETH": PRICES[place + step]}) for step in (0, -1, 1))
    yield (here.state, lower.state, higher.state), (SAFE, LIQUIDATABLE, SAFE)
    yield (here.health_factor, here.common_fall, here.liquidation_price("ETH")), (1, 0, PRICES[place])
    refused = liquidate(here, "ETH", "USDC", AAVE).refused, liquidate(lower, "ETH", "USDC", AAVE).refused
    yield refused, (HEALTHY, None)


def a_position_of_two_tokens(place, line):
    held = pl.Collateral(symbol="WBTC", amount=3, price=60_000, loan_to_value=0.7, threshold=0.75)
    one = chain_at(place, line)
    here = pl.CryptoPosition(
        collateral=[*one.collateral, held], debts=[*one.debts, pl.Debt(symbol="DAI", amount=135_000)]
    )
    found = here.state, here.at({"ETH": PRICES[place - 1]}).state, here.at({"WBTC": 59_999.99}).state
    yield (*found, here.health_factor), (SAFE, LIQUIDATABLE, LIQUIDATABLE, 1)


def a_portfolio(place, line):
    on, lower, higher = ticks_around(place)
    lent = pl.StockLoan(
        shares=1_000, price=on, annual_rate=0, rules=rules_at(LENDING, line), collateral=PRICES[place] * line / 10
    )
    margin = pl.MarginAccount(rules=rules_at(MARGIN, line), longs=[bought_at(place, line)])
    mine = pl.Portfolio(
        accounts=[
            PledgedLoan(lender="bank", pledge=pledge_at(place, line)),
            MarginTrading(lender="broker", account=margin),
            LentOut(lender="pool", symbol="A", loan=lent),
            OnChain(lender="aave", position=chain_at(place, line)),
        ]
    )
    fallen, risen = mine.at({"A": lower, "ETH": PRICES[place - 1]}), mine.at({"A": higher})
    yield (mine.called, mine.first.room, mine.total().called_sum), ((), 0, 0)
    yield fallen.called_lenders, ("bank", "broker", "aave")
    yield [each.is_called for each in risen.accounts], [False, False, True, False]
    yield [each.limit_downs for each in mine.accounts[:2]], [1, 1]


SWEPT = (
    a_pledge,
    a_pledge_of_two,
    a_pledge_with_interest,
    a_pledge_that_is_watched,
    a_purchase,
    a_short_sale,
    a_margin_account,
    a_stock_loan,
    a_position_on_chain,
    a_position_of_two_tokens,
    a_portfolio,
)


@pytest.mark.parametrize("verdicts", SWEPT, ids=lambda each: each.__name__)
def test_an_object_on_its_line_is_not_below_it_and_one_a_tick_beyond_is(verdicts):
    for place, line in POINTS[SWEPT.index(verdicts) :: EVERY]:
        for found, right in verdicts(place, line):
            assert found == right, f"{PRICES[place] / 100} at {line} %"


def paths():
    """Yield lines and closes on them: the debt of a share is a hundred units, so a line is so many units."""
    for unit in (*range(1, 6), *range(5, 26, 5), *range(30, 51, 10), *range(50, 251, 50)):
        for line in LINES:
            if line + 5 <= 199:
                yield unit, line, line + 5


def with_line(rules, line: int, level: int):
    return replace(rules, call_line=line / 100, cancel_level=level / 100, cure_target=level / 100)


def tick_of(cents: int) -> int:
    place = PRICES.index(cents)
    return PRICES[place] - PRICES[place - 1]


@pytest.mark.parametrize("kind", ["pledge", "margin"])
def test_a_call_begins_a_tick_below_the_line_and_ends_exactly_on_the_level_that_cancels_it(kind):
    for unit, line, level in list(paths())[:: by_profile(quick=97, full=9, whole=1)]:
        on, up = line * unit, level * unit
        closes = [cents / 100 for cents in (up, on, on - tick_of(on), up - tick_of(up), up)]
        debt = 1_000 * unit
        if kind == "pledge":
            held = shares("A", 1_000, closes[0])
            position = pl.Pledge(holdings=[held], principal=debt, rules=with_line(BROKER, line, level))
        else:
            bought = pl.Long("A", shares=1_000, price=closes[0], loan=debt)
            position = pl.MarginAccount(rules=with_line(MARGIN, line, level), longs=[bought])
        found = pl.run_timeline(position, list(zip(DAYS, closes, strict=True)), plan=pl.Plan()).states
        assert found[:4] == (NORMAL, NORMAL, CALLED, CALLED) and found[4] != CALLED, (unit, line, level, found)
