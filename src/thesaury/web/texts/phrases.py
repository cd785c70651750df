"""What a text is: a sentence with gaps, or two of them, for one and for many."""

from collections.abc import Mapping
from contextvars import ContextVar

Phrase = str | tuple[str, str]
"""A sentence with {named} gaps, or a pair of them: for exactly one, and for any other count."""

Phrases = Mapping[str, Phrase]

speaking: ContextVar[str] = ContextVar("speaking", default="en")
"""The language of the request that is being answered."""
