"""Small rules about texts from foreign systems that every connector follows alike."""

import re
from html import unescape

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_IRI = re.compile(r"(?:https?://|urn:[a-z0-9][a-z0-9-]+:)[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_FILLER = re.compile(r"[\s_\-+.]+")


def cleaned(text: str) -> str:
    """The text without control characters and outer white space; half characters become U+FFFD, so that it can be stored."""
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", text)).strip()


def is_iri(text: str) -> bool:
    """Whether the whole text is an http, https or urn IRI: only these name concepts."""
    return _IRI.fullmatch(text) is not None


def web_address(text: str, base: str = "") -> str:
    """The address that a foreign system says, below `base` where it has no host; an empty text for what no link may lead to."""
    found = text.strip()
    if found.startswith("//"):
        found = f"https:{found}"
    elif found.startswith("/") and base:
        found = f"{base.rstrip('/')}{found}"
    return found if found.lower().startswith(("https://", "http://")) else ""


def language_tag(text: str) -> str:
    """The BCP 47 tag in its usual spelling (`de-AT`, `zh-Hant`), or an empty string for `x-default` and what is no tag."""
    if not _LANGUAGE.fullmatch(text.strip()):
        return ""
    primary, *rest = text.strip().replace("_", "-").split("-")
    spelled = [part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower() for part in rest]
    return "-".join([primary.lower(), *spelled])


def readable_name(name: str) -> str:
    """A file name as a person would say it: without ending, separators as blanks."""
    stem, dot, ending = name.rpartition(".")
    return _FILLER.sub(" ", cleaned(stem if dot and stem and len(ending) <= 5 else name)).strip() or cleaned(name)


def plain(markup: str) -> str:
    """The words of a page or a text without tags, scripts and entities, on one line."""
    bare = _TAG.sub(" ", _HIDDEN.sub(" ", markup))
    return " ".join(unescape(cleaned(bare)).split())
