"""Floor 3: time."""
