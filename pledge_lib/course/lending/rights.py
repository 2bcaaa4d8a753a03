"""Questions on who owes what: terms, votes and taxes, a recall, and the collateral of the borrower."""

from pledge_lib.course.lending.givens import ARTICLE_SHARE, fee_of, lending, lent_value, loan_of
from pledge_lib.course.questions import exercise, given, in_per_cent, on_axis, prediction, quiz
from pledge_lib.course.solved import Solved, asked, chosen, matched, trap
from pledge_lib.datasets.lending import lending_scenarios
from pledge_lib.finance.lending.dividend_tax import DIVIDEND, OTHER, compensation_tax, dividend_tax
from pledge_lib.finance.ratio import after_change
from pledge_lib.finance.units import COUNT, DATE, DAYS, MONEY, PERCENT, RATE
from pledge_lib.panels.guessed import LEVEL, UPRIGHT


@exercise("E3.5", figure="F3.7", rise=given(PERCENT, 0.21, 0.18, 0.35, 0.01), value=lent_value(1_000_000))
def risen(p):
    """What is the borrower's ratio after a rise, and which collateral restores the line and the start?"""
    opened = loan_of(p.value)
    now = opened.at(after_change(p.value, p.rise))
    to_line, to_start = (MONEY(now.cure(level)) for level in (lending().call_line, lending().cure_target))
    return Solved(
        ratio=asked(PERCENT(now.ratio), rises=trap(PERCENT(lending().initial_ratio * (1 + p.rise)), "M39")),
        to_line=asked(to_line, to_start=trap(to_start)),
        to_start=asked(to_start, to_line=trap(to_line)),
        start=PERCENT(lending().initial_ratio),
        line=PERCENT(lending().call_line),
        collateral=MONEY(opened.collateral),
        new_value=MONEY(now.owed),
    )


@exercise(
    "E3.6",
    figure="F3.6",
    dividend=given(MONEY, 50_000, 20_000, 200_000, 10_000),
    low=given(PERCENT, 0.05),
    high=given(PERCENT, 0.40),
)
def extra_tax(p):
    """How much more income tax does lending through the ex-date cost, by view and bracket?"""
    low_kept, high_kept = (dividend_tax(p.dividend, bracket, lending()) for bracket in (p.low, p.high))

    def lent(view: str) -> tuple[float, float]:
        low, high = (compensation_tax(p.dividend, bracket, lending(), view) for bracket in (p.low, p.high))
        return low, high

    (new_low, new_high), (old_low, old_high) = lent(DIVIDEND), lent(OTHER)
    more_low, more_high = MONEY(old_low - low_kept), MONEY(old_high - high_kept)
    return Solved(
        new_low=asked(MONEY(new_low - low_kept), old_low=trap(more_low, "M36")),
        new_high=asked(MONEY(new_high - high_kept), old_high=trap(more_high, "M36")),
        old_low=asked(more_low, old_low_lent=trap(MONEY(old_low))),
        old_high=asked(more_high, old_high_lent=trap(MONEY(old_high))),
        low_kept=MONEY(low_kept),
        high_kept=MONEY(high_kept),
        new_low_lent=MONEY(new_low),
        new_high_lent=MONEY(new_high),
        letter=DATE(lending().compensation_is_dividend_since),
    )


@exercise(
    "E3.7",
    figure="F3.5",
    value=lent_value(800_000),
    fall=given(PERCENT, 0.03, 0.02, 0.06, 0.005),
    days=given(DAYS, 3),
)
def recalled(p):
    """What does a fall cost while the shares are on their way back?"""
    left = p.value * (1 - p.fall) ** p.days
    return Solved(
        lost=asked(
            MONEY(p.value - left),
            added_up=trap(MONEY(p.value * p.fall * p.days)),
            nothing=trap(MONEY(0), "M37"),
        ),
        left=MONEY(left),
        kept=PERCENT(1 - p.fall),
    )


@exercise("E3.9", figure="F3.7", start=given(PERCENT, 1.40, 1.40, 1.80, 0.02))
def rise_to_line(p):
    """How far may the price rise until the borrower is called?"""
    line = lending().call_line
    opened = loan_of(1_000_000, collateral=1_000_000 * p.start)
    return Solved(
        rise=asked(
            PERCENT(opened.rise_to_call),
            points=trap(PERCENT(p.start - line), "M01"),
            fall=trap(PERCENT(1 - line / p.start)),
        ),
        line=PERCENT(line),
    )


@exercise("E3.10", figure="F3.0")
def four_terms():
    """Who owes shares, and who pays which fee?"""
    right = {"lends": "receives", "borrows": "pays", "sells": "pays-and-sells", "margin-short": "broker-lent"}
    return Solved(
        terms=matched(
            right,
            among=("receives", "pays", "pays-and-sells", "broker-lent"),
            mixed_up=trap(right | {"sells": "broker-lent", "margin-short": "pays-and-sells"}, "M40"),
        ),
    )


