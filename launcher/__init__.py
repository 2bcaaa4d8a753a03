"""What `course.py` does before the course's own Python is there: standard library only, and it parses on Python 3.6."""
