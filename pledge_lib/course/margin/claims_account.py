"""What an article says on margin trading: leverage and its costs, the account, the call, two replays."""

from datetime import timedelta

from pledge_lib import datasets
from pledge_lib.course.articles import LOAN, START, VALUE
from pledge_lib.course.claims import claim
from pledge_lib.course.margin.givens import margin, since
from pledge_lib.course.solved import Solved, asked
from pledge_lib.datasets.margin import margin_rules
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.plan import gross_return, yield_on_own
from pledge_lib.finance.margin.positions import Long, Short
from pledge_lib.finance.margin.trade import purchase
from pledge_lib.finance.margin.trip import round_trip
from pledge_lib.finance.ratio import maintenance_ratio, repay_to, sell_to
from pledge_lib.finance.units import COUNT, DATE, MONEY, PERCENT, PRICE, RATE
from pledge_lib.market.closes import replay
from pledge_lib.market.margin.account import WatchedMargin
from pledge_lib.market.timeline import run_timeline

ARTICLE_RATE = 0.065  # the article's example
BOUGHT = 100_000
AT_THE_LOWEST, FAR_ABOVE_IT = ("2317", "2024-yen-unwinding"), ("2330", "2022-rate-rises")  # two real forced sales


def call_before_sale() -> Solved:
    """Return the value below which the example is called, and the sessions until a sale."""
    value, sessions = margin().call_line * LOAN, margin().cure_sessions
    return Solved(
        line=PERCENT(margin().call_line),
        value=MONEY(value),
        below=MONEY(value - 1),
        loan=MONEY(LOAN),
        sessions=COUNT(sessions),
        sale=COUNT(sessions + 1),
    )


@claim("FC4-01", figure="F2.1", idea="M21")
def leverage_and_costs():
    change, days = 0.10, 30
    bought = purchase(BOUGHT, margin())
    up, down = (
        round_trip(bought, BOUGHT * (1 + moved), days=days, rules=margin(), annual_rate=ARTICLE_RATE)
        for moved in (change, -change)
    )
    return Solved(
        loss=asked(PERCENT(-down.return_on_own)),
        gain=PERCENT(up.return_on_own),
        gross=PERCENT(gross_return(change, margin().financing_ratio)),
        change=PERCENT(change),
        rate=RATE(ARTICLE_RATE),
        own=MONEY(bought.own_funds),
        loan=MONEY(bought.loan),
        own_money=MONEY(bought.own_money),
        days=COUNT(days),
    )


@claim("FC4-05", figure="F2.7")
def terms():
    return Solved(term=COUNT(margin().term_months), longest=COUNT(margin().longest_term_months))


@claim("FC4-06", figure="F2.1")
def otc_ratio():
    vendors = 0.50  # what some data vendors still use for OTC shares
    return Solved(
        cap=PERCENT(margin().financing_ratio),
        otc=PERCENT(margin().financing_ratio_otc),
        vendors=PERCENT(vendors),
        start=PERCENT(1 / margin().financing_ratio_otc),
        vendors_start=PERCENT(1 / vendors),
    )


@claim("FC4-07", figure="F2.1")
def own_and_loan():
    bought = purchase(VALUE, margin())
    return Solved(
        own=asked(MONEY(bought.own_funds)),
        loan=MONEY(bought.loan),
        value=MONEY(VALUE),
        cap=PERCENT(margin().financing_ratio),
    )


@claim("FC4-08", figure="F2.4")
def the_call():
    return call_before_sale()


@claim("FC4-09", figure="F2.10")
def balance_down():
    bought, sold = 238_000, 237_000  # the article's table
    return Solved(bought=COUNT(bought), sold=COUNT(sold), more=COUNT(bought - sold))


@claim("FC4-10", figure="F2.10")
def market_ratios():
    when = "2024-08-02"
    facts = (fact for fact in datasets.margin_facts() if fact.item == "margin-ratio" and fact.date.isoformat() == when)
    purchases, both = sorted(fact.value for fact in facts)
    return Solved(purchases=PERCENT(purchases), both=PERCENT(both), day=when)


@claim("FC4-29", figure="F2.1")
def opened_at():
    bought = Long.open("shares", shares=1_000, price=100, rules=margin())
    return Solved(
        ratio=asked(PERCENT(bought.ratio)),
        cancel=PERCENT(margin().cancel_level),
        line=PERCENT(margin().call_line),
        value=MONEY(bought.value),
        loan=MONEY(bought.loan),
    )


