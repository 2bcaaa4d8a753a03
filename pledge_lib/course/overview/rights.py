"""Quiz items on who sets the line, who holds title, and what a reserve does not cover."""

from pledge_lib import datasets
from pledge_lib.course.questions import quiz
from pledge_lib.course.solved import Solved, chosen
from pledge_lib.finance.units import PERCENT
from pledge_lib.panels.overview.one_shock_lanes import BORROWER, CHAIN, MARGIN, PLEDGE, PROFILES

LENDING = "lending"


@quiz("Q0.1", figure="F0.1")
def title_passes():
    """In which of the four does title to the shares pass to somebody else?"""
    return Solved(option=chosen(LENDING, among=(PLEDGE, MARGIN, LENDING, CHAIN), traps={PLEDGE: None}))


@quiz("Q0.3", figure="F0.5")
def line_by_contract():
    """Which line is set by a contract rather than by the exchange's rules?"""
    lines = {name: PERCENT(datasets.rules(PROFILES[name]).call_line) for name in (MARGIN, BORROWER)}
    return Solved(
        option=chosen(PLEDGE, among=(MARGIN, PLEDGE, BORROWER), traps={MARGIN: None}),
        **{f"{name}_line": line for name, line in lines.items()},
    )


@quiz("Q0.5", figure="F0.5")
def who_sets_the_margin_line():
    """Who sets the call line of margin purchases?"""
    return Solved(
        option=chosen("exchange", among=("broker", "exchange", "commission"), traps={"broker": None}),
        line=PERCENT(datasets.rules(PROFILES[MARGIN]).call_line),
    )


@quiz("Q0.6", figure="F0.3")
def beyond_a_reserve():
    """Which risk does a cash reserve not cover?"""
    return Solved(option=chosen("custody", among=("fall", "custody", "second-call"), traps={"fall": None}))
