"""The cell against which steps are measured: plotly's FigureWidget, as its manual has it, about a pledge over 250 days.

Three sliders, three lines of 250 points, two lines across and four texts; a step assigns all of it in one batch.
"""

import ipywidgets
import numpy as np
import plotly.graph_objects as go
from IPython.display import display

DAYS = np.arange(250.0)
PRICE, SHARES = 20.0, 1_000_000
CALL_LINE, SALE_LINE = 1.5, 1.3
STEPS = np.random.default_rng(7).normal(0.0, 0.012, DAYS.size)
PATH = PRICE * np.exp(np.cumsum(STEPS) - np.linspace(0.0, STEPS.sum(), DAYS.size))
SLOPE = np.clip((DAYS - 40.0) / 150.0, 0.0, 1.0)
SLIDERS = {
    "drop": {"description": "Price drop %", "min": 0.0, "max": 60.0, "step": 0.5, "value": 10.0},
    "ltv": {"description": "LTV %", "min": 20.0, "max": 80.0, "step": 0.5, "value": 45.0},
    "rate": {"description": "Annual rate %", "min": 2.0, "max": 15.0, "step": 0.1, "value": 6.0},
}


def scenario(drop: float, ltv: float, rate: float) -> tuple:
    """Return three lines, two levels and four texts."""
    loan = PRICE * SHARES * ltv / 100
    price = PATH * (1 - drop / 100 * SLOPE)
    interest = rate * DAYS / 365  # per cent of the loan
    debt = loan * (1 + interest / 100)
    ratio = price * SHARES / debt * 100
    levels = [line * debt[-1] / SHARES for line in (CALL_LINE, SALE_LINE)]
    texts = (
        f"Maintenance ratio {ratio[-1]:.1f}%",
        f"Interest {interest[-1] / 100 * loan / 1e4:.2f} (10k)",
        f"Call price {levels[0]:.2f}",
        f"Liquidation price {levels[1]:.2f}",
    )
    return (price, ratio, interest), levels, texts


def across(level: float) -> dict:
    """Return a dashed line across the chart."""
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": level, "y1": level, "line": {"dash": "dash"}}


sliders = {name: ipywidgets.FloatSlider(**slider) for name, slider in SLIDERS.items()}
lines, levels, texts = scenario(**{name: slider.value for name, slider in sliders.items()})
named = zip(("Price", "Maintenance ratio %", "Interest %"), ("y", "y2", "y2"), lines, strict=True)
chart = go.FigureWidget(
    data=[
        {"type": "scatter", "mode": "lines", "name": name, "x": DAYS, "y": y, "yaxis": axis} for name, axis, y in named
    ],
    layout={
        "width": 900,
        "height": 420,
        "legend": {"orientation": "h", "y": 1.08},
        "xaxis": {"range": [0, 249], "title": {"text": "Day"}},
        "yaxis": {"range": [0, 32], "title": {"text": "Price"}},
        "yaxis2": {"range": [0, 500], "overlaying": "y", "side": "right"},
        "shapes": [across(level) for level in levels],
    },
)
boxes = [ipywidgets.HTML(value=text) for text in texts]


def update(_change):
    """Show what the sliders stand at."""
    lines, levels, texts = scenario(**{name: slider.value for name, slider in sliders.items()})
    with chart.batch_update():
        for trace, numbers in zip(chart.data, lines, strict=True):
            trace.y = numbers
        for shape, level in zip(chart.layout.shapes, levels, strict=True):
            shape.y0 = shape.y1 = level
    for box, text in zip(boxes, texts, strict=True):
        box.value = text


for slider in sliders.values():
    slider.observe(update, "value")
display(ipywidgets.VBox([*sliders.values(), ipywidgets.HBox(boxes), chart]))
