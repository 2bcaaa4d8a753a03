"""The predictions of lesson 2: asked before the figure is seen, worked out by the library."""

from datetime import date

from pledge_lib.course.items import choice_prediction
from pledge_lib.course.kinds import NumberField
from pledge_lib.course.margin.procedure import run
from pledge_lib.course.margin.solutions import MARGIN, SHORT_SOLD, long_of
from pledge_lib.course.quantities import count, day, days, money, percent, text, times
from pledge_lib.course.questions import Question, Trap
from pledge_lib.datasets import rules
from pledge_lib.datasets.margin import margin_rules
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.history import limit_days_to_line
from pledge_lib.finance.margin.plan import gross_return
from pledge_lib.finance.margin.positions import Long, Short
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.finance.ratio import limit_downs_to_line
from pledge_lib.market.procedure import SAME_DAY
from pledge_lib.market.sessions import interest_days, sessions_between, settlement_date

ABOUT_EQUAL = 0.1  # limit-days: two lines nearer than that count as equally strict in P2.8


def _tenths(value: float):
    """Return per cent as a lesson says ladders: with one decimal."""
    return text(percent_text(value, 1))


def _up_then_down(_p):
    change, financing_ratio = 0.10, rules(MARGIN).financing_ratio
    shares = (1 + change) * (1 - change) - 1
    return {
        "answer": percent(gross_return(shares, financing_ratio)),
        "even": percent(0.0),
        "shares": percent(shares),
        "without_sign": percent(-gross_return(shares, financing_ratio)),
        "change": percent(change),
        "financing_ratio": percent(financing_ratio),
        "own_share": percent(1 - financing_ratio),
    }


def _before_a_holiday(_p):
    bought, sold = date(2025, 3, 28), date(2025, 4, 2)
    return {
        "answer": days(interest_days(bought, sold)),
        "traded": days(sessions_between(bought, sold)),
        "calendar": days((sold - bought).days),
        "bought": day(bought),
        "sold": day(sold),
        "paid": day(settlement_date(bought)),
        "received": day(settlement_date(sold)),
    }


def _one_of_two(_p):
    margin, fall = rules(MARGIN), 0.30
    two = [Long.open(name, shares=1_000, price=100, rules=margin) for name in ("A", "B")]
    now = MarginAccount(rules=margin, longs=two).moved({"A": -fall})
    return {
        "answer": "call" if now.called else "no-call",
        "fall": percent(fall),
        "start": percent(two[0].ratio),
        "line": percent(margin.call_line),
        "account": _tenths(now.ratio),
        "alone": _tenths(now.position_ratios["A"]),
        "both": _tenths(now.moved({"B": -fall}).ratio),
    }


def _short_again(_p):
    margin, ratios = rules(MARGIN), (128, 130, 131, 129)
    states = run(ratios).states
    return {
        "answer": "that-afternoon" if states[-1] == SAME_DAY else "two-more-days",
        "line": percent(margin.call_line),
        "cancel": percent(margin.cancel_level),
        "back": percent(ratios[2] / 100),
        "again": percent(ratios[3] / 100),
        "sessions": count(margin.cure_sessions),
    }


def _how_many_times(_p):
    margin, position = rules(MARGIN), long_of(75_000, 60_000)
    to_line, to_target = (position.called_sum(level) for level in (margin.call_line, margin.cancel_level))
    return {
        "answer": times(to_target / to_line),
        "same": times(1.0),
        "levels": times(margin.cancel_level / margin.call_line),
        "value": money(position.value),
        "loan": money(position.loan),
        "line": percent(margin.call_line),
        "target": percent(margin.cancel_level),
        "to_line": money(to_line),
        "to_target": money(to_target),
        "shown": text(f"{to_target / to_line:.1f}"),
    }


def _two_more_falls(_p):
    margin = rules(MARGIN)
    start, kept = 1 / margin.financing_ratio, 1 - margin.daily_limit
    called = start * kept ** limit_downs_to_line(start, margin.call_line, limit=margin.daily_limit)
    falls = margin.cure_sessions
    return {
        "answer": percent(called * kept**falls),
        "shown": _tenths(called * kept**falls),
        "points": percent(called - falls * margin.daily_limit),
        "called": _tenths(called),
        "falls": count(falls),
        "limit": percent(margin.daily_limit),
        "left": percent(kept),
    }


