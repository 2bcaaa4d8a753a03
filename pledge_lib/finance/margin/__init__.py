"""The arithmetic of margin trading."""
