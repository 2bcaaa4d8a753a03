"""The sums of lesson 2's exercises: from the givens of a question to every number that it names."""

from datetime import date

from pledge_lib.course.quantities import count, day, days, money, percent, price, rate, text
from pledge_lib.datasets import rules
from pledge_lib.datasets.margin import margin_history, margin_rules
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.history import in_force, limit_days_to_line
from pledge_lib.finance.margin.plan import gross_return
from pledge_lib.finance.margin.positions import Long, Short
from pledge_lib.finance.margin.quota import PROOF, TURNOVER, needed_for
from pledge_lib.finance.margin.trade import purchase, short_sale
from pledge_lib.finance.margin.trip import round_trip
from pledge_lib.finance.ratio import add_to, after_change, fall_to_line, limit_downs_to_line, maintenance_ratio
from pledge_lib.finance.sale import sale_statement
from pledge_lib.market.sessions import interest_days, sessions_between, settlement_date

MARGIN, OPENING = "tw-margin", "tw-margin-opening"
SHORT_SOLD = 100_000  # a sale worth so much shows the floors of tax and fees to the dollar


def long_of(value: float, loan: float) -> Long:
    """Return shares worth so much in all, bought with a loan, as one share at that price."""
    return Long("A", shares=1, price=value, loan=loan)


def since(rule: str, when: date) -> date:
    """Return the day from which a rule had the value that it had on a day."""
    return in_force(margin_history(), rule, when, temporary_days=0).since


def before_costs(p):
    """Return the return on own money of a rise and of an equal fall, and the move of the shares themselves."""
    bought = purchase(p.value, rules(MARGIN), financing_ratio=p.financing_ratio)
    up, down = (gross_return(change, p.financing_ratio) for change in (p.change, -p.change))
    return {
        "up": percent(up),
        "down": percent(down),
        "shares_up": percent(p.change),
        "shares_down": percent(-p.change),
        "without_sign": percent(-down),
        "own": money(bought.own_funds),
        "loan": money(bought.loan),
        "gain": money(p.value * p.change),
    }


def after_costs(p):
    """Return the return on own money after a fall and all costs, and ways to leave something out."""
    margin = rules(MARGIN)
    bought = purchase(p.value, margin, financing_ratio=p.financing_ratio)
    terms = {"days": p.days, "annual_rate": p.rate, "rules": margin}
    fallen = round_trip(bought, after_change(p.value, -p.fall), **terms)
    risen = round_trip(bought, after_change(p.value, p.fall), **terms)
    return {
        "net": percent(fallen.return_on_own),
        "without_sign": percent(-fallen.return_on_own),
        "without_commission": percent(fallen.profit / bought.own_funds),
        "gross": percent(gross_return(-p.fall, p.financing_ratio)),
        "risen": percent(risen.return_on_own),
        "own": money(bought.own_funds),
        "loan": money(bought.loan),
        "own_money": money(bought.own_money),
        "sold_for": money(fallen.sold_for),
        "fallen_by": money(-fallen.gross_profit),
        "buying": money(bought.commission),
        "selling": money(fallen.commission),
        "tax": money(fallen.tax),
        "interest": money(fallen.interest),
        "loss": money(-fallen.profit),
        "commission_rate": rate(margin.commission),
        "tax_rate": rate(margin.transaction_tax),
    }


def interest_on_the_calendar(p):
    """Return the interest days between two settlements and their interest, and two ways to miscount."""

    def interest(counted):
        return money(simple_interest(p.loan, p.rate, counted, rules(MARGIN).day_basis))

    counted = interest_days(p.buy, p.sell)
    traded, calendar = sessions_between(p.buy, p.sell), (p.sell - p.buy).days
    return {
        "days": days(counted),
        "interest": interest(counted),
        "traded": days(traded),
        "traded_interest": interest(traded),
        "calendar": days(calendar),
        "calendar_interest": interest(calendar),
        "paid": day(settlement_date(p.buy)),
        "received": day(settlement_date(p.sell)),
    }


def whole_account(p):
    """Return the ratio of an account with a long and a short, before and after a fall of the long."""
    margin = rules(MARGIN)
    long = Long.open("A", shares=1, price=p.long, rules=margin)
    sold = short_sale(p.short, margin)
    lower = after_change(p.long, -p.fall)
    found = {}
    for name, net in (("", True), ("_short_cut", False)):
        short = Short.open("B", shares=1, price=p.short, rules=margin, net=net)
        account = MarginAccount(rules=margin, longs=[long], shorts=[short])
        found |= {f"ratio{name}": percent(account.ratio), f"after{name}": percent(account.at({"A": lower}).ratio)}
    return found | {
        "ratio_of_the_long": percent(long.ratio),
        "after_of_the_long": percent(long.at(lower).ratio),
        "loan": money(long.loan),
        "tax": money(sold.tax),
        "commission": money(sold.commission),
        "fee": money(sold.handling_fee),
        "kept": money(sold.short_sale_collateral),
        "margin": money(sold.short_sale_margin),
        "margin_rate": percent(margin.short_sale_margin),
        "lower": money(lower),
    }