def _short_may_rise(_p):
    margin = rules(MARGIN)
    opened, short_cut = (Short.open("B", shares=1, price=SHORT_SOLD, rules=margin, net=net) for net in (True, False))
    return {
        "answer": percent(opened.move_to(margin.call_line)),
        "short_cut": percent(short_cut.move_to(margin.call_line)),
        "points": percent(opened.ratio - margin.call_line),
        "put_up": percent(margin.short_sale_margin),
        "start": percent(opened.ratio),
        "line": percent(margin.call_line),
    }


def _two_regimes(_p):
    today, then = rules(MARGIN), margin_rules(date(1997, 6, 30))
    start = 1 / today.financing_ratio
    limit_days = {
        name: limit_days_to_line(start, each.call_line, each.daily_limit)
        for name, each in (("today", today), ("then", then))
    }
    apart = limit_days["today"] - limit_days["then"]
    return {
        "answer": "about-equal" if abs(apart) < ABOUT_EQUAL else "today" if apart < 0 else "then",
        "start": percent(start),
        "today_line": percent(today.call_line),
        "today_limit": percent(today.daily_limit),
        "then_line": percent(then.call_line),
        "then_limit": percent(then.daily_limit),
        **{f"{name}_days": text(amount_text(found, 2)) for name, found in limit_days.items()},
    }


PREDICTIONS = (
    Question(
        id="P2.1", figure="F2.1", solve=_up_then_down,
        fields=(NumberField(name="answer", unit="percent", tolerance=0.0025),),
        traps=(Trap(field="answer", value="even"), Trap(field="answer", value="shares"),
               Trap(field="answer", value="without_sign", accepted=True)),
        reasons=("from-a-higher-price", "cancels-out", "costs"), reason="from-a-higher-price",
    ),
    Question(
        id="P2.2", figure="F2.2", solve=_before_a_holiday, fields=(NumberField(name="answer", unit="days"),),
        traps=(Trap(field="answer", value="traded", idea="M13"), Trap(field="answer", value="calendar", idea="M14")),
        reasons=("settlements", "trading-days", "from-the-trade"), reason="settlements",
    ),
    choice_prediction("P2.3", "F2.3", _one_of_two, ("call", "no-call"), ("call", "M11"),
        ("whole-account", "each-alone", "half-healthy")),
    choice_prediction("P2.4", "F2.4", _short_again, ("finished", "two-more-days", "that-afternoon"),
        ("finished", "M10"), ("call-still-open", "new-notice", "goodwill")),
    Question(
        id="P2.5", figure="F2.5", solve=_how_many_times,
        fields=(NumberField(name="answer", unit="times", tolerance=0.5),),
        traps=(Trap(field="answer", value="same", idea="M08", near=0.1),
               Trap(field="answer", value="levels", near=0.1)),
        reasons=("far-from-the-line", "same-proportion", "same-target"), reason="far-from-the-line",
    ),
    Question(
        id="P2.6", figure="F2.8", solve=_two_more_falls,
        fields=(NumberField(name="answer", unit="percent", tolerance=0.01),),
        traps=(Trap(field="answer", value="points", idea="M02", near=0.005),),
        reasons=("multiplied", "subtracted", "stopped"), reason="multiplied",
    ),
    Question(
        id="P2.7", figure="F2.6", solve=_short_may_rise,
        fields=(NumberField(name="answer", unit="percent", tolerance=0.01),),
        traps=(Trap(field="answer", value="points", idea="M01", near=0.01),
               Trap(field="answer", value="put_up", near=0.01)),
        reasons=("debt-grows", "until-the-margin-is-gone", "rise-is-good"), reason="debt-grows",
    ),
    choice_prediction("P2.8", "F2.8", _two_regimes, ("today", "then", "about-equal"), ("then", None),
        ("line-and-limit", "line-only", "limit-only")),
)  # fmt: skip
