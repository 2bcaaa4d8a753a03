"""One's own position over time, and between file and arithmetic."""
