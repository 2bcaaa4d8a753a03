"""Floor 5: what a lesson says and asks."""

from pledge_lib.course.lesson import Lesson

__all__ = ["Lesson"]
