"""The metaproperties of a portal as concept schemes, and their options as concepts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from thesaury.connectors.bynder.catalog import Metaproperty, Option
from thesaury.connectors.bynder.client import BynderApi
from thesaury.connectors.bynder.ids import asset_shape
from thesaury.connectors.bynder.knowledge import Knowledge
from thesaury.connectors.bynder.settings import TAGS, Settings, settings_of
from thesaury.connectors.texts import is_iri
from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.model.connection import Connection
from thesaury.model.errors import Refused
from thesaury.ports.source import Outline, Tools
from thesaury.ports.vocabulary_source import VocabularyPull

_GROUP = Label("A grouping node: it cannot be chosen for an asset.", "en")
_NO_PARENTS = "The portal does not say which options lie below others, so no broader concepts are read."


@dataclass(frozen=True, slots=True)
class BynderVocabulary:
    """Reads the options of every metaproperty that has some; there is no list of changes, so each pass reads all of them."""

    connection: str
    settings: Settings
    api: BynderApi

    def outline(self) -> Outline:
        """How many options there are, by metaproperty."""
        found = self._chosen(self._knowledge())
        titles = ((self._scheme(one), _title(one)) for one in found)
        return Outline(sum(len(_living(one)) for one in found), tuple(titles))

    def pull(self, cursor: str, kept: Vocabulary | None) -> VocabularyPull:
        """Everything as it stands now; the cursor means nothing."""
        knowledge = self._knowledge()
        schemes, concepts = list[ConceptScheme](), dict[str, Concept]()
        options = 0
        for one in self._chosen(knowledge):
            made = concepts_of(one, self._scheme(one), self.settings, knowledge.learn(one.id))
            tops = tuple(sorted(concept.iri for concept in made if not concept.broader))
            schemes.append(ConceptScheme(self._scheme(one), one.labels or (Label(one.name),), tops))
            concepts |= {concept.iri: _joined(concepts.get(concept.iri), concept) for concept in made}
            options += len(one.options)
        told = [words for _, words in knowledge.complaints]
        parents = any(option.parent for one in knowledge.metaproperties.values() for option in one.options.values())
        notes = (*told, *(() if parents or not concepts else (_NO_PARENTS,)))
        vocabulary = Vocabulary(
            self.connection,
            tuple(sorted(schemes, key=lambda scheme: scheme.iri)),
            tuple(concepts[iri] for iri in sorted(concepts)),
        )
        return VocabularyPull(vocabulary, "", options, True, (), notes)

    def _chosen(self, knowledge: Knowledge) -> list[Metaproperty]:
        found = [one for one in knowledge.metaproperties.values() if one.has_options]
        if not knowledge.metaproperties and knowledge.complaints:
            raise Refused(knowledge.complaints[0][1], 403)
        return sorted(found, key=lambda one: one.name)

    def _scheme(self, metaproperty: Metaproperty) -> str:
        """The scheme that is published there, else an IRI made of the metaproperty's id."""
        mapped = [scheme for scheme, name in self.settings.fields.items() if name == metaproperty.name != TAGS]
        named = [scheme for scheme in mapped if is_iri(scheme)]
        return named[0] if len(mapped) == 1 and named else self.settings.iri("metaproperty", metaproperty.id)

    def _knowledge(self) -> Knowledge:
        return Knowledge(self.api, self.settings.language)


def concepts_of(
    metaproperty: Metaproperty, scheme: str, settings: Settings, references: Mapping[str, str]
) -> tuple[Concept, ...]:
    """The concepts of a metaproperty's options; the reference is the IRI where it is one."""
    iris = {
        id_: iri_of(option, references.get(asset_shape(id_), ""), settings)
        for id_, option in metaproperty.options.items()
    }
    shaped = {asset_shape(id_): iri for id_, iri in iris.items()}
    return tuple(
        Concept(
            iris[id_],
            (scheme,),
            preferred=_one_each(option),
            notes=() if option.selectable else (_GROUP,),
            notations=(option.name,) if option.name else (),
            broader=tuple(_above(option, shaped, iris[id_])),
            deprecated=not option.active,
        )
        for id_, option in metaproperty.options.items()
    )


def _above(option: Option, iris: Mapping[str, str], own: str) -> Iterator[str]:
    above = iris.get(asset_shape(option.parent or ""), "")
    if above and above != own:
        yield above


def iri_of(option: Option, reference: str, settings: Settings) -> str:
    """The concept an option stands for: its reference where that is an IRI, else one made of its id."""
    told = reference or option.reference
    return told if is_iri(told) else settings.iri("option", option.id)


def _one_each(option: Option) -> tuple[Label, ...]:
    """One label for each language; an option without any is called by its name."""
    by_language = {label.language: label for label in reversed(option.labels)}
    return tuple(sorted(by_language.values())) or (Label(option.name),)


def _joined(known: Concept | None, concept: Concept) -> Concept:
    """A concept that is an option of several metaproperties belongs to each of their schemes."""
    if known is None:
        return concept
    schemes, broader = {*known.schemes, *concept.schemes}, {*known.broader, *concept.broader}
    return replace(known, schemes=tuple(sorted(schemes)), broader=tuple(sorted(broader)))


def _living(metaproperty: Metaproperty) -> list[Option]:
    return [option for option in metaproperty.options.values() if option.active]


def _title(metaproperty: Metaproperty) -> str:
    return next((label.text for label in metaproperty.labels), metaproperty.name)


def open_vocabulary(connection: Connection, tools: Tools) -> BynderVocabulary:
    """The vocabulary of a Bynder connection. Raises Usage for a wrong setting; nothing is sent yet."""
    settings = settings_of(connection)
    return BynderVocabulary(connection.name, settings, BynderApi(connection, settings, tools))
