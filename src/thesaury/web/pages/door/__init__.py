"""Signing in, one-time links, and the reader's own account."""
