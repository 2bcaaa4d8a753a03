"""Floor 4: what a reader touches. A panel is a declaration; how it reaches the screen is written once."""
