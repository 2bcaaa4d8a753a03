"""The one door to the facts: rules, lenders, claims, prices, calendar, glossary, sources; typed, checked, read once."""

from pledge_lib.datasets.lender_table import lenders
from pledge_lib.datasets.origins import FOLDER, languages, licences, sources
from pledge_lib.datasets.price_series import corporate_actions, price_symbols, prices, windows
from pledge_lib.datasets.records import Lender
from pledge_lib.datasets.rule_profiles import market, pledge_profiles, rule_names, rules, title
from pledge_lib.datasets.statistics import (
    margin_balance,
    margin_facts,
    sp500_monthly,
    taiex_month_end,
    taiex_yearly_risk,
)
from pledge_lib.datasets.tables import DatasetError
from pledge_lib.datasets.terms import distinctions, glossary
from pledge_lib.datasets.trading_days import calendar
from pledge_lib.datasets.verdicts import TOPICS, VERDICTS, claims

__all__ = [
    "FOLDER",
    "TOPICS",
    "VERDICTS",
    "DatasetError",
    "Lender",
    "calendar",
    "claims",
    "corporate_actions",
    "distinctions",
    "glossary",
    "languages",
    "lenders",
    "licences",
    "margin_balance",
    "margin_facts",
    "market",
    "pledge_profiles",
    "price_symbols",
    "prices",
    "rule_names",
    "rules",
    "sources",
    "sp500_monthly",
    "taiex_month_end",
    "taiex_yearly_risk",
    "title",
    "windows",
]
