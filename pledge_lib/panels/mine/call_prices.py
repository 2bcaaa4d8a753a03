"""The call prices of one's own position, from today's prices: symbol by symbol, at each lender that may call."""

from collections.abc import Iterator
from dataclasses import dataclass

from pledge_lib.finance.mine.account import Account
from pledge_lib.finance.units import Count, Price, Text
from pledge_lib.panels.mine.first_call_model import FirstCall
from pledge_lib.panels.mine.position import AtALender
from pledge_lib.panels.table import Row, Table

MOST_ROWS = 60


@dataclass(frozen=True)
class CallPrice(AtALender):
    """One symbol at one lender: its price, and those at which the account is on its line."""

    account: Account
    symbol: Text

    @property
    def lender(self) -> Text:
        return self.account.title

    @property
    def price(self) -> Price:
        return self.account.prices[self.symbol]

    @property
    def together(self) -> Price | None:
        """Return its price where a common change leads to the line; None where none does."""
        change = self.account.change_to()
        return None if change is None or change <= -1 else self.price * (1 + change)

    @property
    def alone(self) -> Price | None:
        """Return its price at the line when no other price moves; None where no price of it leads there."""
        return self.account.call_price(self.symbol)


@dataclass(frozen=True)
class Unlisted:
    """How many symbols at a lender have no row any more."""

    unlisted: Count


def call_prices(result: FirstCall) -> Iterator[Row]:
    """Yield a row for each symbol that a common change moves, those of the lenders nearest to their line first."""
    found = [CallPrice(lane.before, symbol) for lane in result.nearest for symbol in lane.before.exposed]
    for each in found[:MOST_ROWS]:
        yield Row(("name", "symbol", "price", "together", "alone"), about=each)
    if found[MOST_ROWS:]:
        yield Row((("prices.more", Unlisted(len(found[MOST_ROWS:]))),))


PRICES = Table(
    head="prices",
    columns=("name", "symbol", "price", "together", "alone"),
    rows=call_prices,
    depends_on=lambda result: result.before,
)
