"""Time and chance for securities lending."""
