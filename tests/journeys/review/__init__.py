"""The review room over a real workspace."""
