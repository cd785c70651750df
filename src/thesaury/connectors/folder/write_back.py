"""Writes accepted concepts back into the XMP sidecars beside the pictures of a folder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from glob import escape
from pathlib import Path, PurePosixPath

from thesaury.connectors.folder.packet import Packet
from thesaury.connectors.folder.sidecar import edited, opened
from thesaury.connectors.folder.walk import sidecars
from thesaury.connectors.image_data import media_type
from thesaury.connectors.manifest import own_manifest
from thesaury.model.asset import Record
from thesaury.model.connection import Connection
from thesaury.model.errors import BadInput, Refused, Unreachable
from thesaury.model.outbox import Change
from thesaury.ports.sink import Answer, AssetSink, Outcome
from thesaury.ports.source import Tools

_FIELD = "concepts"


def open_sink(connection: Connection, tools: Tools) -> AssetSink:
    """The sink of a folder connection. Raises Usage for a wrong setting."""
    own_manifest(__package__ or "").check(connection)
    return FolderSink(Path(connection.setting("path")).expanduser().absolute())


@dataclass(frozen=True, slots=True)
class FolderSink:
    """Writes below `root`; external ids are paths below it, the only field is `concepts`."""

    root: Path

    @property
    def describes(self) -> str:
        """How it writes, for people."""
        return (
            "Writes concepts into XMP sidecars beside the pictures, with their labels as keywords, and leaves the pictures alone; "
            "a folder has no other field, and who wrote a concept is noted for our own only."
        )

    def held(self, records: Sequence[Record], field: str) -> Mapping[str, frozenset[str] | None]:
        """The concepts in the sidecars of each picture; None where one cannot be understood, nothing for a picture not there.

        Raises Unreachable when the folder is not there, Refused for a field that it has not.
        """
        if field != _FIELD:
            raise Refused(_no_field(field))
        self._reach()
        pictures = {record.external_id: self._picture(record.external_id) for record in records}
        return {external_id: _held(picture) for external_id, picture in pictures.items() if picture}

    def apply(self, change: Change) -> Answer:
        """Add and remove in the picture's own sidecar; equal content is not written again. Raises Unreachable or NoSpace."""
        self._reach()
        picture = self._picture(change.external_id)
        if change.field != _FIELD:
            return Answer(change.key, Outcome.REFUSED, _no_field(change.field))
        if picture is None:
            missing = f"There is no picture {change.external_id} in {self.root}. Sync this connection, then push again."
            return Answer(change.key, Outcome.REFUSED, missing)
        try:
            return Answer(change.key, Outcome.DONE, location=str(_written(picture, change)))
        except BadInput as error:
            return Answer(change.key, Outcome.REFUSED, error.message)

    def _reach(self) -> None:
        if not self.root.is_dir():
            raise Unreachable(f"The folder {self.root} is not there; connect the disk or share and try again.")

    def _picture(self, external_id: str) -> Path | None:
        """The picture with this id, where it is one below the root and no link leads out."""
        parts = PurePosixPath(external_id).parts
        picture = self.root / external_id
        if (
            not parts
            or external_id.startswith("/")
            or ".." in parts
            or "\0" in external_id
            or not media_type(parts[-1])
        ):
            return None
        try:
            inside = picture.resolve().is_relative_to(self.root.resolve())
            return picture if inside and picture.is_file() else None
        except OSError:
            return None


def _held(picture: Path) -> frozenset[str] | None:
    try:
        return frozenset[str]().union(*(opened(sidecar).concepts() for sidecar in sidecars(picture)))
    except (BadInput, Unreachable):
        return None


def _written(picture: Path, change: Change) -> Path:
    """Carries the change out and gives the sidecar that concepts are added to."""
    own = _own_sidecar(picture)
    names = frozenset(tag.iri for tag in change.remove)
    for other in sidecars(picture):
        if other != own and not _shared(other, picture):
            edited(other, lambda packet: packet.remove(names))

    def carry_out(packet: Packet) -> None:
        packet.remove(names)
        packet.add(change.add)

    edited(own, carry_out)
    return own


def _own_sidecar(picture: Path) -> Path:
    """The sidecar to write: the more exact one of those there, else a new `NAME.xmp`; never one that two pictures share."""
    there = [sidecar for sidecar in sidecars(picture) if not _shared(sidecar, picture)]
    plain = picture.with_suffix(".xmp")
    exact = picture.with_name(f"{picture.name}.xmp")
    return there[-1] if there else exact if _shared(plain, picture) else plain


def _shared(sidecar: Path, picture: Path) -> bool:
    """Whether another picture has the same sidecar: `a.xmp` is that of both `a.jpg` and `a.tif`."""
    if sidecar.stem != picture.stem:
        return False
    names = (other.name for other in picture.parent.glob(f"{escape(picture.stem)}.*"))
    return any(media_type(name) and Path(name).stem == picture.stem and name != picture.name for name in names)


def _no_field(field: str) -> str:
    return f"A folder has no field {field!r}; map it to '{_FIELD}' in the flow."
