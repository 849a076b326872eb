"""What is checked before anything is built: one rule a file, listed in `rules.py`."""

from blinker import Signal

checked = Signal()
"""Sent by a build that has looked at its content, with `problems`: every one, in order."""
