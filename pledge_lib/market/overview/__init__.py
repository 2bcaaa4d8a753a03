"""One shock over the procedures of all four products."""
