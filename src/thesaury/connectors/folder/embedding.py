"""Writes concepts into a picture itself, by ExifTool: the packet of XMP and the keywords of IPTC, the image data untouched."""

import json
import logging
import os
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO
from uuid import uuid4

from thesaury.connectors.folder.exiftool import ExifTool, neutral, spelling
from thesaury.connectors.folder.packet import Packet
from thesaury.connectors.folder.sidecar import state, state_of
from thesaury.connectors.image_data import image_digest
from thesaury.model.errors import BadInput, Unreachable
from thesaury.ports.files import file_error
from thesaury.ports.opening import MayOpen, anywhere, held, name_of, opened

# In these the digest is that of the image data alone, so a picture keeps its identity when its metadata is written.
_HEADS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_JPEG = _HEADS[0]
# A JPEG holds one packet in a segment of 64 KB; what is longer stands in several, which other programs manage.
_MOST_BYTES = 65_000
_LONGER = b"HasExtendedXMP"
# IPTC-IIM 4.2, data set 2:25.
_KEYWORD_BYTES = 64
_START = "<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?>\n".encode()
_END = b"\n<?xpacket end='w'?>"
_log = logging.getLogger(__name__)

Edit = Callable[[Packet, Collection[str]], None]
"""Changes a packet; the words are the keywords of people that stand in other blocks of the picture."""


class Unwritable(BadInput):
    """This picture is one that cannot be written into; a sidecar has to do."""


@dataclass(frozen=True, slots=True)
class Embedding:
    """Writes by this program, where `may_open` admits it."""

    program: ExifTool
    may_open: MayOpen = anywhere

    def edited(self, picture: Path, edit: Edit, clear: Collection[str] = (), restore: Sequence[str] = ()) -> None:
        """Change the packet and the IPTC keywords of the picture; where nothing changes nothing is written. Of the IPTC keywords those we
        wrote follow the packet, `clear` go and `restore` come.

        Raises Unwritable for a picture to be left alone, BadInput for a packet that is no XMP, Unreachable where the picture changes
        just now or the program does not answer, and NoSpace. Whatever happens, the picture is the old one or the new one.
        """
        target = picture.resolve()
        try:
            # Neither the picture nor its folder is another one by the time it is written.
            with held(target.parent, self.may_open) as place, opened(place / target.name, self.may_open) as file:
                self._edited(_Open(target, place / target.name, file), edit, clear, restore)
        except OSError as error:
            raise file_error(error, target) from error

    def _edited(self, target: "_Open", edit: Edit, clear: Collection[str], restore: Sequence[str]) -> None:
        before = state_of(os.fstat(target.file.fileno()))
        head = _writable(target)
        packet, entry = Packet(self._packet(target)), self._iptc(target)
        untouched, ours = packet.content(), packet.own_keywords()
        words = _words(neutral(entry).get("iptc:keywords"))
        edit(packet, [word for word in words if word not in ours])
        gone, come = _difference((*ours, *clear), (*packet.own_keywords(), *restore), words)
        asked = (clear or restore) and head == _JPEG and (gone or come)
        if (content := packet.content()) == untouched and not asked:
            return
        iptc = _keywords(spelling(entry), words, gone, come) if head == _JPEG else ()
        self._write(target, _wrapped(content), iptc, before)
        _log.info("wrote into %s", target.path)

    def _packet(self, picture: "_Open") -> bytes:
        """The XMP of the picture as it stands there."""
        present = self._call(picture, "-b", "-XMP", picture.read)
        if _LONGER in present:
            raise Unwritable(f"{picture.path.name} holds more XMP than one segment takes.")
        return present

    def _iptc(self, picture: "_Open") -> Mapping[str, Any]:
        told = self._call(picture, "-json", "-G1", "-n", "-IPTC:all", picture.read) or b"[]"
        entries: list[Mapping[str, Any]] = json.loads(told, parse_int=str, parse_float=str)
        return next(iter(entries), {})

    def _write(self, picture: "_Open", packet: bytes, iptc: tuple[str, ...], before: object) -> None:
        if len(packet) > _MOST_BYTES:
            raise Unwritable(f"{picture.path.name} would hold more XMP than one segment takes.")
        with _beside(picture.place) as temporary, TemporaryDirectory(prefix="thesaury-") as place:
            block = Path(place, "packet.xmp")
            block.write_bytes(packet)
            files = ("-o", _literal(temporary), str(picture.named(Path(place))))
            self._call(picture, "-api", "PNGEarlyXMP=1", *iptc, f"-XMP<={_literal(block)}", *files)
            if image_digest(temporary) != image_digest(Path(picture.read)):
                raise Unwritable(f"{picture.path.name} would not keep its image data.")
            _like(picture, temporary)
            if state(picture.place) != before:
                raise Unreachable(f"Another program is writing {picture.path}. Run this again when it has finished.")
            temporary.replace(picture.place)

    def _call(self, picture: "_Open", *arguments: str) -> bytes:
        """What the program gives. Raises Unwritable when it complains, in its own words."""
        try:
            said = self.program.call(*arguments, repeat="-o" not in arguments)
        except ValueError as error:
            raise Unwritable(f"ExifTool cannot be given this name: {error}.") from error
        # A text that were cut short would be a loss, even where the program only warns.
        lines = said.complaints.splitlines()
        if complaint := next((text for text in lines if text.startswith("Error") or "truncated" in text), ""):
            raise Unwritable(f"ExifTool does not write it: {complaint.replace(picture.read, picture.path.name)}")
        return said.out


