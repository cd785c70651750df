"""Writes concepts as custom field values or tags, notes which concept each value stands for, and never touches what people wrote."""

from collections.abc import Callable, Mapping, Sequence

from thesaury.connectors.brandfolder.client import Api
from thesaury.connectors.brandfolder.holding import Holding
from thesaury.connectors.brandfolder.noting import TAGS, Asset, Notes, Sending
from thesaury.connectors.brandfolder.pairing import Pair, value_of
from thesaury.connectors.brandfolder.retagging import retagged, tags_of
from thesaury.connectors.brandfolder.settings import Settings, settings_of
from thesaury.connectors.brandfolder.shapes import text
from thesaury.model.asset import Record
from thesaury.model.connection import Connection
from thesaury.model.errors import LostReply, NeedsLogin, Refused, Unreachable
from thesaury.model.outbox import Change, ConceptTag, Renaming
from thesaury.ports.sink import Answer, AssetSink, Outcome
from thesaury.ports.source import Tools

CONCEPTS = "concepts"
_GONE = (403, 404)


def open_sink(connection: Connection, tools: Tools) -> AssetSink:
    """The sink of a Brandfolder connection. Raises Usage for a wrong setting; nothing is sent yet."""
    settings = settings_of(connection)
    return BrandfolderSink(settings, Api(settings, tools.secrets))


