"""States that no single control of a panel reaches from a preset: the values that lead there, by figure."""

from datetime import date

from pledge_lib.market.sessions import sessions


def _own(*closes):
    """Return the values of a replay of made-up closes, bought on the first of them."""
    first = sessions().index(date(2026, 3, 2))
    days = sessions()[first : first + len(closes)]
    return {"episode": "own", "own": tuple(zip(days, map(float, closes), strict=True)), "start": days[0]}


EXTREME_STATES = {
    "F0.3": (
        {"sale": "likely", "remedy": "code-is-fine", "keep": "must-keep", "income": "no-income", "volatility": 0.10},
        {"sale": "likely", "remedy": "needs-law", "keep": "must-keep", "income": "no-income", "volatility": 0.10},
    ),
    "F0.6": tuple({"upto": upto} for upto in (1, 5, 10, 13)),
    "F1.1": (
        {"loan_to_value": 0.0},
        {"loan_to_value": 0.70, "line": 1.70},
    ),
    "F1.2": ({"start": 1.35, "line": 1.70},),
    "F1.4": (
        {"profile": "tw-sfc-pledge", "collateral": 670_000, "target": "130"},
        {"collateral": 650_000},
    ),
    "F1.5": ({"rate": 0.03, "other_rate": 0.03},),
    "F1.7": ({"loan_to_value": 0.70, "dividend": 0.09},),
    "F1.8": (
        {"method": "simulation", "limited": True, "volatility": 1.0, "months": 1, "ratio": 1.6, "paths": 20_000},
        {"method": "simulation", "volatility": 0.5, "months": 1, "ratio": 1.5, "paths": 1_000, "seed": 7},
        {"method": "simulation", "ratio": 4.0, "months": 1},
    ),
    "F2.1": (
        {"financing_ratio": 0.0, "costs": False},
        {"dividend_yield": 0.05},
    ),
    "F2.3": (
        {"side_a": "none", "side_b": "none"},
        {"side_a": "none", "side_b": "none", "posted": 100_000},
        {"side_b": "long", "value:b": 100_000, "shock:a": -0.44},
    ),
    "F2.4": ({"path": "drawn", "sessions": 6, "drawn": (0.90, 0.81, 0.76, 0.79, 0.80, 0.77)},),
    "F2.5": ({"collateral": 85_000}, {"collateral": 95_000}),
    "F4.9": ({"held": "WETH", "owed": "USDT", "borrow": 0.83, "correlation": 0.0},),
    "F2.6": ({"net": False, "margin": 0.95, "change": 0.50},),
    "F3.7": ({"start": 1.20}, {"start": 1.30, "gap": 0.05}),
    "F3.8": ({"years": 1_000, "seed": 20},),
    "F3.9": (
        {"fill:yuanta-2024": 0.60},
        {
            "lowest_rate:yuanta-2024": 0.16,
            "lowest_share:yuanta-2024": 0.0,
            "highest_share:yuanta-2024": 0.0,
            "fill:yuanta-2024": 1.0,
        },
    ),
    "F3.0": (
        {"start": 1.20},
        {"value": 10_000_000, "days": 180},
    ),
    "F2.9": (
        _own(*(100 * 0.9**day for day in range(14))),
        _own(*(100 * 0.9 ** min(day, 8) for day in range(14))),
        _own(100, 75, 74),
        _own(100, 75, 74, 73, 72),
        _own(100, 75, 80, 80, 75),
        _own(100, 75, 90, 100, 100, 75, 74, 73),
    ),
    "F2.10": ({"run": "2025-daily", "day": date(2025, 5, 28)},),
    "F3.1": (
        {"rate": 0.0001, "price": 5, "rounding": "one-brokers"},
        {"shares": 50_000, "rate": 0.10, "days": 20},
    ),
    "F3.4": ({"asked": 0.0305},),
    "F3.5": ({"move": 0.0},),
    "F3.6": ({"view": "other-income", "value": 18_250_000, "rate": 0.025},),
    "F4.4": (
        {"amount": 1, "price": 2_150, "borrowed": 0.95, "threshold": 0.95, "bonus": 0.15, "fall": 0.01},
        {"borrowed": 0.95, "threshold": 0.95, "fall": 0.0},
        {"version": "aave-v2", "fall": 0.25, "gas": 0},
    ),
    "F4.5": ({"compounding": "never", "borrow_apr": 0.01, "supply_apr": 0.20},),
    "F4.6": (
        {"loan_to_value": 0.83, "endless": True, "fall": 0.0},
        {"loan_to_value": 0.93, "rounds": 10},
        {"loan_to_value": 0.93, "endless": True, "fall": 0.60},
    ),
    "F4.7": ({"reserve_day": 0},),
    "F4.8": (
        {"swing": 0.0, "start": 1.0, "paths": 200},
        {"borrowed": 0.80, "pool": "WBTC", "paths": 200},
    ),
}

