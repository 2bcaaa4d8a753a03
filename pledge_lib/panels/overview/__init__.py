"""The figures of lesson 0: all four products beside one another."""
