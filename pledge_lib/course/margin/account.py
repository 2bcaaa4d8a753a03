"""Questions on the account: its ratio over all positions, who is sold, short positions, and what opens a quota."""

from datetime import timedelta

from pledge_lib.course.margin.givens import SHORT_SOLD, margin, opening, since
from pledge_lib.course.questions import exercise, given, on_axis, prediction, quiz
from pledge_lib.course.solved import TENTHS, Solved, accepted, asked, chosen, trap
from pledge_lib.datasets import market
from pledge_lib.datasets.margin import legal_limit, margin_rules
from pledge_lib.finance.margin.account import MarginAccount
from pledge_lib.finance.margin.positions import Long, Short
from pledge_lib.finance.margin.quota import PROOF, TURNOVER, needed_for
from pledge_lib.finance.margin.trade import short_sale
from pledge_lib.finance.ratio import after_change
from pledge_lib.finance.units import COUNT, DATE, MONEY, PERCENT
from pledge_lib.panels.guessed import LEVEL
from pledge_lib.panels.margin.short_leg_model import PRICE


@exercise(
    "E2.4",
    figure="F2.3",
    long=given(MONEY, 100_000, 80_000, 200_000, 10_000),
    short=given(MONEY, 50_000, 50_000, 120_000, 10_000),
    fall=given(PERCENT, 0.22, 0.10, 0.30, 0.02),
)
def whole_account(p):
    """What is the ratio of an account with a long and a short, now and after a fall of the long?"""
    long = Long.open("A", shares=1, price=p.long, rules=margin())
    lower = after_change(p.long, -p.fall)
    sold = short_sale(p.short, margin())
    net, gross = (
        MarginAccount(
            rules=margin(),
            longs=[long],
            shorts=[Short.open("B", shares=1, price=p.short, rules=margin(), net=of_costs)],
        )
        for of_costs in (True, False)
    )
    return Solved(
        ratio=asked(
            PERCENT(net.ratio),
            ratio_short_cut=accepted(PERCENT(gross.ratio)),
            ratio_of_the_long=trap(PERCENT(long.ratio), "M11"),
        ),
        after=asked(
            PERCENT(net.at({"A": lower}).ratio),
            after_short_cut=accepted(PERCENT(gross.at({"A": lower}).ratio)),
            after_of_the_long=trap(PERCENT(long.at(lower).ratio), "M11"),
        ),
        loan=MONEY(long.loan),
        tax=MONEY(sold.tax),
        commission=MONEY(sold.commission),
        fee=MONEY(sold.handling_fee),
        kept=MONEY(sold.short_sale_collateral),
        margin=MONEY(sold.short_sale_margin),
        margin_rate=PERCENT(margin().short_sale_margin),
        lower=MONEY(lower),
    )


@exercise(
    "E2.8",
    figure="F2.6",
    normal_margin=given(PERCENT, 0.90, 0.85, 1.05, 0.05),
    raised_margin=given(PERCENT, 1.30, 1.10, 1.40, 0.05),
)
def short_room(p):
    """How far may the price of shares sold short rise to the line, at two short-sale margins?"""
    line, found = margin().call_line, {}
    for name, put_up in (("normal", p.normal_margin), ("raised", p.raised_margin)):
        terms = {"shares": 1, "price": SHORT_SOLD, "rules": margin(), "short_sale_margin": put_up}
        exact, short_cut = (Short.open("B", **terms, net=net) for net in (True, False))
        traps = {
            f"{name}_short_cut": accepted(PERCENT(short_cut.move_to(line))),
            f"{name}_points": trap(PERCENT(exact.ratio - line), "M01", near=0.006),
        }
        found |= {
            name: asked(PERCENT(exact.move_to(line)), **traps),
            f"{name}_ratio": PERCENT(exact.ratio),
            f"{name}_put_up": MONEY(exact.short_sale_margin),
            "kept": MONEY(exact.short_sale_collateral),
        }
    return Solved(**found, value=MONEY(SHORT_SOLD), line=PERCENT(line))


@exercise("E2.9", figure="F2.7", quota=given(MONEY, 1_000_000, 600_000, 5_000_000, 100_000))
def quota(p):
    """What turnover and what proof does a quota ask for?"""
    needed = needed_for(p.quota, opening())
    turnover, proof = MONEY(needed[TURNOVER]), MONEY(needed[PROOF])
    return Solved(
        turnover=asked(turnover, proof=trap(proof)),
        proof=asked(proof, turnover=trap(turnover)),
        turnover_share=PERCENT(opening().turnover_share),
        proof_share=PERCENT(opening().proof_share),
    )


