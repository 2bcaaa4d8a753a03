"""The exercises of lesson 2: their givens, the ranges of their variants, and the traps that know their idea."""

from datetime import date

from pledge_lib.course.deadlines import deadline_and_sale, notice_of
from pledge_lib.course.items import given, settled
from pledge_lib.course.kinds import DateField, MatchField, NumberField
from pledge_lib.course.margin import solutions
from pledge_lib.course.margin.procedure import ROWS, STATES, states_at_each_close
from pledge_lib.course.questions import Parameter, Question, Trap

PURCHASE = given("value", 100_000, "money", 100_000, 500_000, 50_000)
FINANCING_RATIO = given("financing_ratio", 0.60, "percent", 0.40, 0.60, 0.05)
TRADES = tuple(map(date.fromisoformat, (
    "2024-07-19", "2024-07-22", "2024-07-26", "2024-09-27", "2024-09-30", "2024-10-04", "2025-01-17", "2025-01-20",
    "2025-02-03", "2025-03-27", "2025-03-28", "2025-04-02", "2025-05-27", "2025-06-02",
)))  # fmt: skip
LONGEST_TRADE = 21  # calendar days: the trades of one variant lie around the same closed days


def _numbers(unit: str, *names: str, tolerance: float | None = None) -> tuple[NumberField, ...]:
    return tuple(NumberField(name=name, unit=unit, tolerance=tolerance) for name in names)


def _day(name: str, default: str) -> Parameter:
    return Parameter(name=name, default=date.fromisoformat(default), values=TRADES, unit="date")


