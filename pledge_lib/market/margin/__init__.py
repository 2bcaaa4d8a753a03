"""Time and chance for margin trading."""
