"""The table of claims: all of them, each with the verdict of the fact sheet, and refused where it cannot be true."""

import re
from datetime import date

import pytest

from pledge_lib import datasets
from pledge_lib.course.claims import Claim, claim, claims
from pledge_lib.datasets import DatasetError
from pledge_lib.finance.checks import InputError
from pledge_lib.panels.figures import PANELS

VERDICTS = {
    "FC0": "holds loose loose loose rounded holds holds loose wrong loose rounded wrong loose loose conflict",
    "FC1": "holds loose holds holds holds loose holds holds holds loose holds holds loose holds unchecked wrong holds "
    "holds holds loose",
    "FC2": "rounded holds wrong wrong holds holds holds unchecked unchecked conflict loose unchecked loose loose holds "
    "holds conflict loose loose loose loose loose",
}
SHEET = {
    f"{group}-{number:02}": verdict
    for group, verdicts in VERDICTS.items()
    for number, verdict in enumerate(verdicts.split(), start=1)
}
MISCONCEPTIONS = {
    "FC0-04": "M09", "FC0-12": "M16", "FC1-04": "M07", "FC1-06": "M08", "FC1-16": "M18", "FC1-18": "M19",
    "FC1-20": "M22", "FC2-02": "M46", "FC2-03": "M01", "FC2-04": "M02", "FC2-08": "M17", "FC2-19": "M23",
    "FC2-20": "M25", "FC2-21": "M20",
}  # fmt: skip


def test_the_table_has_exactly_the_claims_of_the_sheet_with_its_verdicts():
    assert len(SHEET) == 57
    assert {facts.id: facts.verdict for facts in datasets.claims()} == SHEET
    assert [facts.id for facts in datasets.claims()] == list(SHEET), "in the order of their ids"


def test_a_claim_with_a_known_idea_behind_it_names_it():
    assert {facts.id: facts.misconception for facts in datasets.claims() if facts.misconception} == MISCONCEPTIONS


def test_a_claim_stands_in_the_rows_of_its_own_article():
    for facts in datasets.claims():
        group = facts.id[2]
        assert facts.article == f"article-00{group}", facts.id
        assert all(re.fullmatch(rf"S{group}-\d+", row) for row in facts.rows), f"{facts.id}: {facts.rows}"


def test_a_figure_that_a_claim_points_to_exists():
    assert {facts.figure for facts in datasets.claims()} - {""} <= set(PANELS)


def test_a_mark_is_carried_by_a_source_of_its_kind():
    kinds = {"RULE": "rule", "FIRM": "firm"}
    for facts in datasets.claims():
        carried = {datasets.sources()[key].kind for key in facts.sources}
        assert facts.mark not in kinds or kinds[facts.mark] in carried, f"{facts.id}: {facts.mark} by {facts.sources}"


def days_of(key):
    """Return the days on which the data sets say that something of this source was true."""
    profiles = (origin for name in datasets.rule_names() for origin in datasets.rules(name).provenance.values())
    used = {origin.as_of for origin in profiles if origin.source == key}
    used |= {lender.as_of for lender in datasets.lenders() if lender.source == key}
    published = datasets.sources()[key].published
    return used or ({date.fromisoformat(published)} if published else set())


def test_a_verdict_is_as_old_as_its_first_source():
    dated = 0
    for facts in datasets.claims():
        days = days_of(facts.sources[0]) if facts.sources else set()
        dated += bool(days)
        assert not days or facts.as_of in days, f"{facts.id}: {facts.as_of}, but {facts.sources[0]} is of {days}"
    assert dated > 45


@pytest.mark.parametrize(
    ("old", "new", "column", "advice"),
    [
        ("FC0-02,", "FC0-01,", "id", "already"),
        (",holds,", ",true,", "verdict", "not known"),
        (",wrong,M16,", ",wrong,M99,", "misconception", "not known"),
        (",F1.5,", ",F9.9,", "figure", "not known"),
        (",loan,", ",loans,", "topic", "not known"),
        ("FC0-02,01_pledging", "FC0-02,01_plegding", "lesson", "not known"),
        ("01_pledging,article-001", "01_pledging,B-2", "article", "not known"),
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


def test_a_filter_gives_the_claims_that_have_all_it_names():
    everything = claims()
    assert [found.id for found in everything] == list(SHEET)
    assert [found.id for found in claims(verdict="wrong")] == ["FC0-09", "FC0-12", "FC1-16", "FC2-03", "FC2-04"]
    assert [found.id for found in claims(verdict="wrong", topic="ratio")] == ["FC1-16", "FC2-03", "FC2-04"]
    assert [found.id for found in claims(verdict="wrong", topic="ratio", article="article-001")] == ["FC1-16"]
    assert claims(verdict="outdated") == (), "no claim of these articles is outdated"


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("verdict", datasets.VERDICTS),
        ("topic", datasets.TOPICS),
        ("article", ("article-000", "article-001", "article-002")),
        ("lesson", ("01_pledging",)),
    ],
)
def test_the_values_of_a_filter_part_the_claims(name, values):
    parts = [found for value in values for found in claims(**{name: value})]
    assert sorted(found.id for found in parts) == sorted(SHEET)
    assert all(claims(topic=topic) for topic in datasets.TOPICS), "a topic that nobody needs"


def test_one_claim_by_its_id():
    found = claim("FC2-03")
    assert isinstance(found, Claim)
    assert (found.id, found.verdict, found.topic, found.article) == ("FC2-03", "wrong", "ratio", "article-002")
    assert found == next(other for other in claims() if other.id == "FC2-03")


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda: claim("FC9-99"), "claim is 'FC9-99'.*FC0-01"),
        (lambda: claims(verdict="false"), "verdict is 'false'.*holds"),
        (lambda: claims(topic="money"), "topic is 'money'.*loan"),
        (lambda: claims(article="article-003"), "article is 'article-003'.*article-000"),
    ],
)
def test_asking_for_what_is_not_there_says_what_is(ask, sentence):
    with pytest.raises(InputError, match=sentence):
        ask()
