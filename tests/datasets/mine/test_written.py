"""What is written is read again as it was: file in either language, code, link."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.portfolios import portfolios

from pledge_lib.datasets.mine.preview import read_position
from pledge_lib.datasets.mine.rows import PositionRow
from pledge_lib.datasets.mine.written import code_of, csv_bytes, read_code
from pledge_lib.market.mine.holdings import portfolio_of
from pledge_lib.market.mine.rows import rows_of

FEW = settings(max_examples=max(20, settings().max_examples // 3))
ROW = PositionRow(
    lender="甲銀行",
    kind="pledge",
    symbol="2330",
    shares=1_000.0,
    price=78.5,
    loan=60_000.0,
    annual_rate=0.0295,
    rules="tw-bank-pledge",
    call_line=1.4,
    loan_to_value=1 / 3,
)


@FEW
@given(portfolios())
def test_file_and_code_give_the_same_portfolio(mine):
    rows = rows_of(mine)
    for language in (None, "zh_TW", "en"):
        assert portfolio_of(read_position(csv_bytes(rows, language))) == mine
    assert portfolio_of(read_code(code_of(rows))) == mine


@given(st.floats(min_value=0, max_value=1), st.floats(min_value=1e-6, max_value=1e9))
def test_every_number_is_read_again_to_the_last_digit(share, price):
    row = replace(ROW, loan_to_value=share, annual_rate=share, price=price)
    assert read_position(csv_bytes([row], "zh_TW")).rows == (row,)


@pytest.mark.parametrize("lender", ["+886 Bank", "-Bank-", '"Bank", Ltd', "甲 銀行"])
def test_a_name_is_never_a_formula_and_comes_back(lender):
    row = replace(ROW, lender=lender)
    text = csv_bytes([row]).decode("utf-8-sig")
    assert not text.splitlines()[1].lstrip('"').startswith(("+", "-", "=", "@"))
    assert read_position(text.encode()).rows == (row,)


def test_a_link_is_read_as_its_code():
    code = code_of([ROW])
    assert read_code(f"https://example.org/06_my_position.html?lang=en#position={code}").rows == (ROW,)
    assert len(code_of([ROW] * 1)) < 300


@given(place=st.integers(min_value=0), letter=st.sampled_from("aZ0_-~ 中"))
def test_a_code_with_a_wrong_letter_is_refused(place, letter):
    code = code_of([ROW])
    place %= len(code)
    wrong = code[:place] + letter + code[place + 1 :]
    seen = read_code(wrong)
    assert seen.rows == (ROW,) if wrong == code else not seen.ready


@pytest.mark.parametrize("text", ["", "PL1-", "PL2-abc", "PL1-" + "A" * 200_000, "中文", "PL1-AAAA"])
def test_what_is_no_code_is_refused_with_a_sentence(text):
    assert read_code(text).reason
