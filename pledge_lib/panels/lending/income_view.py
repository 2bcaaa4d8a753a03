"""How F3.1 looks: the income adding up and when it is paid, the fee of each day; what it says."""

from datetime import date

from pledge_lib import datasets
from pledge_lib.finance.lending.rules import AUCTION
from pledge_lib.finance.money import amount_text, percent_text
from pledge_lib.panels import charts
from pledge_lib.panels.declaration import View
from pledge_lib.panels.words import Words

ID = "F3.1"
PROFILE = "tw-lending"
REAL_SHARE, REAL_FROM = "2330", date(2022, 1, 3)  # a year of closes without a gap
LONGEST = 180
MOST_PAYMENTS = 7  # in so many days, month by month
SPANS = (20, 40, 80, 120, 210)  # the last with room for the payment after a long holiday
RULES_USED = ("highest_rate", "auction_step", "negotiated_step", "day_basis", "daily_minimum", "broker_share",
              "withholding", "withholding_waiver", "premium_on_fee", "monthly_settlement_since")  # fmt: skip
ROWS = ("value", "first_fee", "last_fee", "gross", "broker_fee", "paid", "withheld", "net", "returned", "last_paid",
        "other_net")  # fmt: skip
COLUMNS = ("stretch", "days", "gross", "broker_fee", "withheld", "net", "paid_on")


def view(result, words: Words) -> View:
    """Say and draw the result."""
    numbers = _numbers(result)
    plan = "monthly" if result.monthly else "at-return"
    paid = "monthly" if len(result.payments) > 1 else "once"
    why = [words(f"{ID}.why.{'floored' if result.floored else 'day'}", **numbers)]
    sum_of = f"{result.mark}-floored" if result.mark == "fixed" and result.floored else result.mark
    why += [words(f"{ID}.why.{sum_of}", **numbers), words(f"{ID}.why.{plan}", **numbers)]
    idle = (("move",) if result.mark != "moving" else ()) + (("settle",) if result.channel == AUCTION else ())
    return View(
        sentence=words(f"{ID}.sentence.{result.state}", **numbers) + words(f"{ID}.paid.{paid}", **numbers),
        why="\n".join(why),
        table=(
            (words("table.quantity"), words("table.value")),
            *((words(f"{ID}.row.{name}", **numbers), words(f"{ID}.cell.{name}", **numbers)) for name in ROWS),
        ),
        sheet=(
            tuple(words(f"{ID}.sheet.{name}") for name in COLUMNS),
            *(_row(cash, words) for cash in result.payments),
        ),
        idle=idle,
        notes=tuple(_notes(result, words, numbers)),
        lines=_lines(result),
        looks={"payments": {"text": _padded([_hover(cash, words) for cash in result.payments])}},
        ranges=_ranges(result),
        rules=((result.rules, RULES_USED),),
        sources=("article-003", *(datasets.prices(REAL_SHARE).sources if result.mark == "real" else ())),
    )


def _numbers(result) -> dict[str, str]:
    received, rules = result.received, result.rules
    return {
        "price": amount_text(result.price, 2),
        "shares": amount_text(result.shares),
        "value": amount_text(result.price * result.shares),
        "rate": percent_text(result.annual_rate),
        "cap": percent_text(rules.highest_rate),
        "step": percent_text(rules.auction_step),
        "days": amount_text(result.days),
        "day_basis": amount_text(rules.day_basis),
        "minimum": amount_text(rules.daily_minimum),
        "first_fee": amount_text(result.fees[0], 2),
        "last_fee": amount_text(result.fees[-1], 2),
        "first_unrounded": amount_text(result.price * result.shares * result.annual_rate / rules.day_basis, 2),
        "last_close": amount_text(result.closes[-1], 2),
        "mean_close": amount_text(sum(result.closes) / result.days, 2),
        "gross": amount_text(result.gross, 2),
        "at_first_close": amount_text(result.at_first_close, 2),
        "difference": amount_text(abs(result.gross - result.at_first_close), 2),
        "lost": amount_text(abs(result.unrounded - result.gross), 2),
        "unrounded": amount_text(result.unrounded, 2),
        "share": percent_text(result.broker_share),
        "broker_fee": amount_text(received.broker_fee, 2),
        "paid": amount_text(received.paid, 2),
        "withholding": percent_text(rules.withholding),
        "waiver": amount_text(rules.withholding_waiver),
        "withheld": amount_text(received.withheld),
        "net": amount_text(received.net, 2),
        "other_withheld": amount_text(result.other_way.withheld),
        "other_net": amount_text(result.other_way.net, 2),
        "count": amount_text(len(result.payments)),
        "lent": result.lent.isoformat(),
        "returned": result.returned.isoformat(),
        "first_paid": result.payments[0].payment.paid_on.isoformat(),
        "last_paid": result.payments[-1].payment.paid_on.isoformat(),
        "since": rules.monthly_settlement_since.isoformat(),
        "symbol": REAL_SHARE,
        "real_from": REAL_FROM.isoformat(),
    }


