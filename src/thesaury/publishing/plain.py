"""Words of foreign systems made fit for whatever reads a feed: no control characters, no halves of characters."""

import re
import unicodedata

# What XML 1.0 cannot hold, and half a surrogate pair, which is no text at all.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def text_of(said: str) -> str:
    """The text with its lines, without what cannot stand in a feed."""
    return unicodedata.normalize("NFC", _UNFIT.sub("", said.replace("\r\n", "\n").replace("\r", "\n"))).strip()


def line_of(said: str) -> str:
    """The text in one line."""
    return " ".join(text_of(said).split())


def address_of(said: str) -> str:
    """The web address a text is, empty where it is none: whoever reads a feed may follow it."""
    found = line_of(said)
    return found if re.fullmatch(r"https?://[^\s<>\"{}|\\^`]{1,2000}", found, re.IGNORECASE) else ""
