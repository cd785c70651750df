"""Concepts by the letters typed so far: preferred before alternative before hidden labels, starts before later words before insides."""

import html
from typing import Any

from thesaury.sandbox.poolparty.extraction import Extractor
from thesaury.sandbox.poolparty.model import PREDICATES
from thesaury.sandbox.poolparty.names import ALT, HIDDEN, PREF

_KINDS = {PREF: 6.0, ALT: 3.0, HIDDEN: 0.0}
_AT_START, _AT_WORD, _INSIDE = 3.5, 2.0, 1.0


def looked_up(extractor: Extractor, typed: str, language: str) -> list[dict[str, Any]]:
    """The concepts with a label that has the letters, best first; a score is a small number, not a share of 100."""
    found = []
    for entry in extractor.model.entries.values():
        labels = [(label, predicate) for predicate in PREDICATES for label in entry.texts(language, predicate)]
        ranked = [(_rank(label, typed, predicate), label, predicate) for label, predicate in labels]
        fitting = sorted((each for each in ranked if each[0] > 0), reverse=True)
        if fitting:
            score, label, _ = fitting[0]
            described = extractor.described(entry.uri, language)
            kept: dict[str, Any] = {
                name: described[name]
                for name in ("id", "project", "uri", "language", "conceptSchemes")
                if name in described
            }
            highlights = [{"text": marked(each, typed), "predicate": predicate} for _, each, predicate in fitting]
            own: dict[str, Any] = {"prefLabel": entry.preferred(language), "score": score}
            found.append({**kept, **own, "matchingLabel": marked(label, typed), "highlights": highlights})
    return sorted(found, key=lambda each: (-each["score"], each["prefLabel"]))


def marked(label: str, typed: str) -> str:
    """A label with the letters between em tags."""
    place = label.lower().find(typed.lower())
    end = place + len(typed)
    parts = (label[:place], label[place:end], label[end:])
    return "{}<em>{}</em>{}".format(*(html.escape(part, quote=False) for part in parts))


def _rank(label: str, typed: str, predicate: str) -> float:
    place = label.lower().find(typed.lower())
    if place < 0:
        return 0.0
    where = _AT_START if place == 0 else _AT_WORD if not label[place - 1].isalnum() else _INSIDE
    return _KINDS[predicate] + where
