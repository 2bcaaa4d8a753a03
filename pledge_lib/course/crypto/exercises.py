"""The exercises of lesson 4: their givens, the ranges of their variants, and the traps that know their idea."""

from pledge_lib.course.crypto import solutions
from pledge_lib.course.items import given, settled
from pledge_lib.course.kinds import ChoiceField, NumberField
from pledge_lib.course.questions import Parameter, Question, Trap

LINES = (settled("ltv", 0.805, "percent"), settled("threshold", 0.83, "percent"))
VALUE = given("value", 10_000, "dollars", 10_000, 60_000, 5_000)
NEAR_A_PERCENT = 0.001  # per cent typed with one decimal


def _dollars(name: str) -> NumberField:
    return NumberField(name=name, unit="dollars")


def _percent(name: str) -> NumberField:
    return NumberField(name=name, unit="percent")


def _number(name: str) -> NumberField:
    return NumberField(name=name, unit="number")


EXERCISES = (
    Question(
        id="E4.1", core=True, figure="F4.2", solve=solutions.borrowed_to_the_limit,
        fields=(_number("health"), _percent("room")),
        parameters=(VALUE, Parameter(name="ltv", default=0.805, values=(0.805, 0.785, 0.73, 0.75), unit="percent"),
                    Parameter(name="threshold", default=0.83, values=(0.83, 0.81, 0.78), unit="percent")),
        sensible=lambda p: 0.02 < p.threshold - p.ltv < 0.06,
        traps=(Trap(field="room", value="from_ltv", idea="M26"),
               Trap(field="room", value="points", idea="M01", near=0.0002)),
    ),
    Question(
        id="E4.2", core=True, figure="F4.1", solve=solutions.liquidation_price, fields=(_dollars("price"),),
        parameters=(given("value", 3_000, "dollars", 2_000, 4_000, 100),
                    given("debt", 2_250, "dollars", 1_000, 3_000, 50),
                    Parameter(name="threshold", default=0.80, values=(0.75, 0.78, 0.80, 0.83), unit="percent")),
        sensible=lambda p: 0.3 < p.debt / p.value < p.threshold - 0.03,
        traps=(Trap(field="price", value="debt_alone"), Trap(field="price", value="multiplied")),
    ),
    Question(
        id="E4.3", core=True, figure="F4.1", solve=solutions.largest_debt, fields=(_dollars("debt"),),
        parameters=(VALUE, given("fall", 0.40, "percent", 0.20, 0.60, 0.05), *LINES),
        traps=(Trap(field="debt", value="no_fall", idea="M26"), Trap(field="debt", value="by_ltv", idea="M26")),
    ),
    Question(
        id="E4.4", core=True, figure="F4.4", solve=solutions.half_liquidated,
        fields=(_number("health"), _dollars("repaid"), _dollars("seized"), _number("after")),
        parameters=(VALUE, given("fall", 0.05, "percent", 0.04, 0.07, 0.01), *LINES),
        traps=(Trap(field="repaid", value="all_debt", idea="M27"), Trap(field="seized", value="everything", idea="M27"),
               Trap(field="seized", value="no_bonus")),
    ),
    Question(
        id="E4.5", core=True, figure="F4.4", solve=solutions.wholly_liquidated,
        fields=(_percent("factor"), _dollars("left")),
        parameters=(VALUE, given("fall", 0.08, "percent", 0.08, 0.12, 0.01), *LINES),
        traps=(Trap(field="factor", value="half"),),
    ),
    Question(
        id="E4.6", core=True, figure="F4.3", solve=solutions.beyond_the_kink,
        fields=(_percent("borrow"), _percent("supply")),
        parameters=(given("used", 0.90, "percent", 0.84, 0.98, 0.02),),
        traps=(Trap(field="borrow", value="straight_on", idea="M30", near=NEAR_A_PERCENT),
               Trap(field="supply", value="no_reserve")),
    ),
    Question(
        id="E4.7", figure="F4.5", solve=solutions.slow_leak,
        fields=(ChoiceField(name="reaches", options=("yes", "no")),
                NumberField(name="days", unit="days", tolerance=1.0)),
        parameters=(Parameter(name="health", default=1.1067, values=(1.1067, 1.05, 1.08, 1.15, 1.2), unit="number"),
                    given("rate", 0.336, "rate", 0.10, 0.60, 0.02)),
        traps=(Trap(field="reaches", value="no", idea="M29"), Trap(field="days", value="simple")),
    ),
    Question(
        id="E4.8", figure="F4.5", solve=solutions.yearly_yield,
        fields=(NumberField(name="yield", unit="percent", tolerance=0.00005),),
        parameters=(Parameter(name="rate", default=0.05, values=(0.03, 0.04, 0.05, 0.06, 0.08, 0.10), unit="percent"),),
        traps=(Trap(field="yield", value="nominal"),),
    ),
    Question(
        id="E4.9", figure="F4.6", solve=solutions.loops,
        fields=(NumberField(name="three", unit="times"), NumberField(name="endless", unit="times")),
        parameters=(given("ltv", 0.70, "percent", 0.40, 0.80, 0.05),
                    Parameter(name="rounds", default=3, values=(2, 3, 4), unit="count")),
        traps=(Trap(field="three", value="multiplied"), Trap(field="three", value="without_own")),
    ),
    Question(
        id="E4.10", figure="F4.4", solve=solutions.where_it_hurts, fields=(_number("health"),),
        parameters=(Parameter(name="threshold", default=0.83, values=(0.75, 0.78, 0.81, 0.83), unit="percent"),
                    Parameter(name="bonus", default=0.05, values=(0.04, 0.05, 0.06, 0.075), unit="percent")),
        traps=(Trap(field="health", value="one", idea="M28"), Trap(field="health", value="threshold_alone")),
    ),
)  # fmt: skip
