"""The model of F6.3: one's own accounts on their way through a crash, as they stand on one day of it."""

import math
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from pledge_lib.datasets.mine.rows import PositionRow
from pledge_lib.finance.mine.on_chain import OnChain
from pledge_lib.finance.units import Count, Date, Money, Percent, Phrases, Text, Title, Word
from pledge_lib.market import events
from pledge_lib.market.events import TimelineLog
from pledge_lib.market.mine.holdings import portfolio_of
from pledge_lib.market.mine.replay import NOT_CALLED, AccountReplay, CrashReplay, Day, name_of, replayed
from pledge_lib.panels import charts, tones
from pledge_lib.panels.controls import Values
from pledge_lib.panels.mine.own_betas import betas_of
from pledge_lib.panels.mine.position import AtALender

LOWEST, HIGHEST = 80, 260  # per cent; what lies beyond is drawn at the end, the table says the number
MOST_LINES = 6
NO_ACCOUNT, QUIET_DAYS, CALLED_DAYS, SOLD_DAYS = "no-account", "quiet", "called", "sold"


@dataclass(frozen=True, kw_only=True)
class Line(AtALender):
    """One account on its way, as it stands on the day that is looked at."""

    replay: AccountReplay
    days: tuple[date, ...]
    place: int

    @property
    def lender(self) -> Text:
        return self.replay.account.title

    @property
    def line(self) -> Percent:
        return self.replay.account.line

    @property
    def on_chain(self) -> bool:
        return isinstance(self.replay.account, OnChain)

    @cached_property
    def now(self) -> Day:
        """Return the account on the day, or on the last day before it that is known of it."""
        known = [day.date for day in self.replay.days]
        return self.replay.days[max(0, bisect_right(known, self.days[self.place]) - 1)]

    @property
    def ratio(self) -> Percent | None:
        return self.now.ratio if math.isfinite(self.now.ratio) and self.now.ratio > 0 else None

    @property
    def state(self) -> Word:
        return self.now.state

    @property
    def tone(self) -> str:
        if self.ratio is None:
            return tones.of_state(self.state)
        return tones.of_state(self.state, ratio=self.ratio, line=self.line)

    @property
    def height(self) -> float | None:
        return None if self.ratio is None else _within(self.ratio * 100)

    @property
    def start(self) -> float:
        return _within(self.replay.days[0].ratio * 100)

    @cached_property
    def path(self) -> tuple[list[float], list[float]]:
        """Return the ratio of every day by its place, in per cent as drawn; nowhere once nothing is owed."""
        places = {day: place for place, day in enumerate(self.days)}
        found = [(places[day.date], day.ratio) for day in self.replay.days if day.date in places]
        heights = [_within(ratio * 100) if 0 < ratio < math.inf else charts.NOWHERE for _, ratio in found]
        return [place for place, _ in found], heights

    @cached_property
    def notices(self) -> tuple[tuple[float, float], ...]:
        return self._spots(events.NOTICE)

    @cached_property
    def sales(self) -> tuple[tuple[float, float], ...]:
        return self._spots(events.SOLD)

    def _spots(self, event: str) -> tuple[tuple[float, float], ...]:
        if isinstance(self.replay.log, TimelineLog):
            happened = {row.date for row in self.replay.log if event in row.events}
        else:
            happened = (
                {day.date for day in self.replay.days if day.state == "liquidatable"} if event == events.SOLD else set()
            )
        spots = zip(*self.path, strict=True)
        return tuple(
            (x, max(y, LOWEST + 3) if y == y else LOWEST + 3) for x, y in spots if self.days[int(x)] in happened
        )

    @property
    def first_called(self) -> Date | None:
        return self.replay.first_called

    @property
    def sold(self) -> Date | None:
        return self.replay.sold

    @property
    def lowest(self) -> Day:
        return self.replay.lowest

    @property
    def days_called(self) -> Count:
        return self.replay.days_called

    @property
    def paid(self) -> Money:
        return self.replay.paid

    @property
    def called_until(self) -> set[date]:
        """Return the days until the one looked at on which a call was open."""
        today = self.days[self.place]
        return {day.date for day in self.replay.days if day.date <= today and day.state not in NOT_CALLED}

    @property
    def paid_until(self) -> float:
        today = self.days[self.place]
        if not isinstance(self.replay.log, TimelineLog):
            return 0.0
        return sum(row.paid_today for row in self.replay.log if row.date <= today)


@dataclass(frozen=True, kw_only=True)
class Crash:
    """All accounts on one day of a crash."""

    replay: CrashReplay
    place: Count
    pays: bool
    is_example: bool
    has_own_betas: bool = False

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return tuple(Line(replay=each, days=self.replay.days, place=self.place) for each in self.replay.accounts)[
            :MOST_LINES
        ]

    @property
    def episode(self) -> Title:
        return name_of(self.replay.episode)

    @property
    def last(self) -> int:
        return len(self.replay.days) - 1

    @property
    def date(self) -> Date:
        return self.replay.days[self.place]

    @cached_property
    def weakest(self) -> Line | None:
        """Return the account that stands lowest on the day, measured by its own line; one over its line first."""
        standing = [line for line in self.lines if line.ratio is not None]
        return min(standing, key=lambda line: line.ratio / line.line, default=self.lines[0] if self.lines else None)

    @property
    def ratio(self) -> Percent | None:
        return self.weakest and self.weakest.ratio

    @property
    def state(self) -> Word:
        return self.weakest.state if self.weakest else "no-debt"

    @property
    def tone(self) -> str:
        return self.weakest.tone if self.weakest else tones.PLAIN

    @property
    def days_called(self) -> Count:
        return len(set().union(*(line.called_until for line in self.lines)))

    @property
    def paid(self) -> Money:
        return sum(line.paid_until for line in self.lines)

    @property
    def called_names(self) -> Phrases:
        return tuple(name for line in self.lines if line.called_until for name in line.name)

    @property
    def sold_names(self) -> Phrases:
        sold = (line for line in self.lines if line.sold and line.sold <= self.date)
        return tuple(name for line in sold for name in line.name)

    @property
    def story(self) -> str:
        if not self.lines:
            return NO_ACCOUNT
        return SOLD_DAYS if self.sold_names else CALLED_DAYS if self.called_names else QUIET_DAYS

    @property
    def follows(self) -> Text:
        return ", ".join(self.replay.follows)

    @property
    def left_out(self) -> Count:
        return len(self.replay.left_out)

    @property
    def rules(self) -> tuple[str, ...]:
        """Return the profiles of the accounts, each once."""
        found = (each.account.rules for each in self.replay.accounts)
        return tuple(dict.fromkeys(rules.name for rules in found if rules))


def crash(rows: tuple[PositionRow, ...], values: Values, *, is_example: bool) -> Crash:
    """Return what the figure shows on the day that the reader has set, or on the last one."""
    betas = betas_of(values)
    own = tuple(betas.items()) if isinstance(betas, dict) else betas
    replay = _replay(rows, values["episode"], own, values["pays"])
    place = min(int(values["day"]), len(replay.days) - 1)
    return Crash(replay=replay, place=place, pays=values["pays"], is_example=is_example, has_own_betas=own is not betas)


@lru_cache(maxsize=24)
def _replay(rows: tuple[PositionRow, ...], episode: str, betas: tuple | float, pays: bool) -> CrashReplay:
    own = dict(betas) if isinstance(betas, tuple) else betas
    return replayed(portfolio_of(rows), episode, betas=own, pays=pays)


def _within(ratio: float) -> float:
    return min(max(ratio, LOWEST), HIGHEST)
