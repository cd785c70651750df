"""Flows: which connections, in which steps, and when."""
