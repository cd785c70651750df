"""Sentences of the floors below, in the language of the reader: they are English there, for logs, commands and programs read them too."""

import re
from collections.abc import Mapping
from functools import cache
from string import Formatter

from markupsafe import Markup, escape

from thesaury.web.texts import ENGLISH, phrase, speaking

_ROOM = "beneath."
_GAP = re.compile(r"\{\w+\}")


def retold(sentence: str) -> str:
    """The same in the reader's language; as it is where no text is known to say it."""
    return sentence if speaking.get() == "en" else _retold(sentence) or sentence


def marked(sentence: str) -> Markup:
    """The same for a page; what stays English is marked as such."""
    if speaking.get() == "en":
        return escape(sentence)
    told = _retold(sentence)
    return escape(told) if told else Markup('<span lang="en" dir="auto">{}</span>').format(sentence)


def _retold(sentence: str) -> str:
    """Empty where no text is known. What stands in a gap may be such a sentence itself, as the reason of an operating system is."""
    exact, signs = _signs()
    if sentence in exact:
        return phrase(exact[sentence])
    for key, sign in signs.items():
        if found := sign.fullmatch(sentence):
            return phrase(key, **{name: _retold(said) or said for name, said in found.groupdict().items()})
    return ""


@cache
def _signs() -> tuple[Mapping[str, str], Mapping[str, re.Pattern[str]]]:
    """The keys of sentences that are said in these words alone; and what each other looks like, by its key, those with the most words of
    their own first."""
    said = {key: str(text) for key, text in ENGLISH.items() if key.startswith(_ROOM)}
    exact = {text.format(): key for key, text in said.items() if not _gaps(text)}
    others = ((key, text) for key, text in said.items() if _gaps(text))
    return exact, {key: _sign(text) for key, text in sorted(others, key=lambda one: -len(_GAP.sub("", one[1])))}


def _gaps(text: str) -> list[str]:
    return [gap for _, gap, _, _ in Formatter().parse(text) if gap]


def _sign(text: str) -> re.Pattern[str]:
    pieces = ((re.escape(words), f"(?P<{gap}>.+?)" if gap else "") for words, gap, _, _ in Formatter().parse(text))
    return re.compile("".join(f"{words}{gap}" for words, gap in pieces), re.DOTALL)
