"""Writes accepted concepts back to the pictures of a folder: into their XMP sidecars, or into the pictures themselves."""

import logging
import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from thesaury.connectors.folder import client, mapping, settings
from thesaury.connectors.folder.elements import one_line
from thesaury.connectors.folder.embedding import Embedding
from thesaury.connectors.folder.exiftool import ExifTool
from thesaury.connectors.folder.packet import Packet
from thesaury.connectors.folder.retagging import keywords, retagged
from thesaury.connectors.folder.sidecar import edited, opened
from thesaury.connectors.folder.walk import own_sidecar, shared, sidecars
from thesaury.connectors.image_data import media_type
from thesaury.connectors.texts import language_tag
from thesaury.model.asset import Record
from thesaury.model.connection import Connection
from thesaury.model.errors import BadInput, Refused, Unreachable, Usage
from thesaury.model.outbox import Change, ConceptTag
from thesaury.ports.opening import MayOpen, anywhere
from thesaury.ports.sink import Answer, AssetSink, Outcome
from thesaury.ports.source import Tools

_FIELD = "concepts"
_HOW = {
    False: "into XMP sidecars beside the pictures, with their labels as keywords, and leaves the pictures alone",
    True: "into JPEG and PNG pictures themselves, with their labels as keywords, and into XMP sidecars beside all others",
}
_log = logging.getLogger(__name__)


def open_sink(connection: Connection, tools: Tools) -> AssetSink:
    """The sink of a folder connection. Raises Usage for a wrong setting, or where nothing is to be written."""
    root, way = settings.root(connection), settings.way(connection)
    if way == "none":
        raise Usage("This folder is only read. Set write to sidecar or embed to write concepts back.")
    reader = client.metadata_reader(connection.setting("reader"))
    language = language_tag(connection.setting("language"))
    embedding = _embedding(reader, tools.may_open) if way == "embed" else None
    return FolderSink(root, reader, embedding, language, tools.may_open)


