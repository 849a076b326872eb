"""The editors' desk: what helps an editor to write. Files of others become drafts, a new story its first lines."""
