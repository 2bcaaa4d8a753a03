"""A contract of the reader's own goes along in file, workbook and code, and is held to what F0.5 asks of it."""

import os
import random
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from tempfile import TemporaryDirectory
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.power import tried

from pledge_lib import datasets
from pledge_lib.course import Lesson
from pledge_lib.course.wording import LANGUAGES, texts
from pledge_lib.datasets.mine import contract_cell, kept
from pledge_lib.datasets.mine.preview import read_position
from pledge_lib.datasets.mine.problems import Unreadable
from pledge_lib.datasets.mine.rows import PositionRow
from pledge_lib.datasets.mine.written import code_of, csv_bytes, leaving, read_code
from pledge_lib.datasets.own_contract import OWN, contract_of, name_of, save_contract, saved_contract
from pledge_lib.datasets.own_files import PLACE
from pledge_lib.finance.overview.contract import BORROWER, LENDER, Contract
from pledge_lib.market.mine.holdings import portfolio_of
from pledge_lib.panels.mine.understood import understood
from pledge_lib.panels.words import Words

DAY = date(2026, 3, 2)
MINE, OTHER = Contract(call_line=1.45, cure_sessions=3, interest_in_debt=True), Contract(call_line=1.6)
ROW = PositionRow(lender="小銀行", kind="pledge", symbol="2330", shares=1_000.0, price=100.0, loan=60_000.0, rules=OWN)


@contextmanager
def computer(contract: Contract | None = None, day: date = DAY):
    """Be at a computer of its own, where this contract is kept or none."""
    with TemporaryDirectory() as folder, mock.patch.dict(os.environ, {PLACE: os.path.join(folder, "ledger.json")}):
        if contract:
            save_contract(contract, day)
        yield


def some(values):
    return st.none() | values


@st.composite
def contracts(draw):
    """Draw what F0.5 takes: any of the six things, no level below the line."""
    line = draw(some(st.floats(1, 5)))
    levels = st.floats(line or 1, 5)
    return Contract(
        call_line=line,
        cure_sessions=draw(some(st.integers(0, 30))),
        cure_target=draw(some(levels)),
        cancel_level=draw(some(levels)),
        interest_in_debt=draw(some(st.booleans())),
        dividends_to=draw(some(st.sampled_from((BORROWER, LENDER)))),
    )