class BrandfolderSink:
    """Values go to the places the settings name; `IRI value` goes to the field for concept IRIs before its value and leaves after it,
    so that whatever is cut off in between, the next try finds out what is ours."""

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
        writing = self._settings.writing
        if writing.way == "none":
            return "Writes nothing: set write to field or tags."
        pairs = "; ".join(f"'{name}'" for name in dict.fromkeys(name for _, name in writing.fields))
        where = f"custom fields ({pairs or 'named by the flow'})" if writing.way == "field" else "tags"
        noted = (
            f"notes in '{writing.uri_field}' which concept each value stands for"
            if writing.uri_field
            else "takes a value of that label for the concept, for uri_field is none"
        )
        return f"Writes concepts by their labels as {where} and {noted}; removed tags show as removed only some time later."

    def held(
        self, records: Sequence[Record], field: str, among: Sequence[ConceptTag] = ()
    ) -> Mapping[str, frozenset[str] | None]:
        """The concepts noted for each asset whose value is there; a bare IRI counts by itself.

        Without a field for concept IRIs a value of that label counts as the concept (None without `among`).
        """
        assets = list(dict.fromkeys(record.external_id for record in records))
        writing, places = self._settings.writing, self._places(field)
        if writing.way == "none" or not (writing.uri_field or among):
            return dict.fromkeys(assets)
        labels = {} if writing.uri_field else {value_of(tag, self._settings.language): tag.iri for tag in among}
        found = ((asset, self._shown(asset, places, labels)) for asset in assets)
        return {asset: iris for asset, iris in found if iris is not None}

    def apply(self, change: Change) -> Answer:
        """Add and remove what the change names, each after a look at what is there."""
        if change.empty:
            return Answer(change.key, Outcome.DONE)
        if self._settings.writing.way == "none":
            return Answer(
                change.key, Outcome.REFUSED, f"{self._settings.connection} writes nothing: set write to field or tags."
            )
        return _answered(change, self._carry_out)

    def free_tags(self, records: Sequence[Record]) -> Mapping[str, frozenset[str] | None]:
        """The tags of each asset, those that stand for concepts among them, but none of Brandfolder's own analysis."""
        found = {key: tags_of(self._api, key) for key in dict.fromkeys(record.external_id for record in records)}
        return {key: tags for key, tags in found.items() if tags is not None}

    def stands_for(self, tag: str, concept: ConceptTag) -> bool:
        """Tags are told apart letter by letter."""
        return tag == value_of(concept, self._settings.language)

    def retag(self, change: Change) -> Answer:
        """Take tags away and give them back; what is taken away shows only later."""
        if change.empty:
            return Answer(change.key, Outcome.DONE)
        return _answered(change, lambda asked, sending: retagged(self._api, asked, self.stands_for, sending))

    def _carry_out(self, change: Change, sending: "Sending") -> bool:
        """Carry a change out; false where a part of it shows only later."""
        add = self._sorted(change.add, change.field)
        asset = self._read(change.external_id, {*add, *self._places(change.field)})
        notes = Notes(self._settings.writing.uri_field, asset, sending)
        if asset.tags is not None:
            # Of tags that were removed at last only the note is left.
            shown = asset.shown(list(asset.fields))
            stale = {pair.iri for pair in notes.pairs if pair.value and pair.value not in shown}
            notes.forget(stale - {tag.iri for tag in change.add})
        places = {place: asset.holding(place) for place in add}
        everywhere = [place for place in self._places(change.field) if place == TAGS or place in asset.fields]
        for place, tags in add.items():
            self._add(places[place], tags, notes, sending)
        done = [self._remove(asset.holding(place), change, notes, sending) for place in everywhere if change.remove]
        if all(done):
            notes.forget({tag.iri for tag in change.remove})
        called = [self._rename(asset.holding(at), one, notes, sending) for one in change.renamed for at in everywhere]
        return all((*done, *called))

    def _rename(self, holding: Holding, one: Renaming, notes: "Notes", sending: "Sending") -> bool:
        """The new value comes before the old one goes, so that a refusal leaves what there is. A new value that is there already without
        a note is a person's."""
        noted = notes.of(one.before.iri)
        old = noted.value if noted else value_of(one.before, self._settings.language)
        new = value_of(one.after, self._settings.language)
        if old == new or old not in holding.values:
            return True
        if new not in holding.values:
            with sending.write():
                holding.add([new])
            notes.add([Pair(one.after.iri, new)])
        with sending.write():
            gone = holding.remove([old])
        if gone:
            notes.drop(Pair(one.before.iri, old))
        return gone

    def _add(self, holding: Holding, tags: Sequence[ConceptTag], notes: "Notes", sending: "Sending") -> None:
        """Note, then write. A value that is there without a note of ours is a person's and stays theirs."""
        wanted = {tag.iri: value_of(tag, self._settings.language) for tag in tags}
        pairs = [notes.of(iri) or Pair(iri, value) for iri, value in wanted.items()]
        ours = [pair for pair in pairs if notes.of(pair.iri) or pair.value not in holding.values]
        notes.add([pair for pair in ours if not notes.of(pair.iri)])
        missing = dict.fromkeys(pair.value for pair in ours if pair.value and pair.value not in holding.values)
        if missing:
            with sending.write():
                holding.add(list(missing))

    def _remove(self, holding: Holding, change: Change, notes: "Notes", sending: "Sending") -> bool:
        """Remove the values noted for these concepts, unless another concept stands for the same value."""
        iris = {tag.iri for tag in change.remove}
        kept = {pair.value for pair in notes.pairs if pair.iri not in iris}
        values = [pair.value for pair in notes.pairs if pair.iri in iris and pair.value not in kept]
        values = self._unnoted(change, holding) if not notes.field else values
        there = [value for value in dict.fromkeys(values) if value in holding.values]
        if not there:
            return True
        with sending.write():
            return holding.remove(there)

    def _unnoted(self, change: Change, holding: Holding) -> list[str]:
        """Without notes only the label tells which value is meant."""
        return [value_of(tag, self._settings.language) for tag in change.remove]

    def _shown(self, key: str, places: Sequence[str], labels: Mapping[str, str]) -> frozenset[str] | None:
        try:
            asset = self._read(key, set(places), known_fields=False)
        except Refused as error:
            if error.status in _GONE:
                return None
            raise
        values = asset.shown(places)
        if not self._settings.writing.uri_field:
            return frozenset(iri for value, iri in labels.items() if value in values)
        notes = Notes(self._settings.writing.uri_field, asset, Sending()).pairs
        return frozenset(pair.iri for pair in notes if not pair.value or pair.value in values)

    def _read(self, key: str, places: set[str], known_fields: bool = True) -> Asset:
        """One asset as it is now. Raises Refused with 403 or 404 where it is not there."""
        values = self._api.field_values(key)
        tags = self._api.tags(key) if TAGS in places else None
        fields = self._api.listed("custom_field_keys") if known_fields else ()
        return Asset(self._api, key, {text(one, "name"): one for one in fields}, values, tags)

    def _sorted(self, tags: Sequence[ConceptTag], field: str) -> Mapping[str, list[ConceptTag]]:
        """The concepts by the place they go to. Raises Refused for a scheme that has none."""
        places: dict[str, list[ConceptTag]] = {}
        for tag in tags:
            place = self._place(field, tag.scheme)
            if not place:
                name, scheme = self._settings.connection, tag.scheme or "none"
                raise Refused(
                    f"{name}: no custom field takes concepts of the scheme {scheme}; add it to the setting fields, or *=Name."
                )
            places.setdefault(place, []).append(tag)
        return places

    def _place(self, field: str, scheme: str) -> str:
        writing = self._settings.writing
        if field != CONCEPTS:
            return field
        return TAGS if writing.way == TAGS else writing.field_of(scheme)

    def _places(self, field: str) -> tuple[str, ...]:
        """Every place that concepts of this field may be at."""
        writing = self._settings.writing
        if field != CONCEPTS:
            return (field,)
        return (TAGS,) if writing.way == TAGS else tuple(dict.fromkeys(name for _, name in writing.fields))


def _answered(change: Change, send: Callable[[Change, Sending], bool]) -> Answer:
    """DONE, or UNKNOWN where a reply was lost or something was sent before it failed, or REFUSED. Raises only when nothing was sent."""
    sending = Sending()
    try:
        done = send(change, sending)
    except LostReply as error:
        return Answer(change.key, Outcome.UNKNOWN, error.message)
    except Refused as error:
        if not sending.begun:
            return Answer(change.key, Outcome.REFUSED, error.message)
        return Answer(change.key, Outcome.UNKNOWN, f"A part was written, then: {error.message}")
    except (Unreachable, NeedsLogin) as error:
        if not sending.begun:
            raise
        return Answer(change.key, Outcome.UNKNOWN, f"A part was written, then: {error.message}")
    if done:
        return Answer(change.key, Outcome.DONE)
    return Answer(change.key, Outcome.UNKNOWN, "Brandfolder removes tags some time after it answers; it is read back.")
