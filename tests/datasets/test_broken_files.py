"""A broken file is refused with a message that names the file, the row and the column, and says what to do."""

import pytest

from pledge_lib import datasets
from pledge_lib.datasets import DatasetError
from pledge_lib.finance.checks import InputError


def swap(old, new):
    """Return a rewriting of a line that fails loudly when the line does not hold the old text."""

    def rewrite(line):
        assert old in line, f"the test expects {old!r} in {line!r}"
        return line.replace(old, new, 1)

    return rewrite


BROKEN_TABLES = [
    ("prices/2330.csv", 1, swap("close", "price"), "close", "missing", lambda: datasets.prices("2330")),
    ("prices/2330.csv", 5, swap(",68.20", ",-68.20"), "close", "above 0", lambda: datasets.prices("2330")),
    ("prices/2330.csv", 5, swap(",68.20", ",0"), "close", "above 0", lambda: datasets.prices("2330")),
    ("prices/2330.csv", 5, swap(",68.20", ",NaN"), "close", "above 0", lambda: datasets.prices("2330")),
    ("prices/2330.csv", 5, swap(",68.20", ",many"), "close", "not a number", lambda: datasets.prices("2330")),
    ("prices/2330.csv", 5, swap("2008-05-20", "2008-05-32"), "date", "not a date", lambda: datasets.prices("2330")),
    ("prices/2330.csv", 5, swap("05-20", "05-16"), "date", "should be 2008-05-20", lambda: datasets.prices("2330")),
    ("prices/2330.csv", 5, swap(",S2", ",S99"), "source", "not known", lambda: datasets.prices("2330")),
    ("prices/2330.csv", 5, swap("2008-", "2007-"), "date", "restore the date", lambda: datasets.prices("2330")),
    ("prices/2330.csv", 5, swap(",S2", ""), None, "2 values for 3 columns", lambda: datasets.prices("2330")),
    ("prices/symbols.csv", 2, swap(",TWD", ",NTD"), "currency", "not known", lambda: datasets.prices("2330")),
    ("prices/ETH.csv", 1, swap("low", "least"), "low", "missing", lambda: datasets.prices("ETH")),
    ("prices/ETH.csv", 3, swap("08-18", "08-17"), "date", "should be 2017-08-18", lambda: datasets.prices("ETH")),
    ("controls.csv", 2, swap(",162,", ",0,"), "rows", "whole number", lambda: datasets.prices("2330")),
    ("licences.csv", 2, swap("facts", "free"), "licence", "not known", datasets.licences),
    ("licences.csv", 2, swap("S1", "S99"), "source", "not known", datasets.licences),
    ("prices/windows.csv", 3, swap("2015-04-27", "2007-04-27"), "first", "sort the rows", datasets.windows),
    ("prices/corporate_actions.csv", 3, swap("ex-dividend", "split"), "event", "not known", datasets.corporate_actions),
    ("lenders.csv", 2, swap("0.0295", "2.95"), "annual_rate", "0.0645", datasets.lenders),
    ("lenders.csv", 2, swap("0.0295", ""), "annual_rate", "not a number", datasets.lenders),
    ("lenders.csv", 2, swap("20000", "200"), "account_fee_high", "below account_fee_low", datasets.lenders),
    ("lenders.csv", 2, swap(",2ND,", ",SURE,"), "mark", "not known", datasets.lenders),
    (
        "lenders.csv",
        3,
        lambda line: "cathay-united-bank-article-002," + line.partition(",")[2],
        "id",
        "already",
        datasets.lenders,
    ),
    ("calendar.csv", 3, swap("yes", "maybe"), "trading", "yes nor no", datasets.calendar),
    ("calendar.csv", 3, swap("yes,yes", "yes,no"), "settlement", "session", datasets.calendar),
    ("calendar.csv", 2, swap("holiday:new-year", ""), "reason", "needs its reason", datasets.calendar),
    ("calendar.csv", 3, swap("2008-01-02", "2008-01-01"), "date", "sort the rows", datasets.calendar),
    ("glossary.csv", 2, swap("stock pledging", ""), "term.en", "empty", datasets.glossary),
    ("glossary.csv", 1, swap("symbol", "sign"), "symbol", "missing", datasets.glossary),
    ("glossary.csv", 1, swap("symbol", "symbol,more"), "more", "unknown", datasets.glossary),
    ("sources.csv", 1, swap("title.en", "title.fr"), "title.en", "missing", datasets.sources),
    ("sources.csv", 1, swap("title.en", "title.en,title.fr"), "title.fr", "unknown", datasets.sources),
    (
        "prices/corporate_actions.csv",
        3,
        swap("S10,,", "S10,年配,"),
        "note.en",
        "in this one too",
        datasets.corporate_actions,
    ),
    ("sources.csv", 2, lambda line: line.rpartition(",")[0] + ",rumour", "kind", "not known", datasets.sources),
]