def two_targets(p):
    """Return the repayments to the line and to the cancel level, and the sums of adding collateral instead."""
    margin = rules(MARGIN)
    position = long_of(p.value, p.loan)
    line, target = margin.call_line, margin.cancel_level
    return {
        "to_line": money(position.called_sum(line)),
        "to_target": money(position.called_sum(target)),
        "to_initial": money(position.called_sum(1 / margin.financing_ratio)),
        "add_to_line": money(add_to(p.value, p.loan, line)),
        "add_to_target": money(add_to(p.value, p.loan, target)),
        "ratio": percent(position.ratio),
        "line": percent(line),
        "target": percent(target),
        "initial": percent(1 / margin.financing_ratio),
    }


def limit_downs(p):
    """Return how many sessions at the daily limit bring the call, and the ratio then."""
    margin = rules(MARGIN)
    start, kept = 1 / p.financing_ratio, 1 - margin.daily_limit
    falls = limit_downs_to_line(start, margin.call_line, limit=margin.daily_limit)
    return {
        "falls": count(falls),
        "ratio": percent(start * kept**falls),
        "in_part": price(limit_days_to_line(start, margin.call_line, margin.daily_limit)),
        "one_less": count(falls - 1),
        "day_before": percent(start * kept ** (falls - 1)),
        "start": percent(start),
        "line": percent(margin.call_line),
        "limit": percent(margin.daily_limit),
        "left": percent(kept),
    }


def locked(p):
    """Return the statement of a sale after the limit-downs to the call and some more."""
    margin = rules(MARGIN)
    loan = purchase(p.value, margin).loan
    falls = limit_downs_to_line(maintenance_ratio(p.value, loan), margin.call_line, limit=margin.daily_limit)
    sold = p.value * (1 - margin.daily_limit) ** (falls + p.more)
    costs = {"transaction_tax": margin.transaction_tax, "commission": margin.commission}
    statement = sale_statement(sold, loan, 0, **costs)
    return {
        "sold": money(sold),
        "tax": money(statement.tax),
        "commission": money(statement.commission),
        "net": money(statement.net_proceeds),
        "owed": money(statement.shortfall),
        "nothing": money(0),
        "no_costs": money(loan - sold),
        "loan": money(loan),
        "falls": count(falls),
        "all_falls": count(falls + p.more),
        "limit": percent(margin.daily_limit),
        "left": percent(1 - margin.daily_limit),
        "tax_rate": rate(margin.transaction_tax),
        "commission_rate": rate(margin.commission),
    }


def short_room(p):
    """Return how far the price of shares sold short may rise to the line, at two short-sale margins."""
    margin = rules(MARGIN)
    found = {"value": money(SHORT_SOLD), "line": percent(margin.call_line)}
    for name, put_up in (("normal", p.normal_margin), ("raised", p.raised_margin)):
        terms = {"shares": 1, "price": SHORT_SOLD, "rules": margin, "short_sale_margin": put_up}
        exact, short_cut = (Short.open("B", **terms, net=net) for net in (True, False))
        found |= {name: percent(exact.move_to(margin.call_line)),
                  f"{name}_short_cut": percent(short_cut.move_to(margin.call_line)),
                  f"{name}_points": percent(exact.ratio - margin.call_line),
                  f"{name}_ratio": percent(exact.ratio), f"{name}_put_up": money(exact.short_sale_margin),
                  "kept": money(exact.short_sale_collateral)}  # fmt: skip
    return found


def quota(p):
    """Return the turnover and the proof that a quota asks for."""
    opening = rules(OPENING)
    needed = needed_for(p.quota, opening)
    return {
        "turnover": money(needed[TURNOVER]),
        "proof": money(needed[PROOF]),
        "turnover_share": percent(opening.turnover_share),
        "proof_share": percent(opening.proof_share),
    }


def rooms_of_three_lines(p):
    """Return the room of a fresh purchase under the three call lines that the market has had."""
    start = 1 / p.financing_ratio
    days_of = {"first": date(1997, 6, 30), "second": date(2015, 5, 1), "today": rules(MARGIN).as_of}
    lines = {name: margin_rules(when).call_line for name, when in days_of.items()}
    return {
        "start": percent(start),
        "second_since": text(str(since("call_line", days_of["second"]).year)),
        "today_since": day(since("call_line", days_of["today"])),
        **{name: percent(fall_to_line(start, line)) for name, line in lines.items()},
        **{f"{name}_points": percent(start - line) for name, line in lines.items()},
        **{f"{name}_line": percent(line) for name, line in lines.items()},
    }
