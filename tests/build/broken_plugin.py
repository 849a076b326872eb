"""A plugin that cannot be registered, for `test_settings.py`."""


def register() -> None:
    raise RuntimeError("broken on purpose")
