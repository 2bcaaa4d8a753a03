"""The arithmetic of one's own position: several products at several lenders, each under its own rules."""
