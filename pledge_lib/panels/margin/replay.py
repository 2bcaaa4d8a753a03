"""F2.9: a real fall replayed for an account opened on one day, and on all others: calls, sales, what came after."""

from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.units import PERCENT, SESSIONS, TIMES
from pledge_lib.market.sessions import require_session, sessions
from pledge_lib.panels.controls import Choice, Day, Preset, Slider, Values
from pledge_lib.panels.declaration import Declaration
from pledge_lib.panels.margin import replay_chart
from pledge_lib.panels.margin.replay_model import ACCOUNTS, INDEX, MIXED, OWN, SHARES, all_start_days, replayed
from pledge_lib.panels.margin.replay_view import ID, view
from pledge_lib.panels.pasted import Pasted, Rows
from pledge_lib.panels.words import Words

FIRST_DAY, LAST_DAY = date(2008, 1, 2), date(2027, 8, 31)
EXAMPLE_FROM = date(2026, 3, 2)
EXAMPLE = (100, 98, 95, 92, 88, 84, 79, 75, 72, 70, 68, 71, 75, 80, 84, 88, 90, 91, 93, 95)  # closes of no real share
STARTS = {"2008-financial-crisis": date(2008, 5, 19), "2024-yen-unwinding": date(2024, 7, 11)}  # highs of the index


def _start_of(episode: str, values: Values) -> Values:
    """An episode begins on the day of its high, or on its first day, until the reader moves it."""
    first = values["own"][0][0] if episode == OWN else datasets.windows()[episode].first
    return {"start": STARTS.get(episode, first)}


def _presets() -> tuple[Preset, ...]:
    """Return the two episodes of the lesson for a real mixed account, and replays with other ends."""
    base = {"episode": "2024-yen-unwinding", "account": MIXED, "leverage": 2.5, "line": 1.30, "after": 20}
    base |= {"start": date(2024, 7, 11), "own": _example()}
    april = {"episode": "2025-tariffs", "start": date(2025, 3, 3)}
    cases = {
        "mixed-2024": {},
        "index-2024": {"account": INDEX},
        "mixed-2025": april,
        "index-2025": {**april, "account": INDEX},
        "less-2025": {**april, "leverage": 2.0},
        "140-2025": {**april, "account": INDEX, "line": 1.40},
        "2008": {"episode": "2008-financial-crisis", "account": "2454", "start": date(2008, 5, 19)},
        "2022": {"episode": "2022-rate-rises", "account": "2603", "start": date(2022, 3, 1)},
        "2020": {"episode": "2020-pandemic", "account": INDEX, "start": date(2020, 2, 20)},
        OWN: {"episode": OWN, "start": EXAMPLE_FROM, "after": 5},
    }
    return tuple(Preset(label=f"{ID}.preset.{name}", values=base | case) for name, case in cases.items())


def _example() -> Rows:
    first = sessions().index(EXAMPLE_FROM)
    return tuple(zip(sessions()[first : first + len(EXAMPLE)], map(float, EXAMPLE), strict=True))


def panel() -> Declaration:
    """Declare the panel."""
    episodes = (*datasets.prices(INDEX).windows, OWN)
    controls = (
        Slider(key="leverage", low=1.0, high=2.5, step=0.1, default=2.5, unit=TIMES),
        Slider(key="line", low=1.20, high=1.50, step=0.01, default=1.30, unit=PERCENT),
        Choice(key="episode", options=episodes, default="2024-yen-unwinding", sets=_start_of, label=_episode),
        Choice(key="account", options=ACCOUNTS, default=MIXED, label=_account),
        Pasted(key="own", default=_example(), require=require_session),
        Day(key="start", low=FIRST_DAY, high=LAST_DAY, default=STARTS["2024-yen-unwinding"]),
        Slider(key="after", low=1, high=60, step=1, default=20, unit=SESSIONS),
    )
    return Declaration(
        id=ID,
        controls=controls,
        presets=_presets(),
        model=replayed,
        job=all_start_days,
        view=view,
        figure=replay_chart.figure,
    )


def _episode(name: str, words: Words) -> str:
    if name == OWN:
        return words(f"{ID}.episode.{OWN}")
    window = datasets.windows()[name]
    return words.of(window.name)


def _account(name: str, words: Words) -> str:
    if name not in SHARES:
        return words(f"{ID}.account.{name}")
    series = datasets.prices(name)
    return f"{name} {words.of(series.name)}"
