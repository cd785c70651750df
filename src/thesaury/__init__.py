"""Thesaury, the open semantic layer for digital assets."""

__version__ = "0.1.0"
