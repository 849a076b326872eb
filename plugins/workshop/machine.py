"""What this machine lets a process use."""

import os


def cores() -> int:
    """How many processors; that can be less than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
