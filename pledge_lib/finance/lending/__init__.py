"""The arithmetic of securities lending."""
