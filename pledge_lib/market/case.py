"""One case of the call procedure as it stands on a day: the account, the state, the open call, the sale.

The table of `procedure` decides the state. A case gathers the facts of the day and does what the state asks.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from pledge_lib.finance.checks import InputError, exact
from pledge_lib.market import events
from pledge_lib.market.account import Account
from pledge_lib.market.events import TimelineRow
from pledge_lib.market.limits import order_filled
from pledge_lib.market.plan import CASH, LENDER, REPAY, SHARES, Dividend, Payment, Plan
from pledge_lib.market.procedure import (
    CALLED,
    CANCELLED,
    CLOSED,
    NORMAL,
    SALE,
    SAME_DAY,
    Call,
    DayFacts,
    next_state,
)
from pledge_lib.market.quotes import Quotes
from pledge_lib.market.sessions import deadline, first_sale_date

SALE_SESSIONS = 6  # pre-open orders at the limit price for at most six business days (Art. 55; rule A-1)
BILL_SESSIONS = 1  # what is still owed is due on the next business day (Art. 55; rule A-1)


class Case:
    """A position under the call procedure, day after day; `pass_day` gives the row of each."""

    def __init__(self, account: Account, plan: Plan, first_day: date):
        self.account, self.plan, self.rules = account, plan, account.rules
        happenings = map(self._named, (*plan.share_changes, *plan.dividends))
        self.quotes = Quotes(happenings, plan.unexplained, self.rules.premark_sessions)
        self.payments = sorted(map(self._named, plan.payments), key=lambda payment: payment.on)
        if self.payments and self.payments[0].on < first_day:
            raise InputError("before", name="day of a payment", value=self.payments[0].on, limit=first_day)
        self.state, self.reserve = NORMAL, plan.reserve
        self.call: Call | None = None
        self.yesterday: date | None = None
        self.attempts, self.sale_over, self.bill_due = 0, False, None

    def pass_day(self, today: date, closes: Mapping[str, float]) -> TimelineRow:
        """Let one business day pass: interest, shares, money, the close, the state, and what the state asks."""
        self.today, self.traded = today, closes
        self.events: list[str] = [] if closes else [events.NO_TRADING]
        self.statements, self.sold_shares, self.shortfall = [], {}, 0.0
        self.paid_today = self.from_reserve = self.from_cash = self.returned = 0.0
        if self.yesterday and not self.sale_over:
            self.account = self.account.accrue((today - self.yesterday).days)
        sale_due = self._sale_due()
        orders_stand = sale_due or self.state == SALE
        self._let_happen()
        self._take_money(until=today - timedelta(days=1))
        self._mark()
        if not orders_stand:
            self._take_money(until=today)
        self._enter(self._judge(sale_due))
        if orders_stand:
            self._take_money(until=today)
        self._end_sale_when_nothing_is_owed()
        self.yesterday = today
        return self._row()

    # the state

    def _sale_due(self) -> bool:
        """Return whether the time to pay ran out before today, and the share trades today."""
        ran_out = self.state == SAME_DAY or (self.state == CALLED and self.today >= self.call.first_sale)
        return ran_out and bool(self.traded)

    def _facts(self, sale_due: bool) -> DayFacts:
        return DayFacts(
            below=self.account.below(self.rules.call_line),
            settled=self.call is not None and (self.call.missing == 0 or self._at_cancel_level(sale_due)),
            deadline=self.call is not None and self.today == self.call.deadline,
            sale_due=sale_due,
            sale_over=self.sale_over,
        )

    def _at_cancel_level(self, sale_due: bool) -> bool:
        """Return whether the close alone settles the call; on the first day of a sale the orders stand before it."""
        return not sale_due and not self.account.below(self.rules.cancel_level)

    def _judge(self, sale_due: bool) -> str:
        """Return the state of the day; short again in the watch, the reserve may still pay that afternoon."""
        state = next_state(self.state, self._facts(sale_due))
        if state == SAME_DAY != self.state:
            self.events.append(events.SAME_DAY_DUE)
            self._take_reserve(until=self.today, asked=self.call.missing)
            state = next_state(self.state, self._facts(sale_due))
        return state

    def _enter(self, state: str):
        """Do what the state asks on its day."""
        before, self.state = self.state, state
        if state == CALLED and before != CALLED:
            self.events.append(events.NOTICE)
            sessions = self.rules.cure_sessions
            called_sum = self.account.called_sum(self.plan.cure_target)
            self.call = Call(called_sum, deadline(self.today, sessions), first_sale_date(self.today, sessions))
        elif state == NORMAL:
            self.call = None
        elif state == CANCELLED:
            self.events.append(events.CANCEL)
        elif state == SALE and self.traded:
            self._sell()
        if self.call and self.today == self.call.deadline:
            self.events.append(events.DEADLINE)

    # money

    def _take_money(self, until: date):
        """Take what has come in by a day: planned payments, then the reserve where something is asked."""
        while self.payments and self.payments[0].on <= until:
            self._take(self.payments.pop(0), events.PAYMENT)
        if self.state in (CALLED, SAME_DAY):
            self._take_reserve(until, asked=self.call.missing)
        elif self.sale_over:
            self._take_reserve(until, asked=self.account.owed)

    def _take_reserve(self, until: date, asked: float):
        arrived = self.plan.reserve_on is None or self.plan.reserve_on <= until
        if arrived and min(self.reserve, asked) > 0:
            taken = self._take(Payment(self.today, min(self.reserve, asked)), events.RESERVE_PAID)
            self.reserve = float(exact(self.reserve) - exact(taken))
            self.from_reserve += taken

    def _take(self, payment: Payment, event: str) -> float:
        """Let the lender take a payment, count it toward an open call, and return its value; later it repays."""
        after_call = self.state in (SALE, CLOSED)
        counted = 1 / exact(self.plan.cure_target)  # collateral of `target` times the repayment does the same
        if payment.what == REPAY or (after_call and payment.what == CASH):
            self.account, value = self.account.repay(payment.amount)
            counted = 1
        elif payment.what == CASH:
            self.account, value = self.account.add_cash(payment.amount)
        elif after_call:
            value = 0.0
        else:
            self.account, value = self.account.add_shares(payment.symbol, payment.amount)
        if value > 0:
            self.events.append(event)
            self.paid_today += value
        if self.call:
            self.call = replace(self.call, paid=float(exact(self.call.paid) + exact(value) * counted))
        return value

    # the shares

    def _let_happen(self):
        """Let the shares of the day go ex-dividend, be cut or be split; the lender's part comes in as a payment."""
        for happening in self.quotes.open_day(self.today):
            shares = self.account.shares_of(happening.symbol)
            if happening.to == LENDER and happening.paid_on:
                cash = Payment(happening.paid_on, float(exact(shares) * exact(happening.cash_per_share)))
                self.payments = sorted([*self.payments, cash], key=lambda payment: payment.on)
            self.account = self.account.change_shares(happening.symbol, happening.factor)
            self.events.append(events.EX_DIVIDEND if isinstance(happening, Dividend) else events.SHARE_CHANGE)
        if self.quotes.unexplained_jump:
            self.events.append(events.UNEXPLAINED)

    def _mark(self):
        """Take the closes of the day, less the dividends that the lender marks off before their ex-date."""
        deductions = self.quotes.mark(self.traded)
        if deductions:
            self.events.append(events.PREMARK)
        self.account = self.account.at(self.quotes.closes, deductions)

    # the sale

    def _sell(self):
        """Put in the orders of one session; after the last session other money pays, and the rest is billed."""
        self.attempts += 1
        for symbol in self.account.for_sale():
            if symbol in self.traded and self._filled(symbol):
                self.sold_shares[symbol] = self.account.shares_of(symbol)
                self.account, statement = self.account.sell(symbol)
                self.statements.append(statement)
                self.returned += statement.surplus
        self.events.append(events.SOLD if self.statements else events.UNFILLED)
        if not self.account.for_sale() or self.attempts == SALE_SESSIONS:
            self._end_sale()

    def _filled(self, symbol: str) -> bool:
        reference = self.quotes.reference.get(symbol)
        return order_filled(symbol, self.today, self.traded[symbol], reference, self.rules, self.plan)

    def _end_sale_when_nothing_is_owed(self):
        if self.state == SALE and not self.sale_over and self.account.owed == 0:
            self._end_sale()
        if self.sale_over and self.account.owed == 0:
            self.bill_due = None

    def _end_sale(self):
        """Let the cash posted and then the reserve pay what is missing, and write a bill for the rest."""
        self.sale_over = True
        self.account = self.account.with_rounded_interest()
        self.shortfall = self.account.owed
        posted = self.account.cash
        self.account, self.from_cash = self.account.use_cash()
        self.returned += float(exact(posted) - exact(self.from_cash))
        self._take_reserve(until=self.today, asked=self.account.owed)
        if self.account.owed > 0:
            self.events.append(events.BILL)
            self.bill_due = deadline(self.today, BILL_SESSIONS)

    # the log

    def _named(self, entry):
        """Return the entry with its symbol; only a position of one symbol may leave it out."""
        symbols = self.account.symbols
        if entry.symbol is None and len(symbols) == 1:
            return replace(entry, symbol=symbols[0])
        if entry.symbol not in symbols and not (isinstance(entry, Payment) and entry.what != SHARES):
            raise InputError("unknown", name="symbol", value=entry.symbol, choices=", ".join(symbols))
        return entry

    def _row(self) -> TimelineRow:
        call, account, closes = self.call, self.account, self.quotes.closes
        return TimelineRow(
            date=self.today,
            close=next(iter(closes.values())) if len(closes) == 1 else dict(closes),
            collateral=account.collateral,
            debt=account.debt,
            ratio=account.ratio,
            state=self.state,
            events=tuple(self.events),
            called_sum=call and call.called_sum,
            deadline=call and call.deadline,
            first_sale=call and call.first_sale,
            paid=call.paid if call else 0.0,
            paid_today=self.paid_today,
            from_reserve=self.from_reserve,
            reserve=self.reserve,
            principal=account.principal,
            interest=account.interest,
            sold_shares=dict(self.sold_shares),
            statements=tuple(self.statements),
            shortfall=self.shortfall,
            from_cash=self.from_cash,
            bill=account.owed if self.sale_over else 0.0,
            bill_due=self.bill_due,
            returned=self.returned,
        )