# rare states a step away from a preset, told here so that a test need not try every step: the preset, and the step
MOVED_PRESETS = (
    ("F1.1", "84", {"profile": "tw-sfc-pledge"}),
    ("F1.3", "locked", {"cure": "sell"}),
    ("F1.3", "locked", {"sessions": 10}),
    ("F1.3", "relapse", {"drawn": (0.2,) * 60}),
    ("F1.3", "relapse", {"sessions": 10}),
    ("F1.3", "tomb-sweeping", {"holidays": False}),
    ("F1.3", "tomb-sweeping", {"loan_to_value": 0.8}),
    ("F1.3", "tomb-sweeping", {"cure": "repay"}),
    ("F1.3", "tomb-sweeping", {"cure": "sell"}),
    ("F1.3", "tomb-sweeping", {"path": "simulated"}),
    ("F1.3", "late-cash", {"cure": "repay"}),
    ("F1.3", "recovers", {"path": "slow"}),
    ("F1.3", "intraday", {"path": "drawn"}),
    ("F1.3", "2025", {"path": "replay"}),
    ("F1.4", "p1-3", {"collateral": 10_000_000}),
    ("F1.4", "p1-3", {"debt": 0}),
    ("F1.5", "bank-30", {"lender": "hua-nan-securities-a-16"}),
    ("F1.5", "bank-30", {"paid": "monthly"}),
    ("F1.6", "bond", {"tranches": 6}),
    ("F1.6", "bond", {"part_a": 0.0}),
    ("F1.6", "one", {"part_a": 0.0}),
    ("F1.7", "sixty", {"premark": "6"}),
    ("F1.7", "sixty", {"cash_goes": "lender"}),
    ("F1.7", "sixty", {"cash_goes": "cash"}),
    ("F1.7", "sixty", {"loan_to_value": 0.8}),
    ("F1.8", "sixty", {"method": "closed-form"}),
    ("F1.8", "sixty", {"line": 1.7}),
    ("F1.8", "monthly", {"months": 1}),
    ("F1.8", "replay", {"window": "2015-china"}),
    ("F1.9", "one-free", {"endless": True}),
    ("F1.9", "one-free", {"fall": 0.6}),
    ("F1.9", "three", {"fall": 0.6}),
    ("F1.9", "one-free", {"asset_yield": 0.0}),
    ("F1.10", "once", {"ratio": 1.0}),
    ("F1.10", "lender", {"ratio": 1.0}),
    ("F1.10", "once", {"drawn": date(2026, 5, 31)}),
    ("F1.10", "once", {"moved": "kept"}),
    ("F1.10", "once", {"profile": "tw-sfc-pledge"}),
    ("F2.1", "up", {"dividend_yield": 0.1}),
    ("F2.2", "holiday", {"gain": 0}),
    ("F2.3", "mixed", {"net": False}),
    ("F2.3", "only-a", {"side_a": "none"}),
    ("F2.4", "old-line", {"restore": 1.3}),
    ("F2.4", "three-limits", {"pay_1": 1.0}),
    ("F2.4", "parts", {"path": "slow"}),
    ("F2.4", "recovers", {"path": "crash"}),
    ("F2.5", "pair", {"target": "150"}),
    ("F2.7", "story", {"age_rule": "ordinary"}),
    ("F2.7", "story", {"includes": True}),
    ("F2.8", "stop-jumped", {"stop": 0.10}),
    ("F2.9", "mixed-2024", {"start": date(2008, 1, 2)}),
    ("F2.9", "140-2025", {"account": "2603"}),
    ("F2.9", "index-2024", {"leverage": 1.0}),
    ("F2.10", "2024-08-02", {"day": date(2006, 3, 31)}),
    ("F2.10", "2024-08-02", {"day": date(2025, 5, 29)}),
    ("F3.0", "seventeen", {"start": 1.05}),
    ("F3.1", "real", {"settle": "monthly"}),
    ("F3.3", "article", {"premium": True}),
    ("F3.3", "withheld", {"premium": True}),
    ("F3.5", "lunar-new-year", {"notice": "3"}),
    ("F3.5", "three-days", {"asked": date(2026, 12, 31)}),
    ("F3.6", "exempt", {"bracket": "12"}),
    ("F3.7", "seventeen", {"start": 1.05}),
    ("F3.8", "no-ex-date", {"mean_wait": 1}),
    ("F3.9", "only-share", {"weight_share": 0}),
    ("F4.1", "limit", {"rate": 1.0}),
    ("F4.5", "squeeze", {"compounding": "never"}),
    ("F4.6", "three", {"last_pledged": False}),
    ("F4.7", "black-thursday", {"loan_to_value": 0.75}),
    ("F4.9", "depeg", {"held": "WETH"}),
    ("F4.10", "price", {"borrow": 0.95}),
)
