"""What F3.8 says: the year by the closed form and by simulation side by side, and how far they agree."""

from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.panels.declaration import View
from pledge_lib.panels.lending import duration_luck_chart as chart
from pledge_lib.panels.words import Words

ID = "F3.8"
PROFILE = "tw-lending"
NONE = "—"
EARLY = 7  # days
ALIKE, BY_LUCK = 1, 2  # standard errors apart
RULES_USED = ("day_basis", "broker_share", "highest_rate", "auction_step")
SOURCES = ("C-3", "article-003")  # returned any time, recalled at notice; the cases of the presets
OF_BOTH = ("days", "used", "income", "added")
OF_FORMULA = ("length", "half", "early", "full")
OF_YEARS = ("low", "median", "high", "loans", "error", "years", "difference")


def view(result, words: Words) -> View:
    """Say and draw the result."""
    numbers, counted = _numbers(result), _counted(result)
    said = {**numbers, **{f"counted_{name}": text for name, text in counted.items()}}

    def row(name: str, *found) -> tuple[str, ...]:
        cells = (words(f"{ID}.cell.{name}", **each) if each else NONE for each in found)
        return words(f"{ID}.row.{name}", **numbers), *cells

    return View(
        sentence=words(f"{ID}.sentence.{'older' if result.is_older else 'simulated'}", **said),
        why=words(f"{ID}.why.{'ex-date' if result.now.lending.ex_return else 'ordinary'}", **said),
        table=(
            (
                words("table.quantity"),
                words(f"{ID}.column.formula"),
                words(f"{ID}.column.{'older' if result.is_older else 'simulation'}"),
            ),
            *(row(name, numbers, counted) for name in OF_BOTH),
            *(row(name, None, counted) for name in OF_YEARS),
            *(row(name, numbers, None) for name in OF_FORMULA),
        ),
        notes=tuple(_notes(result, words, said)),
        lines=chart.lines(result),
        ranges=chart.ranges(result),
        ticks=chart.ticks(result),
        idle=() if result.now.lending.ex_return else ("ex_day",),
        rules=((result.now.rules, RULES_USED),),
        sources=SOURCES,
    )


def _of_days(year, days: float) -> dict[str, str]:
    """Return what so many days on loan in the year are, as texts."""
    return {
        "days": amount_text(days, 1),
        "used": percent_text(days / year.lending.days, 1),
        "income": amount_text(round(year.income(days))),
        "added": percent_text(year.added(days)),
    }


def _numbers(result) -> dict[str, str]:
    now, lending, values = result.now, result.now.lending, result.now.values
    fades = lending.mean_days * lending.mean_wait / (lending.mean_days + lending.mean_wait)
    return {
        **_of_days(now, lending.expected_days),
        "mean_days": amount_text(lending.mean_days),
        "mean_wait": amount_text(lending.mean_wait),
        "together": amount_text(lending.mean_days + lending.mean_wait),
        "ex_day": amount_text(lending.ex_day),
        "ex_return": percent_text(lending.ex_return, 0),
        "value": amount_text(values["value"]),
        "rate": percent_text(values["rate"]),
        "share": percent_text(values["share"], 0),
        "year": amount_text(lending.days),
        "ordinary": percent_text(lending.ordinary_share),
        "fades": amount_text(fades, 2),
        "after_ex": amount_text(lending.days - lending.ex_day),
        "lost": amount_text(lending.lost_to_ex_date, 2),
        "length": amount_text(lending.expected_length, 1),
        "half": amount_text(lending.half_life),
        "early": percent_text(1 - lending.still_on_loan(EARLY), 1),
        "early_days": amount_text(EARLY),
        "full": amount_text(round(now.income(lending.days))),
    }


def _counted(result) -> dict[str, str]:
    """Return what the simulated years came to, as texts."""
    years, of = result.simulated, result.of
    ends = {"low": chart.BAND[0], "median": 0.5, "high": chart.BAND[1]}
    days = {name: years.below(share) for name, share in ends.items()}
    return {
        **_of_days(of, years.mean),
        **{name: amount_text(round(of.income(each))) for name, each in days.items()},
        **{f"{name}_days": amount_text(each) for name, each in days.items()},
        "loans": amount_text(float(years.loans.mean()), 1),
        "error": amount_text(years.standard_error, 2),
        "years": amount_text(len(years.days)),
        "difference": amount_text(result.standard_errors, 1),
    }


def _notes(result, words: Words, said):
    if result.is_older:
        yield words(f"{ID}.note.older")
    else:
        apart = abs(result.standard_errors)
        verdict = "same" if apart <= ALIKE else "chance" if apart <= BY_LUCK else "rare"
        yield words(f"{ID}.check.{verdict}", **said, apart=amount_text(apart, 1), within=amount_text(BY_LUCK))
    yield words(f"{ID}.note.model", **said)
