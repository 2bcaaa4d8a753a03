"""The questions of lesson 3, securities lending."""

from pledge_lib.course.lending.exercises import EXERCISES
from pledge_lib.course.lending.predictions import PREDICTIONS
from pledge_lib.course.lending.quiz import QUIZ
from pledge_lib.course.lending.worked import WORKED

__all__ = ["GATE", "QUESTIONS", "WORKED"]

QUESTIONS = {question.id: question for question in (*EXERCISES, *PREDICTIONS, *QUIZ)}
GATE = 4  # core exercises to have right before the next lesson