@given(contracts(), st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_it_comes_back_to_the_last_digit(contract, day):
    with computer(contract, day):
        files = {language: csv_bytes(leaving([ROW]), language) for language in (None, *LANGUAGES)}
        code = code_of([ROW])
    with computer():
        for seen in (*map(read_position, files.values()), read_code(code)):
            assert seen.ready, seen.reason
            assert contract_of(seen.rows[0].rules) == (contract, day)


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_computer_reads_the_same_position_from_file_workbook_and_code(language, tmp_path):
    places = [tmp_path / f"mine{kind}" for kind in (".csv", ".xlsx")]
    with computer(MINE):
        kept.keep([ROW])
        here = Lesson("06_my_position", language).my_position
        said = [here.save(place) for place in places]
        code, (account,) = here.code, here.portfolio.accounts
    with computer():
        for seen in (*(read_position(place.read_bytes()) for place in places), read_code(code)):
            assert seen.ready, (said, seen.reason)
            (there,) = portfolio_of(seen).accounts
            assert (there.line, there.debt, there.state) == (1.45, account.debt, account.state)
            assert there.rules.cure_sessions == 3
            assert portfolio_of(read_code(code_of(seen.rows))) == portfolio_of(seen), "it goes on from there"


def test_a_position_kept_at_home_follows_its_contract_when_that_is_typed_anew():
    with computer(MINE):
        kept.keep([ROW])
        save_contract(OTHER, DAY)
        assert portfolio_of(kept.kept()).accounts[0].line == 1.6


def test_a_contract_that_is_forgotten_stays_with_the_position_that_stands_under_it():
    """Without it the position could not be read, and the figures went back to the example without a word."""
    with computer(MINE):
        kept.keep([ROW])
        lesson = Lesson("00_start", "en")
        lesson.contract().press("forget")
        assert saved_contract() is None and kept.kept().ready
        assert portfolio_of(kept.rows_to_show()).accounts[0].line == 1.45
        save_contract(MINE, DAY)
        assert kept.rows_to_show() == (ROW,), "typed again, it is the same one"


def test_at_home_it_is_the_contract_that_is_kept_there():
    with computer(MINE):
        seen = read_code(code_of([ROW]))
        assert seen.rows == (ROW,) and seen.contracts == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_contract_that_is_kept_stays_and_both_can_be_told_apart(language):
    with computer(MINE):
        code = code_of([ROW])
    with computer(OTHER, date(2026, 5, 4)):
        lesson = Lesson("06_my_position", language)
        said = str(lesson.my_position.keep(code))
        assert saved_contract() == (OTHER, date(2026, 5, 4)), said
        (account,) = lesson.my_position.portfolio.accounts
        assert account.line == 1.45 and datasets.rules(OWN).call_line == 1.6
        titles = datasets.title(account.rules.name)[language], datasets.title(OWN)[language]
        assert len(set(titles)) == 2 and titles[0] in said
        seen = " ".join(understood(read_code(code), lesson.words))
        assert all(word in seen for word in (*titles, "145%", "160%"))
        assert datasets.rules(account.rules.name).provenance["call_line"].as_of == DAY


def test_without_one_there_the_reader_hears_that_it_came_along():
    with computer(MINE):
        code = code_of([ROW])
    with computer():
        for language in LANGUAGES:
            seen = " ".join(understood(read_code(code), Words(language, texts()[language])))
            assert "145%" in seen and "F0.5" in seen
        assert saved_contract() is None


def test_what_was_written_before_contracts_travelled_is_still_read():
    old = csv_bytes([ROW])
    assert b"v1" not in old
    with computer(MINE):
        assert read_position(old).rows == (ROW,)
        assert portfolio_of(read_position(old)).accounts[0].line == 1.45
    with computer():
        assert "F0.5" in read_position(old).reason


GOOD = "own contract v1 typed on=2026-03-02/call line=145%"


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        (GOOD.replace("v1", "v2"), "other_contract"),
        (GOOD.replace("145%", "14500%"), "bad_contract"),
        (GOOD.replace("145%", "NaN"), "bad_contract"),
        (GOOD.replace("145%", "=1+1"), "bad_contract"),
        (GOOD.replace("2026-03-02", "soon"), "bad_contract"),
        (GOOD.replace("typed on=2026-03-02/", ""), "bad_contract"),
        (GOOD + "/call line=150%", "bad_contract"),
        (GOOD + "/cure target=140%", "bad_contract"),
        (GOOD + "/days to cure=2.5", "bad_contract"),
        (GOOD + "/dividends to=yes", "bad_contract"),
        (GOOD + "/__class__=1", "bad_contract"),
    ],
)
def test_what_f0_5_would_refuse_is_refused_here(cell, key):
    with pytest.raises(Unreadable) as refused:
        contract_cell.read(cell)
    assert refused.value.problem.key == key and len(str(refused.value)) > 40


HOSTILE = (
    "",
    "/",
    "=",
    "v9",
    "NaN",
    "1e999",
    "-1",
    "145",
    "%",
    "是",
    "\u202e",
    "<b>",
    "{",
    "own",
    "９９",
    "9" * 500,
    "\n",
)


@tried(1, in_full=4)
@given(seed=st.integers(0, 2**32))
def test_a_damaged_contract_loses_nothing(seed):
    draw, row = random.Random(seed), replace(ROW, rules=name_of(MINE, DAY))
    cell = contract_cell.written(row.rules, draw.choice((None, *LANGUAGES)))
    for _ in range(draw.randint(1, 4)):
        place = draw.randrange(len(cell) + 1)
        cell = cell[:place] + draw.choice(HOSTILE) + cell[place + draw.choice((0, 1, 6)) :]
    table = (
        'lender,kind,symbol,shares,price,loan,rules\nA,pledge,2330,1000,100,60000,"' + cell.replace('"', '""') + '"\n'
    )
    with computer(OTHER):
        seen = read_position(table.encode())
        if seen.ready:
            assert portfolio_of(seen).accounts[0].rules.call_line >= 1
        else:
            assert seen.reason
        assert saved_contract() == (OTHER, DAY)
