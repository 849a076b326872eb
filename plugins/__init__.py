"""The rooms of the portal. Arrows run down only: Pelican rooms → checks → sources → newsroom.

See `docs/decisions/001-the-house.md`; `tests/test_architecture.py` holds the arrows.
"""