@prediction("P3.3", figure="F3.0", opens="seventeen", reasons=("owes-shares", "richer-collateral", "price-falls"))
def who_is_called():
    """The price rises: who is called?"""
    rise = 0.17
    now = loan_of(1_000_000).at(after_change(1_000_000, rise))
    return Solved(
        answer=chosen(
            "borrower" if now.state == "called" else "nobody",
            among=("lender", "borrower", "nobody"),
            traps={"lender": "M39"},
        ),
        rise=PERCENT(rise),
        start=PERCENT(lending().initial_ratio),
        line=PERCENT(lending().call_line),
        ratio=PERCENT(now.ratio),
    )


@prediction("P3.4", figure="F3.6", opens="letter", reasons=("by-letter", "always-other", "no-tax"))
def through_the_ex_date():
    """Does lending through the ex-date cost more tax?"""
    dividend, bracket = 50_000, 0.40
    kept = dividend_tax(dividend, bracket, lending())
    new, old = (compensation_tax(dividend, bracket, lending(), view) for view in (DIVIDEND, OTHER))
    return Solved(
        answer=chosen(
            "depends" if new == kept and old > kept else "more",
            among=("more", "depends", "less"),
            traps={"more": "M36"},
        ),
        dividend=MONEY(dividend),
        bracket=PERCENT(bracket),
        kept=MONEY(kept),
        more=MONEY(old - kept),
    )


@prediction(
    "P3.5",
    figure="F3.5",
    opens="three-days",
    drawn=on_axis(UPRIGHT, lambda lost, numbers: numbers["value"] - lost),
    reasons=("on-the-way", "still-mine", "fee-covers"),
)
def three_days():
    """What does a fall cost on the days of a recall?"""
    value, fall, days, first = 800_000, 0.03, lending().recall_sessions, lending_scenarios()[0]
    return Solved(
        answer=asked(MONEY(value - value * (1 - fall) ** days), within=2_500.0),
        added_up=MONEY(value * fall * days),
        value=MONEY(value),
        fall=PERCENT(fall),
        days=COUNT(days),
        earned=MONEY(fee_of(first.value, first.annual_rate, first.days) * (1 - ARTICLE_SHARE)),
    )


@prediction("P3.7", figure="F3.4", opens="thin-volume", reasons=("may-be-sold", "only-margin", "title"))
def the_price():
    """Does lending move the price?"""
    return Solved(
        answer=chosen("supplies", among=("never", "supplies", "always"), traps={"never": "M38"}),
        cap=RATE(lending().borrowed_sale_cap),
    )


@quiz("Q3.1", figure="F3.0")
def who_has_the_vote():
    """Who has the vote of lent shares?"""
    return Solved(option=chosen("holder", among=("lender", "holder", "broker"), traps={"lender": None}))


@quiz("Q3.2", figure="F3.3")
def who_pays_the_tax_of_a_sale():
    """The borrower sells the shares: who pays the transaction tax?"""
    return Solved(option=chosen("seller", among=("lender", "seller", "borrower"), traps={"lender": None}))


@quiz("Q3.3", figure="F3.6")
def tax_class():
    """Which class of income is the compensation of a dividend?"""
    return Solved(
        option=chosen("dividend", among=("other", "dividend", "exempt"), traps={"other": "M36"}),
        letter=DATE(lending().compensation_is_dividend_since),
    )


@quiz("Q3.4", figure="F3.5")
def early_return():
    """Can a loan end before its agreed end?"""
    shortest, middle, longest = lending().recall_choices
    return Solved(
        option=chosen(
            "both", among=("nobody", "both", "lender-any-time"), traps={"nobody": "M33", "lender-any-time": "M37"}
        ),
        shortest=COUNT(shortest),
        middle=COUNT(middle),
        longest=COUNT(longest),
    )


@quiz("Q3.6", figure="F3.7")
def what_collateral_leaves():
    """Which risk does the borrower's collateral leave to the lender?"""
    start = lending().initial_ratio
    return Solved(
        option=chosen("gap", among=("none", "gap", "fall"), traps={"none": None}),
        start=PERCENT(start),
        gap=PERCENT(start - 1),
        line=PERCENT(lending().call_line),
        room=PERCENT(loan_of(1_000_000).rise_to_call),
    )


@prediction(
    "P3.8",
    figure="F3.7",
    opens="lesson",
    drawn=on_axis(LEVEL, in_per_cent),
    reasons=("worth-no-more", "call-in-time", "line-and-start"),
)
def a_jump():
    """How far must the price jump for the collateral not to buy the shares back?"""
    start, line = lending().initial_ratio, lending().call_line
    return Solved(
        answer=asked(
            PERCENT(start - 1),
            within=0.005,
            to_the_line=trap(PERCENT(loan_of(1_000_000).rise_to_call), near=0.005),
            points=trap(PERCENT(start - line), "M01", near=0.001),
        ),
        start=PERCENT(start),
        line=PERCENT(line),
    )
