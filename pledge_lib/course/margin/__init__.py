"""The questions of lesson 2, margin trading."""

from pledge_lib.course.margin.exercises import EXERCISES
from pledge_lib.course.margin.predictions import PREDICTIONS
from pledge_lib.course.margin.quiz import QUIZ
from pledge_lib.course.margin.worked import WORKED

__all__ = ["GATE", "QUESTIONS", "WORKED"]

QUESTIONS = {question.id: question for question in (*EXERCISES, *PREDICTIONS, *QUIZ)}
GATE = 4  # core exercises to have right before the next lesson
