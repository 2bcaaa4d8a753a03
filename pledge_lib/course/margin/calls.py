"""Questions on a margin call: what it asks for, its states, the way to it at the daily limit, and a locked market."""

from datetime import date

from pledge_lib.course.margin.givens import FINANCING_RATIO, long_of, margin, since
from pledge_lib.course.margin.procedure import run
from pledge_lib.course.quantities import count, day, money, number, percent, price, rate, tenths, times
from pledge_lib.course.questions import exercise, given, prediction, quiz
from pledge_lib.course.solved import Solved, asked, chosen, trap
from pledge_lib.datasets.margin import margin_rules
from pledge_lib.finance.margin.history import limit_days_to_line
from pledge_lib.finance.margin.trade import purchase
from pledge_lib.finance.ratio import add_to, fall_to_line, is_below, limit_downs_to_line, maintenance_ratio
from pledge_lib.finance.sale import sale_statement
from pledge_lib.finance.units import COUNT, MONEY
from pledge_lib.market.procedure import SAME_DAY

ABOUT_EQUAL = 0.1  # limit-days: two lines nearer than that count as equally strict in P2.8


@exercise("E2.5", figure="F2.5", value=given(MONEY, 75_000, 72_000, 77_000, 500), loan=given(MONEY, 60_000))
def two_targets(p):
    """What repayment brings the ratio to the line, and what to the level that cancels the call?"""
    line, target, initial = margin().call_line, margin().cancel_level, 1 / margin().financing_ratio
    position = long_of(p.value, p.loan)
    to_line = money(position.called_sum(line))
    return Solved(
        to_line=asked(to_line, add_to_line=trap(money(add_to(p.value, p.loan, line)), "M09")),
        to_target=asked(
            money(position.called_sum(target)),
            add_to_target=trap(money(add_to(p.value, p.loan, target)), "M09"),
            to_line=trap(to_line, "M08"),
            to_initial=trap(money(position.called_sum(initial))),
        ),
        ratio=percent(position.ratio),
        line=percent(line),
        target=percent(target),
        initial=percent(initial),
    )


@exercise("E2.6", figure="F2.8", financing_ratio=FINANCING_RATIO)
def limit_downs(p):
    """How many sessions at the daily limit bring the call, and what is the ratio then?"""
    line, limit = margin().call_line, margin().daily_limit
    start, kept = 1 / p.financing_ratio, 1 - limit
    falls = limit_downs_to_line(start, line, limit=limit)
    return Solved(
        falls=asked(
            count(falls),
            in_part=trap(price(limit_days_to_line(start, line, limit)), near=0.01),
            one_less=trap(count(falls - 1)),
        ),
        ratio=asked(percent(start * kept**falls), day_before=trap(percent(start * kept ** (falls - 1)))),
        start=percent(start),
        line=percent(line),
        limit=percent(limit),
        left=percent(kept),
    )


@exercise("E2.7", figure="F2.8", value=given(MONEY, 100_000, 100_000, 300_000, 20_000), more=given(COUNT, 3, 2, 4, 1))
def locked(p):
    """What does a sale bring after the limit-downs to the call and some more, and what is still owed?"""
    rules, loan = margin(), purchase(p.value, margin()).loan
    falls = limit_downs_to_line(maintenance_ratio(p.value, loan), rules.call_line, limit=rules.daily_limit)
    left = 1 - rules.daily_limit
    worth = p.value * left ** (falls + p.more)
    sale = sale_statement(worth, loan, 0, transaction_tax=rules.transaction_tax, commission=rules.commission)
    sold = money(worth)
    return Solved(
        sold=asked(sold, within=1.0),
        tax=asked(money(sale.tax), within=0.5),
        commission=asked(money(sale.commission), within=0.5),
        net=asked(money(sale.net_proceeds), within=1.0, sold=trap(sold)),
        owed=asked(
            money(sale.shortfall), within=1.0, nothing=trap(money(0), "M04"), no_costs=trap(money(loan - worth))
        ),
        loan=money(loan),
        falls=count(falls),
        all_falls=count(falls + p.more),
        limit=percent(rules.daily_limit),
        left=percent(left),
        tax_rate=rate(rules.transaction_tax),
        commission_rate=rate(rules.commission),
    )


@exercise("E2.12", figure="F2.4", financing_ratio=FINANCING_RATIO)
def rooms_of_three_lines(p):
    """What room does a fresh purchase have under the three call lines that the market has had?"""
    start = 1 / p.financing_ratio
    days_of = {"first": date(1997, 6, 30), "second": date(2015, 5, 1), "today": margin().as_of}
    lines = {name: margin_rules(when).call_line for name, when in days_of.items()}
    rooms = {
        name: asked(percent(fall_to_line(start, line)), **{f"{name}_points": trap(percent(start - line), "M01")})
        for name, line in lines.items()
    }
    return Solved(
        **rooms,
        **{f"{name}_line": percent(line) for name, line in lines.items()},
        start=percent(start),
        second_since=str(since("call_line", days_of["second"]).year),
        today_since=day(since("call_line", days_of["today"])),
    )


