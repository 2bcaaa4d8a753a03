"""The layout of a chart on the stage: its axes only. Margins, type and colours are the page's own."""

from collections.abc import Callable, Mapping

from pledge_lib.panels.saying import Say

LANES = 150  # pixels at 15 px type that the names of lanes take


def plain(
    x: Mapping,
    y: Mapping,
    *,
    left: float | None = None,
    right: float | None = None,
    narrow: float | None = None,
    bottom: float | None = None,
    names: tuple[str, str] = ("axis.x", "axis.y"),
    **more,
) -> Callable[[Say], Mapping]:
    """Return the layout of one pane with these axes; `more` are the axes of further panes.

    `names` are the keys of the texts at the level and at the upright axis, if there are those texts: `axis.x` is for a
    level axis of which the lead below it does not say what it is, `axis.y` stands at the top of the upright one. `left`
    and `right` are the margins in pixels at 15 px type, `narrow` the left one on a phone.
    """
    ends = {"left": left, "right": right, "narrow": narrow, "bottom": bottom}
    meta = {name: end for name, end in ends.items() if end is not None}

    def layout(say: Say) -> Mapping:
        said = {letter: say(key) for letter, key in zip("xy", names, strict=True) if key and key in say}
        return {"meta": meta | said, "xaxis": dict(x), "yaxis": dict(y)} | more

    return layout


def lanes(x: Mapping, count: int, *, clock: Mapping | None = None, **more) -> Callable[[Say], Mapping]:
    """Return the layout of lanes one below the other, the first on top at `count` − 1; `clock` is a second level axis.

    The names of the lanes are labels with the look `lane`.
    """
    rows = {"range": [-0.6, count - 0.4], "showgrid": False, "showticklabels": False}
    if clock is None:
        return plain(x, rows, left=LANES, narrow=8, **more)
    beside = {"domain": (0.705, 1.0), "anchor": "y"}
    return plain({"domain": (0.0, 0.64), **x}, rows, left=LANES, narrow=8, xaxis2=beside | dict(clock), **more)
