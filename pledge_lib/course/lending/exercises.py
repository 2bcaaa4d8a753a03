"""The exercises of lesson 3: their givens, the ranges of their variants, and the traps that know their idea."""

from pledge_lib.course.items import given, settled
from pledge_lib.course.kinds import ChoiceField, MatchField, NumberField, OrderField
from pledge_lib.course.lending import solutions
from pledge_lib.course.questions import Parameter, Question, Trap

CASES = ("case1", "case2", "case3", "case4")
YES_NO = ("yes", "no")
BRACKETS = (0.05, 0.12, 0.20, 0.30, 0.40)
ARTICLE_SHARE = settled("share", 0.25, "percent")


def _money(name: str) -> NumberField:
    return NumberField(name=name, unit="money")


def _percent(name: str) -> NumberField:
    return NumberField(name=name, unit="percent")


def _value(default: int) -> Parameter:
    return given("value", default, "money", 200_000, 1_600_000, 50_000)


EXERCISES = (
    Question(
        id="E3.1", core=True, figure="F3.1", solve=solutions.gross, fields=(_money("fee"),),
        parameters=(_value(800_000), given("rate", 0.03, "rate", 0.01, 0.10, 0.005),
                    given("days", 15, "days", 7, 60, 1)),
        traps=(Trap(field="fee", value="months_of_30"), Trap(field="fee", value="a_year", idea="M15")),
    ),
    Question(
        id="E3.2", core=True, figure="F3.3", solve=solutions.net, fields=(_money("net"),),
        parameters=(_value(800_000), given("rate", 0.03, "rate", 0.01, 0.10, 0.005),
                    given("days", 15, "days", 7, 60, 1),
                    Parameter(name="share", default=0.25, values=(0.20, 0.25, 0.30), unit="percent")),
        traps=(Trap(field="net", value="gross", idea="M35"), Trap(field="net", value="kept")),
    ),
    Question(
        id="E3.3", core=True, figure="F3.2", solve=solutions.four_cases,
        fields=(*map(_money, CASES), OrderField(name="order", items=CASES)),
        parameters=(ARTICLE_SHARE,),
        traps=(
            *(Trap(field=case, value=f"{case}_gross", idea="M35") for case in CASES),
            Trap(field="order", value="by_price", idea="M34"),
            Trap(field="order", value="by_value", idea="M34"),
        ),
    ),
    Question(
        id="E3.4", core=True, figure="F3.3", solve=solutions.rate_needed, fields=(_percent("rate"),),
        parameters=(given("net", 1_000, "money", 500, 3_000, 250), _value(500_000),
                    given("days", 30, "days", 10, 90, 5),
                    Parameter(name="share", default=0.20, values=(0.20, 0.25, 0.30), unit="percent")),
        sensible=lambda p: 0.01 <= p.net * 365 / (p.value * p.days * (1 - p.share)) <= 0.16,
        traps=(Trap(field="rate", value="without_share", idea="M35"),),
    ),
    Question(
        id="E3.5", core=True, figure="F3.7", solve=solutions.risen,
        fields=(_percent("ratio"), _money("to_line"), _money("to_start")),
        parameters=(given("rise", 0.21, "percent", 0.18, 0.35, 0.01), _value(1_000_000)),
        traps=(Trap(field="ratio", value="rises", idea="M39"), Trap(field="to_start", value="to_line")),
    ),
    Question(
        id="E3.6", figure="F3.6", solve=solutions.extra_tax,
        fields=tuple(map(_money, ("new_low", "new_high", "old_low", "old_high"))),
        parameters=(given("dividend", 50_000, "money", 20_000, 200_000, 10_000),
                    settled("low", 0.05, "percent"), settled("high", 0.40, "percent")),
        traps=(Trap(field="new_low", value="old_low", idea="M36"), Trap(field="new_high", value="old_high", idea="M36"),
               Trap(field="old_low", value="old_low_lent"), Trap(field="old_high", value="old_high_lent")),
    ),
    Question(
        id="E3.7", figure="F3.5", solve=solutions.recalled, fields=(_money("lost"),),
        parameters=(_value(800_000), given("fall", 0.03, "percent", 0.02, 0.06, 0.005), settled("days", 3, "days")),
        traps=(Trap(field="lost", value="added_up"), Trap(field="lost", value="nothing", idea="M37")),
    ),
    Question(
        id="E3.8", figure="F3.8", solve=solutions.part_of_the_year, fields=(_percent("yield"),),
        parameters=(given("rate", 0.08, "percent", 0.04, 0.12, 0.01), ARTICLE_SHARE,
                    given("on_loan", 0.20, "percent", 0.10, 0.50, 0.05)),
        traps=(Trap(field="yield", value="always", idea="M33"), Trap(field="yield", value="gross", idea="M35")),
    ),
    Question(
        id="E3.9", figure="F3.7", solve=solutions.rise_to_line, fields=(_percent("rise"),),
        traps=(Trap(field="rise", value="points", idea="M01"),),
    ),
    Question(
        id="E3.10", figure="F3.0", solve=solutions.four_terms,
        fields=(MatchField(name="terms", rows=("lends", "borrows", "sells", "margin-short"),
                           options=("receives", "pays", "pays-and-sells", "broker-lent")),),
        traps=(Trap(field="terms", value="mixed_up", idea="M40"),),
    ),
    Question(
        id="E3.11", figure="F3.1", solve=solutions.valid_rates,
        fields=tuple(ChoiceField(name=name, options=YES_NO) for name in ("auction", "negotiated", "hot")),
        traps=(Trap(field="hot", value="yes", idea="M48"),),
    ),
)  # fmt: skip
