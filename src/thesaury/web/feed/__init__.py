"""Feeds of publishing channels at addresses of their own, and the files they name."""
