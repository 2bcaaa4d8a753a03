"""The dated rules of lending, and the golden cases by their ids."""

import csv
import json
from pathlib import Path

import pytest

from pledge_lib.datasets import rules

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "taiwan.csv"


@pytest.fixture(scope="session")
def lending():
    return rules("tw-lending")


@pytest.fixture(scope="session")
def golden():
    with GOLDEN.open(encoding="utf-8") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    return {name: (json.loads(row["inputs"]), json.loads(row["outputs"])) for name, row in rows.items()}
