"""Lesson 3, securities lending: its questions and claims."""
