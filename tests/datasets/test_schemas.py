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
MARKETS = {market: datasets.price_symbols(market) for market in ("taiwan", "us", "crypto")}
SYMBOLS = {symbol: market for market, symbols in MARKETS.items() for symbol in symbols}
SYMBOL = pa.Column(str, pa.Check.isin(list(SYMBOLS)))
MARKET = pa.Column(str, pa.Check.isin(list(MARKETS)))
WHOLE = pa.Column(int, pa.Check.gt(0), coerce=True)
FRACTION = pa.Column(float, pa.Check.in_range(-1, 1), coerce=True)


def titled(column, *names):
    """Return the columns of titles: one for each language."""
    return {f"{name}.{language}": column for name in names for language in ("zh_TW", "en")}


def by_day(check=None, unique=True, **columns):
    """Return the schema of a table with a row a day."""
    return pa.DataFrameSchema(
        {"date": DAY, **columns, "source": KEYS}, check, strict=True, unique=["date"] if unique else None
    )


PRICES = {
    "taiwan": by_day(close=MONEY),
    "us": by_day(close=MONEY, adjusted_close=MONEY),
    "crypto": by_day(pa.Check(lambda table: table["low"] <= table["close"]), close=MONEY, low=MONEY),
}
CONFIDENCE = pa.Column(str, pa.Check.isin(["high", "medium", "low"]))
SOME_FRACTION = pa.Column(str, pa.Check.str_matches(r"^(0\.\d+)?$"))
SCHEMAS = {
    "aave/parameters.csv": pa.DataFrameSchema(
        {
            "symbol": WORDS,
            "decimals": WHOLE,
            **dict.fromkeys(("loan_to_value", "threshold", "bonus", "protocol_fee", "reserve_factor"), FRACTION),
            "optimal_utilization": FRACTION,
            **dict.fromkeys(("base", "slope1", "slope2"), pa.Column(float, pa.Check.in_range(0, 10), coerce=True)),
            "emode": TEXT,
            **dict.fromkeys(("emode_loan_to_value", "emode_threshold", "emode_bonus"), SOME_FRACTION),
            **{"risk_as_of": DAY, "risk_source": KEYS, "risk_confidence": CONFIDENCE},
            **{"rates_as_of": DAY, "rates_source": KEYS, "rates_confidence": CONFIDENCE},
            **titled(WORDS, "note"),
        },
        pa.Check(lambda table: table["loan_to_value"] <= table["threshold"]),
        strict=True,
        unique=["symbol"],
    ),
    "aave/history.csv": pa.DataFrameSchema(
        {
            "symbol": WORDS,
            "parameter": WORDS,
            "before": TEXT,
            "after": WORDS,
            "date": DAY,
            "source": KEYS,
            "where": WORDS,
        },
        strict=True,
        unique=["symbol", "parameter", "date"],
    ),
    "lending/scenarios.csv": pa.DataFrameSchema(
        {
            "id": WORDS,
            **titled(WORDS, "name"),
            **{"price": MONEY, "shares": WHOLE, "annual_rate": FRACTION, "days": WHOLE},
            **{"printed_total": MONEY, "printed_per_day": MONEY, "source": KEYS, "as_of": DAY},
        },
        strict=True,
        unique=["id"],
    ),
    "lending/brokers.csv": pa.DataFrameSchema(
        {
            "id": WORDS,
            **titled(WORDS, "broker"),
            **dict.fromkeys(("lowest_rate", "highest_rate", "lowest_share", "highest_share"), FRACTION),
            "smallest_loan": pa.Column(str, pa.Check.str_matches(r"^\d*$")),
            **{"mark": MARK, "source": KEYS, "as_of": DAY, **titled(WORDS, "note")},
        },
        pa.Check(lambda table: table["lowest_rate"] <= table["highest_rate"]),
        strict=True,
        unique=["id"],
    ),
    "margin_history.csv": pa.DataFrameSchema(
        {
            "rule": WORDS,
            "since": pa.Column(str, pa.Check.str_matches(r"^(\d{4}-\d\d-\d\d)?$")),
            "value": TEXT,
            "temporary": YES_NO,
            "mark": MARK,
            "source": KEYS,
            "as_of": DAY,
            **titled(WORDS, "note"),
        },
        strict=True,
        unique=["rule", "since"],
    ),
    "sources.csv": pa.DataFrameSchema(
        {"key": WORDS, **titled(WORDS, "title"), "published": TEXT, "kind": WORDS},
        strict=True,
        unique=["key"],
    ),
    "lenders.csv": pa.DataFrameSchema(
        {
            "id": WORDS,
            **titled(WORDS, "lender"),
            "kind": pa.Column(str, pa.Check.isin(["bank", "broker", "securities finance company"])),
            "annual_rate": pa.Column(float, pa.Check.in_range(0.01, 0.16), coerce=True),
            "rate_is": pa.Column(str, pa.Check.isin(["posted", "promotional", "from"])),
            "rate_note": WORDS,
            "account_fee_low": FEE,
            "account_fee_high": FEE,
            "fee_share_of_loan": FEE,
            "fee_minimum": FEE,
            "fee_waived_at": FEE,
            "fee_per_lot": FEE,
            "fee_per_draw": FEE,
            "as_of": DAY,
            "source": KEYS,
            "mark": MARK,
            **titled(WORDS, "note"),
        },
        strict=True,
        unique=["id"],
    ),
    "claims.csv": pa.DataFrameSchema(
        {
            "id": pa.Column(str, pa.Check.str_matches(r"^FC[0-4]-\d\d$")),
            "article": KEYS,
            "rows": pa.Column(str, pa.Check.str_matches(r"^S[0-4]-\d+(;S[0-4]-\d+)*$")),
            "topic": pa.Column(str, pa.Check.isin(list(datasets.TOPICS))),
            "verdict": pa.Column(str, pa.Check.isin(list(datasets.VERDICTS))),
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
            **titled(WORDS, "term"),
            **titled(WORDS, "definition"),
            "symbol": TEXT,
            "not_to_use": TEXT,
        },
        strict=True,
        unique=["term.zh_TW"],
    ),
    "not_the_same.csv": pa.DataFrameSchema(
        {"term": WORDS, "other": WORDS, **titled(WORDS, "note")},
        strict=True,
        unique=["term", "other"],
    ),
    "prices/windows.csv": pa.DataFrameSchema(
        {
            "market": MARKET,
            "window": WORDS,
            **titled(WORDS, "name"),
            "first": DAY,
            "last": DAY,
            **titled(WORDS, "happened"),
        },
        pa.Check(lambda table: table["first"] < table["last"]),
        strict=True,
        unique=["market", "window"],
    ),
    "prices/symbols.csv": pa.DataFrameSchema(
        {
            "symbol": WORDS,
            **titled(WORDS, "name"),
            "kind": pa.Column(str, pa.Check.isin(["share", "ETF", "index", "crypto"])),
            "currency": pa.Column(str, pa.Check.isin(["TWD", "points", "USD", "USDT"])),
            "market": MARKET,
        },
        strict=True,
        unique=["symbol"],
    ),
    "controls.csv": pa.DataFrameSchema(
        {
            "file": WORDS,
            "column": WORDS,
            "first": DAY,
            "last": DAY,
            "rows": WHOLE,
            "total": pa.Column(float, coerce=True),
            "weighted_total": pa.Column(float, coerce=True),
        },
        pa.Check(lambda table: table["first"] < table["last"]),
        strict=True,
        unique=["file", "column", "first"],
    ),
    "licences.csv": pa.DataFrameSchema(
        {
            "source": KEYS,
            "licence": WORDS,
            "required": YES_NO,
            **titled(WORDS, "notice"),
        },
        strict=True,
        unique=["source"],
    ),
    "statistics/taiex_month_end.csv": by_day(close=MONEY),
    "statistics/taiex_yearly_risk.csv": by_day(
        pa.Check(lambda table: table["sessions_down_5"] <= table["sessions_down_3"]),
        sessions=WHOLE,
        volatility=FRACTION,
        worst_session=FRACTION,
        worst_session_on=DAY,
        worst_5_sessions=FRACTION,
        worst_20_sessions=FRACTION,
        deepest_fall=FRACTION,
        sessions_down_3=pa.Column(int, pa.Check.ge(0), coerce=True),
        sessions_down_5=pa.Column(int, pa.Check.ge(0), coerce=True),
    ),
    "statistics/sp500_monthly.csv": by_day(average=MONEY),
    "statistics/margin_balance.csv": by_day(
        run=pa.Column(str, pa.Check.str_matches(r"^20\d\d-(month-end|week-end|daily)$")), balance_100_million=MONEY
    ),
    "statistics/margin_facts.csv": by_day(
        unique=False,
        series=WORDS,
        item=pa.Column(str, pa.Check.isin(["margin-ratio", "lending-fee-rate", "collateral"])),
        market=pa.Column(str, pa.Check.isin(["listed", "OTC", "listed and OTC", "not stated"])),
        symbol=pa.Column(str, pa.Check.isin(["", *MARKETS["taiwan"]])),
        value=MONEY,
        unit=pa.Column(str, pa.Check.isin(["ratio", "fraction a year", "shares"])),
        mark=MARK,
        **titled(WORDS, "note"),
    ),
    "prices/corporate_actions.csv": pa.DataFrameSchema(
        {
            "symbol": SYMBOL,
            "date": DAY,
            "event": WORDS,
            "cash_per_share": FEE,
            "share_factor": FEE,
            "source": KEYS,
            **titled(TEXT, "note"),
        },
        pa.Check(lambda table: (table["note.zh_TW"] == "") == (table["note.en"] == "")),
        strict=True,
        unique=["symbol", "date"],
    ),
} | {f"prices/{symbol}.csv": PRICES[market] for symbol, market in SYMBOLS.items()}


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
        shown = "prices/SYMBOL.csv" if file.removeprefix("prices/")[:-4] in SYMBOLS else file
        assert f"`{shown}`" in text, f"datasets/README.md does not describe {file}"
