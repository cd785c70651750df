"""Why a concept was suggested, in words a person reads in one line: what the asset says, and who else spoke for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import shorten

from thesaury.model.annotation import Annotation, Reason, Suggestion, Voice
from thesaury.model.concept import MappingRelation
from thesaury.ports.catalogue import Catalogue
from thesaury.vocabulary.thesaurus import Thesaurus

Found = Annotation | Suggestion

_EACH = 2
"""Reasons of one voice worth reading: the third neighbour persuades nobody whom two did not."""

_QUOTES = 3
_LETTERS = 60
_GONE = "an asset that is gone"


def worth_reading(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The two strongest reasons of each voice, mappings before neighbours, then graph, meaning, experience; each subject once."""
    strongest = sorted(reasons, key=lambda reason: (-reason.weight, reason.subject, reason.step))
    spoken: dict[Voice, dict[str, Reason]] = {voice: {} for voice in Voice}
    for reason in strongest:
        spoken[reason.voice].setdefault(reason.subject, reason)
    return tuple(reason for voice in Voice for reason in list(spoken[voice].values())[:_EACH])


def neighbours(found: Iterable[Found]) -> tuple[str, ...]:
    """The ids of the assets that the reasons worth reading name, each once."""
    reasons = (reason for one in found for reason in worth_reading(one.reasons))
    return tuple(dict.fromkeys(reason.subject for reason in reasons if reason.voice is Voice.NEIGHBOUR))


def titles(catalogue: Catalogue, found: Iterable[Found], languages: tuple[str, ...]) -> dict[str, str]:
    """The title of each neighbour that is still here, by its id."""
    return {asset.id: asset.title(languages) for asset in catalogue.records.assets(neighbours(found))}


def quotes(found: Found) -> Iterator[str]:
    """The first words of the asset that spoke for the concept: “jar” in title."""
    return (f"“{evidence.quote}” in {evidence.field}" for evidence in found.evidence[:_QUOTES])


def phrases(found: Found, titles: Mapping[str, str], thesaurus: Thesaurus, languages: Sequence[str]) -> tuple[str, ...]:
    """The reasons worth reading, each as a phrase: like “Jar on a table” (0.71), beside “glass packaging” (broader)."""
    return tuple(_phrase(reason, titles, thesaurus, languages) for reason in worth_reading(found.reasons))


def line(found: Found, titles: Mapping[str, str], thesaurus: Thesaurus, languages: Sequence[str]) -> str:
    """Words and reasons as one line; empty where neither is known."""
    return ", ".join([*quotes(found), *phrases(found, titles, thesaurus, languages)])


def _phrase(reason: Reason, titles: Mapping[str, str], thesaurus: Thesaurus, languages: Sequence[str]) -> str:
    if reason.voice is Voice.NEIGHBOUR:
        title = titles.get(reason.subject)
        return f"like {_GONE if title is None else _quoted(title)} ({reason.weight:.2f})"
    if reason.voice is Voice.GRAPH:
        step = f" ({reason.step})" if reason.step else ""
        return f"beside {_quoted(thesaurus.label(reason.subject, languages))}{step}"
    if reason.voice is Voice.MAPPING:
        return f"{_quoted(reason.subject)} {_mapped(reason)}"
    if reason.voice is Voice.MEANING:
        return f"close in meaning to {_quoted(reason.subject)} ({reason.weight:.2f})"
    return f"{_quoted(reason.subject)} in earlier reviews"


def _mapped(reason: Reason) -> str:
    """How a mapping came about; who decided is left out where it is said elsewhere."""
    if not reason.at:
        return "means it by the same words"
    mapped = "was mapped to it, as the broader concept" if reason.step == MappingRelation.BROAD else "was mapped to it"
    return f"{mapped} by {reason.by} on {reason.at[:10]}" if reason.by else mapped


def _quoted(text: str) -> str:
    return f"“{shorten(text, _LETTERS, placeholder=' …')}”"
