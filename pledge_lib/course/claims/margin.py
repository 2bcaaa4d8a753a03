"""What an article says on margin trading: leverage and its costs, limits and accounts, the call, two replays."""

from datetime import timedelta

from pledge_lib import datasets
from pledge_lib.course.claims.computation import LOAN, START, VALUE, Computation, amounts, found, percents
from pledge_lib.course.quantities import MONEY, PER_CENT
from pledge_lib.datasets.margin import legal_limit, margin_history
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.plan import gross_return, yield_on_own
from pledge_lib.finance.margin.positions import Long, Short
from pledge_lib.finance.margin.quota import PROOF, TURNOVER, needed_for
from pledge_lib.finance.margin.rules import MarginRules, OpeningRules
from pledge_lib.finance.margin.trade import purchase
from pledge_lib.finance.margin.trip import round_trip
from pledge_lib.finance.ratio import maintenance_ratio, repay_to, sell_to
from pledge_lib.market.closes import replay
from pledge_lib.market.margin.account import WatchedMargin
from pledge_lib.market.timeline import run_timeline

RATE = 0.065  # the article's example
BOUGHT = 100_000
AT_THE_LOWEST, FAR_ABOVE_IT = ("2317", "2024-yen-unwinding"), ("2330", "2022-rate-rises")  # two real forced sales


def margin() -> MarginRules:
    """Return the rules of brokers' margin trading."""
    return datasets.rules("tw-margin")


def opening() -> OpeningRules:
    """Return what opens a margin account."""
    return datasets.rules("tw-margin-opening")


def leverage_and_costs() -> Computation:
    change, days = 0.10, 30
    bought = purchase(BOUGHT, margin())
    up, down = (
        round_trip(bought, BOUGHT * (1 + moved), days=days, rules=margin(), annual_rate=RATE)
        for moved in (change, -change)
    )
    gross, loss = gross_return(change, margin().financing_ratio), -down.return_on_own
    said = percents(change=change, gross=gross, rate=RATE, gain=up.return_on_own, loss=loss)
    sums = amounts(own=bought.own_funds, loan=bought.loan, own_money=bought.own_money, days=days)
    return found(said, sums, asked=loss, unit=PER_CENT)


def limits_before(**names: str) -> Computation:
    """Return limits of the law on the last day on which it set them, and the day from which it set none."""
    ended = {change.rule: change.since for change in margin_history() if change.value is None}
    sums = {said: legal_limit(rule, ended[rule] - timedelta(days=1)) for said, rule in names.items()}
    return found(amounts(**sums), {"since": max(ended[rule] for rule in names.values()).isoformat()})


def customer_limits() -> Computation:
    return limits_before(limit="customer_limit", limit_others="customer_limit_others")


def stock_limits() -> Computation:
    return limits_before(limit="stock_limit_listed", limit_otc="stock_limit_otc")


def terms() -> Computation:
    return found(amounts(term=margin().term_months, longest=margin().longest_term_months))


def otc_ratio() -> Computation:
    vendors = 0.50  # what some data vendors still use for OTC shares
    starts = {"start": 1 / margin().financing_ratio_otc, "vendors_start": 1 / vendors}
    return found(percents(cap=margin().financing_ratio, otc=margin().financing_ratio_otc, vendors=vendors, **starts))


def own_and_loan() -> Computation:
    bought = purchase(VALUE, margin())
    sums = amounts(value=VALUE, own=bought.own_funds, loan=bought.loan)
    return found(percents(cap=margin().financing_ratio), sums, asked=bought.own_funds, unit=MONEY)


def call_before_sale() -> Computation:
    sessions, value = margin().cure_sessions, margin().call_line * LOAN
    counts = amounts(sessions=sessions, sale=sessions + 1, loan=LOAN, value=value, below=value - 1)
    return found(percents(line=margin().call_line), counts)


def balance_down() -> Computation:
    bought, sold = 238_000, 237_000  # the article's table
    return found(amounts(bought=bought, sold=sold, more=bought - sold))


def market_ratios() -> Computation:
    day = "2024-08-02"
    facts = (fact for fact in datasets.margin_facts() if fact.item == "margin-ratio" and fact.date.isoformat() == day)
    purchases, both = sorted(fact.value for fact in facts)
    return found(percents(purchases=purchases, both=both), {"day": day})


def ages() -> Computation:
    since = opening().provenance["ordinary_age"].as_of.isoformat()
    return found(amounts(age=opening().age, ordinary_age=opening().ordinary_age), {"since": since})


def opening_rules() -> Computation:
    counts = amounts(months=opening().account_months, trades=opening().trades)
    return found(counts, percents(turnover=opening().turnover_share, proof=opening().proof_share))


def quota_needs() -> Computation:
    needed = needed_for(VALUE, opening())
    said = percents(turnover=opening().turnover_share, proof=opening().proof_share)
    sums = amounts(quota=VALUE, turnover_sum=needed[TURNOVER], proof_sum=needed[PROOF])
    return found(said, sums, asked=needed[PROOF], unit=MONEY)


