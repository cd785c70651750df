"""Advice from the answers of named questions, each piece with its figures, the formula they went into, and where the rows behind are."""
