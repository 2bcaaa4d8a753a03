"""Lesson 4, crypto collateral: its questions and claims."""