EXERCISES = (
    Question(
        id="E2.1", core=True, figure="F2.1", solve=solutions.before_costs, fields=_numbers("percent", "up", "down"),
        parameters=(PURCHASE, FINANCING_RATIO, given("change", 0.10, "percent", 0.05, 0.20, 0.01)),
        traps=(Trap(field="up", value="shares_up"), Trap(field="down", value="shares_down"),
               Trap(field="down", value="without_sign", accepted=True)),
    ),
    Question(
        # own money with and without the commission lies a tenth of a point apart, so an answer must be nearer
        id="E2.2", core=True, figure="F2.1", solve=solutions.after_costs,
        fields=_numbers("percent", "net", tolerance=0.0003),
        parameters=(PURCHASE, settled("financing_ratio", 0.60, "percent"),
                    given("fall", 0.10, "percent", 0.08, 0.20, 0.01), given("days", 30, "days", 10, 90, 5),
                    given("rate", 0.065, "rate", 0.06, 0.07, 0.0025)),
        traps=(Trap(field="net", value="without_commission", accepted=True),
               Trap(field="net", value="without_sign", accepted=True),
               Trap(field="net", value="gross", idea="M21")),
    ),
    Question(
        id="E2.3", core=True, figure="F2.2", solve=solutions.interest_on_the_calendar,
        fields=(*_numbers("days", "days"), *_numbers("money", "interest")),
        parameters=(_day("buy", "2025-03-28"), _day("sell", "2025-04-02"),
                    given("loan", 600_000, "money", 300_000, 900_000, 50_000),
                    given("rate", 0.065, "rate", 0.06, 0.07, 0.0025)),
        sensible=lambda p: 0 < (p.sell - p.buy).days <= LONGEST_TRADE,
        traps=(Trap(field="days", value="traded", idea="M13"), Trap(field="days", value="calendar", idea="M14"),
               Trap(field="interest", value="traded_interest", idea="M13"),
               Trap(field="interest", value="calendar_interest", idea="M14")),
    ),
    Question(
        id="E2.4", core=True, figure="F2.3", solve=solutions.whole_account,
        fields=_numbers("percent", "ratio", "after"),
        parameters=(given("long", 100_000, "money", 80_000, 200_000, 10_000),
                    given("short", 50_000, "money", 50_000, 120_000, 10_000),
                    given("fall", 0.22, "percent", 0.10, 0.30, 0.02)),
        traps=(Trap(field="ratio", value="ratio_short_cut", accepted=True),
               Trap(field="after", value="after_short_cut", accepted=True),
               Trap(field="ratio", value="ratio_of_the_long", idea="M11"),
               Trap(field="after", value="after_of_the_long", idea="M11")),
    ),
    Question(
        id="E2.5", core=True, figure="F2.5", solve=solutions.two_targets,
        fields=_numbers("money", "to_line", "to_target"),
        parameters=(given("value", 75_000, "money", 72_000, 77_000, 500), settled("loan", 60_000, "money")),
        traps=(Trap(field="to_line", value="add_to_line", idea="M09"),
               Trap(field="to_target", value="add_to_target", idea="M09"),
               Trap(field="to_target", value="to_line", idea="M08"), Trap(field="to_target", value="to_initial")),
    ),
    Question(
        id="E2.6", core=True, figure="F2.8", solve=solutions.limit_downs,
        fields=(*_numbers("count", "falls"), *_numbers("percent", "ratio")),
        parameters=(FINANCING_RATIO,),
        traps=(Trap(field="falls", value="in_part", near=0.01), Trap(field="falls", value="one_less"),
               Trap(field="ratio", value="day_before")),
    ),
    Question(
        id="E2.7", figure="F2.8", solve=solutions.locked,
        fields=(*_numbers("money", "sold", tolerance=1.0), *_numbers("money", "tax", "commission", tolerance=0.5),
                *_numbers("money", "net", "owed", tolerance=1.0)),
        parameters=(given("value", 100_000, "money", 100_000, 300_000, 20_000), given("more", 3, "count", 2, 4, 1)),
        traps=(Trap(field="net", value="sold"), Trap(field="owed", value="nothing", idea="M04"),
               Trap(field="owed", value="no_costs")),
    ),
    Question(
        id="E2.8", figure="F2.6", solve=solutions.short_room, fields=_numbers("percent", "normal", "raised"),
        parameters=(settled("normal_margin", 0.90, "percent"),
                    Parameter(name="raised_margin", default=1.30, values=(1.00, 1.20, 1.30), unit="percent")),
        traps=(Trap(field="normal", value="normal_short_cut", accepted=True),
               Trap(field="raised", value="raised_short_cut", accepted=True),
               Trap(field="normal", value="normal_points", idea="M01", near=0.006),
               Trap(field="raised", value="raised_points", idea="M01", near=0.006)),
    ),
    Question(
        id="E2.9", figure="F2.7", solve=solutions.quota, fields=_numbers("money", "turnover", "proof"),
        parameters=(given("quota", 1_000_000, "money", 600_000, 5_000_000, 100_000),),
        traps=(Trap(field="turnover", value="proof"), Trap(field="proof", value="turnover")),
    ),
    Question(
        id="E2.10", figure="F2.4", solve=deadline_and_sale(solutions.MARGIN),
        fields=(DateField(name="deadline"), DateField(name="sale")), parameters=(notice_of("2024-10-01"),),
        traps=(Trap(field="deadline", value="calendar_days", idea="M07"),
               Trap(field="sale", value="next_calendar_day", idea="M07")),
    ),
    Question(
        id="E2.11", figure="F2.4", solve=states_at_each_close,
        fields=tuple(MatchField(name=path, rows=rows, options=STATES) for path, rows in ROWS.items()),
        traps=(Trap(field="a", value="sold_at_once", idea="M05"), Trap(field="a", value="sold_next_day", idea="M05"),
               Trap(field="a", value="over_at_the_line", idea="M10"),
               Trap(field="a", value="cancelled_after_the_sale"),
               Trap(field="b", value="b_sold_at_once", idea="M05"),
               Trap(field="b", value="b_over_at_the_line", idea="M10")),
    ),
    Question(
        id="E2.12", figure="F2.4", solve=solutions.rooms_of_three_lines,
        fields=_numbers("percent", "first", "second", "today"), parameters=(FINANCING_RATIO,),
        traps=tuple(Trap(field=name, value=f"{name}_points", idea="M01") for name in ("first", "second", "today")),
    ),
)  # fmt: skip
