"""What is checked before anything is built: one rule a file, listed in `rules.py`."""
