"""The model of F0.5: what each lender's rules let it do on which business day after a breach, and what yours says."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pledge_lib import datasets
from pledge_lib.datasets.own_contract import OWN, STANDS_IN, saved_contract
from pledge_lib.finance.overview.contract import Contract
from pledge_lib.finance.profile import Profile
from pledge_lib.finance.ratio import repay_to
from pledge_lib.finance.units import Date, Percent, Sessions, Title, Word, YesNo
from pledge_lib.market.sessions import deadline, first_sale_date
from pledge_lib.panels.controls import Values

BROKER, MARGIN, COMPANY, BANK, BORROWER, CHAIN = (
    "tw-broker-pledge",
    "tw-margin",
    "tw-sfc-pledge",
    "tw-bank-pledge",
    "tw-lending",
    "aave-v3-3",
)
PROFILES = (BROKER, MARGIN, COMPANY, BANK, BORROWER, CHAIN)
SHOWN = (*PROFILES, OWN)
LAST_DAY = 8  # business days after the breach


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What one lender's rules say; None is what they do not say. `sessions` are the business days to pay.

    On chain there are none, and the line is that of a health factor, which no other line is like: both are None.
    """

    name: Word
    title: Title
    call_line: Percent | None
    sessions: Sessions | None
    cure_target: Percent | None
    cancel_level: Percent | None
    interest_in_debt: YesNo | None
    rests_on: Word | None

    @property
    def is_on_chain(self) -> bool:
        return self.name == CHAIN

    @property
    def is_open(self) -> bool:
        """Return whether they leave open how much time there is."""
        return self.sessions is None and not self.is_on_chain

    @property
    def has_clock(self) -> bool:
        """Return whether they say how long the lender waits, if only until the end of the day."""
        return not (self.is_open or self.is_on_chain)

    @property
    def sale_from(self) -> Sessions | None:
        """Return from which business day after the breach the lender may sell: on chain at once."""
        if self.is_on_chain:
            return 0
        return None if self.is_open else self.sessions + 1

    @property
    def to_close(self) -> Percent | None:
        """Return the repayment that closes a call on the line itself, as a part of the debt."""
        if None in (self.call_line, self.cure_target):
            return None
        return repay_to(self.call_line, 1.0, self.cure_target)

    def state_on(self, day: int) -> str:
        """Return what may happen so many business days after the breach."""
        if self.is_open:
            return "open"
        if self.is_on_chain or day > self.sessions:
            return "sale"
        return "last-day" if day == self.sessions else "called"


@dataclass(frozen=True, kw_only=True)
class RuleExplorer:
    """All lenders, the one looked at, and a day after the breach."""

    lenders: tuple[Rules, ...]
    chosen: Rules
    day: Sessions
    notice: Date

    @property
    def state(self) -> Word:
        return self.chosen.state_on(self.day)

    @property
    def left(self) -> Sessions | None:
        """Return the business days that are left to pay."""
        return max(0, self.chosen.sessions - self.day) if self.chosen.has_clock else None

    @cached_property
    def deadline(self) -> Date | None:
        """Return the last day to pay; none on chain, and none where it is left open."""
        return deadline(self.notice, self.chosen.sessions) if self.chosen.has_clock else None

    @cached_property
    def first_sale(self) -> Date | None:
        return first_sale_date(self.notice, self.chosen.sessions) if self.chosen.has_clock else None

    @property
    def to_close(self) -> Percent | None:
        return self.chosen.to_close


def rules_of(name: str) -> Rules:
    """Return what one profile says, or the reader's own contract with its gaps."""
    if name == OWN:
        return own()
    profile = datasets.rules(name)
    if name == CHAIN:
        return Rules(
            name=name,
            title=datasets.title(name),
            call_line=None,
            sessions=None,
            cure_target=None,
            cancel_level=None,
            interest_in_debt=True,
            rests_on=profile.provenance["close_factor"].mark,
        )
    days = "broker_cure_sessions" if name == BORROWER else "cure_sessions"
    return Rules(
        name=name,
        title=datasets.title(name),
        call_line=profile.call_line,
        sessions=getattr(profile, days),
        cure_target=profile.cure_target,
        cancel_level=getattr(profile, "cancel_level", profile.cure_target),
        interest_in_debt=getattr(profile, "interest_in_debt", None),
        rests_on=weakest(profile, ("call_line", days, "cure_target")),
    )


def own() -> Rules:
    """Return the reader's own contract; nothing of it is filled in from another lender here."""
    found = saved_contract()
    contract = found[0] if found else Contract()
    return Rules(
        name=OWN,
        title=datasets.title(OWN),
        call_line=contract.call_line,
        sessions=contract.cure_sessions,
        cure_target=contract.cure_target,
        cancel_level=contract.cancel_level,
        interest_in_debt=contract.interest_in_debt,
        rests_on=None,
    )


def weakest(profile: Profile, names: tuple[str, ...]) -> str:
    """Return the weakest mark among some values."""
    order = ("RULE", "FIRM", "2ND", "UNVERIFIED")
    return max((profile.provenance[name].mark for name in names), key=order.index)


def rule_explorer(values: Values) -> RuleExplorer:
    """Return what the figure shows: the profiles of the data, and the contract on the reader's disk."""
    lenders = tuple(map(rules_of, SHOWN))
    chosen = next(each for each in lenders if each.name == values["who"])
    return RuleExplorer(lenders=lenders, chosen=chosen, day=int(values["day"]), notice=values["notice"])


def base_profile(name: str) -> str:
    """Return the profile whose sources stand behind what is shown: a broker's where an own contract is open."""
    return STANDS_IN if name == OWN else name


FIRST_NOTICE, LAST_NOTICE = date(2008, 2, 1), date(2027, 8, 31)