@pytest.mark.parametrize(
    ("file", "row", "change", "column", "advice", "read"),
    BROKEN_TABLES,
    ids=[f"{file}-{column}-{place}" for place, (file, _, _, column, _, _) in enumerate(BROKEN_TABLES)],
)
def test_a_broken_table_is_refused_by_file_row_and_column(replace_line, file, row, change, column, advice, read):
    replace_line(file, row, change)
    with pytest.raises(DatasetError) as refused:
        read()
    error = refused.value
    assert (error.file, error.row, error.column) == (file, row, column), str(error)
    assert str(error).startswith(f"{file}, row {row}"), str(error)
    assert advice in str(error)


BROKEN_PROFILES = [
    ("value = 1.30", "value = 130", "call_line.value", "at most 5"),
    ("value = 1.30", 'value = "1.30"', "call_line.value", "without quotes"),
    ("value = 1.30", "value = true", "call_line.value", "not a number"),
    ("value = 1.30", "worth = 1.30", "call_line.value", "missing"),
    ("value = 1.30", "value = 1.30\nguess = 1", "call_line.guess", "unknown"),
    ("[call_line]", "[call_lin]", "call_line", "missing"),
    ("value = false", "value = 0", "interest_in_debt.value", "true nor false"),
    ("value = 365", "value = 12", "day_basis.value", "360 to 366"),
    ("value = 2\n", "value = 2.5\n", "cure_sessions.value", "whole number"),
    ('mark = "UNVERIFIED"', 'mark = "TRUE"', "whole_account.mark", "not known"),
    ('source = "B-10"', 'source = "B-99"', "loan_step.source", "not known"),
    ("as_of = 2022-12-31", "as_of = 2022", "loan_step.as_of", "not a date"),
    ("as_of = 2026-11-22\n\n[loan", "[loan", "as_of", "missing"),
    ('title.zh_TW = "證券商不限用途款項借貸"', 'title.zh_TW = { name = "x" }', "title.zh_TW", "mixed up"),
    ("title.en =", "title.fr =", "title.en", "missing"),
    ("title.en =", 'title.fr = "prêt"\ntitle.en =', "title.fr", "zh_TW, en"),
    ("note.en =", "note.fr =", "loan_to_value.note.en", "missing"),
    ("value = 18", "value = 3", "longest_term_months", "below term_months"),
]


@pytest.mark.parametrize(("old", "new", "key", "advice"), BROKEN_PROFILES, ids=[case[2] for case in BROKEN_PROFILES])
def test_a_broken_profile_is_refused_by_file_and_key(data_copy, old, new, key, advice):
    path = data_copy / "rules" / "tw-broker-pledge.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DatasetError) as refused:
        datasets.rules("tw-broker-pledge")
    error = refused.value
    assert error.file == "rules/tw-broker-pledge.toml"
    assert error.column == key, str(error)
    assert advice in str(error)


def test_the_row_of_a_wrong_value_in_a_profile_is_the_line_of_the_file(data_copy):
    path = data_copy / "rules" / "tw-broker-pledge.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    row = lines.index("value = 1.30") + 1
    lines[row - 1] = "value = 130"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(DatasetError, match=f"row {row}, column call_line.value"):
        datasets.rules("tw-broker-pledge")


def test_a_file_that_is_no_toml_names_the_line(data_copy):
    (data_copy / "rules" / "tw-bank-pledge.toml").write_text("title.zh_TW = \n", encoding="utf-8")
    with pytest.raises(DatasetError, match=r"rules/tw-bank-pledge\.toml.*line 1"):
        datasets.rules("tw-bank-pledge")


