"""A drawer of a figure's own: a further chart or table that the reader opens."""

from dataclasses import dataclass

from pledge_lib.panels.chart import Chart
from pledge_lib.panels.saying import Say
from pledge_lib.panels.staging import labels
from pledge_lib.panels.table import Table


@dataclass(frozen=True, kw_only=True)
class Drawer:
    """A chart, a table or both under the title `drawer.<name>`; the page makes them when the drawer is opened."""

    name: str
    chart: Chart | None = None
    table: Table | None = None

    def shown(self, result, say: Say) -> dict:
        """Return what stands in it for a result."""
        chart, table = self.chart, self.table
        found = {"table": table.said(result, say)} if table else {}
        if chart is None:
            return found
        return found | {
            "lines": chart.lines(result),
            "ranges": {axis: tuple(ends) for axis, ends in chart.ranges(result).items()},
            "looks": chart.looks(result, say),
            "ticks": chart.named(result, say),
            "labels": labels(chart, result, say),
        }
