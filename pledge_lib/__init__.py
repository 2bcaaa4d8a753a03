"""The public face: `import pledge_lib as pl`. Nothing is loaded until a name is used."""

from importlib import import_module

_EXPORTS = {
    "pledge_lib.finance.ratio": (
        "maintenance_ratio",
        "fall_to_line",
        "limit_downs_to_line",
        "repay_to",
        "add_to",
        "sell_to",
    ),
    "pledge_lib.finance.interest": (
        "simple_interest",
        "apy",
        "apr",
        "effective_annual_cost",
        "breakeven_days",
    ),
    "pledge_lib.finance.pledging.pledge": ("Holding", "Pledge"),
    "pledge_lib.finance.margin.account": ("MarginAccount",),
    "pledge_lib.finance.margin.positions": ("Long", "Short"),
    "pledge_lib.finance.lending.loan": ("StockLoan",),
    "pledge_lib.finance.crypto.position": ("CryptoPosition",),
    "pledge_lib.finance.crypto.assets": ("Collateral", "Debt"),
    "pledge_lib.finance.crypto.rates": ("RateCurve",),
    "pledge_lib.finance.mine.portfolio": ("Portfolio",),
    "pledge_lib.market.mine.holdings": ("read_portfolio",),
    "pledge_lib.market.sessions": ("settlement_date", "deadline", "interest_days"),
    "pledge_lib.market.timeline": ("run_timeline",),
    "pledge_lib.market.odds": ("call_odds",),
    "pledge_lib.datasets": ("rules", "lenders", "prices", "glossary"),
}
_HOME_OF = {name: home for home, names in _EXPORTS.items() for name in names}

__all__ = sorted([*_HOME_OF, "__version__"])


def __getattr__(name: str):
    if name == "__version__":
        from importlib.metadata import version

        value = version("pledge-lab")
    elif name in _HOME_OF:
        value = getattr(import_module(_HOME_OF[name]), name)
    else:
        raise AttributeError(f"pledge_lib has no {name!r}; it gives: {', '.join(__all__)}")
    globals()[name] = value  # the next use does not come here again
    return value


def __dir__() -> list[str]:
    return __all__
