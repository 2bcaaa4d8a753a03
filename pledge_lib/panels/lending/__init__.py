"""The figures of securities lending."""
