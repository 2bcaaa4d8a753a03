"""Floor 1: numbers in, numbers out. Standard library only, no files, no language."""