@dataclass(frozen=True, slots=True)
class _Open:
    """A picture that is open: its path, its name in the folder that is held, and the file."""

    path: Path
    place: Path
    file: BinaryIO

    @property
    def read(self) -> str:
        """How the program reads this very file."""
        return str(name_of(self.file))

    def named(self, folder: Path) -> Path:
        """The same by its ending: of a name without one the program would make a new picture."""
        if self.read == str(self.place):
            return self.place
        link = folder / f"picture{self.path.suffix}"
        link.symlink_to(self.read)
        return link


def _writable(picture: _Open) -> bytes:
    """The first bytes of a picture that may be written into. Raises Unwritable for any other."""
    start, status = picture.file.read(8), os.fstat(picture.file.fileno())
    head = next((head for head in _HEADS if start.startswith(head)), b"")
    if not head:
        raise Unwritable(f"{picture.path.name} is neither JPEG nor PNG.")
    if (
        not status.st_mode & 0o222
        or not os.access(picture.place, os.W_OK)
        or not os.access(picture.place.parent, os.W_OK)
    ):
        raise Unwritable(f"{picture.path.name} is read-only.")
    if status.st_nlink > 1:
        raise Unwritable(f"{picture.path.name} has a second name on the disk, which would keep the old content.")
    return head


def _difference(before: Collection[str], after: Collection[str], words: Collection[str]) -> tuple[list[str], list[str]]:
    """Which IPTC keywords go and which come, where ours were these and shall be those; too long ones stand in XMP alone."""
    gone = [word for word in before if word not in after and word in words]
    come = [word for word in after if word not in words and len(word.encode()) <= _KEYWORD_BYTES]
    return gone, come


def _keywords(spelled: str, words: Collection[str], gone: Collection[str], come: Collection[str]) -> tuple[str, ...]:
    """What takes IPTC keywords away and puts others in. A block that is not marked as UTF-8 is spelled anew as a whole."""
    if not gone and not come:
        return ()
    if spelled == "marked":
        return (*(f"-IPTC:Keywords-={word}" for word in gone), *(f"-IPTC:Keywords+={word}" for word in come))
    kept = [f"-IPTC:Keywords={word}" for word in words if word not in gone]
    anew = (
        "-charset",
        f"iptc={spelled}",
        "-tagsFromFile",
        "@",
        "-IPTC:all",
        "--IPTC:Keywords",
        "--IPTC:CodedCharacterSet",
    )
    values = [*kept, *(f"-IPTC:Keywords={word}" for word in come)] or ["-IPTC:Keywords="]
    return (*anew, "-IPTC:CodedCharacterSet=UTF8", *values)


def _wrapped(content: bytes) -> bytes:
    """The packet as it stands in a picture: without the declaration of a document, between its marks."""
    if content.startswith(b"<?xml "):
        content = content.partition(b"?>")[2].lstrip()
    return content if content.startswith(b"<?xpacket") else _START + content + _END


def _literal(path: Path) -> str:
    """The path where the program would read a percent sign as a code of its own."""
    return str(path).replace("%", "%%")


def _like(picture: _Open, temporary: Path) -> None:
    """The new file gets mode, owner and attributes of the old one and is on the disk before it takes its place."""
    status = os.fstat(picture.file.fileno())
    shutil.copystat(picture.read, temporary)  # with the tags of file managers
    os.utime(temporary)
    if hasattr(os, "chown"):
        with suppress(PermissionError):
            os.chown(temporary, status.st_uid, status.st_gid)
    with temporary.open("rb") as file:
        os.fsync(file.fileno())


@contextmanager
def _beside(picture: Path) -> Iterator[Path]:
    """A hidden name in the same folder, where nothing is left afterwards."""
    temporary = picture.with_name(f".{uuid4().hex}{picture.suffix}")
    try:
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _words(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [word for word in values if isinstance(word, str) and word]
