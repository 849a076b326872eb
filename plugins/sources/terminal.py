"""Who reads what a command says."""

import os


def language() -> str:
    """The language of messages: Chinese, unless the environment asks for English."""
    asked = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "en" if asked.startswith("en") else "zh"
