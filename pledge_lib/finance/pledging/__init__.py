"""The arithmetic of stock pledging."""
