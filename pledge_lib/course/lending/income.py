"""Questions on what lending brings: the fee, the broker's share, the rate, and the days that shares are on loan."""

from pledge_lib.course.lending.givens import (
    ARTICLE,
    ARTICLE_SHARE,
    FEE_RATE,
    LENT_DAYS,
    SHARE,
    fee_of,
    lending,
    lent_value,
)
from pledge_lib.course.questions import among, exercise, given, on_axis, prediction, quiz
from pledge_lib.course.solved import Solved, asked, chosen, ordered, trap
from pledge_lib.course.worked import stage, worked
from pledge_lib.datasets.lending import lending_brokers, lending_scenarios
from pledge_lib.finance.interest import simple_interest
from pledge_lib.finance.lending.income import fee_rate_for, yearly_yield
from pledge_lib.finance.lending.rules import AUCTION, NEGOTIATED
from pledge_lib.finance.units import COUNT, DAYS, MONEY, PERCENT, PRICE, RATE
from pledge_lib.panels.guessed import LEVEL

MONTH_OF_30_YEAR = 360


@worked(
    "lending",
    steps=("a_day", "gross", "net"),
    W1=stage(value=500_000, rate=0.02, days=30, share=ARTICLE_SHARE, blanks=0),
    W2=stage(value=240_000, rate=0.04, days=20, share=ARTICLE_SHARE, blanks=1),
    W3=stage(value=1_200_000, rate=0.015, days=10, share=ARTICLE_SHARE, blanks=2),
    W4=stage(value=800_000, rate=0.03, days=15, share=ARTICLE_SHARE, blanks=1, asks=("gross",)),
)
def from_value_to_net(p):
    """From a value on loan to a day's fee, the gross fee, and what is left."""
    gross = fee_of(p.value, p.rate, p.days)
    return Solved(
        value=MONEY(p.value),
        rate=RATE(p.rate),
        days=COUNT(p.days),
        share=PERCENT(p.share),
        basis=COUNT(lending().day_basis),
        a_day=MONEY(fee_of(p.value, p.rate, 1)),
        gross=MONEY(gross),
        net=MONEY(gross * (1 - p.share)),
    )


@exercise("E3.1", figure="F3.1", value=lent_value(800_000), rate=FEE_RATE, days=LENT_DAYS)
def gross_fee(p):
    """What is the fee of a loan?"""
    return Solved(
        fee=asked(
            MONEY(fee_of(p.value, p.rate, p.days)),
            months_of_30=trap(MONEY(simple_interest(p.value, p.rate, p.days, MONTH_OF_30_YEAR))),
            a_year=trap(MONEY(fee_of(p.value, p.rate, lending().day_basis)), "M15"),
        ),
        a_day=MONEY(fee_of(p.value, p.rate, 1)),
    )


@exercise(
    "E3.2",
    figure="F3.3",
    value=lent_value(800_000),
    rate=FEE_RATE,
    days=LENT_DAYS,
    share=among(PERCENT, 0.20, 0.25, 0.30, first=0.25),
)
def net_fee(p):
    """What is left of the fee after the broker's share?"""
    gross = fee_of(p.value, p.rate, p.days)
    other = 0.25 if p.share == 0.20 else 0.20  # the share at which the figure opens, where it is not the one asked
    return Solved(
        net=asked(
            MONEY(gross * (1 - p.share)),
            gross=trap(MONEY(gross), "M35"),
            kept=trap(MONEY(gross * p.share)),
            other_share=trap(MONEY(gross * (1 - other))),
        ),
        other=PERCENT(other),
    )


@exercise("E3.3", figure="F3.2", share=SHARE)
def four_cases(p):
    """What do the article's four loans bring, and which brings most a day?"""
    cases = {f"case{scenario.id}": scenario for scenario in lending_scenarios()}
    fees = {name: fee_of(case.value, case.annual_rate, case.days) for name, case in cases.items()}
    a_day = {name: case.value * case.annual_rate for name, case in cases.items()}
    nets = {
        name: asked(MONEY(fee * (1 - p.share)), **{f"{name}_gross": trap(MONEY(fee), "M35")})
        for name, fee in fees.items()
    }

    def largest_first(measure) -> list[str]:
        return sorted(cases, key=measure, reverse=True)

    said = {}
    for name, case in cases.items():
        said |= {
            f"{name}_price": PRICE(case.price),
            f"{name}_value": MONEY(case.value),
            f"{name}_days": COUNT(case.days),
            f"{name}_rate": RATE(case.annual_rate),
            f"{name}_a_day": MONEY(fee_of(case.value, case.annual_rate, 1)),
        }
    return Solved(
        **nets,
        order=ordered(
            largest_first(a_day.get),
            among=("case1", "case2", "case3", "case4"),
            by_price=trap(tuple(largest_first(lambda name: cases[name].price)), "M34"),
            by_value=trap(tuple(largest_first(lambda name: cases[name].value)), "M34"),
        ),
        **said,
    )


