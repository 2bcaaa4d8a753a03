"""Lesson 2, margin trading: its questions and claims."""
