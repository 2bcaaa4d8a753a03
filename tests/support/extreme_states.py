"""States that no single control of a panel reaches from a preset: the values that lead there, by figure."""

EXTREME_STATES = {
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
}
