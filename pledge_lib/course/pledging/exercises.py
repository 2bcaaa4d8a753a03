"""The exercises of lesson 1: their givens, the ranges of their variants, and the traps that know their idea."""

from pledge_lib.course.deadlines import deadline_and_sale, notice_of
from pledge_lib.course.items import given
from pledge_lib.course.kinds import DateField, MatchField, NumberField, OrderField
from pledge_lib.course.pledging import solutions
from pledge_lib.course.questions import Parameter, Question, Trap

HIGHEST_LOAN = 0.60  # variants draw no loan above it; a range of the exercise, not the rule
LINE = Parameter(name="line", default=1.30, values=(1.30,), unit="percent")
VALUE = given("value", 1_000_000, "money", 500_000, 2_000_000, 50_000)
LOAN = given("loan", 600_000, "money", 300_000, 900_000, 50_000)

EXERCISES = (
    Question(
        id="E1.1",
        core=True,
        figure="F1.1",
        solve=solutions.largest_loan,
        fields=(NumberField(name="loan", unit="money"),),
        parameters=(VALUE, given("loan_to_value", 0.60, "percent", 0.20, 0.60, 0.05), LINE),
        traps=(Trap(field="loan", value="divided", idea="M03"), Trap(field="loan", value="own_part")),
    ),
    Question(
        id="E1.2",
        core=True,
        figure="F1.1",
        solve=solutions.ratio,
        fields=(NumberField(name="ratio", unit="percent"),),
        parameters=(VALUE, LOAN),
        sensible=lambda p: p.loan <= HIGHEST_LOAN * p.value,
        traps=(
            Trap(field="ratio", value="inverse", idea="M03"),
            Trap(field="ratio", value="cut", accepted=True),
            Trap(field="ratio", value="rounded", accepted=True),
        ),
    ),
    Question(
        id="E1.3",
        core=True,
        figure="F1.1",
        solve=solutions.call_price,
        fields=(NumberField(name="call_price", unit="price"),),
        parameters=(
            given("shares", 10_000, "count", 5_000, 20_000, 1_000),
            LOAN,
            given("price", 100, "price", 80, 150, 5),
            LINE,
        ),
        # a loan that a broker would make, and not so small that points off the price leave nothing
        sensible=lambda p: 0.45 <= p.loan / (p.shares * p.price) <= HIGHEST_LOAN,
        traps=(Trap(field="call_price", value="points", idea="M01"), Trap(field="call_price", value="no_line")),
    ),
    Question(
        id="E1.4",
        core=True,
        figure="F1.2",
        solve=solutions.room_and_ratio,
        fields=(NumberField(name="room", unit="percent"), NumberField(name="ratio", unit="percent")),
        parameters=(
            given("start", 2.0, "percent", 1.6, 2.6, 0.1),
            given("fall", 0.40, "percent", 0.20, 0.45, 0.05),
            LINE,
        ),
        traps=(Trap(field="room", value="points", idea="M01"), Trap(field="ratio", value="minus_points", idea="M02")),
    ),
    Question(
        id="E1.5",
        core=True,
        figure="F1.4",
        solve=solutions.cures,
        fields=tuple(
            NumberField(name=name, unit="count" if name == "a_lots" else "money")
            for name in ("a_repay", "a_add", "a_lots", "a_sell", "b_repay", "b_add", "b_sell")
        ),
        parameters=(
            given("value", 600_000, "money", 540_000, 660_000, 10_000),
            given("debt", 500_000, "money", 480_000, 520_000, 10_000),
            given("price", 60, "price", 20, 100, 5),
        ),
        traps=(
            Trap(field="a_repay", value="a_add", idea="M09"),
            Trap(field="a_lots", value="odd_shares", accepted=True),
            Trap(field="b_repay", value="b_add", idea="M09"),
            Trap(field="b_repay", value="a_repay", idea="M08"),
            Trap(field="b_add", value="a_add", idea="M08"),
            Trap(field="b_sell", value="a_sell", idea="M08"),
        ),
    ),
    Question(
        id="E1.6",
        core=True,
        figure="F1.5",
        solve=solutions.interest_of_days,
        fields=(NumberField(name="interest", unit="money", tolerance=1.0),),
        parameters=(
            LOAN,
            given("rate", 0.03, "percent", 0.02, 0.07, 0.0025),
            given("days", 30, "days", 20, 120, 5),
        ),
        traps=(
            Trap(field="interest", value="rounded_daily", idea="M16"),
            Trap(field="interest", value="months_of_30"),
            Trap(field="interest", value="per_month", idea="M15"),
        ),
    ),
    Question(
        id="E1.7",
        figure="F1.5",
        solve=solutions.effective_cost,
        fields=(NumberField(name="effective", unit="percent"), NumberField(name="breakeven", unit="count")),
        parameters=(
            LOAN,
            given("rate", 0.0295, "percent", 0.025, 0.035, 0.0005),
            given("fee", 5_000, "money", 3_000, 8_000, 500),
            given("days", 90, "days", 30, 180, 10),
            given("other_rate", 0.0645, "percent", 0.06, 0.0682, 0.0005),
        ),
        traps=(
            Trap(field="effective", value="headline", idea="M17"),
            Trap(field="effective", value="without_basis"),
            Trap(field="breakeven", value="exact_days", accepted=True),
            Trap(field="breakeven", value="floored"),
        ),
    ),
    Question(
        id="E1.8",
        figure="F1.3",
        solve=deadline_and_sale(solutions.BROKER),
        fields=(DateField(name="deadline"), DateField(name="sale")),
        parameters=(notice_of("2025-04-02"),),
        traps=(
            Trap(field="deadline", value="calendar_days", idea="M07"),
            Trap(field="sale", value="next_calendar_day", idea="M07"),
        ),
    ),
    Question(
        id="E1.9",
        figure="F1.9",
        solve=solutions.loop,
        fields=(NumberField(name="exposure", unit="times"), NumberField(name="room", unit="percent")),
        parameters=(
            given("loan_to_value", 0.60, "percent", 0.30, 0.60, 0.05),
            Parameter(name="rounds", default=3, values=(2, 3, 4), unit="count"),
            LINE,
        ),
        traps=(Trap(field="exposure", value="endless_exposure"), Trap(field="room", value="endless_room")),
    ),
    Question(
        id="E1.10",
        figure="F1.8",
        solve=solutions.odds_of_a_call,
        fields=(NumberField(name="odds", unit="percent", tolerance=0.02),),
        parameters=(
            Parameter(name="start", default=5 / 3, values=(5 / 3, 1.8, 2.0, 2.2), unit="percent"),
            given("volatility", 0.30, "percent", 0.20, 0.50, 0.05),
            LINE,
        ),
        traps=(Trap(field="odds", value="room", idea="M44"), Trap(field="odds", value="never", idea="M44")),
    ),
    Question(
        id="E1.11",
        figure="F1.3",
        solve=solutions.statement,
        fields=(
            NumberField(name="net", unit="money", tolerance=1.0),
            NumberField(name="owed", unit="money", tolerance=1.0),
        ),
        parameters=(
            Parameter(name="shares", default=10_000, values=(8_000, 9_000, 10_000), unit="count"),
            given("price", 55, "price", 45, 56, 1),
            Parameter(name="principal", default=600_000, values=(590_000, 600_000, 650_000), unit="money"),
            given("interest", 9_000, "money", 6_000, 15_000, 1_000),
        ),
        traps=(
            Trap(field="net", value="sale_value"),
            Trap(field="owed", value="nothing", idea="M04"),
            Trap(field="owed", value="no_costs"),
            Trap(field="owed", value="no_interest"),
            Trap(field="owed", value="neither"),
        ),
    ),
    Question(
        id="E1.12",
        figure="F1.2",
        solve=solutions.two_claims,
        fields=(NumberField(name="first", unit="percent"), NumberField(name="second", unit="percent")),
        parameters=(
            Parameter(name="sixty", default=0.60, values=(0.60,), unit="percent"),
            Parameter(name="fifty", default=0.50, values=(0.50,), unit="percent"),
            Parameter(name="said_safe", default=0.40, values=(0.40,), unit="percent"),
            LINE,
        ),
        traps=(Trap(field="first", value="points", idea="M01"), Trap(field="second", value="said_safe", idea="M02")),
    ),
    Question(
        id="E1.13",
        figure="F1.4",
        solve=solutions.order_of_cures,
        fields=(OrderField(name="order", items=("add", "sell", "repay")),),
        parameters=(
            given("value", 600_000, "money", 540_000, 620_000, 10_000),
            given("debt", 500_000, "money", 480_000, 520_000, 10_000),
        ),
        traps=(Trap(field="order", value="equal_first", idea="M09"), Trap(field="order", value="reverse")),
    ),
    Question(
        id="E1.14",
        figure="F1.4",
        solve=solutions.levels,
        fields=(
            MatchField(
                name="levels",
                rows=("broker-call", "broker-cancel", "company-call", "company-cancel"),
                options=("130", "140", "166", "180"),
            ),
        ),
        traps=(Trap(field="levels", value="back_at_the_line", idea="M08"),),
    ),
)
