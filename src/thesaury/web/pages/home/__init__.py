"""The first page: what waits, how things are, and how to begin."""
