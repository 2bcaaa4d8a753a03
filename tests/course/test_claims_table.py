"""The table of claims: all of them, each with the verdict of the fact sheet, and refused where it cannot be true."""

import re
from collections import Counter
from datetime import date

import pytest
from support.answers import BANKS, CLAIMS

from pledge_lib import datasets
from pledge_lib.course import Lesson
from pledge_lib.course.bank import rooms
from pledge_lib.course.claim_form import FactCheck
from pledge_lib.course.ideas import IDEAS
from pledge_lib.datasets import DatasetError
from pledge_lib.datasets.aave import aave_assets
from pledge_lib.datasets.lending import lending_brokers, lending_scenarios
from pledge_lib.finance.checks import InputError
from pledge_lib.panels import figures

VERDICTS = {
    "FC0": "holds loose loose loose rounded holds holds loose wrong loose rounded wrong loose loose conflict "
    "loose loose holds loose holds loose loose unchecked wrong",
    "FC1": "holds loose holds holds holds loose holds holds holds loose holds holds loose holds unchecked wrong holds "
    "holds holds loose",
    "FC2": "rounded holds wrong wrong holds holds holds unchecked unchecked conflict loose unchecked loose loose holds "
    "holds conflict loose loose loose loose loose",
    "FC3": "holds holds rounded holds holds holds holds wrong loose loose loose holds loose wrong holds loose wrong "
    "wrong loose outdated holds holds loose loose unchecked loose loose loose loose holds holds loose loose loose",
    "FC4": "holds holds outdated outdated holds holds holds holds unchecked loose outdated holds holds unchecked holds "
    "loose holds holds loose holds unchecked holds holds holds wrong rounded holds unchecked holds rounded holds holds "
    "loose wrong loose conflict loose unchecked holds",
}
SHEET = {
    f"{group}-{number:02}": verdict
    for group, verdicts in VERDICTS.items()
    for number, verdict in enumerate(verdicts.split(), start=1)
}
MISCONCEPTIONS = {
    "FC0-04": "M09",
    "FC0-12": "M16",
    "FC1-04": "M07",
    "FC1-06": "M08",
    "FC1-16": "M18",
    "FC1-18": "M19",
    "FC1-20": "M22",
    "FC2-02": "M46",
    "FC2-03": "M01",
    "FC2-04": "M02",
    "FC2-08": "M17",
    "FC2-19": "M23",
    "FC2-20": "M25",
    "FC2-21": "M20",
    "FC0-16": "M27",
    "FC0-19": "M26",
    "FC0-23": "M32",
    "FC3-11": "M34",
    "FC3-12": "M35",
    "FC3-14": "M48",
    "FC3-16": "M37",
    "FC3-17": "M47",
    "FC3-20": "M36",
    "FC3-23": "M38",
    "FC3-24": "M40",
    "FC3-28": "M33",
    "FC3-33": "M33",
    "FC4-01": "M21",
    "FC4-03": "M41",
    "FC4-04": "M41",
    "FC4-22": "M13",
    "FC4-25": "M14",
    "FC4-31": "M11",
    "FC4-34": "M05",
    "FC4-35": "M42",
}
COUNT = {"holds": 56, "rounded": 6, "loose": 46, "wrong": 12, "outdated": 4, "conflict": 4, "unchecked": 11}
LESSONS = {"FC1": "01_pledging", "FC2": "01_pledging", "FC3": "03_securities_lending", "FC4": "02_margin_trading"}


def test_the_table_has_exactly_the_claims_of_the_sheet_with_its_verdicts():
    assert Counter(SHEET.values()) == COUNT
    assert {facts.id: facts.verdict for facts in datasets.claims()} == SHEET
    assert [facts.id for facts in datasets.claims()] == list(SHEET), "in the order of their ids"


def test_a_claim_with_a_known_idea_behind_it_names_it():
    assert {claim.id: claim.idea for claim in CLAIMS.values() if claim.idea} == MISCONCEPTIONS
    assert set(MISCONCEPTIONS.values()) <= set(IDEAS)


def test_a_claim_stands_in_the_rows_of_its_own_article():
    for facts in datasets.claims():
        group = facts.id[2]
        assert facts.article == f"article-00{group}", facts.id
        assert all(re.fullmatch(rf"S{group}-\d+", row) for row in facts.rows), f"{facts.id}: {facts.rows}"


def test_a_claim_belongs_to_the_lesson_of_its_article():
    for lesson, bank in BANKS.items():
        for id in bank.claims:
            crypto_half = "01_pledging" if id <= "FC0-15" else "04_crypto_collateral"
            assert lesson == LESSONS.get(id[:3], crypto_half), id


def test_every_claim_of_the_table_is_told_in_a_lesson_and_no_other():
    assert sorted(CLAIMS) == sorted(facts.id for facts in datasets.claims())


def test_a_figure_that_a_claim_points_to_is_of_its_own_lesson():
    for lesson, bank in BANKS.items():
        for claim in bank.claims.values():
            assert claim.figure[:2] in ("", f"F{int(lesson[:2])}"), claim.id


