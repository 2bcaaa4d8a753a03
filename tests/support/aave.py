"""The vectors of the real protocol, read as exact decimals, and the versions' rules."""

import csv
import json
from fractions import Fraction
from pathlib import Path

from pledge_lib.finance.crypto.assets import Collateral, Debt, EMode
from pledge_lib.finance.crypto.position import CryptoPosition

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
VECTORS = json.loads((GOLDEN / "aave.json").read_text(encoding="utf-8"))["vectors"]
with (GOLDEN / "aave_live.csv").open(encoding="utf-8") as file:
    LIVE = list(csv.DictReader(file))


def cases(section):
    """Return the parameters of a section, each named by its id."""
    return {case["id"]: case for case in VECTORS[section]}


def number(text):
    """Return a decimal string as the exact number; `inf` is no debt."""
    return float("inf") if text == "inf" else Fraction(text)


def position_of(given):
    """Return the position of a vector: what is switched on as collateral, and what is borrowed."""
    emode = given["emode"] and EMode(
        label=given["emode"]["label"],
        loan_to_value=number(given["emode"]["max_ltv"]),
        threshold=number(given["emode"]["liquidation_threshold"]),
        bonus=number(given["emode"]["liquidation_bonus"]),
        isolated=given["emode"].get("isolated", False),
    )
    collateral = [
        Collateral(
            symbol=reserve["symbol"],
            amount=number(reserve["supplied"]),
            price=number(reserve["price_usd"]),
            loan_to_value=number(reserve["max_ltv"]),
            threshold=number(reserve["liquidation_threshold"]),
            bonus=number(reserve["liquidation_bonus"]),
            protocol_fee=number(reserve["liquidation_protocol_fee"]),
            in_emode=reserve["emode_collateral"],
            zero_in_emode=reserve["emode_ltv_zero"],
        )
        for reserve in given["reserves"]
        if reserve["used_as_collateral"] and number(reserve["supplied"])
    ]
    debts = [
        Debt(symbol=reserve["symbol"], amount=number(reserve["borrowed"]), price=number(reserve["price_usd"]))
        for reserve in given["reserves"]
        if number(reserve["borrowed"])
    ]
    return CryptoPosition(collateral=collateral, debts=debts, emode=emode or None)


def close(found, wanted, relative=1e-9, absolute=0.0):
    """Return whether a number agrees with a vector's decimal string."""
    wanted = number(wanted)
    if wanted == float("inf"):
        return found == wanted
    return abs(Fraction(found) - wanted) <= max(Fraction(relative) * abs(wanted), Fraction(absolute))
