"""From files to the domain: every file is read here, once, with its problems. Knows nothing of Pelican."""
