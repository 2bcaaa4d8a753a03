"""The questions of lesson 4, crypto collateral."""

from pledge_lib.course.crypto.exercises import EXERCISES
from pledge_lib.course.crypto.predictions import PREDICTIONS
from pledge_lib.course.crypto.quiz import QUIZ
from pledge_lib.course.crypto.worked import WORKED

__all__ = ["GATE", "QUESTIONS", "WORKED"]

QUESTIONS = {question.id: question for question in (*EXERCISES, *PREDICTIONS, *QUIZ)}
GATE = 4  # core exercises to have right before the next lesson