@dataclass(frozen=True, slots=True)
class FolderSink:
    """Writes below `root`; external ids are paths below it, the only field is `concepts`. Labels in `language` come first."""

    root: Path
    reader: client.MetadataReader
    embedding: Embedding | None = None
    language: str = ""
    may_open: MayOpen = anywhere

    @property
    def keeps_labels(self) -> bool:
        """Labels stand there, beside references or alone."""
        return True

    @property
    def describes(self) -> str:
        """How it writes, for people."""
        return (
            f"Writes concepts {_HOW[self.embedding is not None]}; "
            "a folder has no other field, and who wrote a concept is noted for our own only."
        )

    def held(
        self, records: Sequence[Record], field: str, among: Sequence[ConceptTag] = ()
    ) -> Mapping[str, frozenset[str] | None]:
        """The concepts in each picture and its sidecars; None where one cannot be understood, nothing for a picture not there.

        Raises Unreachable when the folder is not there, Refused for a field that it has not.
        """
        if field != _FIELD:
            raise Refused(_no_field(field))
        self._reach()
        pictures = {record.external_id: self._picture(record.external_id) for record in records}
        there = {external_id: picture for external_id, picture in pictures.items() if picture}
        inside = self._inside(list(there.values()))
        return {key: self._said(picture, mapping.concepts(inside.get(picture, {}))) for key, picture in there.items()}

    def apply(self, change: Change) -> Answer:
        """Add and remove where this connection writes; equal content is not written again. Raises Unreachable or NoSpace."""
        self._reach()
        picture = self._picture(change.external_id)
        if change.field != _FIELD:
            return Answer(change.key, Outcome.REFUSED, _no_field(change.field))
        if picture is None:
            return Answer(change.key, Outcome.REFUSED, self._missing(change))
        try:
            location = self._written(picture, change)
        except BadInput as error:
            return Answer(change.key, Outcome.REFUSED, error.message)
        if left := self._left(picture, change):
            return Answer(change.key, Outcome.REFUSED, left, str(location))
        return Answer(change.key, Outcome.DONE, location=str(location))

    def free_tags(self, records: Sequence[Record]) -> Mapping[str, frozenset[str] | None]:
        """The keywords of people in each picture and its sidecars."""
        self._reach()
        pictures = {record.external_id: self._picture(record.external_id) for record in records}
        there = {external_id: picture for external_id, picture in pictures.items() if picture}
        inside = self._inside(list(there.values()))
        return {key: keywords(picture, inside.get(picture, {}), self.may_open) for key, picture in there.items()}

    def stands_for(self, tag: str, concept: ConceptTag) -> bool:
        """Keywords are told apart letter by letter."""
        labels = self._spoken(concept).labels
        return bool(labels) and tag == one_line(labels[0].text)

    def retag(self, change: Change) -> Answer:
        """Take keywords out and put them back where this connection writes. Raises Unreachable or NoSpace."""
        self._reach()
        picture = self._picture(change.external_id)
        if picture is None:
            return Answer(change.key, Outcome.REFUSED, self._missing(change))
        try:
            clear = [tag for tag in change.clear if not any(self.stands_for(tag, one) for one in change.wanted)]
            inside = self._inside([picture]).get(picture, {})
            retagged(picture, inside, clear, change.restore, self.embedding, self.may_open)
        except BadInput as error:
            return Answer(change.key, Outcome.REFUSED, error.message)
        there = keywords(picture, self._inside([picture]).get(picture, {}), self.may_open) or frozenset()
        if left := sorted(there.intersection(clear)):
            told = f"'{left[0]}' is there still; take it out with the program that wrote it."
            return Answer(change.key, Outcome.REFUSED, told)
        return Answer(change.key, Outcome.DONE, location=str(picture))

    def _inside(self, pictures: Sequence[Path]) -> Mapping[Path, dict[str, Any]]:
        return client.embedded(self.reader, pictures, self.may_open)

    def _said(self, picture: Path, inside: frozenset[str]) -> frozenset[str] | None:
        try:
            return inside.union(*(opened(sidecar, self.may_open).concepts() for sidecar in sidecars(picture)))
        except (BadInput, Unreachable):
            return None

    def _removed(self, there: Iterable[Path], picture: Path, names: frozenset[str]) -> None:
        """Takes these concepts out of sidecars that no other picture shares."""
        for sidecar in there:
            if not shared(sidecar, picture):
                edited(sidecar, lambda packet: packet.remove(names), self.may_open)

    def _missing(self, change: Change) -> str:
        return f"There is no picture {change.external_id} in {self.root}. Sync this connection, then push again."

    def _written(self, picture: Path, change: Change) -> Path:
        """Carries the change out and gives the file that concepts are added to."""
        names = frozenset(tag.iri for tag in (*change.remove, *(one.after for one in change.renamed)))
        add = [self._spoken(tag) for tag in (*change.add, *(one.after for one in change.renamed))]
        if self.embedding:
            try:
                self.embedding.edited(picture, lambda packet, others: _carry_out(packet, names, add, others))
            except BadInput as error:
                _log.info("%s gets a sidecar: %s", picture, error.message)
            else:
                self._removed(sidecars(picture), picture, names)
                return picture
        own = own_sidecar(picture)
        self._removed((other for other in sidecars(picture) if other != own), picture, names)
        edited(own, lambda packet: _carry_out(packet, names, add), self.may_open)
        return own

    def _left(self, picture: Path, change: Change) -> str:
        """A sentence where what was to go stands in the picture itself, which was not written."""
        if not change.remove:
            return ""
        inside = mapping.concepts(self._inside([picture]).get(picture, {}))
        left = sorted(tag.iri for tag in change.remove if tag.iri in inside)
        return f"{left[0]} stands in the picture itself, which is left alone; take it out there." if left else ""

    def _spoken(self, tag: ConceptTag) -> ConceptTag:
        """The concept with its label in the chosen language first: that one becomes the keyword."""
        return replace(tag, labels=tuple(sorted(tag.labels, key=lambda label: label.language != self.language)))

    def _reach(self) -> None:
        if not self.root.is_dir():
            raise Unreachable(f"The folder {self.root} is not there; connect the disk or share and try again.")

    def _picture(self, external_id: str) -> Path | None:
        """The picture with this id, where it is one below the root and no link leads out."""
        parts = PurePosixPath(external_id).parts
        picture = self.root / external_id
        if not parts or external_id.startswith("/") or ".." in parts or "\0" in external_id:
            return None
        try:
            inside = picture.resolve().is_relative_to(self.root.resolve())
            return picture if inside and media_type(parts[-1]) and picture.is_file() else None
        except OSError:
            return None


def _embedding(reader: client.MetadataReader, may_open: MayOpen) -> Embedding:
    program = shutil.which("exiftool")
    if not program:
        raise Usage("ExifTool is not installed; install it, or set write to sidecar.")
    return Embedding(reader if isinstance(reader, ExifTool) else ExifTool(program), may_open)


def _carry_out(packet: Packet, remove: frozenset[str], add: Sequence[ConceptTag], others: Collection[str] = ()) -> None:
    packet.remove(remove)
    packet.add(add, others)


def _no_field(field: str) -> str:
    return f"A folder has no field {field!r}; map it to '{_FIELD}' in the flow."
