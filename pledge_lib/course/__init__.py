"""Floor 5: what a lesson says and asks.

A lesson is loaded when it is asked for: the record, and what else stands on this floor, needs none of its figures.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pledge_lib.course.lesson import Lesson as Lesson

__all__ = ["Lesson"]


def __getattr__(name: str):
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pledge_lib.course.lesson import Lesson

    return Lesson
