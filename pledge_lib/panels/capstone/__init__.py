"""The figures of the capstone."""
