"""Time and chance for stock pledging."""
