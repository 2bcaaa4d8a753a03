"""The same tables seen by an independent reader: pandas and pandera schemas, one for each CSV file."""

import pandas as pd
import pandera.pandas as pa
import pytest

from pledge_lib import datasets

DAY = pa.Column(str, pa.Check.str_matches(r"^\d{4}-\d\d-\d\d$"))
WORDS = pa.Column(str, pa.Check.str_length(min_value=1))
TEXT = pa.Column(str)
KEYS = pa.Column(str, pa.Check(lambda keys: keys.str.split(";").explode().isin(list(datasets.sources())).all()))
SOME_KEYS = pa.Column(str, pa.Check(lambda keys: keys.str.split(";").explode().isin(["", *datasets.sources()]).all()))
MARK = pa.Column(str, pa.Check.isin(["RULE", "FIRM", "2ND", "UNVERIFIED"]))
YES_NO = pa.Column(str, pa.Check.isin(["yes", "no"]))
FEE = pa.Column(str, pa.Check.str_matches(r"^\d*(\.\d+)?$"))
MONEY = pa.Column(float, pa.Check.gt(0), coerce=True)
SYMBOL = pa.Column(str, pa.Check.isin(list(datasets.price_symbols())))
WINDOW = pa.Column(str, pa.Check.isin(list(datasets.windows())))

PRICES = pa.DataFrameSchema(
    {"window": WINDOW, "date": DAY, "close": MONEY, "source": KEYS}, strict=True, unique=["date"]
)
SCHEMAS = {
    "sources.csv": pa.DataFrameSchema(
        {"key": WORDS, "title_zh": WORDS, "title_en": WORDS, "published": TEXT, "kind": WORDS},
        strict=True,
        unique=["key"],
    ),
    "lenders.csv": pa.DataFrameSchema(
        {
            "id": WORDS,
            "lender_zh": WORDS,
            "lender_en": WORDS,
            "kind": pa.Column(str, pa.Check.isin(["bank", "broker", "securities finance company"])),
            "annual_rate": pa.Column(float, pa.Check.in_range(0.01, 0.16), coerce=True),
            "rate_is": pa.Column(str, pa.Check.isin(["posted", "promotional", "from"])),
            "rate_note": WORDS,
            "account_fee_low": FEE,
            "account_fee_high": FEE,
            "fee_share_of_loan": FEE,
            "fee_per_lot": FEE,
            "fee_per_draw": FEE,
            "as_of": DAY,
            "source": KEYS,
            "mark": MARK,
            "note_zh": WORDS,
            "note_en": WORDS,
        },
        strict=True,
        unique=["id"],
    ),
    "claims.csv": pa.DataFrameSchema(
        {
            "id": pa.Column(str, pa.Check.str_matches(r"^FC[0-4]-\d\d$")),
            "lesson": pa.Column(str, pa.Check.isin(list(datasets.LESSONS))),
            "article": KEYS,
            "rows": pa.Column(str, pa.Check.str_matches(r"^S[0-4]-\d+(;S[0-4]-\d+)*$")),
            "topic": pa.Column(str, pa.Check.isin(list(datasets.TOPICS))),
            "verdict": pa.Column(str, pa.Check.isin(list(datasets.VERDICTS))),
            "misconception": pa.Column(str, pa.Check.str_matches(r"^(M\d\d)?$")),
            "figure": pa.Column(str, pa.Check.str_matches(r"^(F[1-4]\.\d+)?$")),
            "sources": SOME_KEYS,
            "mark": pa.Column(str, pa.Check.isin(["RULE", "FIRM", "2ND", "UNVERIFIED", "ARITHMETIC"])),
            "as_of": DAY,
        },
        strict=True,
        unique=["id"],
    ),
    "calendar.csv": pa.DataFrameSchema(
        {
            "date": DAY,
            "trading": YES_NO,
            "settlement": YES_NO,
            "reason": pa.Column(
                str,
                pa.Check.str_matches(
                    r"^(|settlement-only|lunar-new-year|typhoon|make-up-session|holiday:[a-z-]+)$",
                ),
            ),
            "source": KEYS,
            "mark": MARK,
            "projected": YES_NO,
        },
        strict=True,
        unique=["date"],
    ),
    "glossary.csv": pa.DataFrameSchema(
        {
            "term_zh": WORDS,
            "term_en": WORDS,
            "definition_zh": WORDS,
            "definition_en": WORDS,
            "symbol": TEXT,
            "not_to_use": TEXT,
        },
        strict=True,
        unique=["term_zh"],
    ),
    "prices/windows.csv": pa.DataFrameSchema(
        {
            "window": WORDS,
            "name_zh": WORDS,
            "name_en": WORDS,
            "first": DAY,
            "last": DAY,
            "happened_zh": WORDS,
            "happened_en": WORDS,
        },
        pa.Check(lambda table: table["first"] < table["last"]),
        strict=True,
        unique=["window"],
    ),
    "prices/series.csv": pa.DataFrameSchema(
        {
            "symbol": SYMBOL,
            "name_zh": WORDS,
            "name_en": WORDS,
            "kind": pa.Column(str, pa.Check.isin(["share", "ETF", "index"])),
            "currency": pa.Column(str, pa.Check.isin(["TWD", "points"])),
            "window": WINDOW,
            "source": KEYS,
            "first": DAY,
            "last": DAY,
            "rows": pa.Column(int, pa.Check.gt(0), coerce=True),
            "total": MONEY,
            "weighted_total": MONEY,
        },
        strict=True,
        unique=["symbol", "window"],
    ),
    "prices/corporate_actions.csv": pa.DataFrameSchema(
        {
            "symbol": SYMBOL,
            "date": DAY,
            "event": WORDS,
            "cash_per_share": FEE,
            "source": KEYS,
            "note_zh": TEXT,
            "note_en": TEXT,
        },
        pa.Check(lambda table: (table["note_zh"] == "") == (table["note_en"] == "")),
        strict=True,
        unique=["symbol", "date"],
    ),
} | {f"prices/{symbol}.csv": PRICES for symbol in datasets.price_symbols()}


@pytest.mark.parametrize("file", SCHEMAS)
def test_a_table_fits_its_schema(file):
    table = pd.read_csv(datasets.FOLDER / file, dtype=str, keep_default_na=False)
    SCHEMAS[file].validate(table, lazy=True)


def test_every_table_has_a_schema():
    files = {path.relative_to(datasets.FOLDER).as_posix() for path in datasets.FOLDER.rglob("*.csv")}
    assert files == set(SCHEMAS)


def test_the_readme_describes_every_file():
    text = (datasets.FOLDER / "README.md").read_text(encoding="utf-8")
    for file in SCHEMAS:
        shown = "prices/SYMBOL.csv" if file.removeprefix("prices/")[:-4] in datasets.price_symbols() else file
        assert f"`{shown}`" in text, f"datasets/README.md does not describe {file}"
