"""The arithmetic that lesson 0 adds: a contract of one's own."""