def _row(cash, words: Words) -> tuple[str, ...]:
    payment, statement = cash.payment, cash.statement
    return (
        words(f"{ID}.stretch", first=payment.first.isoformat(), until=payment.until.isoformat()),
        amount_text(payment.days),
        amount_text(statement.gross, 2),
        amount_text(statement.broker_fee, 2),
        amount_text(statement.withheld),
        amount_text(statement.net, 2),
        payment.paid_on.isoformat(),
    )


def _notes(result, words: Words, numbers):
    if result.floored:
        yield words(f"{ID}.note.{'minimum' if result.gross > result.unrounded else 'floored'}", **numbers)
    if result.received.withheld != result.other_way.withheld:
        yield words(f"{ID}.note.{'monthly' if result.monthly else 'at-return'}-withheld", **numbers)
    elif result.received.withheld:
        yield words(f"{ID}.note.withheld", **numbers)
    if result.monthly and result.lent < result.rules.monthly_settlement_since:
        yield words(f"{ID}.note.before-the-rule", **numbers)
    if result.is_closed_day:
        yield words(f"{ID}.note.closed-day", **numbers)


def _hover(cash, words: Words) -> str:
    return words(f"{ID}.hover", day=cash.payment.paid_on.isoformat(), net=amount_text(cash.statement.net, 2))


def _padded(marks) -> tuple:
    """Return as many marks as there can be payments: the last stands for those that are not there."""
    return (tuple(marks) + (marks[-1],) * MOST_PAYMENTS)[:MOST_PAYMENTS]


def _paid_days(result) -> list[int]:
    return [(cash.payment.paid_on - result.lent).days for cash in result.payments]


def _lines(result) -> dict:
    grown, sums = 0.0, [0.0]
    for fee in result.fees:
        grown += fee
        sums.append(grown)
    beyond = LONGEST - result.days
    arrived, levels = [0], [0.0]
    for day, cash in zip(_paid_days(result), result.payments, strict=True):
        arrived += [day, day]
        levels += [levels[-1], levels[-1] + cash.statement.net]
    tops = levels[2::2]
    steps = 2 * MOST_PAYMENTS + 2  # to the end of the axis, too
    return {
        "gross": (
            [*range(result.days + 1), *[result.days] * beyond],
            sums + sums[-1:] * beyond,
        ),
        "received": (
            (arrived + [SPANS[-1]] * steps)[:steps],
            (levels + levels[-1:] * steps)[:steps],
        ),
        "payments": (_padded(_paid_days(result)), _padded(tops)),
        "fee": (
            [*range(1, result.days + 1), *[result.days] * beyond],
            result.fees + result.fees[-1:] * beyond,
        ),
    }


def _ranges(result) -> dict:
    span = next(span for span in SPANS if span >= max(_paid_days(result)))
    return {
        "xaxis": (0, span),
        "yaxis": (0, charts.nice_ceiling(result.gross)),
        "xaxis2": (0, span),
        "yaxis2": (0, charts.nice_ceiling(max(result.fees) * 1.02)),
    }


def figure(words: Words):
    """Return the empty figure: the sum over the days, and the fee of each day."""
    said = {name: words(f"{ID}.trace.{name}") for name in ("gross", "received", "payments", "fee")}
    hover = "%{x:.0f} → %{y:,.2f}"
    traces = [
        charts.line("gross", said["gross"], charts.BLUE, hover=f"{said['gross']} {hover}"),
        charts.line("received", said["received"], charts.GREEN, dash="dash", hover=f"{said['received']} {hover}"),
        charts.dots("payments", said["payments"], charts.GREEN, symbols="square", hover="%{hovertext}"),
        charts.line("fee", said["fee"], charts.ORANGE, width=2, hover=f"{said['fee']} {hover}", pane="2"),
    ]
    return charts.figure(
        traces,
        height=390,
        legend={"orientation": "h", "x": 0, "y": -0.2, "yanchor": "top"},
        margin={"l": 74, "r": 18, "t": 34, "b": 92},
        xaxis={"domain": (0.0, 0.60), "range": (0, 20), "title": words(f"{ID}.axis.days")},
        yaxis={"range": (0, 1_000), "tickformat": ","},
        xaxis2={"domain": (0.70, 1.0), "range": (0, 20), "anchor": "y2", "title": words(f"{ID}.axis.days")},
        yaxis2={"range": (0, 100), "anchor": "x2", "tickformat": ",", "rangemode": "tozero"},
        annotations=[
            {"text": words(f"{ID}.heading.{name}"), "x": x, "y": 1.0, "xref": "paper", "yref": "paper",
             "xanchor": "center", "yanchor": "bottom", "yshift": 7, "showarrow": False}
            for name, x in (("sum", 0.30), ("fee", 0.85))
        ],
    )  # fmt: skip
