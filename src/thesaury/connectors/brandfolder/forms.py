"""Publishes a concept scheme as the allowed values of a custom field, beside the values people put there or use."""

from collections.abc import Sequence

from thesaury.connectors.brandfolder.client import Api
from thesaury.connectors.brandfolder.pairing import value_of
from thesaury.connectors.brandfolder.settings import Settings, settings_of
from thesaury.connectors.brandfolder.shapes import Item, text, texts
from thesaury.model.concept import Concept, Vocabulary
from thesaury.model.connection import Connection
from thesaury.model.errors import LostReply, Refused, Usage
from thesaury.model.outbox import ConceptTag
from thesaury.ports.forms import Forms, Published
from thesaury.ports.source import Tools

_MADE_BY_HAND = "Brandfolder lets only accounts with controlled custom fields make one this way; make it by hand, then publish again."


def open_forms(connection: Connection, tools: Tools) -> Forms:
    """The custom fields of a connection. Raises Usage for a wrong setting; nothing is sent yet."""
    settings = settings_of(connection)
    return BrandfolderForms(settings, Api(settings, tools.secrets))


class BrandfolderForms:
    """The custom fields of one brandfolder; it has no forms, so `form` is ignored."""

    def __init__(self, settings: Settings, api: Api) -> None:
        """Nothing is read yet."""
        self._settings, self._api = settings, api

    def publish(self, vocabulary: Vocabulary, scheme: str, form: str, item: str, dry_run: bool = False) -> Published:
        """Let the custom field `item` take the labels of the scheme's concepts, besides what it takes or holds; read back afterwards.

        Nothing is ever taken away: the vendor warns of that, and people may use it. Raises Usage, Refused, NeedsLogin or Unreachable.
        """
        name = item or self._usual(vocabulary, scheme)
        values, notes = self._values(vocabulary, scheme)
        field = self._field(name)
        there = self._there(field, name)
        if not dry_run:
            self._put(field, name, [*there, *(value for value in values if value not in there)])
            notes += self._looked_at(name, values)
        kept = [value for value in there if value not in values]
        if retired := [value for value in kept if value in self._retired(vocabulary, scheme)]:
            notes.append(
                f"Of concepts that are out of use and were left: {', '.join(retired[:10])}. Take them out by hand."
            )
        return Published(form, name, len(values), len(kept), tuple(notes))

    def _usual(self, vocabulary: Vocabulary, scheme: str) -> str:
        """The field the settings name for this scheme, else one called as the scheme is."""
        titles = next((known.titles for known in vocabulary.schemes if known.iri == scheme), ())
        ending = scheme.rstrip("/#").replace("#", "/").rpartition("/")[2]
        return self._settings.writing.field_of(scheme) or next((title.text for title in titles), ending)

    def _values(self, vocabulary: Vocabulary, scheme: str) -> tuple[list[str], list[str]]:
        schemes = [known.iri for known in vocabulary.schemes]
        if scheme not in schemes:
            raise Usage(f"{vocabulary.name} has no scheme {scheme}; it has {', '.join(schemes) or 'none'}.")
        concepts = [one for one in vocabulary.concepts if scheme in one.schemes and not one.deprecated]
        if not concepts:
            raise Usage(
                f"The scheme {scheme} has no concept in use; a custom field without allowed values takes anything."
            )
        values = [self._value(concept, scheme) for concept in concepts]
        doubled = (
            sorted({value for value in values if values.count(value) > 1}) if len(set(values)) < len(values) else []
        )
        notes = [f"Several concepts have the label {value} and become one value." for value in doubled[:10]]
        return list(dict.fromkeys(values)), notes

    def _retired(self, vocabulary: Vocabulary, scheme: str) -> frozenset[str]:
        gone = (one for one in vocabulary.concepts if scheme in one.schemes and one.deprecated)
        return frozenset(self._value(concept, scheme) for concept in gone)

    def _value(self, concept: Concept, scheme: str) -> str:
        return value_of(ConceptTag(concept.iri, scheme, concept.preferred), self._settings.language)

    def _field(self, name: str) -> Item | None:
        return next((one for one in self._api.listed("custom_field_keys") if text(one, "name") == name), None)

    def _there(self, field: Item | None, name: str) -> list[str]:
        """What the field takes now; where it takes anything, what assets hold, for that is not to become wrong."""
        if field is None:
            return []
        return list(texts(field, "allowed_values") or self._api.values_in_use(name))

    def _put(self, field: Item | None, name: str, values: Sequence[str]) -> None:
        try:
            if field is None:
                self._api.make_field(name, values)
            elif list(texts(field, "allowed_values")) != list(values):
                self._api.allow(field, values)
        except LostReply:
            return  # reading back tells
        except Refused as error:
            if field is None:
                raise Refused(f"{error.message} {_MADE_BY_HAND}", error.status, error.code) from error
            raise

    def _looked_at(self, name: str, values: Sequence[str]) -> list[str]:
        field = self._field(name)
        held = frozenset(texts(field, "allowed_values")) if field else frozenset[str]()
        missing = [value for value in values if value not in held]
        return [f"{len(missing)} values were sent and do not show. Publish again."] if missing else []