@prediction("P2.3", figure="F2.3", opens="two-equal", reasons=("whole-account", "each-alone", "half-healthy"))
def one_of_two():
    """One of two positions falls: is the account called?"""
    fall = 0.30
    two = [Long.open(name, shares=1_000, price=100, rules=margin()) for name in ("A", "B")]
    now = MarginAccount(rules=margin(), longs=two).moved({"A": -fall})
    return Solved(
        answer=chosen("call" if now.called else "no-call", among=("call", "no-call"), traps={"call": "M11"}),
        fall=PERCENT(fall),
        start=PERCENT(two[0].ratio),
        line=PERCENT(margin().call_line),
        account=TENTHS(now.ratio),
        alone=TENTHS(now.position_ratios["A"]),
        both=TENTHS(now.moved({"B": -fall}).ratio),
    )


@prediction(
    "P2.7",
    figure="F2.6",
    opens="ninety",
    drawn=on_axis(LEVEL, lambda rise, _: after_change(PRICE, rise)),
    reasons=("debt-grows", "until-the-margin-is-gone", "rise-is-good"),
)
def short_may_rise():
    """How far may the price rise against a short sale?"""
    line = margin().call_line
    opened, short_cut = (Short.open("B", shares=1, price=SHORT_SOLD, rules=margin(), net=net) for net in (True, False))
    return Solved(
        answer=asked(
            PERCENT(opened.move_to(line)),
            within=0.01,
            points=trap(PERCENT(opened.ratio - line), "M01", near=0.01),
            put_up=trap(PERCENT(margin().short_sale_margin), near=0.01),
        ),
        short_cut=PERCENT(short_cut.move_to(line)),
        start=PERCENT(opened.ratio),
        line=PERCENT(line),
    )


@quiz("Q2.2", figure="F2.3")
def who_is_sold():
    """A call is not met: which positions are sold?"""
    return Solved(
        option=chosen(
            "short-themselves", among=("largest", "short-themselves", "everything"), traps={"largest": "M11"}
        ),
        line=PERCENT(margin().call_line),
    )


@quiz("Q2.5", figure="F2.7")
def changes_of_2015():
    """Three things changed in 2015: which?"""
    raised, freed = (since(rule, margin().as_of) for rule in ("call_line", "customer_limit"))
    the_day_before = freed - timedelta(days=1)
    return Solved(
        option=chosen("left-to-lenders", among=("still-law", "left-to-lenders", "lower"), traps={"still-law": "M41"}),
        raised=DATE(raised),
        widened=DATE(market().daily_limit_raised),
        freed=DATE(freed),
        old_line=PERCENT(margin_rules(raised - timedelta(days=1)).call_line),
        new_line=PERCENT(margin().call_line),
        old_limit=PERCENT(market().earlier_daily_limit),
        new_limit=PERCENT(margin().daily_limit),
        members=MONEY(legal_limit("customer_limit", the_day_before)),
        others=MONEY(legal_limit("customer_limit_others", the_day_before)),
    )


@quiz("Q2.7", figure="F2.7")
def who_may_lend():
    """From whom does a margin purchase borrow?"""
    return Solved(
        option=chosen("licensed", among=("bank", "licensed", "anyone"), traps={"bank": None}),
    )


@prediction(
    "P2.9",
    figure="F2.7",
    opens="story",
    reasons=("a-share-of-the-quota", "age-of-the-account", "all-but-one"),
)
def which_is_missing():
    """Which of five conditions does an applicant miss?"""
    asked_for, person = 1_000_000, {"months": 5, "trades": 12, "turnover": 600_000, "proof": 250_000}
    needed = needed_for(asked_for, opening())
    return Solved(
        answer=chosen(
            "proof" if person["proof"] < needed[PROOF] and person["turnover"] >= needed[TURNOVER] else "turnover",
            among=("months", "turnover", "proof"),
            traps={"months": None},
        ),
        quota=MONEY(asked_for),
        months=COUNT(person["months"]),
        trades=COUNT(person["trades"]),
        turnover=MONEY(person["turnover"]),
        proof=MONEY(person["proof"]),
        turnover_needed=MONEY(needed[TURNOVER]),
        proof_needed=MONEY(needed[PROOF]),
        turnover_share=PERCENT(opening().turnover_share),
        proof_share=PERCENT(opening().proof_share),
    )
