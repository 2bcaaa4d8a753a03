"""The kinds of rule profiles in datasets/rules: which object each fills, and how each of its values is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pledge_lib.datasets import tables
from pledge_lib.finance.crypto.rules import CryptoRules
from pledge_lib.finance.lending.rules import LendingRules
from pledge_lib.finance.margin.rules import MarginRules, OpeningRules
from pledge_lib.finance.pledging.rules import PledgeRules

SHARE = tables.number("0", "1")
RATIO = tables.number("1", "5")


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of profile: the frozen object, its values with their parsers, and pairs of values that must not fall."""

    rules: Callable
    values: Mapping[str, tables.Parser]
    rising: tuple[tuple[str, str], ...] = ()


PLEDGE = Kind(
    rules=PledgeRules,
    values={
        "loan_to_value": SHARE,
        "loan_to_value_not_eligible": SHARE,
        "bond_loan_to_value": SHARE,
        "loan_step": tables.whole(1, 1_000_000),
        "call_line": RATIO,
        "cure_target": RATIO,
        "cancel_level": RATIO,
        "cure_sessions": tables.whole(1, 30),
        "interest_in_debt": tables.true_false,
        "premark_sessions": tables.whole(0, 30),
        "day_basis": tables.whole(360, 366),
        "daily_limit": SHARE,
        "transaction_tax": SHARE,
        "commission": SHARE,
        "term_months": tables.whole(1, 120),
        "longest_term_months": tables.whole(1, 120),
    },
    rising=(
        ("call_line", "cure_target"),
        ("call_line", "cancel_level"),
        ("term_months", "longest_term_months"),
    ),
)
LENDING = Kind(
    rules=LendingRules,
    values={
        "highest_rate": SHARE,
        "auction_step": SHARE,
        "negotiated_step": SHARE,
        "fixed_price_rate": SHARE,
        "day_basis": tables.whole(360, 366),
        "broker_share": SHARE,
        "daily_minimum": tables.whole(0, 100),
        "withholding": SHARE,
        "withholding_waiver": tables.whole(0, 1_000_000),
        "premium_rate": SHARE,
        "premium_threshold": tables.whole(0, 1_000_000),
        "premium_cap": tables.whole(1, 1_000_000_000),
        "premium_on_fee": tables.true_false,
        "dividend_credit": SHARE,
        "dividend_credit_cap": tables.whole(0, 10_000_000),
        "separate_dividend_rate": SHARE,
        "compensation_is_dividend_since": tables.day,
        "initial_ratio": RATIO,
        "call_line": RATIO,
        "cure_target": RATIO,
        "exchange_cure_sessions": tables.whole(1, 30),
        "broker_cure_sessions": tables.whole(1, 30),
        "bond_counted": SHARE,
        "listed_counted": SHARE,
        "otc_counted": SHARE,
        "term_months": tables.whole(1, 120),
        "longest_term_months": tables.whole(1, 120),
        "shortest_recall_sessions": tables.whole(1, 30),
        "recall_sessions": tables.whole(1, 30),
        "longest_recall_sessions": tables.whole(1, 30),
        "monthly_settlement_since": tables.day,
        "account_months": tables.whole(0, 120),
        "borrowed_sale_cap": SHARE,
    },
    rising=(
        ("call_line", "cure_target"),
        ("call_line", "initial_ratio"),
        ("term_months", "longest_term_months"),
        ("shortest_recall_sessions", "recall_sessions"),
        ("recall_sessions", "longest_recall_sessions"),
    ),
)
MARGIN = Kind(
    rules=MarginRules,
    values={
        **dict.fromkeys(("financing_ratio", "financing_ratio_otc", "flagged_points"), SHARE),
        "short_sale_margin": tables.number("0", "5"),
        "loan_step": tables.whole(1, 1_000_000),
        "net_short_collateral": tables.true_false,
        **dict.fromkeys(("call_line", "cure_target", "cancel_level"), RATIO),
        "cure_sessions": tables.whole(1, 30),
        "premark_sessions": tables.whole(0, 30),
        **dict.fromkeys(("posted_rate_listed", "posted_rate_otc", "posted_rate_bond"), SHARE),
        "annual_rate": SHARE,
        "day_basis": tables.whole(360, 366),
        **dict.fromkeys(("handling_fee", "short_interest_rate", "borrow_fee_cap"), SHARE),
        "buy_in_sessions": tables.whole(1, 30),
        **dict.fromkeys(("transaction_tax", "transaction_tax_etf", "transaction_tax_day_trade"), SHARE),
        **dict.fromkeys(("commission", "daily_limit"), SHARE),
        **dict.fromkeys(("term_months", "longest_term_months"), tables.whole(1, 120)),
        "raised_margin_days": tables.whole(1, 3_650),
    },
    rising=PLEDGE.rising,
)
MARGIN_OPENING = Kind(
    rules=OpeningRules,
    values={
        **dict.fromkeys(("age", "ordinary_age"), tables.whole(0, 120)),
        "account_months": tables.whole(0, 120),
        "trades": tables.whole(0, 1_000),
        **dict.fromkeys(("turnover_share", "proof_share"), SHARE),
        "waiver_limit": tables.whole(0, 1_000_000_000),
        "waiver_includes_limit": tables.true_false,
    },
)
CRYPTO = Kind(
    rules=CryptoRules,
    values={
        "close_factor": SHARE,
        "full_close_health_factor": SHARE,
        "small_position": tables.whole(0, 1_000_000),
        "dust": tables.whole(0, 1_000_000),
        "whole_position": tables.true_false,
        "books_deficit": tables.true_false,
        "target_health_factor": tables.number("0", "10"),
        "lowest_bonus_share": SHARE,
        "highest_bonus_health_factor": SHARE,
    },
)
KINDS = {"pledge": PLEDGE, "lending": LENDING, "margin": MARGIN, "margin-opening": MARGIN_OPENING, "crypto": CRYPTO}
