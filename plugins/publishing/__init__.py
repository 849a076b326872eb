"""From a checked content folder to a site that readers see: building, and serving while it is written."""

from . import host  # noqa: F401  first: it imports Pelican
