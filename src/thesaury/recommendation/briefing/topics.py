"""What a heading, or the name of a field, says its part of a brief is about."""

from enum import StrEnum
from functools import cache

from thesaury.recommendation.briefing.words import LANGUAGES, said_in, table, tokens_in


class Topic(StrEnum):
    """What a part of a brief speaks of."""

    TITLE = "title"
    ABOUT = "about"
    NEEDS = "needs"
    MUST = "must"
    WISHES = "wishes"
    EXCLUDED = "excluded"
    AUDIENCE = "audience"
    MARKETS = "markets"
    CHANNELS = "channels"
    PERIOD = "period"
    FORMATS = "formats"
    BRAND = "brand"
    TONE = "tone"
    RIGHTS = "rights"
    PROCESS = "process"
    OTHER = "other"


NEEDS = frozenset((Topic.NEEDS, Topic.MUST, Topic.WISHES))
"""Parts that ask for pictures."""

SILENT = frozenset((Topic.MARKETS, Topic.CHANNELS, Topic.PERIOD, Topic.FORMATS, Topic.RIGHTS, Topic.PROCESS))
"""Parts in which no concept is looked for: they say where, when and how, and what the law says."""

_LONGEST = 9
_SHORT = 3


def field_topic(label: str) -> Topic | None:
    """The topic that this label of a field names by itself; None for any other word."""
    return _by_words().get(_said(label))


def heading_topic(heading: str) -> Topic | None:
    """The topic of a heading, by its words or by a phrase within; None where it says none, or is a sentence."""
    if whole := field_topic(heading):
        return whole
    said = _said(heading)
    if not 0 < len(said) <= _LONGEST:
        return None
    found = [
        (after - first, -first, topic)
        for first in range(len(said))
        for after in range(first + 1, len(said) + 1)
        if (topic := _by_words().get(said[first:after])) and _stands_out(said, first, after)
    ]
    if not found:
        return None
    topic = max(found)[2]
    denied = topic in NEEDS and any(cue.kind == "no" for cue in said_in(tokens_in(heading), "cues", LANGUAGES, "no"))
    return Topic.EXCLUDED if denied else topic


def _stands_out(said: tuple[str, ...], first: int, after: int) -> bool:
    """Whether a phrase tells what a longer heading is about: a single word does so at its end or its beginning, and only in a short one."""
    return after - first > 1 or (len(said) <= _SHORT and (first == 0 or after == len(said)))


def _said(label: str) -> tuple[str, ...]:
    words = [token.text for token in tokens_in(label) if token.kind == "word"]
    while words and words[0] in _BEFORE:
        words = words[1:]
    return tuple(words)


_BEFORE = frozenset(("our", "the", "unsere", "unser", "die", "der", "das", "nos", "notre", "les", "le", "la"))


@cache
def _by_words() -> dict[tuple[str, ...], Topic]:
    found: dict[tuple[str, ...], Topic] = {}
    for language in LANGUAGES:
        for name, phrases in table(language)["topics"].items():
            for phrase in phrases:
                found.setdefault(_said(phrase), Topic(name))
    return found
