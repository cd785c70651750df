"""Runs: what goes on, what was done, and what could not be done."""
