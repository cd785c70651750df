"""The tables of rights as SKOS concept schemes: channel, region, purpose and permitted use.

Every name has one IRI, that of our ODRL profile (`rights.odrl.profile.named`), so that a policy, a facet and a taxonomy server speak of
the same thing.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.rights.odrl.profile import named
from thesaury.rights.vocabulary.client import OwnRegions
from thesaury.rights.vocabulary.labels import LANGUAGES, labels_of, table, tabled
from thesaury.rights.vocabulary.region_scheme import region_concepts
from thesaury.rights.vocabulary.tables import Names, Tables

NAME = "rights.words"
"""What the vocabulary is called where it is kept: its concepts are no tags of pictures."""

SCHEMES = ("channel", "purpose", "region", "use")
"""The schemes by the kinds of their names; the IRI of each is `named("scheme", kind)`."""


def schemes(tables: Tables, today: date, own: OwnRegions = OwnRegions()) -> Vocabulary:
    """All four schemes over these tables; who is in which group of countries is that of the day, `own` names a client's groups.

    Labels of countries and areas come in every language of CLDR, which takes about a second to read.
    """
    by_kind = {
        "channel": tuple(_channels(tables.channels)),
        "purpose": tuple(_purposes(tables)),
        "region": tuple(region_concepts(tables.regions, today, own)),
        "use": tuple(_uses()),
    }
    concepts = sorted((one for found in by_kind.values() for one in found), key=lambda concept: concept.iri)
    return Vocabulary(NAME, tuple(_scheme(kind, by_kind[kind]) for kind in SCHEMES), tuple(concepts))


def _scheme(kind: str, concepts: Iterable[Concept]) -> ConceptScheme:
    tops = sorted(concept.iri for concept in concepts if not concept.broader)
    return ConceptScheme(named("scheme", kind), tabled("scheme")[kind], tuple(tops))


def _channels(names: Names) -> Iterator[Concept]:
    """A leaf lies below each of its groups, and a group below every larger one."""
    sets: dict[str, frozenset[str]] = {**{leaf: frozenset({leaf}) for leaf in names.leaves}, **names.groups}
    for name, members in sets.items():
        wider = {group for group, more in names.groups.items() if members < more}
        nearest = {group for group in wider if not any(sets[other] < sets[group] for other in wider)}
        yield _concept("channel", name, nearest)


def _purposes(tables: Tables) -> Iterator[Concept]:
    broader = {kind: name for name, kinds in tables.kinds.items() for kind in kinds}
    for name in tables.purposes:
        note = "" if name in tables.ordinary else "Out of the ordinary: a licence covers it only where it names it."
        yield _concept("purpose", name, {broader[name]} if name in broader else (), note)


def _uses() -> Iterator[Concept]:
    for name, use in table("uses")["uses"].items():
        beside = [named("purpose", one) for one in use["purposes"]]
        beside += [named("channel", one) for one in use.get("channels", ())]
        yield _concept("use", name, use.get("broader", ()), _meant(use), beside)


def _meant(use: Mapping[str, Iterable[str]]) -> str:
    """What has to be covered, in words."""
    purposes = ", ".join(_english("purpose", one) for one in use["purposes"])
    channels = ", ".join(_english("channel", one) for one in use.get("channels", ()))
    return f"Purpose: {purposes}." + (f" Channels, all of them: {channels}." if channels else " Any channel.")


def _english(kind: str, name: str) -> str:
    return next((label.text for label in tabled(kind).get(name, ()) if label.language == "en"), name)


def _concept(kind: str, name: str, broader: Iterable[str], note: str = "", related: Iterable[str] = ()) -> Concept:
    preferred = labels_of(kind, name) or (Label(name.replace("_", " "), "en"),)
    return Concept(
        named(kind, name),
        schemes=(named("scheme", kind),),
        preferred=preferred,
        alternative=_alternatives(kind, name, preferred),
        notes=(Label(note, "en"),) if note else (),
        notations=(name,),
        broader=tuple(sorted(named(kind, one) for one in broader)),
        related=tuple(sorted(related)),
    )


def _alternatives(kind: str, name: str, preferred: Iterable[Label]) -> tuple[Label, ...]:
    """Words the parser reads as exactly this name, by language, without those that differ in letter case alone."""
    from thesaury.rights.parsing.words_for import words_for

    taken = {(label.language, label.text.casefold()) for label in preferred}
    found: list[Label] = []
    for language in LANGUAGES:
        for words in words_for(kind, name, language):
            if (key := (language, words.casefold())) not in taken:
                taken.add(key)
                found.append(Label(words, language))
    return tuple(sorted(found))
