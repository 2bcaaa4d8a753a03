"""The figures of margin trading."""
