"""Accounts: people and their roles, passwords, sessions, tokens and one-time links, for pages and commands alike."""

from thesaury.pipeline.accounts.access import Access

__all__ = ["Access"]
