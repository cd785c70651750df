"""Feeds and channels: only what is relevant and compliant leaves the house."""
