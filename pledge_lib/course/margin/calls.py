"""Questions on a margin call: what it asks for, its states, the way to it at the daily limit, and a locked market."""

from datetime import date

from pledge_lib.course.margin.givens import FINANCING_RATIO, long_of, margin, since
from pledge_lib.course.margin.procedure import run
from pledge_lib.course.questions import exercise, given, in_per_cent, on_axis, prediction, quiz
from pledge_lib.course.solved import TENTHS, Solved, asked, chosen, trap
from pledge_lib.datasets.margin import margin_rules
from pledge_lib.finance.margin.history import limit_days_to_line
from pledge_lib.finance.margin.trade import purchase
from pledge_lib.finance.ratio import add_to, fall_to_line, is_below, limit_downs_to_line, maintenance_ratio, sell_to
from pledge_lib.finance.sale import sale_statement
from pledge_lib.finance.units import COUNT, DATE, MONEY, NUMBER, PERCENT, PRICE, RATE, TIMES
from pledge_lib.market.procedure import SAME_DAY
from pledge_lib.panels.guessed import UPRIGHT

ABOUT_EQUAL = 0.1  # limit-days: two lines nearer than that count as equally strict in P2.8


@exercise("E2.5", figure="F2.5", value=given(MONEY, 75_000, 72_000, 77_000, 500), loan=given(MONEY, 60_000))
def two_targets(p):
    """What repayment brings the ratio to the line, and what to the level that cancels the call?"""
    line, target, initial = margin().call_line, margin().cancel_level, 1 / margin().financing_ratio
    position = long_of(p.value, p.loan)
    to_line = MONEY(position.called_sum(line))
    return Solved(
        to_line=asked(
            to_line,
            add_to_line=trap(MONEY(add_to(p.value, p.loan, line)), "M09"),
            sell_to_line=trap(MONEY(sell_to(p.value, p.loan, line))),
        ),
        to_target=asked(
            MONEY(position.called_sum(target)),
            add_to_target=trap(MONEY(add_to(p.value, p.loan, target)), "M09"),
            to_line=trap(to_line, "M08"),
            sell_to_target=trap(MONEY(sell_to(p.value, p.loan, target))),
            to_initial=trap(MONEY(position.called_sum(initial))),
        ),
        ratio=PERCENT(position.ratio),
        line=PERCENT(line),
        target=PERCENT(target),
        initial=PERCENT(initial),
    )


@exercise("E2.6", figure="F2.8", financing_ratio=FINANCING_RATIO)
def limit_downs(p):
    """How many sessions at the daily limit bring the call, and what is the ratio then?"""
    line, limit = margin().call_line, margin().daily_limit
    start, kept = 1 / p.financing_ratio, 1 - limit
    falls = limit_downs_to_line(start, line, limit=limit)
    return Solved(
        falls=asked(
            COUNT(falls),
            in_part=trap(PRICE(limit_days_to_line(start, line, limit)), near=0.01),
            one_less=trap(COUNT(falls - 1)),
        ),
        ratio=asked(PERCENT(start * kept**falls), day_before=trap(PERCENT(start * kept ** (falls - 1)))),
        start=PERCENT(start),
        line=PERCENT(line),
        limit=PERCENT(limit),
        left=PERCENT(kept),
    )


@exercise("E2.7", figure="F2.8", value=given(MONEY, 100_000, 100_000, 400_000, 10_000), more=given(COUNT, 3, 2, 4, 1))
def locked(p):
    """What does a sale bring after the limit-downs to the call and some more, and what is still owed?"""
    rules, loan = margin(), purchase(p.value, margin()).loan
    falls = limit_downs_to_line(maintenance_ratio(p.value, loan), rules.call_line, limit=rules.daily_limit)
    left = 1 - rules.daily_limit
    worth = p.value * left ** (falls + p.more)
    sale = sale_statement(worth, loan, 0, transaction_tax=rules.transaction_tax, commission=rules.commission)
    sold = MONEY(worth)
    return Solved(
        sold=asked(sold, within=1.0),
        tax=asked(MONEY(sale.tax), within=0.5),
        commission=asked(MONEY(sale.commission), within=0.5),
        net=asked(MONEY(sale.net_proceeds), within=1.0, sold=trap(sold)),
        owed=asked(
            MONEY(sale.shortfall), within=1.0, nothing=trap(MONEY(0), "M04"), no_costs=trap(MONEY(loan - worth))
        ),
        loan=MONEY(loan),
        falls=COUNT(falls),
        all_falls=COUNT(falls + p.more),
        limit=PERCENT(rules.daily_limit),
        left=PERCENT(left),
        tax_rate=RATE(rules.transaction_tax),
        commission_rate=RATE(rules.commission),
    )


