"""Language tags of BCP 47: their canonical form, and the label that suits a reader best (lookup of RFC 4647)."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from thesaury.model.concept import Label

_LONGEST_LIST = 200
_LAST = "en"
"""The language tried when none of the wished ones is there."""


@lru_cache(maxsize=4096)
def canonical(tag: str) -> str:
    """The tag as BCP 47 writes it (`en_us` is `en-US`, `ger` is `de`), or an empty string where it is no tag."""
    import langcodes

    try:
        return langcodes.standardize_tag(tag) if tag else ""
    except ValueError:
        return ""


def named_in(lists: Iterable[str]) -> tuple[str, ...]:
    """The tags in lists such as `de,en-GB`, canonical, each once; what is no tag is left out, and so is the end of a very long list."""
    tags = (canonical(code) for given in lists for code in given[:_LONGEST_LIST].split(","))
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def best(labels: Sequence[Label], languages: Sequence[str]) -> Label | None:
    """The label for a reader of these languages, best first; falls back to English, then to any; None without labels."""
    if len(labels) < 2:
        return labels[0] if labels else None
    by_language: dict[str, Label] = {}
    for label in labels:
        by_language.setdefault(label.language.lower(), label)
    for language in _looked_up(tuple(languages)):
        if language in by_language:
            return by_language[language]
    for language in (*languages, _LAST):
        for tag in sorted(by_language):
            if tag.startswith(f"{language.lower().split('-')[0]}-"):
                return by_language[tag]
    return by_language[min(by_language)]


@lru_cache(maxsize=256)
def _looked_up(languages: tuple[str, ...]) -> tuple[str, ...]:
    """Every tag to look for, in order: each wish and its shorter forms, then English."""
    return tuple(dict.fromkeys(tag for wish in (*languages, _LAST) for tag in _shortened(wish.lower())))


def _shortened(tag: str) -> Iterator[str]:
    """The tag and what is left when its last subtags go one by one (a single letter goes with what follows it)."""
    parts = tag.split("-")
    while parts and parts[0]:
        if len(parts[-1]) > 1 or len(parts) == 1:
            yield "-".join(parts)
        parts.pop()
