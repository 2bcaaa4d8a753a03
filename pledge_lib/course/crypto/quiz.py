"""The quiz of lesson 4: choices whose right one, and whose numbers, the library works out."""

from pledge_lib.course.crypto.solutions import VERSION, ether
from pledge_lib.course.items import fixed, quiz_item
from pledge_lib.course.kinds import MatchField
from pledge_lib.course.quantities import number, percent
from pledge_lib.course.questions import Question, Trap
from pledge_lib.datasets import rules


def _two_parameters(_p):
    return {
        "option": "two",
        "ltv": percent(ether().loan_to_value),
        "threshold": percent(ether().threshold),
    }


def _who_gains(_p):
    return {"option": "liquidator", "fee": percent(ether().protocol_fee), "bonus": percent(ether().bonus)}


def _three_deposits(_p):
    right = {"staking": "slashing", "lending": "liquidation", "exchange": "failure"}
    return {"risks": right, "same_thing": right | {"exchange": "liquidation", "lending": "failure"}}


def _newest_version(_p):
    newest = rules("aave-v4")
    return {
        "option": "target",
        "half": percent(rules(VERSION).close_factor),
        "target": number(newest.target_health_factor),
    }


QUIZ = (
    quiz_item("Q4.1", "F4.2", ("one", "two", "reversed"), _two_parameters, ("one", "M26")),
    quiz_item("Q4.2", "F4.4", ("suppliers", "liquidator", "borrower"), _who_gains, ("suppliers", None)),
    quiz_item("Q4.3", "F4.8", ("never", "all-used", "weekend"), fixed("all-used"), ("never", None)),
    Question(
        id="Q4.4", figure="F4.10", solve=_three_deposits,
        fields=(MatchField(name="risks", rows=("staking", "lending", "exchange"),
                           options=("slashing", "liquidation", "failure")),),
        traps=(Trap(field="risks", value="same_thing", idea="M32"),),
    ),
    quiz_item("Q4.5", "F4.9", ("none", "both", "price-only"), fixed("both"), ("none", "M29")),
    quiz_item("Q4.6", "F4.10", ("as-broker", "hardly", "exchange"), fixed("hardly"), ("as-broker", None)),
    quiz_item("Q4.7", "F4.4", ("nothing", "target", "grace"), _newest_version, ("nothing", None)),
)  # fmt: skip
