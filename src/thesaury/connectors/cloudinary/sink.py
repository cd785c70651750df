"""Writes concepts as values of structured metadata fields, or as tags, and never touches what people wrote."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from thesaury.connectors.cloudinary.client import MOST_IDS, Api, Item
from thesaury.connectors.cloudinary.entries import entry_of, iris_of, label_of, values
from thesaury.connectors.cloudinary.settings import METADATA, NONE, TAGS, Settings, settings_of
from thesaury.connectors.texts import cleaned
from thesaury.model.asset import Record
from thesaury.model.connection import Connection
from thesaury.model.errors import LostReply, NeedsLogin, Refused, Unreachable
from thesaury.model.outbox import Change, ConceptTag
from thesaury.ports.sink import Answer, AssetSink, Outcome
from thesaury.ports.source import Tools

CONCEPTS = "concepts"


def open_sink(connection: Connection, tools: Tools) -> AssetSink:
    """The sink of a Cloudinary connection. Raises Usage for a wrong setting; nothing is sent yet."""
    settings = settings_of(connection)
    return CloudinarySink(settings, Api(settings, tools.secrets))


class CloudinarySink:
    """A field of a flow is `concepts` (wherever the settings say), `tags`, or the external id of a metadata field."""

    def __init__(self, settings: Settings, api: Api) -> None:
        """Nothing is sent yet."""
        self._settings, self._api = settings, api

    @property
    def keeps_labels(self) -> bool:
        """Labels stand there, beside references or alone."""
        return True

    @property
    def describes(self) -> str:
        """Where it writes, and what it cannot do."""
        if self._settings.write == NONE:
            return "Writes nothing: set write to metadata or tags."
        if self._settings.write == TAGS:
            return "Adds and removes tags by the concepts' labels; a tag of that name counts as the concept, whoever set it."
        names = ", ".join(f"'{name}'" for name in self._settings.written)
        return (
            f"Sets values of the structured metadata ({names}), each with its concept's IRI as external id, and adds them to the "
            "field's values first; what a person sets in the moment between reading and writing can be lost."
        )

    def held(
        self, records: Sequence[Record], field: str, among: Sequence[ConceptTag] = ()
    ) -> Mapping[str, frozenset[str] | None]:
        """The concepts whose entries the metadata holds. Tags, and entries that are only the hash of an IRI, are told by `among`; without
        that, None where there are such."""
        found = self._found(records)
        if self._way(field) != METADATA:
            names = {label_of(tag, self._settings.language): tag.iri for tag in among}
            return {key: _tagged(asset, names) if among else None for key, asset in found.items()}
        places, told = self._places(field), {entry_of(tag.iri): tag.iri for tag in among}
        return {key: iris_of((one for at in places for one in _held(asset, at)), told) for key, asset in found.items()}

    def apply(self, change: Change) -> Answer:
        """Add and remove what the change names, after a look at what is there."""
        return self._carried_out(change, self._tag if self._way(change.field) == TAGS else self._set)

    def free_tags(self, records: Sequence[Record]) -> Mapping[str, frozenset[str] | None]:
        """The tags of each asset."""
        found = self._found(records)
        return {key: frozenset(filter(None, map(cleaned, _tags(asset)))) for key, asset in found.items()}

    def stands_for(self, tag: str, concept: ConceptTag) -> bool:
        """Tags are told apart letter by letter."""
        return tag == label_of(concept, self._settings.language)

    def retag(self, change: Change) -> Answer:
        """Take tags away and give them back, one call for each."""
        return self._carried_out(change, self._retag)

    def _carried_out(self, change: Change, carry_out: Callable[[Change, Item, list[str]], None]) -> Answer:
        if change.empty:
            return Answer(change.key, Outcome.DONE)
        if self._settings.write == NONE:
            return Answer(change.key, Outcome.REFUSED, f"{self._settings.connection} writes nothing: set write.")
        sent: list[str] = []
        try:
            asset = self._api.by_ids([change.external_id]).get(change.external_id)
            if asset is None:
                raise Refused(
                    f"{self._settings.connection}: there is no asset {change.external_id} in Cloudinary.", 404
                )
            carry_out(change, asset, sent)
        except LostReply as error:
            return Answer(change.key, Outcome.UNKNOWN, error.message)
        except (Refused, Unreachable, NeedsLogin) as error:
            if sent:
                return Answer(change.key, Outcome.UNKNOWN, f"A part was written, then: {error.message}")
            if not isinstance(error, Refused):
                raise
            return Answer(change.key, Outcome.REFUSED, error.message)
        return Answer(change.key, Outcome.DONE)

    def _set(self, change: Change, asset: Item, sent: list[str]) -> None:
        """Entries first, then all fields of the asset in one call."""
        adding = self._sorted(change.add, change.field)
        away = {entry_of(tag.iri) for tag in change.remove}
        told: dict[str, str | Sequence[str]] = {}
        allowing: dict[str, dict[str, str]] = {}
        for name in dict.fromkeys((*adding, *self._places(change.field))):
            before = _held(asset, name)
            entries = {entry_of(tag.iri): label_of(tag, self._settings.language) for tag in adding.get(name, ())}
            after = list(dict.fromkeys([*(one for one in before if one not in away), *entries]))
            if after == before:
                continue
            definition = self._api.field(name)
            told[name] = self._fitting(definition, name, after)
            allowing[name] = self._missing(definition, name, {one: entries[one] for one in after if one in entries})
        for name, missing in allowing.items():
            if missing:
                self._api.allow(name, missing)
                sent.append(name)
        if told:
            self._api.set_metadata(change.external_id, told)

    def _tag(self, change: Change, asset: Item, sent: list[str]) -> None:
        """One call for each tag, for only these leave all other tags alone."""
        there = asset.get("tags") or []
        kept = {label_of(tag, self._settings.language) for tag in change.wanted}
        gone = [
            label_of(tag, self._settings.language) for tag in (*change.remove, *(one.before for one in change.renamed))
        ]
        adding = [
            label_of(tag, self._settings.language) for tag in (*change.add, *(one.after for one in change.renamed))
        ]
        calls = [("add", label) for label in adding if label not in there]
        calls += [("remove", label) for label in gone if label in there and label not in kept]
        self._call(asset, calls, sent)

    def _retag(self, change: Change, asset: Item, sent: list[str]) -> None:
        """As `_tag`, for tags by their words."""
        there = {cleaned(tag): tag for tag in _tags(asset)}
        gone = [tag for tag in change.clear if not any(self.stands_for(tag, one) for one in change.wanted)]
        calls = [("add", tag) for tag in change.restore if tag not in there]
        calls += [("remove", there[tag]) for tag in gone if tag in there]
        self._call(asset, calls, sent)

    def _call(self, asset: Item, calls: Sequence[tuple[str, str]], sent: list[str]) -> None:
        if parted := [label for _, label in calls if "," in label]:
            raise Refused(
                f"{self._settings.connection}: '{parted[0]}' cannot be a tag, for Cloudinary parts tags by commas."
            )
        for command, label in dict.fromkeys(calls):
            self._api.tag(asset, command, label)
            sent.append(label)

    def _fitting(self, definition: Item, name: str, after: Sequence[str]) -> str | Sequence[str]:
        """The value as the field takes it. Raises Refused for a field of another kind, or one that holds something else already."""
        kind, connection = definition.get("type"), self._settings.connection
        if kind == "set":
            return after
        if kind != "enum":
            raise Refused(
                f"{connection}: the metadata field '{name}' takes no list of values; make one of the type set."
            )
        if len(after) > 1:
            raise Refused(
                f"{connection}: the metadata field '{name}' takes one value and holds one; make one of the type set."
            )
        return after[0] if after else ""

    def _missing(self, definition: Item, name: str, entries: Mapping[str, str]) -> dict[str, str]:
        """Which entries the datasource does not have. Raises Refused for one that a person took out of use."""
        source = definition.get("datasource")
        listed = source.get("values") if isinstance(source, Mapping) else None
        there = {one.get("external_id"): one.get("state") for one in listed or () if isinstance(one, Mapping)}
        for entry, label in entries.items():
            if there.get(entry) == "inactive":
                who = f"{self._settings.connection}: the value '{label}' of the metadata field '{name}'"
                raise Refused(f"{who} was taken out of use in Cloudinary; restore it there or leave the concept out.")
        return {entry: label for entry, label in entries.items() if entry not in there}

    def _found(self, records: Sequence[Record]) -> dict[str, Item]:
        ids = list(dict.fromkeys(record.external_id for record in records))
        found: dict[str, Item] = {}
        for start in range(0, len(ids), MOST_IDS):
            found |= self._api.by_ids(ids[start : start + MOST_IDS])
        return found

    def _way(self, field: str) -> str:
        return self._settings.write if field == CONCEPTS else TAGS if field == TAGS else METADATA

    def _places(self, field: str) -> tuple[str, ...]:
        """Every metadata field that concepts of this field may be in."""
        return self._settings.written if field == CONCEPTS else (field,)

    def _sorted(self, tags: Iterable[ConceptTag], field: str) -> dict[str, list[ConceptTag]]:
        """The concepts by the metadata field they go to. Raises Refused for a scheme that has none."""
        places: dict[str, list[ConceptTag]] = {}
        for tag in tags:
            place = self._settings.field_of(tag.scheme) if field == CONCEPTS else field
            if not place:
                name, scheme = self._settings.connection, tag.scheme or "none"
                raise Refused(f"{name}: no metadata field takes concepts of the scheme {scheme}; set fields, or field.")
            places.setdefault(place, []).append(tag)
        return places


def _tagged(asset: Item, names: Mapping[str, str]) -> frozenset[str]:
    """The concepts whose labels are among the tags."""
    return frozenset(names[tag] for tag in _tags(asset) if tag in names)


def _tags(asset: Item) -> list[str]:
    return [tag for tag in asset.get("tags") or () if isinstance(tag, str)]


def _held(asset: Item, name: str) -> list[str]:
    metadata = asset.get("metadata")
    return values(metadata.get(name)) if isinstance(metadata, Mapping) else []