@exercise("E2.12", figure="F2.4", financing_ratio=FINANCING_RATIO)
def rooms_of_three_lines(p):
    """What room does a fresh purchase have under the three call lines that the market has had?"""
    start = 1 / p.financing_ratio
    days_of = {"first": date(1997, 6, 30), "second": date(2015, 5, 1), "today": margin().as_of}
    lines = {name: margin_rules(when).call_line for name, when in days_of.items()}
    rooms = {
        name: asked(PERCENT(fall_to_line(start, line)), **{f"{name}_points": trap(PERCENT(start - line), "M01")})
        for name, line in lines.items()
    }
    return Solved(
        **rooms,
        **{f"{name}_line": PERCENT(line) for name, line in lines.items()},
        start=PERCENT(start),
        second_since=str(since("call_line", days_of["second"]).year),
        today_since=DATE(since("call_line", days_of["today"])),
    )


@prediction("P2.4", figure="F2.4", opens="p2-4", reasons=("call-still-open", "new-notice", "goodwill"))
def short_again():
    """The ratio was back above the line and falls below it again: when may the broker sell?"""
    ratios = (128, 130, 131, 129)
    return Solved(
        answer=chosen(
            "that-afternoon" if run(ratios).states[-1] == SAME_DAY else "two-more-days",
            among=("finished", "two-more-days", "that-afternoon"),
            traps={"finished": "M10"},
        ),
        line=PERCENT(margin().call_line),
        cancel=PERCENT(margin().cancel_level),
        back=PERCENT(ratios[2] / 100),
        again=PERCENT(ratios[3] / 100),
        sessions=COUNT(margin().cure_sessions),
    )


@prediction("P2.5", figure="F2.5", opens="pair", reasons=("far-from-the-line", "same-proportion", "same-target"))
def how_many_times():
    """How many times the sum to the line is the sum to the cancel level?"""
    line, target, position = margin().call_line, margin().cancel_level, long_of(75_000, 60_000)
    to_line, to_target = position.called_sum(line), position.called_sum(target)
    return Solved(
        answer=asked(
            TIMES(to_target / to_line),
            within=0.5,
            same=trap(TIMES(1.0), "M08", near=0.1),
            levels=trap(TIMES(target / line), near=0.1),
        ),
        value=MONEY(position.value),
        loan=MONEY(position.loan),
        line=PERCENT(line),
        target=PERCENT(target),
        to_line=MONEY(to_line),
        to_target=MONEY(to_target),
        shown=NUMBER.rounded(1)(to_target / to_line),
    )


@prediction(
    "P2.6",
    figure="F2.8",
    opens="five",
    drawn=on_axis(UPRIGHT, in_per_cent),
    reasons=("multiplied", "subtracted", "stopped"),
)
def two_more_falls():
    """What is the ratio after the called sessions, each down to the limit?"""
    start, kept = 1 / margin().financing_ratio, 1 - margin().daily_limit
    called = start * kept ** limit_downs_to_line(start, margin().call_line, limit=margin().daily_limit)
    falls = margin().cure_sessions
    return Solved(
        answer=asked(
            PERCENT(called * kept**falls),
            within=0.01,
            points=trap(PERCENT(called - falls * margin().daily_limit), "M02", near=0.005),
        ),
        shown=TENTHS(called * kept**falls),
        called=TENTHS(called),
        falls=COUNT(falls),
        limit=PERCENT(margin().daily_limit),
        left=PERCENT(kept),
    )


@prediction("P2.8", figure="F2.8", opens="1997", reasons=("line-and-limit", "line-only", "limit-only"))
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
        start=PERCENT(start),
        **{f"{name}_line": PERCENT(each.call_line) for name, each in regimes.items()},
        **{f"{name}_limit": PERCENT(each.daily_limit) for name, each in regimes.items()},
        **{f"{name}_days": NUMBER.rounded(2)(found) for name, found in sessions.items()},
    )


@quiz("Q2.1", figure="F2.5")
def what_closes_a_call():
    """What cancels the call on a margin account?"""
    return Solved(
        option=chosen(
            "level-or-sum", among=("back-at-line", "level-or-sum", "deadline"), traps={"back-at-line": "M08"}
        ),
        line=PERCENT(margin().call_line),
        cancel=PERCENT(margin().cancel_level),
    )


@quiz("Q2.3", figure="F2.8")
def unfilled():
    """A part of the shares found no buyer in a locked market: what next?"""
    return Solved(
        option=chosen("other-money", among=("lapses", "other-money", "broker-pays"), traps={"lapses": None}),
        limit=PERCENT(margin().daily_limit),
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
        value=MONEY(value),
        loan=MONEY(loan),
        ratio=PERCENT(maintenance_ratio(value, loan)),
        line=PERCENT(line),
        sessions=COUNT(margin().cure_sessions),
    )
