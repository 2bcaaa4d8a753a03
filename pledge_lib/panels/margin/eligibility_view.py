"""How F2.7 looks: a checklist of the conditions, the strip of the term with its extensions; what it says."""

from pledge_lib import datasets
from pledge_lib.finance.margin.quota import AGE, CHECKS, MET, PROOF, SHORT, TURNOVER, WAIVED, Check
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.panels import charts
from pledge_lib.panels.declaration import View
from pledge_lib.panels.words import Words

ID = "F2.7"
MONEY = (TURNOVER, PROOF)
LOOKS = {MET: ("circle", charts.GREEN), SHORT: ("x", charts.RED), WAIVED: ("diamond-open", charts.BLUE)}
FULL = 200  # per cent of what is needed; more is drawn at the end
TERMS = ("first", "second", "third")
PROFILE, MARGIN_TERMS = "tw-margin-opening", "tw-margin"
MARGIN_AGE, ORDINARY_AGE = "margin", "ordinary"
RULES_USED = ("age", "ordinary_age", "account_months", "trades", "turnover_share", "proof_share", "waiver_limit",
              "waiver_includes_limit")  # fmt: skip
TERMS_USED = ("term_months", "longest_term_months")


def view(result, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result, words)
    why = (f"{ID}.why.{'waived' if result.waived else 'needed'}", f"{ID}.why.rest")
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers),
        why="\n".join(words(part, **numbers) for part in why),
        table=(
            tuple(words(f"{ID}.column.{name}") for name in ("condition", "needed", "given", "result")),
            *(_row(check, words) for check in result.checks),
            _quota_row(result, words),
            (words(f"{ID}.row.term"), _months(result.terms.longest_term_months, words), "—", numbers["extensions"]),
        ),
        notes=tuple(_notes(result, words, numbers)),
        lines=_lines(result),
        looks={"marks": _looks(result, words)},
        ranges={},
        rules=((result.read_rules, RULES_USED), (result.terms, TERMS_USED)),
    )


def _numbers(result, words: Words) -> dict[str, str]:
    rules, needed = result.set_rules, {check.name: check.needed for check in result.checks}
    missing = [words(f"{ID}.missing.{check.name}", missing=amount_text(check.missing)) for check in result.short]
    return {
        "quota": amount_text(result.quota),
        "count": amount_text(len(result.short)),
        "conditions": amount_text(len(CHECKS)),
        "missing": words(f"{ID}.join").join(missing),
        "largest": amount_text(result.largest),
        "turnover": amount_text(needed[TURNOVER]),
        "proof": amount_text(needed[PROOF]),
        "turnover_share": percent_text(rules.turnover_share, 0),
        "proof_share": percent_text(rules.proof_share, 0),
        "waiver": amount_text(rules.waiver_limit),
        "age": amount_text(needed[AGE]),
        "read_age": amount_text(result.read_rules.age),
        "ordinary_age": amount_text(result.read_rules.ordinary_age),
        "account_months": amount_text(rules.account_months),
        "trades": amount_text(rules.trades),
        "term": amount_text(result.terms.term_months),
        "longest": amount_text(result.terms.longest_term_months),
        "extensions": words(f"{ID}.cell.term", term=amount_text(result.terms.term_months)),
    }


def age_label(age_rule: str, words: Words) -> str:
    """Return the name of an age rule with the age that it asks for."""
    rules = datasets.rules(PROFILE)
    age = rules.ordinary_age if age_rule == ORDINARY_AGE else rules.age
    return words(f"{ID}.age_rule.{age_rule}", age=amount_text(age))


def _amount(check: Check, number: float, words: Words) -> str:
    kind = "money" if check.name in MONEY else check.name
    return words(f"{ID}.amount.{kind}", amount=amount_text(number))


def _row(check: Check, words: Words) -> tuple[str, ...]:
    needed = words(f"{ID}.cell.{WAIVED}") if check.reason == WAIVED else _amount(check, check.needed, words)
    said = words(f"{ID}.result.{check.reason}", missing=_amount(check, check.missing, words))
    return words(f"{ID}.row.{check.name}"), needed, _amount(check, check.given, words), said