@claim("FC4-30", figure="F2.1")
def opened_with_whole_thousands():
    shares, paid = 1_000, 55.3
    bought = Long.open("shares", shares=shares, price=paid, rules=margin())
    return Solved(
        ratio=asked(PERCENT(bought.ratio)),
        start=PERCENT(START),
        cap=PERCENT(margin().financing_ratio),
        cancel=PERCENT(margin().cancel_level),
        value=MONEY(bought.value),
        lendable=MONEY(bought.value * margin().financing_ratio),
        loan=MONEY(bought.loan),
        shares=COUNT(shares),
        step=MONEY(margin().loan_step),
        price=PRICE(paid),
    )


@claim("FC4-31", figure="F2.3", idea="M11")
def whole_account():
    long, terms = Long.open("long", shares=1_000, price=100, rules=margin()), {"price": 50, "rules": margin()}
    net, gross = (
        MarginAccount(rules=margin(), longs=[long], shorts=[Short.open("short", shares=1_000, net=net, **terms)])
        for net in (True, False)
    )
    short = net.shorts[0]
    return Solved(
        ratio=asked(PERCENT(net.ratio)),
        gross=PERCENT(gross.ratio),
        share=PERCENT(margin().short_sale_margin),
        value=MONEY(long.value),
        loan=MONEY(long.loan),
        short_value=MONEY(short.value),
        collateral=MONEY(short.short_sale_collateral),
        margin=MONEY(short.short_sale_margin),
    )


@claim("FC4-32", figure="F2.5")
def ways_to_cure():
    value, debt, cancel = 75_000, 60_000, margin().cancel_level
    return Solved(
        sell=asked(MONEY(sell_to(value, debt, cancel))),
        repay=MONEY(repay_to(value, debt, cancel)),
        value=MONEY(value),
        debt=MONEY(debt),
        start=PERCENT(maintenance_ratio(value, debt)),
        line=PERCENT(margin().call_line),
        cancel=PERCENT(cancel),
        sale=COUNT(margin().cure_sessions + 1),
    )


@claim("FC4-33", figure="F2.1")
def yield_with_loan():
    dividends, share = 0.03, margin().financing_ratio
    return Solved(
        loss=asked(PERCENT(-yield_on_own(dividends, financing_ratio=share, annual_rate=ARTICLE_RATE))),
        dividends=PERCENT(dividends),
        cap=PERCENT(share),
        rate=RATE(ARTICLE_RATE),
        own=PERCENT(1 - share),
    )


@claim("FC4-34", figure="F2.4", idea="M05")
def sold_at_once():
    return call_before_sale()


def forced_sale(symbol: str, name: str) -> dict:
    """Return when and at which close a purchase made at the highest close was sold by force, and what came after."""
    seen = replay(symbol, name)
    top = seen.closes.index(max(seen.closes))
    path = list(zip(seen.dates, seen.closes, strict=True))[top:]
    bought = Long.open(symbol, shares=1_000, price=seen.closes[top], rules=margin())
    log = run_timeline(WatchedMargin(MarginAccount(rules=margin(), longs=[bought])), {symbol: path})
    sold = log.summary.sold
    later = [close for when, close in path if when >= sold]
    return {"sold": sold, "price": later[0], "fell": 1 - min(later) / later[0], "rose": later[-1] / later[0] - 1}


@claim("FC4-35", figure="F2.9", idea="M42")
def two_forced_sales():
    lowest, above = forced_sale(*AT_THE_LOWEST), forced_sale(*FAR_ABOVE_IT)
    return Solved(
        lowest_symbol=AT_THE_LOWEST[0],
        lowest_sold=DATE(lowest["sold"]),
        lowest_price=MONEY(lowest["price"]),
        lowest_fell=PERCENT(lowest["fell"]),
        rose=PERCENT(lowest["rose"]),
        above_symbol=FAR_ABOVE_IT[0],
        above_sold=DATE(above["sold"]),
        above_price=MONEY(above["price"]),
        fell=PERCENT(above["fell"]),
    )


@claim("FC4-37", figure="F2.4")
def one_line_for_all():
    raised = since("call_line", margin().as_of)
    earlier = margin_rules(raised - timedelta(days=1)).call_line
    return Solved(line=PERCENT(margin().call_line), earlier=PERCENT(earlier), raised=DATE(raised))


@claim("FC4-38", figure="F2.5")
def deposits_for_a_call():
    return Solved()
