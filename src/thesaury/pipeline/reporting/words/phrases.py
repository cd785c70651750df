"""What the words of a language are."""

from collections.abc import Mapping

Phrase = str | tuple[str, str]
"""One form, or singular and plural."""

Phrases = Mapping[str, Phrase]
