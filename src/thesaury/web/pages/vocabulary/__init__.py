"""The vocabulary and the page of a concept."""
