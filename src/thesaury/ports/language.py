"""Language detection for texts that do not say which language they are in."""

from collections.abc import Sequence
from typing import Protocol


class LanguageDetector(Protocol):
    """Tells the language of a text."""

    def detect(self, text: str, among: Sequence[str]) -> str:
        """The BCP 47 primary tag, one of `among`, or an empty string when the text gives no ground to tell."""
