"""Random portfolios: pledges, margin accounts, shares on loan and positions on chain, at one price for each symbol."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

import pledge_lib as pl
from pledge_lib.finance.margin.positions import Posted
from pledge_lib.finance.mine.lent_out import LentOut
from pledge_lib.finance.mine.on_chain import OnChain
from pledge_lib.finance.mine.on_margin import MarginTrading
from pledge_lib.finance.mine.pledged import Drawing, PledgedLoan

SHARES = ("2330", "0050", "2603", "2454")
PLEDGES = tuple(pl.rules(name) for name in ("tw-broker-pledge", "tw-sfc-pledge", "tw-bank-pledge"))
MARGIN, LENDING = pl.rules("tw-margin"), pl.rules("tw-lending")
THOUSANDS = st.integers(1, 50).map(lambda count: count * 1_000)
RATES = st.sampled_from((0.0, 0.0295, 0.0645))


@st.composite
def share_prices(draw):
    """Draw a price for every share."""
    return {symbol: draw(st.sampled_from((18.35, 55.3, 78, 100, 942))) for symbol in SHARES}


@st.composite
def pledged_loans(draw, lender, prices):
    held = draw(st.lists(st.sampled_from(SHARES), min_size=1, max_size=3, unique=True))
    holdings = [pl.Holding(symbol, draw(THOUSANDS), prices[symbol], 0.60) for symbol in held]
    value = sum(holding.value for holding in holdings)
    principal = value * draw(st.sampled_from((0, 0.4, 0.6, 0.75, 0.9)))
    pledge = pl.Pledge(
        holdings=holdings,
        principal=principal,
        rules=draw(st.sampled_from(PLEDGES)),
        annual_rate=draw(RATES),
        days=draw(st.integers(0, 200)),
    )
    return PledgedLoan(lender=lender, pledge=pledge)


@st.composite
def loans_of_one_lender(draw, lender, prices):
    """Draw two or three loans: each an account of its own, or all of them one where the lender judges the whole."""
    loans = [draw(pledged_loans(lender, prices)) for _ in range(draw(st.integers(2, 3)))]
    rules = loans[0].pledge.rules
    days = st.none() | st.integers(0, 300).map(lambda day: date.fromordinal(date(2025, 9, 1).toordinal() + day))
    names = draw(st.permutations(("1", "2", "A-77")))
    if not rules.whole_account and draw(st.booleans()):
        pledges = [replace(loan.pledge, rules=rules) for loan in loans]
        told = zip(names, pledges, strict=False)
        return [PledgedLoan(lender=lender, which=name, pledge=pledge, drawn=draw(days)) for name, pledge in told]
    held = {holding.symbol: holding for loan in loans for holding in loan.pledge.holdings}
    drawings = [
        Drawing(
            which=name,
            principal=loan.pledge.principal,
            annual_rate=loan.pledge.annual_rate,
            days=loan.pledge.days,
            drawn=draw(days),
        )
        for name, loan in zip(names, loans, strict=False)
    ]
    return [PledgedLoan.sharing(lender=lender, holdings=held.values(), rules=rules, drawings=drawings)]


@st.composite
def margin_accounts(draw, lender, prices):
    def shares():
        return draw(THOUSANDS)

    long_of, short_of, posted_of = draw(st.permutations(SHARES))[:3]
    count = shares()
    parts = {"longs": [pl.Long(long_of, shares=count, price=prices[long_of], loan=count * prices[long_of] * 0.6)]}
    if draw(st.booleans()):
        count = shares()
        value = count * prices[short_of] * draw(st.sampled_from((0.7, 1.0)))
        parts["shorts"] = [
            pl.Short(
                short_of,
                shares=count,
                price=prices[short_of],
                short_sale_collateral=value,
                short_sale_margin=value * 0.9,
            )
        ]
    if draw(st.booleans()):
        parts["posted"] = [Posted(posted_of, shares=shares(), price=prices[posted_of], rate=0.7)]
    return MarginTrading(lender=lender, account=pl.MarginAccount(rules=MARGIN, **parts))


@st.composite
def lent_shares(draw, lender, prices):
    symbol = draw(st.sampled_from(SHARES))
    loan = pl.StockLoan(shares=draw(THOUSANDS), price=prices[symbol], annual_rate=draw(RATES), rules=LENDING)
    return LentOut(lender=lender, symbol=symbol, loan=loan)


@st.composite
def chain_positions(draw, lender, prices):
    ether = pl.Collateral(
        symbol="ETH", amount=draw(st.integers(1, 20)), price=3_000, loan_to_value=0.805, threshold=0.83
    )
    debt = pl.Debt(symbol="USDC", amount=draw(st.integers(0, 20)) * 1_000)
    return OnChain(lender=lender, position=pl.CryptoPosition(collateral=[ether], debts=[debt]), annual_rate=0.048)


@st.composite
def portfolios(draw, kinds=(pledged_loans, margin_accounts, lent_shares, chain_positions, loans_of_one_lender)):
    """Draw accounts at one to six lenders; at one lender there may be several loans."""
    prices = draw(share_prices())
    chosen = draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=6))
    found = [draw(kind(f"lender {place}", prices)) for place, kind in enumerate(chosen)]
    return pl.Portfolio(accounts=[each for part in found for each in (part if isinstance(part, list) else [part])])