def _quota_row(result, words: Words) -> tuple[str, ...]:
    """Return the quota applied for beside the one that the conditions support."""
    asked, supported = (
        words(f"{ID}.amount.money", amount=amount_text(sum_)) for sum_ in (result.quota, result.largest)
    )
    missing = words(f"{ID}.amount.money", amount=amount_text(result.quota - result.largest))
    reason = MET if result.quota <= result.largest else SHORT
    return words(f"{ID}.row.quota"), asked, supported, words(f"{ID}.result.{reason}", missing=missing)


def _months(count: int, words: Words) -> str:
    return words("count.months", count=amount_text(count))


def _notes(result, words: Words, numbers):
    if result.set_rules.age != result.read_rules.age:
        yield words(f"{ID}.note.age", **numbers)
    if result.on_the_boundary:
        yield words(f"{ID}.note.boundary", **numbers)
    if result.waived:
        yield words(f"{ID}.note.waived", **numbers)
    yield words(f"{ID}.note.lender", **numbers)


def _share(check: Check) -> float:
    """Return what is given in per cent of what is needed, as drawn; nothing needed is drawn at its full."""
    if not check.needed:
        return 100.0
    return min(check.given / check.needed * 100, FULL)


def _lines(result) -> dict:
    checks, term = result.checks[::-1], result.terms.term_months
    shares = [_share(check) for check in checks]
    starts = [place * term for place in range(len(TERMS))][::-1]
    return {
        "given": {"x": shares},
        "needed": ([100, 100], [-0.6, len(CHECKS) - 0.4]),
        "marks": (shares, range(len(CHECKS))),
        "terms": {"x": [term] * len(TERMS), "base": starts},
        "gates": ([start + term for start in starts], range(len(TERMS))),
    }


def _looks(result, words: Words) -> dict[str, tuple[str, ...]]:
    checks = result.checks[::-1]
    symbols, colors = zip(*(LOOKS[check.reason] for check in checks), strict=True)
    return {"symbol": symbols, "color": colors, "text": tuple(" ".join(_row(check, words)) for check in checks)}


def figure(words: Words):
    """Return the empty figure."""
    longest = datasets.rules(MARGIN_TERMS).longest_term_months
    names = [words(f"{ID}.row.{name}") for name in CHECKS[::-1]]
    terms = [words(f"{ID}.term.{name}") for name in TERMS[::-1]]
    places = list(range(len(names)))
    needed = words(f"{ID}.trace.needed")
    given = charts.bars("given", places, "rgba(138, 143, 152, 0.45)", patterns=[""] * len(names))
    strip = charts.bars("terms", list(range(len(terms))), charts.BLUE, patterns=["/", ".", ""])
    gates = charts.dots(
        "gates", "", [charts.RED, charts.ORANGE, charts.ORANGE], symbols=["square", "diamond", "diamond"]
    )
    marks = charts.dots("marks", "", charts.GREEN, hover="%{hovertext}")
    for trace in (given, strip):
        trace.update(hovertemplate=None, hoverinfo="skip")
    for trace in (strip, gates):
        trace.update(xaxis="x2", yaxis="y2")
    rows = {"showgrid": False, "tickfont": {"size": 12}}
    return charts.figure(
        [given, charts.line("needed", needed, charts.RED, dash="dash", hover=needed), marks, strip, gates],
        height=420,
        showlegend=False,
        margin={"l": 150, "r": 24, "t": 44, "b": 44},
        xaxis={"range": [-8, FULL + 8], "ticksuffix": "%", "anchor": "y", "title": words(f"{ID}.axis.share")},
        yaxis={**rows, "range": [-0.6, len(names) - 0.4], "domain": [0.49, 1.0], "tickvals": places,
               "ticktext": names},
        xaxis2={"range": [0, longest * 1.04], "dtick": 3, "anchor": "y2", "title": words(f"{ID}.axis.months")},
        yaxis2={**rows, "range": [-0.6, len(terms) - 0.4], "domain": [0.0, 0.22], "anchor": "x2",
                "tickvals": list(range(len(terms))), "ticktext": terms},
        annotations=[
            {"text": words(f"{ID}.heading.{name}"), "x": 0, "y": y, "xref": "paper", "yref": "paper", "align": "left",
             "xanchor": "left", "yanchor": "bottom", "yshift": 5, "showarrow": False, "font": {"size": 12}}
            for name, y in (("checklist", 1.0), ("terms", 0.22))
        ],
    )  # fmt: skip
