"""Lesson 1, stock pledging: its questions and claims."""
