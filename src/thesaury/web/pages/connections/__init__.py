"""Connections: the systems that are read and written, how each is doing, and how to mend it."""
