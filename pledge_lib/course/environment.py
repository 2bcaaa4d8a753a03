"""Is everything that the course needs here? Says so in one line each, and what to do where it is not."""

import sys
from dataclasses import dataclass
from importlib.util import find_spec

from pledge_lib import datasets
from pledge_lib.course.printed import printable
from pledge_lib.panels.words import Words

OLDEST_PYTHON = (3, 11)
PACKAGES = ("ipywidgets", "anywidget", "plotly", "numpy")


@dataclass(frozen=True)
class Report:
    """The lines of a check, with a mark before each."""

    lines: tuple[str, ...]
    good: bool

    def __repr__(self) -> str:
        return printable("\n".join(self.lines))


def check_environment(words: Words) -> Report:
    """Return what was found; the text is the same on every machine where nothing is missing."""
    checks = [("python", sys.version_info[:2] >= OLDEST_PYTHON, {"version": ".".join(map(str, OLDEST_PYTHON))})]
    checks += [("package", find_spec(package) is not None, {"package": package}) for package in PACKAGES]
    lines = [words(f"environment.{'good' if found else 'missing'}.{kind}", **said) for kind, found, said in checks]
    try:
        data = words(
            "environment.good.data",
            rules=len(datasets.rule_names()),
            series=len([datasets.prices(symbol) for symbol in datasets.price_symbols()]),
            lenders=len(datasets.lenders()),
            first=datasets.calendar()[0].date.year,
            last=datasets.calendar()[-1].date.year,
        )
    except (datasets.DatasetError, OSError) as error:
        return Report((*lines, words("environment.missing.data", error=error)), good=False)
    good = all(found for _, found, _ in checks)
    return Report((*lines, data, words(f"environment.{'ready' if good else 'not-ready'}")), good)
