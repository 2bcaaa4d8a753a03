"""Lesson 0, all four products: its questions."""