@prediction("P2.4", figure="F2.4", reasons=("call-still-open", "new-notice", "goodwill"))
def short_again():
    """The ratio was back above the line and falls below it again: when may the broker sell?"""
    ratios = (128, 130, 131, 129)
    return Solved(
        answer=chosen(
            "that-afternoon" if run(ratios).states[-1] == SAME_DAY else "two-more-days",
            among=("finished", "two-more-days", "that-afternoon"),
            traps={"finished": "M10"},
        ),
        line=percent(margin().call_line),
        cancel=percent(margin().cancel_level),
        back=percent(ratios[2] / 100),
        again=percent(ratios[3] / 100),
        sessions=count(margin().cure_sessions),
    )


@prediction("P2.5", figure="F2.5", reasons=("far-from-the-line", "same-proportion", "same-target"))
def how_many_times():
    """How many times the sum to the line is the sum to the cancel level?"""
    line, target, position = margin().call_line, margin().cancel_level, long_of(75_000, 60_000)
    to_line, to_target = position.called_sum(line), position.called_sum(target)
    return Solved(
        answer=asked(
            times(to_target / to_line),
            within=0.5,
            same=trap(times(1.0), "M08", near=0.1),
            levels=trap(times(target / line), near=0.1),
        ),
        value=money(position.value),
        loan=money(position.loan),
        line=percent(line),
        target=percent(target),
        to_line=money(to_line),
        to_target=money(to_target),
        shown=number(to_target / to_line, places=1),
    )


@prediction("P2.6", figure="F2.8", reasons=("multiplied", "subtracted", "stopped"))
def two_more_falls():
    """What is the ratio after the called sessions, each down to the limit?"""
    start, kept = 1 / margin().financing_ratio, 1 - margin().daily_limit
    called = start * kept ** limit_downs_to_line(start, margin().call_line, limit=margin().daily_limit)
    falls = margin().cure_sessions
    return Solved(
        answer=asked(
            percent(called * kept**falls),
            within=0.01,
            points=trap(percent(called - falls * margin().daily_limit), "M02", near=0.005),
        ),
        shown=tenths(called * kept**falls),
        called=tenths(called),
        falls=count(falls),
        limit=percent(margin().daily_limit),
        left=percent(kept),
    )


@prediction("P2.8", figure="F2.8", reasons=("line-and-limit", "line-only", "limit-only"))
def two_regimes():
    """Which regime gave more sessions at the limit before a call: today's or the one of 1997?"""
    regimes = {"today": margin(), "then": margin_rules(date(1997, 6, 30))}
    start = 1 / margin().financing_ratio
    sessions = {name: limit_days_to_line(start, each.call_line, each.daily_limit) for name, each in regimes.items()}
    apart = sessions["today"] - sessions["then"]
    return Solved(
        answer=chosen(
            "about-equal" if abs(apart) < ABOUT_EQUAL else "today" if apart < 0 else "then",
            among=("today", "then", "about-equal"),
            traps={"then": None},
        ),
        start=percent(start),
        **{f"{name}_line": percent(each.call_line) for name, each in regimes.items()},
        **{f"{name}_limit": percent(each.daily_limit) for name, each in regimes.items()},
        **{f"{name}_days": number(found, places=2) for name, found in sessions.items()},
    )


@quiz("Q2.1", figure="F2.5")
def what_closes_a_call():
    """What closes a margin call?"""
    return Solved(
        option=chosen(
            "level-or-sum", among=("back-at-line", "level-or-sum", "deadline"), traps={"back-at-line": "M08"}
        ),
        line=percent(margin().call_line),
        cancel=percent(margin().cancel_level),
    )


@quiz("Q2.3", figure="F2.8")
def unfilled():
    """A forced sale finds no buyer: what then?"""
    return Solved(
        option=chosen("other-money", among=("lapses", "other-money", "broker-pays"), traps={"lapses": None}),
        limit=percent(margin().daily_limit),
    )


@quiz("Q2.8", figure="F2.4")
def exactly_on_the_line():
    """Is a ratio exactly on the line called?"""
    value, loan, line = 78_000, 60_000, margin().call_line
    return Solved(
        option=chosen(
            "called" if is_below(value, loan, line) else "not-called",
            among=("called", "not-called", "third-day"),
            traps={"called": "M46"},
        ),
        value=money(value),
        loan=money(loan),
        ratio=percent(maintenance_ratio(value, loan)),
        line=percent(line),
        sessions=count(margin().cure_sessions),
    )