def test_a_figure_that_a_claim_points_to_exists():
    assert {claim.figure for claim in CLAIMS.values()} - {""} <= set(figures.homes())


def test_a_mark_is_carried_by_a_source_of_its_kind():
    kinds = {"RULE": "rule", "FIRM": "firm"}
    for facts in datasets.claims():
        carried = {datasets.sources()[key].kind for key in facts.sources}
        assert facts.mark not in kinds or kinds[facts.mark] in carried, f"{facts.id}: {facts.mark} by {facts.sources}"


def days_of(key):
    """Return the days on which the data sets say that something of this source was true."""
    profiles = (origin for name in datasets.rule_names() for origin in datasets.rules(name).provenance.values())
    used = {origin.as_of for origin in profiles if origin.source == key}
    tables = (*datasets.lenders(), *lending_brokers(), *lending_scenarios())
    used |= {row.as_of for row in tables if row.source == key}
    used |= {fact.date for fact in datasets.margin_facts() if fact.source == key}
    for asset in aave_assets().values():
        used |= {asset.risk_as_of} if asset.risk_source == key else set()
        used |= {asset.rates_as_of} if asset.rates_source == key else set()
    published = datasets.sources()[key].published
    return used or ({date.fromisoformat(published)} if published else set())


def test_a_verdict_is_as_old_as_its_first_source():
    dated = 0
    for facts in datasets.claims():
        days = days_of(facts.sources[0]) if facts.sources else set()
        dated += bool(days)
        assert not days or facts.as_of in days, f"{facts.id}: {facts.as_of}, but {facts.sources[0]} is of {days}"
    assert dated > 100


@pytest.mark.parametrize(
    ("old", "new", "column", "advice"),
    [
        ("FC0-02,", "FC0-01,", "id", "already"),
        (",holds,", ",true,", "verdict", "not known"),
        (",loan,", ",loans,", "topic", "not known"),
        ("FC1-01,article-001", "FC1-01,B-2", "article", "not known"),
        (",B-5;B-6,", ",B-5;B-99,", "sources", "not known"),
        (",RULE,", ",SURE,", "mark", "not known"),
        (",2026-11-22", ",yesterday", "as_of", "not a date"),
        (",,ARITHMETIC,", ",,RULE,", "sources", "name one"),
        ("S0-10", "", "rows", "empty"),
    ],
)
def test_a_broken_table_is_refused_by_column(change_claims, old, new, column, advice):
    change_claims(old, new)
    with pytest.raises(DatasetError, match=r"claims\.csv, row \d+") as refused:
        datasets.claims()
    assert (refused.value.column, refused.value.file) == (column, "claims.csv")
    assert advice in str(refused.value)


def test_the_untouched_copy_is_in_order(change_claims):
    change_claims("FC0-01", "FC0-01")
    assert len(datasets.claims()) == len(SHEET)


# Listing and filtering


def found_by(lesson, **wanted):
    """Return the claims of a lesson that a form shows behind a filter."""
    form = FactCheck(lambda *_what, **_more: (), BANKS[lesson])
    form.act("change", wanted)
    return [claim.id for claim in form.found()]


def test_a_filter_gives_the_claims_that_have_all_it_names():
    in_lesson_1 = {id: verdict for id, verdict in SHEET.items() if id in BANKS["01_pledging"].claims}
    assert found_by("01_pledging") == list(in_lesson_1), "in the order of their ids"
    wrong = [id for id, verdict in in_lesson_1.items() if verdict == "wrong"]
    assert found_by("01_pledging", verdict="wrong") == wrong
    assert found_by("01_pledging", verdict="wrong", topic="ratio") == ["FC1-16", "FC2-03", "FC2-04"]
    assert found_by("01_pledging", verdict="wrong", topic="ratio", article="article-001") == ["FC1-16"]
    assert found_by("02_margin_trading", verdict="wrong") == ["FC4-25", "FC4-34"]
    assert found_by("01_pledging", verdict="outdated") == [], "no claim of these articles is outdated"


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("verdict", datasets.VERDICTS),
        ("topic", datasets.TOPICS),
        ("article", ("article-000", "article-001", "article-002", "article-003", "article-004")),
    ],
)
def test_the_values_of_a_filter_part_the_claims(name, values):
    lessons = [lesson for lesson in rooms() if BANKS[lesson].claims]
    parts = [id for lesson in lessons for value in values for id in found_by(lesson, **{name: value})]
    assert sorted(parts) == sorted(SHEET)


def test_there_is_no_topic_that_nobody_needs():
    assert {claim.topic for claim in CLAIMS.values()} == set(datasets.TOPICS)


def test_a_claim_has_its_verdict_topic_and_article_from_the_table():
    found = CLAIMS["FC2-03"]
    assert (found.id, found.verdict, found.topic, found.article) == ("FC2-03", "wrong", "ratio", "article-002")


def test_asking_for_a_claim_that_is_not_there_says_which_are():
    with pytest.raises(InputError, match=r"claim is 'FC9-99'.*FC0-01"):
        Lesson("01_pledging", "en").factcheck("FC9-99")
