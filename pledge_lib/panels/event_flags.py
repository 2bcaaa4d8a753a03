"""How a chart marks what happens to a position: symbol and colour of each event, the same in every figure."""

from pledge_lib.market import events
from pledge_lib.panels import charts

START = ("circle", charts.BLUE)  # the day on which a position is opened
FLAGS = {
    events.NOTICE: ("triangle-down", charts.RED),
    events.DEADLINE: ("square", charts.ORANGE),
    events.PAYMENT: ("cross", charts.GREEN),
    events.RESERVE_PAID: ("cross", charts.GREEN),
    events.OWN_SALE: ("cross", charts.GREEN),
    events.OWN_SALE_UNFILLED: ("x", charts.GREY),
    events.CANCEL: ("circle-open", charts.GREEN),
    events.SAME_DAY_DUE: ("diamond", charts.RED),
    events.UNFILLED: ("x", charts.GREY),
    events.SOLD: ("star", charts.RED),
    events.EX_DIVIDEND: ("triangle-up-open", charts.GREY),
    events.SHARE_CHANGE: ("triangle-up-open", charts.GREY),
    events.UNEXPLAINED: ("triangle-up-open", charts.GREY),
}
