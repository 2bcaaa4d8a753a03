"""The questions of lesson 1, stock pledging."""

from pledge_lib.course.pledging.exercises import EXERCISES
from pledge_lib.course.pledging.predictions import PREDICTIONS
from pledge_lib.course.pledging.quiz import QUIZ
from pledge_lib.course.pledging.worked import WORKED

__all__ = ["GATE", "QUESTIONS", "WORKED"]

QUESTIONS = {question.id: question for question in (*EXERCISES, *PREDICTIONS, *QUIZ)}
GATE = 4  # core exercises to have right before the next lesson
