"""One's own position as a file: spreadsheets and tables as people keep them, read without running anything in them."""
