"""What a reader does with one's own position in the notebook: read, keep, take away, erase."""
