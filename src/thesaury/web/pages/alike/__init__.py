"""Pairs of pictures that may be one."""