@exercise(
    "E3.4",
    figure="F3.3",
    net=given(MONEY, 1_000, 500, 3_000, 250),
    value=lent_value(500_000),
    days=given(DAYS, 30, 10, 90, 5),
    share=among(PERCENT, 0.20, 0.25, 0.30),
    sensible=lambda p: 0.01 <= p.net * 365 / (p.value * p.days * (1 - p.share)) <= 0.16,
)
def rate_needed(p):
    """Which rate nets a sum?"""
    basis = lending().day_basis
    return Solved(
        rate=asked(
            PERCENT(fee_rate_for(p.net, p.value, p.days, p.share, basis)),
            without_share=trap(PERCENT(fee_rate_for(p.net, p.value, p.days, 0, basis)), "M35"),
        ),
        gross=MONEY(p.net / (1 - p.share)),
    )


@exercise(
    "E3.8",
    figure="F3.8",
    rate=given(PERCENT, 0.08, 0.04, 0.12, 0.01),
    share=SHARE,
    on_loan=given(PERCENT, 0.20, 0.10, 0.50, 0.05),
)
def part_of_the_year(p):
    """What does a holding yield a year that is lent now and then?"""
    answer = asked(
        PERCENT(yearly_yield(p.rate, p.share, p.on_loan)),
        always=trap(PERCENT(yearly_yield(p.rate, p.share, 1)), "M33"),
        gross=trap(PERCENT(yearly_yield(p.rate, 0, p.on_loan)), "M35"),
        headline=trap(PERCENT(p.rate), "M35"),
    )
    return Solved(**{"yield": answer})


@exercise("E3.11", figure="F3.1")
def valid_rates():
    """Which of three fee rates are within the cap and on their step?"""
    rates = {"auction": (0.159, AUCTION), "negotiated": (0.1593, NEGOTIATED), "hot": (0.18, NEGOTIATED)}
    ideas = {"hot": {"yes": "M48"}, "negotiated": {"no": None}, "auction": {"no": None}}
    valid = {
        name: chosen("yes" if lending().accepts_rate(*offered) else "no", among=("yes", "no"), traps=ideas.get(name))
        for name, offered in rates.items()
    }
    return Solved(
        **valid,
        **{f"{name}_rate": RATE(offered) for name, (offered, _) in rates.items()},
        cap=RATE(lending().highest_rate),
        auction_step=RATE(lending().auction_step),
        negotiated_step=RATE(lending().negotiated_step),
    )


@prediction("P3.1", figure="F3.2", opens="two-loans", reasons=("three-factors", "value-first", "rate-first"))
def two_loans():
    """Which loan brings more: the large short one, or the small long one?"""
    first, second = lending_scenarios()[:2]
    first_fee, second_fee = (fee_of(each.value, each.annual_rate, each.days) for each in (first, second))
    return Solved(
        answer=chosen(
            "large" if first_fee > second_fee else "long", among=("large", "long", "same"), traps={"large": "M34"}
        ),
        first_value=MONEY(first.value),
        first_rate=RATE(first.annual_rate),
        first_days=COUNT(first.days),
        second_value=MONEY(second.value),
        second_rate=RATE(second.annual_rate),
        second_days=COUNT(second.days),
        first_fee=MONEY(first_fee),
        second_fee=MONEY(second_fee),
    )


@prediction(
    "P3.2", figure="F3.3", opens="article", drawn=on_axis(LEVEL), reasons=("share-first", "tax-first", "nothing")
)
def after_the_share():
    """What does the lender get of a fee?"""
    whole = 1_000
    return Solved(
        answer=asked(
            MONEY(whole * (1 - ARTICLE_SHARE)),
            whole=trap(MONEY(whole), "M35"),
            kept=trap(MONEY(whole * ARTICLE_SHARE)),
        ),
        share=PERCENT(ARTICLE_SHARE),
    )


@prediction("P3.6", figure="F3.9", opens="article", reasons=("same-rows", "size", "order"))
def five_brokers():
    """Which of five brokers is the best by the article's table?"""
    rows = [row for row in lending_brokers() if row.source == ARTICLE]
    alike = len({(row.lowest_rate, row.highest_rate, row.lowest_share, row.highest_share) for row in rows}) == 1
    return Solved(
        answer=chosen(
            "cannot-tell" if alike else "first", among=("first", "cannot-tell", "last"), traps={"first": None}
        ),
        count=COUNT(len(rows)),
        lowest=RATE(rows[0].lowest_rate),
        highest=RATE(rows[0].highest_rate),
        low_share=PERCENT(rows[0].lowest_share),
        high_share=PERCENT(rows[0].highest_share),
    )


@quiz("Q3.5", figure="F3.9")
def choosing_the_borrower():
    """Can a lender choose who borrows the shares?"""
    return Solved(option=chosen("negotiated", among=("always", "negotiated", "never"), traps={"always": None}))


@quiz("Q3.7", figure="F3.9")
def which_account():
    """Which account does an ordinary investor need to lend shares?"""
    return Solved(
        option=chosen("trading", among=("margin", "trading", "any"), traps={"margin": "M47"}),
        months=COUNT(lending().account_months),
    )