def small_quota() -> Computation:
    waiver = opening().waiver_limit
    sums = amounts(waiver=waiver, proof_sum=needed_for(waiver, opening())[PROOF])
    return found(sums, percents(proof=opening().proof_share))


def opened_at() -> Computation:
    bought = Long.open("shares", shares=1_000, price=100, rules=margin())
    said = percents(ratio=bought.ratio, cancel=margin().cancel_level, line=margin().call_line)
    return found(said, amounts(value=bought.value, loan=bought.loan), asked=bought.ratio, unit=PER_CENT)


def opened_with_whole_thousands() -> Computation:
    bought, price = Long.open("shares", shares=1_000, price=55.3, rules=margin()), 55.3
    said = percents(start=START, ratio=bought.ratio, cap=margin().financing_ratio, cancel=margin().cancel_level)
    sums = amounts(value=bought.value, lendable=bought.value * margin().financing_ratio, loan=bought.loan, shares=1_000)
    return found(
        said, sums, amounts(step=margin().loan_step), amounts(2, price=price), asked=bought.ratio, unit=PER_CENT
    )


def whole_account() -> Computation:
    long, terms = Long.open("long", shares=1_000, price=100, rules=margin()), {"price": 50, "rules": margin()}
    net, gross = (
        MarginAccount(rules=margin(), longs=[long], shorts=[Short.open("short", shares=1_000, net=net, **terms)])
        for net in (True, False)
    )
    short = net.shorts[0]
    sums = amounts(value=long.value, loan=long.loan, short_value=short.value,
                   collateral=short.short_sale_collateral, margin=short.short_sale_margin)  # fmt: skip
    said = percents(ratio=net.ratio, gross=gross.ratio, share=margin().short_sale_margin)
    return found(said, sums, asked=net.ratio, unit=PER_CENT)


def ways_to_cure() -> Computation:
    value, debt, cancel = 75_000, 60_000, margin().cancel_level
    repay, sell = repay_to(value, debt, cancel), sell_to(value, debt, cancel)
    sums = amounts(value=value, debt=debt, repay=repay, sell=sell, sale=margin().cure_sessions + 1)
    said = percents(start=maintenance_ratio(value, debt), line=margin().call_line, cancel=cancel)
    return found(said, sums, asked=sell, unit=MONEY)


def yield_with_loan() -> Computation:
    dividends, share = 0.03, margin().financing_ratio
    loss = -yield_on_own(dividends, financing_ratio=share, annual_rate=RATE)
    said = percents(dividends=dividends, cap=share, rate=RATE, own=1 - share, loss=loss)
    return found(said, asked=loss, unit=PER_CENT)


def forced_sale(symbol: str, name: str) -> dict:
    """Return when and at which close a purchase made at the highest close was sold by force, and what came after."""
    seen = replay(symbol, name)
    top = seen.closes.index(max(seen.closes))
    path = list(zip(seen.dates, seen.closes, strict=True))[top:]
    bought = Long.open(symbol, shares=1_000, price=seen.closes[top], rules=margin())
    log = run_timeline(WatchedMargin(MarginAccount(rules=margin(), longs=[bought])), {symbol: path})
    sold = log.summary.sold
    later = [close for day, close in path if day >= sold]
    return {"sold": sold.isoformat(), "price": later[0], "fell": 1 - min(later) / later[0],
            "rose": later[-1] / later[0] - 1}  # fmt: skip


def two_forced_sales() -> Computation:
    lowest, above = forced_sale(*AT_THE_LOWEST), forced_sale(*FAR_ABOVE_IT)
    dates = {"lowest_sold": lowest["sold"], "above_sold": above["sold"]}
    prices = amounts(lowest_price=lowest["price"], above_price=above["price"])
    said = percents(lowest_fell=lowest["fell"], rose=lowest["rose"], fell=above["fell"])
    return found(dates, prices, said, {"lowest_symbol": AT_THE_LOWEST[0], "above_symbol": FAR_ABOVE_IT[0]})


COMPUTATIONS = {
    "FC4-01": leverage_and_costs,
    "FC4-02": found,
    "FC4-03": customer_limits,
    "FC4-04": stock_limits,
    "FC4-05": terms,
    "FC4-06": otc_ratio,
    "FC4-07": own_and_loan,
    "FC4-08": call_before_sale,
    "FC4-09": balance_down,
    "FC4-10": market_ratios,
    "FC4-11": ages,
    "FC4-12": ages,
    "FC4-13": opening_rules,
    "FC4-14": opening_rules,
    "FC4-15": quota_needs,
    "FC4-16": small_quota,
    "FC4-17": found,
    "FC4-18": found,
    "FC4-19": found,
    "FC4-29": opened_at,
    "FC4-30": opened_with_whole_thousands,
    "FC4-31": whole_account,
    "FC4-32": ways_to_cure,
    "FC4-33": yield_with_loan,
    "FC4-34": call_before_sale,
    "FC4-35": two_forced_sales,
}
