"""Suggestions as somebody types, from the labels of the vocabulary and the names the workspace holds."""
