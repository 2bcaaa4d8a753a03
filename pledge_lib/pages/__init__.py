"""The static edition: the lessons and their figures as plain pages that any web server gives out, without Python."""
