"""The figures of one's own position."""