def test_a_language_without_a_text_in_a_profile_is_refused_on_the_line_of_its_table(data_copy):
    path = data_copy / "rules" / "tw-broker-pledge.toml"
    text = path.read_text(encoding="utf-8")
    row = text.splitlines().index("[call_line]") + 1
    before, table, after = text.partition("[call_line]")
    path.write_text(before + table + after.replace("note.en =", "# =", 1), encoding="utf-8")
    with pytest.raises(DatasetError, match=rf"row {row}, column call_line\.note\.en: the key is missing"):
        datasets.rules("tw-broker-pledge")


def test_the_glossary_says_which_languages_the_other_files_must_have(replace_line):
    assert datasets.languages() == ("zh_TW", "en")
    replace_line("glossary.csv", 1, swap("term.en", "term.en,term.fr"))
    assert datasets.languages() == ("zh_TW", "en", "fr")
    with pytest.raises(DatasetError, match=r"sources\.csv, row 1, column title\.fr: the column is missing"):
        datasets.sources()
    replace_line("glossary.csv", 1, "symbol,not_to_use")
    with pytest.raises(DatasetError, match=r"glossary\.csv, row 1: no column says term in a language"):
        datasets.sources()


def test_a_lost_file_and_a_foreign_encoding_say_what_to_do(data_copy):
    (data_copy / "lenders.csv").unlink()
    with pytest.raises(DatasetError, match=r"lenders\.csv: the file is missing.*restore"):
        datasets.lenders()
    (data_copy / "glossary.csv").write_bytes("詞彙".encode("big5"))
    with pytest.raises(DatasetError, match=r"glossary\.csv: .*UTF-8"):
        datasets.glossary()


def test_an_empty_table_is_refused(data_copy):
    header = (data_copy / "lenders.csv").read_text(encoding="utf-8").splitlines()[0]
    (data_copy / "lenders.csv").write_text(header + "\n", encoding="utf-8")
    with pytest.raises(DatasetError, match="no rows"):
        datasets.lenders()


def test_columns_may_stand_in_another_order(data_copy):
    before = datasets.windows()
    path = data_copy / "prices" / "windows.csv"
    lines = [line.split(",", 1) for line in path.read_text(encoding="utf-8").splitlines()]
    path.write_text("".join(f"{rest},{first}\n" for first, rest in lines), encoding="utf-8-sig")
    datasets.windows.cache_clear()
    assert datasets.windows() == before


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (
            lambda: datasets.rules("tw-margin-loan"),
            "rule profile is 'tw-margin-loan'.*tw-bank-pledge, tw-broker-pledge",
        ),
        (lambda: datasets.prices("1101"), "symbol is '1101'.*2330"),
        (lambda: datasets.prices("DOGE"), "symbol is 'DOGE'.*2330.*BTC, ETH, AAPL"),
        (lambda: datasets.prices("BTC").window("2025-tariffs"), "window is '2025-tariffs'.*2025-04-tariffs"),
        (lambda: datasets.prices("ETH").close("2025-09-01"), "no close on 2025-09-01.*2025-08-24, 2025-10-03"),
        (lambda: datasets.prices("BTC").close("2017-12-31"), "no close on 2017-12-31.*2018-01-01"),
        (lambda: datasets.windows("japan"), "market is 'japan'.*taiwan, us, crypto"),
        (lambda: datasets.price_symbols("japan"), "market is 'japan'.*taiwan, us, crypto"),
        (lambda: datasets.margin_facts("price"), "item is 'price'.*margin-ratio"),
        (lambda: datasets.corporate_actions("1101"), "symbol is '1101'.*2330"),
        (lambda: datasets.prices("2330").window("1990"), "window is '1990'.*2025-tariffs"),
        (lambda: datasets.prices("2330").close("2025-04-03"), "no close on 2025-04-03.*2025-04-02, 2025-04-07"),
        (lambda: datasets.prices("2330").close("April"), "day is April.*not a date"),
    ],
)
def test_asking_for_what_is_not_there_says_what_is(ask, sentence):
    with pytest.raises(InputError, match=sentence):
        ask()
