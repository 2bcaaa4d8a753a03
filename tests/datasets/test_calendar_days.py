"""The calendar against an independent one: exchange-calendars' XTAI, with the named differences only."""

from datetime import date

import exchange_calendars
import pytest

from pledge_lib import datasets

NEVER_TRADED = {
    "2011-05-02": "Labour Day observed on a Monday: the exchange published no close",
    "2022-02-04": "still Lunar New Year: the exchange published no close",
    "2023-01-18": "settlement only, the first of two days before the Lunar New Year",
    "2024-10-31": "typhoon",
    "2027-02-02": "projected: settlement only before the Lunar New Year",
    "2027-02-03": "projected: settlement only before the Lunar New Year",
    "2027-04-06": "projected: observed for Children's Day, a Sunday",
    "2027-12-24": "projected: observed for Constitution Day, a Saturday",
}
MAKE_UP_SATURDAYS = {
    "2009-01-10": "for 2009-01-02",
    "2009-01-17": "for 2009-01-30",
    "2009-06-06": "for 2009-05-29",
    "2010-02-06": "for 2010-02-19",
    "2012-02-04": "for 2012-01-27",
    "2012-03-03": "for 2012-02-27",
    "2012-12-22": "for 2012-12-31",
    "2013-02-23": "for 2013-02-15",
    "2013-09-14": "for 2013-09-20",
    "2014-12-27": "for 2015-01-02",
    "2016-01-30": "for 2016-02-12",
    "2016-06-04": "for 2016-06-10",
    "2016-09-10": "for 2016-09-16",
    "2017-02-18": "for 2017-02-27",
    "2017-06-03": "for 2017-05-29",
    "2017-09-30": "for 2017-10-09",
    "2018-03-31": "for 2018-04-06",
    "2018-12-22": "for 2018-12-31",
}
# Published daily TAIEX closes of a year: one for each session.
CLOSES_OF_A_YEAR = {
    2008: 249,
    2009: 251,
    2010: 251,
    2011: 247,
    2012: 250,
    2013: 246,
    2014: 248,
    2015: 244,
    2016: 244,
    2017: 246,
    2018: 247,
    2019: 242,
    2020: 245,
    2021: 244,
    2022: 246,
    2023: 239,
    2024: 242,
}
DAYS = {day.date.isoformat(): day for day in datasets.calendar()}
SESSIONS = {day for day, entry in DAYS.items() if entry.trading}


@pytest.fixture(scope="module")
def independent():
    """Return the sessions that the library XTAI knows from 2008 to 2027."""
    calendar = exchange_calendars.get_calendar("XTAI", start="2008-01-01", end="2027-12-31")
    return {session.date().isoformat() for session in calendar.sessions}


def test_the_trading_column_differs_from_xtai_on_the_named_days_only(independent):
    assert independent - SESSIONS == set(NEVER_TRADED), "days that only the library takes for sessions"
    assert SESSIONS - independent == set(MAKE_UP_SATURDAYS), "days that only datasets/calendar.csv takes for sessions"


def test_a_make_up_saturday_makes_up_for_a_closed_weekday():
    for saturday, reason in MAKE_UP_SATURDAYS.items():
        assert date.fromisoformat(saturday).weekday() == 5
        assert DAYS[saturday].reason == "make-up-session"
        assert not DAYS[reason.removeprefix("for ")].trading, saturday


@pytest.mark.parametrize("year", CLOSES_OF_A_YEAR)
def test_a_year_has_as_many_sessions_as_published_closes(year):
    assert sum(day.startswith(str(year)) for day in SESSIONS) == CLOSES_OF_A_YEAR[year]


def test_sessions_of_2025_until_the_last_published_close():
    assert sum("2025-01-01" <= day <= "2025-05-29" for day in SESSIONS) == 95


def test_every_weekday_stands_there_and_saturdays_only_with_trading():
    first, last = date(2008, 1, 1).toordinal(), date(2027, 12, 31).toordinal()
    weekdays = {
        date.fromordinal(day).isoformat() for day in range(first, last + 1) if date.fromordinal(day).weekday() < 5
    }
    assert set(DAYS) == weekdays | set(MAKE_UP_SATURDAYS)


def test_reasons_agree_with_the_columns():
    for day, entry in DAYS.items():
        kinds = {
            (True, True): ("", "make-up-session"),
            (False, True): ("settlement-only",),
            (False, False): ("lunar-new-year", "typhoon", "holiday"),
        }
        assert entry.reason.split(":")[0] in kinds[entry.trading, entry.settlement], day


@pytest.mark.parametrize("year", range(2008, 2028))
def test_two_settlement_days_without_trading_come_right_before_the_lunar_new_year(year):
    days = [entry for day, entry in DAYS.items() if day.startswith(str(year))]
    only = [place for place, entry in enumerate(days) if entry.reason == "settlement-only"]
    assert len(only) == 2 and only[1] == only[0] + 1, year
    assert days[only[0] - 1].trading, f"{days[only[0] - 1].date} is the last session before the holiday"
    assert days[only[1] + 1].reason == "lunar-new-year", days[only[1] + 1].date


@pytest.mark.parametrize(
    ("day", "mark"),
    [("2024-02-06", "UNVERIFIED"), ("2023-01-18", "FIRM"), ("2025-01-23", "2ND"), ("2026-02-12", "2ND")],
)
def test_settlement_only_days_say_how_sure_they_are(day, mark):
    assert DAYS[day].mark == mark


@pytest.mark.parametrize("day", ["2024-07-24", "2024-07-25", "2024-10-02", "2024-10-03", "2024-10-31"])
def test_typhoons_of_2024_stop_trading_and_settlement(day):
    entry = DAYS[day]
    assert (entry.trading, entry.settlement, entry.reason, entry.source) == (False, False, "typhoon", "F-2")


@pytest.mark.parametrize(
    "day",
    ["2025-09-29", "2025-10-24", "2025-12-25", "2026-02-20", "2026-09-28", "2026-10-26", "2026-12-25", "2025-04-03"],
)
def test_official_holidays_of_2025_and_2026_are_closed(day):
    assert not DAYS[day].trading and not DAYS[day].settlement


def test_exactly_the_year_2027_is_projected_and_unverified():
    for day, entry in DAYS.items():
        assert entry.projected == day.startswith("2027"), day
        if entry.projected:
            assert entry.mark == "UNVERIFIED", day
