"""One case of the call procedure as it stands on a day: the account, the state, the open call, the sale.

The table of `procedure` decides the state. A case gathers the facts of the day and does what the state asks.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from pledge_lib.finance.checks import exact
from pledge_lib.market import events
from pledge_lib.market.account import Account, Order, Receipt
from pledge_lib.market.events import Day, TimelineRow
from pledge_lib.market.forced_sale import ForcedSale
from pledge_lib.market.funding import Funding
from pledge_lib.market.plan import LENDER, OF_A_SYMBOL, REPAY, Dividend, Payment, Plan
from pledge_lib.market.procedure import CALLED, CANCELLED, CLOSED, NORMAL, SALE, SAME_DAY, Call, DayFacts, next_state
from pledge_lib.market.quotes import Quote, Quotes
from pledge_lib.market.sessions import deadline, first_sale_date


class Case:
    """A position under the call procedure, day after day; `pass_day` gives the row of each."""

    def __init__(self, account: Account, plan: Plan, first_day: date, funding: Funding | None = None):
        self.account, self.rules = account, account.rules
        self.plan = plan.of(account.symbols)
        self.quotes = Quotes(self.plan, self.rules)
        self.funding = funding or Funding(self.plan, first_day)
        self.state = NORMAL
        self.call: Call | None = None
        self.yesterday: date | None = None
        self.sale = ForcedSale(holidays=plan.holidays, ends=plan.sale_ends)

    def pass_day(self, today: date, traded: Mapping[str, Quote]) -> TimelineRow:
        """Let one business day pass: interest, shares, money, the prices, the state, and what the state asks."""
        self.today, self.traded, self.day = today, traded, Day(today)
        if not traded:
            self.day.events.append(events.NO_TRADING)
        if self.yesterday and not self.sale.over:
            self.account = self.account.accrue((today - self.yesterday).days)
        sale_due = self._sale_due()
        orders_stand = sale_due or self.state == SALE
        self._let_happen()
        self._take_money(until=today - timedelta(days=1))
        self._mark()
        if not orders_stand:
            self._take_money_of_today()
        self._enter(self._judge(sale_due))
        if orders_stand:
            self._take_money_of_today()
        self._end_sale_when_nothing_is_owed()
        self.yesterday = today
        row = self._row()
        self.funding.see(row)
        return row

    # the state

    def _sale_due(self) -> bool:
        """Return whether the time to pay ran out before today, and the share trades today."""
        ran_out = self.state == SAME_DAY or (self.state == CALLED and self.today >= self.call.first_sale)
        return ran_out and bool(self.traded)

    @property
    def _judged(self) -> Account:
        """Return the account at the prices that the lender watches; it stands at the closes already."""
        at_closes = self.quotes.judged == self.quotes.closes
        return self.account if at_closes else self.account.at(self.quotes.judged, self.quotes.deductions)

    def _facts(self, sale_due: bool) -> DayFacts:
        account = self._judged
        # On the first day of a sale the orders stand before the close that would settle the call.
        risen = not sale_due and not account.below(self.rules.cancel_level)
        return DayFacts(
            below=account.below(self.rules.call_line),
            settled=self.call is not None and (self.call.missing == 0 or risen),
            deadline=self.call is not None and self.today == self.call.deadline,
            sale_due=sale_due,
            sale_over=self.sale.over,
        )

    def _judge(self, sale_due: bool) -> str:
        """Return the state of the day; short again in the watch, the reserve may still pay that afternoon."""
        state = next_state(self.state, self._facts(sale_due))
        if state == SAME_DAY != self.state:
            self.day.events.append(events.SAME_DAY_DUE)
            self._take_reserve(until=self.today, asked=self.call.missing)
            state = next_state(self.state, self._facts(sale_due))
        return state

    def _enter(self, state: str):
        """Do what the state asks on its day."""
        before, self.state = self.state, state
        if state == CALLED and before != CALLED:
            self._serve_notice()
        elif state == NORMAL:
            self.call = None
        elif state == CANCELLED:
            self.day.events.append(events.CANCEL)
        elif state == SALE and self.traded:
            self._sell()
        if self.call and self.today == self.call.deadline:
            self.day.events.append(events.DEADLINE)

    def _serve_notice(self):
        """Open a call on the positions that are short now; its sums and its days are fixed from here on."""
        self.day.events.append(events.NOTICE)
        asked = self._judged.called_sums(self.plan.cure_target)
        days = (self.today, self.rules.cure_sessions)
        holidays = self.plan.holidays
        self.call = Call(asked, deadline(*days, holidays=holidays), first_sale_date(*days, holidays=holidays))
        self.account = self.account.with_called(tuple(asked))

    # money

    def _take_money(self, until: date):
        """Take what has come in by a day: planned payments, then the reserve where something is asked."""
        for payment in self.funding.due(until):
            self._take(payment, events.PAYMENT)
        if self.state in (CALLED, SAME_DAY):
            self._take_reserve(until, asked=self.call.missing)
        elif self.sale.over:
            self._take_reserve(until, asked=self.account.owed)

    def _take_money_of_today(self):
        """Take the money of today, and let the borrower sell; in a forced sale the lender has the shares."""
        self._take_money(until=self.today)
        for payment in self.funding.own_sales(self.today, self.traded):
            if self.state in (SALE, CLOSED):
                continue
            if self.quotes.filled(Order("", payment.symbol, payment.amount)):
                self._take(payment, events.OWN_SALE)
            else:
                self.day.events.append(events.OWN_SALE_UNFILLED)
                self.funding.add(payment)

    def _take_reserve(self, until: date, asked: float):
        payment = self.funding.offered(self.today, until, asked)
        if payment:
            taken = self._take(payment, events.RESERVE_PAID)
            self.funding.spend(taken)
            self.day.from_reserve += taken

    def _take(self, payment: Payment, event: str) -> float:
        """Let the lender take a payment, count it toward an open call, and return its value."""
        receipts = [self._take_part(part) for part in self._parts(payment)]
        value = sum(receipt.value for receipt in receipts)
        if value > 0 or any(receipt.statement for receipt in receipts):
            self.day.events.append(event)
            self.day.paid_today += value
        return value

    def _parts(self, payment: Payment) -> list[Payment]:
        """Return a payment in one part for each called position that it is for; once a sale began, money repays."""
        if self.state in (SALE, CLOSED):
            return [] if payment.what in OF_A_SYMBOL else [replace(payment, what=REPAY)]
        several = self.call is not None and len(self.call.asked) > 1
        if payment.what != REPAY or payment.position is not None or not several:
            return [payment]
        return [
            replace(payment, amount=amount, position=position)
            for position, amount in self.call.shared_out(payment.amount)
        ]

    def _take_part(self, payment: Payment) -> Receipt:
        receipt = self.account.pay(payment, self.plan.cure_target)
        self.account = receipt.account
        if receipt.statement:
            self.day.own_sales.append(receipt.statement)
            self.day.returned += receipt.statement.surplus
        if self.call:
            self.call = self.call.after(receipt.counted)
        return receipt

    # the shares

    def _let_happen(self):
        """Let the shares of the day go ex-dividend, be cut or be split; the lender's part comes in as a payment."""
        for happening in self.quotes.open_day(self.today):
            shares = self.account.shares_of(happening.symbol)
            if happening.to == LENDER and happening.paid_on:
                cash = float(exact(shares) * exact(happening.cash_per_share))
                self.funding.add(Payment(happening.paid_on, cash))
            self.account = self.account.change_shares(happening.symbol, happening.factor)
            self.day.events.append(events.EX_DIVIDEND if isinstance(happening, Dividend) else events.SHARE_CHANGE)

    def _mark(self):
        """Take the prices of the day, less the dividends that the lender marks off before their ex-date."""
        jumped = self.quotes.mark(self.traded)
        for symbol, factor in jumped.items():
            self.account = self.account.change_shares(symbol, factor)
        if jumped:
            self.day.events.append(events.UNEXPLAINED)
        if self.quotes.deductions:
            self.day.events.append(events.PREMARK)
        self.account = self.account.at(self.quotes.closes, self.quotes.deductions)

    # the sale

    def _sell(self):
        """Put in the orders of one session, and end the sale with the last."""
        self.account = self.sale.put_orders(self.account, self.day, self.quotes.filled)
        if self.sale.at_its_end(self.account):
            self._end_sale()

    def _end_sale_when_nothing_is_owed(self):
        if self.state == SALE and not self.sale.over and self.account.owed == 0:
            self._end_sale()
        self.sale.settle_bill(self.account.owed)

    def _end_sale(self):
        """Let other money pay what the sale left, the reserve after the cash posted; the rest is billed."""
        self.account = self.sale.end(self.account, self.day)
        self._take_reserve(until=self.today, asked=self.account.owed)
        self.sale.write_bill(self.account.owed, self.day)

    # the log

    def _row(self) -> TimelineRow:
        call, account = self.call, self._judged
        return self.day.row(
            close=_one_or_all(self.quotes.closes),
            judged=_one_or_all(self.quotes.judged),
            collateral=account.collateral,
            debt=account.debt,
            ratio=account.ratio,
            state=self.state,
            called_sum=call and call.called_sum,
            called_sums=dict(call.asked) if call else {},
            deadline=call and call.deadline,
            first_sale=call and call.first_sale,
            paid=call.paid if call else 0.0,
            reserve=self.funding.reserve,
            principal=account.principal,
            interest=account.interest,
            bill=account.owed if self.sale.over else 0.0,
            bill_due=self.sale.bill_due,
        )


def _one_or_all(prices: Mapping[str, float]) -> float | Mapping[str, float]:
    return next(iter(prices.values())) if len(prices) == 1 else dict(prices)
