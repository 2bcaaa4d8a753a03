"""The figures of stock pledging."""
