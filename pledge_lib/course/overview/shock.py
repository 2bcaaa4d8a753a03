"""Questions on one shock and four contracts: who breaks first, who breaks on a rise, who has time, what it takes."""

from pledge_lib import datasets
from pledge_lib.course.questions import exercise, given, prediction, quiz
from pledge_lib.course.solved import Solved, asked, chosen, ordered, trap
from pledge_lib.finance.margin.positions import Long
from pledge_lib.finance.ratio import add_to
from pledge_lib.finance.units import COUNT, HEALTH, MONEY, PERCENT
from pledge_lib.panels import figures
from pledge_lib.panels.overview.one_shock_lanes import BORROWER, CHAIN, MARGIN, PLEDGE, PROFILES, SHORT
from pledge_lib.panels.overview.one_shock_model import DEFAULTS, LANES, OneShock, one_shock

RISE = 0.25


def shocked(**values) -> OneShock:
    """Return F0.1 as it opens, but for these values."""
    return one_shock(DEFAULTS | values)


def levels(result: OneShock) -> dict:
    """Return the level of each lane, before and after."""
    before = {f"{lane.name}_start": lane.reading_at_start for lane in result.lanes}
    return before | {f"{lane.name}_now": lane.reading for lane in result.lanes}


@prediction("P0.1", figure="F0.1", opens="limits", reasons=("nearest", "coins-fall-more", "no-notice"))
def who_breaks_first():
    """Which of four positions breaks first when all borrow to their limit and prices fall?"""
    result = one_shock(figures.figure("F0.1").preset_values("limits"))
    return Solved(
        answer=chosen(result.first_name, among=LANES["all"], traps={BORROWER: "M39"}),
        fall=PERCENT(-result.change),
        days=COUNT(result.days),
        line=PERCENT(result.lane(MARGIN).line),
        room=PERCENT(-result.lane(CHAIN).at),
        **levels(result),
    )


@prediction("P0.2", figure="F0.1", opens="rise", reasons=("owes-shares", "bad-luck", "more-debt"))
def who_breaks_on_a_rise():
    """Who is called when prices rise, with the short seller on the list?"""
    result = shocked(shock=RISE, short=True)
    over = [lane.name for lane in result.over]
    right = {(): "nobody", (BORROWER,): BORROWER, (SHORT,): SHORT, (BORROWER, SHORT): "both"}[tuple(sorted(over))]
    return Solved(
        answer=chosen(right, among=("nobody", BORROWER, SHORT, "both"), traps={"nobody": "M39"}),
        rise=PERCENT(RISE),
        room=PERCENT(result.lane(SHORT).at),
        borrower_line=PERCENT(result.lane(BORROWER).line),
        **levels(result),
    )


@prediction("P0.4", figure="F0.1", opens="deep", reasons=("written-down", "bank-holidays", "goodwill"))
def who_has_time():
    """Which of the four gives time to act once the line is crossed?"""
    result = one_shock(figures.figure("F0.1").preset_values("deep"))
    given_time = [lane.name for lane in result.over if lane.to_act]
    right = "in-taipei" if CHAIN not in given_time and PLEDGE in given_time and MARGIN in given_time else "all"
    return Solved(
        answer=chosen(right, among=("in-taipei", "all", "only-chain"), traps={"all": "M06"}),
        pledge_days=COUNT(datasets.rules(PROFILES[PLEDGE]).cure_sessions),
        margin_days=COUNT(datasets.rules(PROFILES[MARGIN]).cure_sessions),
        fall=PERCENT(-result.change),
        days=COUNT(result.days),
        company_days=COUNT(datasets.rules("tw-sfc-pledge").cure_sessions),
    )


@exercise("E0.6", figure="F0.1")
def order_of_room():
    """Put four positions in the order of the room that is left after the fall."""
    result = shocked()
    by_room = tuple(lane.name for lane in sorted(result.lanes, key=lambda lane: lane.room))
    fooled = (BORROWER, *(name for name in by_room if name != BORROWER))
    return Solved(
        order=ordered(by_room, among=LANES["all"], borrower_first=trap(fooled, "M39")),
        fall=PERCENT(-result.change),
        margin_now=PERCENT(result.lane(MARGIN).level),
        chain_now=HEALTH(result.lane(CHAIN).level),
        pledge_room=PERCENT(result.lane(PLEDGE).room),
        chain_room=PERCENT(result.lane(CHAIN).room),
        borrower_room=PERCENT(result.lane(BORROWER).room),
    )


@exercise("E0.7", figure="F0.1", value=given(MONEY, 75_000, 72_000, 77_000, 500), loan=given(MONEY, 60_000))
def what_it_takes(p):
    """Which repayment closes the call of a margin purchase?"""
    rules = datasets.rules(PROFILES[MARGIN])
    position = Long("shares", shares=1, price=p.value, loan=p.loan)
    return Solved(
        repay=asked(
            MONEY(position.called_sum(rules.cancel_level)),
            to_line=trap(MONEY(position.called_sum(rules.call_line)), "M08"),
            add=trap(MONEY(add_to(p.value, p.loan, rules.cancel_level)), "M09"),
        ),
        ratio=PERCENT(position.ratio),
        line=PERCENT(rules.call_line),
        target=PERCENT(rules.cancel_level),
    )


@quiz("Q0.2", figure="F0.1")
def no_notice_at_all():
    """In which of the four may assets be sold without any notice?"""
    return Solved(
        option=chosen(CHAIN, among=LANES["all"], traps={MARGIN: "M05"}),
        days=COUNT(datasets.rules(PROFILES[MARGIN]).cure_sessions),
    )


@quiz("Q0.4", figure="F0.1")
def same_fall_other_end():
    """Prices fall alike, and the four end differently: why?"""
    return Solved(option=chosen("contract", among=("contract", "luck", "size"), traps={"luck": None}))
