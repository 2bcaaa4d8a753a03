"""Questions on a call: its deadline, what cures it, what closes it, and what a sale leaves."""

from pledge_lib.course.articles import broker, finance_company
from pledge_lib.course.deadlines import deadline_and_sale, notice_of
from pledge_lib.course.questions import among, exercise, given, prediction, quiz
from pledge_lib.course.solved import TENTHS, Solved, accepted, asked, chosen, matched, ordered, trap
from pledge_lib.finance.ratio import (
    add_to,
    is_below,
    limit_downs_to_line,
    maintenance_ratio,
    repay_to,
    sell_to,
    shares_to,
)
from pledge_lib.finance.sale import sale_statement
from pledge_lib.finance.units import COUNT, MONEY, PERCENT, PRICE, RATE

LOT = 1_000


@exercise(
    "E1.5",
    figure="F1.4",
    value=given(MONEY, 600_000, 540_000, 660_000, 10_000),
    debt=given(MONEY, 500_000, 480_000, 520_000, 10_000),
    price=given(PRICE, 60, 20, 100, 5),
)
def cures(p):
    """What does each cure take, (a) to the line and (b) to the cure target?"""
    line, target = broker().call_line, broker().cure_target
    a_repay, b_repay = (MONEY(repay_to(p.value, p.debt, level)) for level in (line, target))
    a_add, b_add = (MONEY(add_to(p.value, p.debt, level)) for level in (line, target))
    a_sell, b_sell = (MONEY(sell_to(p.value, p.debt, level)) for level in (line, target))
    return Solved(
        a_repay=asked(a_repay, a_add=trap(a_add, "M09")),
        a_add=asked(a_add, a_repay=trap(a_repay, "M09")),
        a_lots=asked(
            COUNT(shares_to(p.value, p.debt, line, price=p.price, lot=LOT) // LOT),
            odd_shares=accepted(COUNT(shares_to(p.value, p.debt, line, price=p.price))),
        ),
        a_sell=asked(a_sell, a_repay=trap(a_repay)),
        b_repay=asked(b_repay, b_add=trap(b_add, "M09"), a_repay=trap(a_repay, "M08")),
        b_add=asked(b_add, b_repay=trap(b_repay, "M09"), a_add=trap(a_add, "M08")),
        b_sell=asked(b_sell, b_repay=trap(b_repay), a_sell=trap(a_sell, "M08")),
        ratio=PERCENT(maintenance_ratio(p.value, p.debt)),
        line=PERCENT(line),
        target=PERCENT(target),
    )


@exercise("E1.8", figure="F1.3", notice=notice_of("2025-04-02"))
def deadline_of_a_call(p):
    """By which day must a call be met, and from which may the lender sell?"""
    return deadline_and_sale(p.notice, broker().cure_sessions)


@exercise(
    "E1.11",
    figure="F1.3",
    shares=among(COUNT, 8_000, 9_000, 10_000, first=10_000),
    price=given(PRICE, 55, 45, 56, 1),
    principal=among(MONEY, 590_000, 600_000, 650_000, first=600_000),
    interest=given(MONEY, 9_000, 6_000, 15_000, 1_000),
)
def statement(p):
    """What does a sale pay, and what is still owed?"""
    rules, sale_value = broker(), p.shares * p.price
    sale = sale_statement(
        sale_value, p.principal, p.interest, transaction_tax=rules.transaction_tax, commission=rules.commission
    )
    return Solved(
        net=asked(MONEY(sale.net_proceeds), within=1.0, sale_value=trap(MONEY(sale_value))),
        owed=asked(
            MONEY(sale.shortfall),
            within=1.0,
            nothing=trap(MONEY(0), "M04"),
            no_costs=trap(MONEY(p.principal + p.interest - sale_value)),
            no_interest=trap(MONEY(p.principal - sale.net_proceeds)),
            neither=trap(MONEY(p.principal - sale_value)),
        ),
        tax_rate=RATE(rules.transaction_tax),
        commission_rate=RATE(rules.commission),
        tax=MONEY(sale.tax),
        commission=MONEY(sale.commission),
    )


@exercise(
    "E1.13",
    figure="F1.4",
    value=given(MONEY, 600_000, 540_000, 620_000, 10_000),
    debt=given(MONEY, 500_000, 480_000, 520_000, 10_000),
)
def order_of_cures(p):
    """Which cure takes the smallest sum, which the largest?"""
    target = broker().cure_target
    sums = {
        name: cure(p.value, p.debt, target) for name, cure in (("repay", repay_to), ("add", add_to), ("sell", sell_to))
    }
    smallest_first = sorted(sums, key=sums.get)
    return Solved(
        order=ordered(
            smallest_first,
            among=("add", "sell", "repay"),
            equal_first=trap(("add", "repay", "sell"), "M09"),
            reverse=trap(tuple(reversed(smallest_first))),
        ),
        target=PERCENT(target),
        **{name: MONEY(amount) for name, amount in sums.items()},
    )


@exercise("E1.14", figure="F1.4")
def levels():
    """Which level opens a call and which cancels it, at each lender?"""
    broker_rules, company = broker(), finance_company()
    lines = {
        "broker-call": broker_rules.call_line,
        "broker-cancel": broker_rules.cancel_level,
        "company-call": company.call_line,
        "company-cancel": company.cancel_level,
    }
    right = {row: f"{round(level * 100)}" for row, level in lines.items()}
    return Solved(
        levels=matched(
            right,
            among=("130", "140", "166", "180"),
            back_at_the_line=trap(
                right | {"broker-cancel": right["broker-call"], "company-cancel": right["company-call"]}, "M08"
            ),
        ),
        **{row.replace("-", "_"): PERCENT(level) for row, level in lines.items()},
    )


@prediction("P1.3", figure="F1.4", opens="to-line", reasons=("denominator", "numerator", "lender"))
def add_or_repay():
    """The same sum: is it better added as collateral, or repaid?"""
    value, debt, sum_ = 600_000, 500_000, 50_000
    repaid, added = maintenance_ratio(value, debt - sum_), maintenance_ratio(value + sum_, debt)
    return Solved(
        answer=chosen(
            "repay" if repaid > added else "add" if added > repaid else "same",
            among=("add", "repay", "same"),
            traps={"same": "M09"},
        ),
        value=MONEY(value),
        debt=MONEY(debt),
        sum=MONEY(sum_),
        repaid=PERCENT(repaid),
        added=PERCENT(added),
    )


@prediction("P1.4", figure="F1.3", opens="late-cash", reasons=("clock", "locked", "too-little"))
def money_on_the_third_session():
    """Does money that arrives on the third session save the shares?"""
    rules, arrives = broker(), 3
    start, kept = maintenance_ratio(1, rules.loan_to_value), 1 - rules.daily_limit
    falls = limit_downs_to_line(start, rules.call_line, limit=rules.daily_limit)
    called = start * kept**falls
    return Solved(
        answer=chosen(
            "saved" if arrives <= rules.cure_sessions else "too-late",
            among=("saved", "too-late"),
            traps={"saved": "M06"},
        ),
        falls=COUNT(falls),
        arrives=COUNT(arrives),
        sessions=COUNT(rules.cure_sessions),
        called=TENTHS(called),
        at_deadline=TENTHS(called * kept**rules.cure_sessions),
        at_sale=TENTHS(called * kept ** (rules.cure_sessions + 1)),
    )


@prediction("P1.9", figure="F1.4", opens="to-line", reasons=("two-levels", "rounding", "goodwill"))
def repaid_to_the_line():
    """Is a call closed by a repayment back to the line?"""
    rules, value, debt = broker(), 600_000, 500_000
    paid = repay_to(value, debt, rules.call_line)
    open_still = is_below(value, debt - paid, rules.cancel_level)
    return Solved(
        answer=chosen(
            "suspended" if open_still else "closed",
            among=("closed", "suspended", "sold"),
            traps={"closed": "M08"},
        ),
        value=MONEY(value),
        debt=MONEY(debt),
        start=PERCENT(maintenance_ratio(value, debt)),
        paid=MONEY(paid),
        ratio=PERCENT(maintenance_ratio(value, debt - paid)),
        needed=MONEY(repay_to(value, debt, rules.cure_target)),
        target=PERCENT(rules.cure_target),
        line=PERCENT(rules.call_line),
    )


@quiz("Q1.3", figure="F1.3")
def who_owes_the_rest():
    """A sale does not cover the debt: who bears the rest?"""
    traps = {"lender": "M04", "nobody": "M04"}
    return Solved(option=chosen("borrower", among=("lender", "borrower", "nobody"), traps=traps))


@quiz("Q1.4", figure="F1.4")
def the_strongest_cure():
    """Which cure takes the smallest sum?"""
    value, debt, target = 600_000, 500_000, broker().cure_target
    return Solved(
        option=chosen("repay", among=("add", "repay", "sell"), traps={"add": "M09"}),
        value=MONEY(value),
        debt=MONEY(debt),
        target=PERCENT(target),
        repay=MONEY(repay_to(value, debt, target)),
    )


@quiz("Q1.5", figure="F1.4")
def what_to_compare():
    """What does a contract decide?"""
    return Solved(
        option=chosen("all-terms", among=("rate-only", "all-terms", "nothing"), traps={"rate-only": None}),
    )


@quiz("Q1.8", figure="F1.4")
def what_closes_a_call():
    """When does a recovery of the price alone cancel a call?"""
    return Solved(
        option=chosen("cancel-level", among=("back-at-line", "cancel-level", "time"), traps={"back-at-line": "M08"}),
        broker=PERCENT(broker().cancel_level),
        company=PERCENT(finance_company().cancel_level),
        line=PERCENT(broker().call_line),
    )
