"""Connectors: one folder per outside system; what several share stands beside the folders, and none imports another."""
