"""What was found in a document, read from a file: JSON in the shape of the interface, or a table with a line for each picture."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from thesaury.model.errors import BadInput, Unreachable
from thesaury.model.use import Use
from thesaury.pipeline.checking_documents.found import Found
from thesaury.pipeline.placing.recording import use_named
from thesaury.ports.workspace import Workspace
from thesaury.rights.stating.parts import Part, whole
from thesaury.rights.vocabulary.client import tables_of

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "named": ("named", "asset", "record", "file", "name", "link", "id"),
    "rendition": ("rendition",),
    "placed_at": ("placed_at", "placed"),
    "rights": ("rights",),
    "channel": ("channel",),
    "regions": ("regions", "region", "market", "markets"),
    "from": ("from", "first_day"),
    "to": ("to", "last_day"),
}
"""What is told of a picture, and how a column may be called that tells it."""

_USE = ("channel", "regions", "from", "to")
_WHOLE = ("document", "found", "use", "soon")
_LARGEST = 4 << 20
_APART = re.compile(r"[\s,;|]+")


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document with what was found in it, and the use of the whole where one is told; empty and None where not."""

    document: str
    found: tuple[Found, ...]
    use: Use | None = None


def read_document(workspace: Workspace, path: Path) -> FoundDocument:
    """Read such a file. Raises BadInput that names what is wrong, Unreachable where there is no such file, Usage for names in no table."""
    return _of_json(workspace, path) if path.suffix.lower() == ".json" else _of_table(workspace, path)


def _of_json(workspace: Workspace, path: Path) -> FoundDocument:
    try:
        if path.stat().st_size > _LARGEST:
            raise BadInput(f"{path} has more than {_LARGEST >> 20} MiB. Send the pictures in several files.")
        text = path.read_bytes()
    except OSError as error:
        raise Unreachable(f"{path} cannot be read ({error.strerror}). See that it is there.") from error
    part = whole(text, str(path))
    if isinstance(part.value, list):
        return FoundDocument("", tuple(map(_found, part.elements())))
    told = part.members(_WHOLE)
    if "found" not in told:
        raise part.wrong("There is no list of what was found. Give it as found.")
    use = told["use"].members(_USE) if "use" in told and told["use"].value is not None else {}
    named = use_named(*_use_in(use), tables_of(workspace.root)) if use else None
    return FoundDocument(_text(told, "document"), tuple(map(_found, told["found"].elements())), named)


def _found(part: Part) -> Found:
    told = part.members(tuple(COLUMNS))
    if "named" not in told:
        raise part.wrong("This picture has no name: give the id of an asset, connection/external id, or a file name.")
    plain = {name: _text(told, name) for name in ("rendition", "placed_at", "rights")}
    channel, regions, first, last = _use_in(told)
    return Found(told["named"].text(), **plain, channel=channel, regions=regions, first_day=first, last_day=last)


def _use_in(told: Mapping[str, Part]) -> tuple[str, tuple[str, ...], str, str]:
    regions = tuple(one.text() for one in told["regions"].elements()) if "regions" in told else ()
    return _text(told, "channel"), regions, _text(told, "from"), _text(told, "to")


def _text(told: Mapping[str, Part], name: str) -> str:
    if name not in told or told[name].value in (None, ""):
        return ""
    return told[name].text()


def _of_table(workspace: Workspace, path: Path) -> FoundDocument:
    columns = _columns(workspace.handed_tables.outline(path).columns)
    if "named" not in columns:
        raise BadInput(f"{path} has no column that names pictures. Call it asset, record or file.")
    cells = (
        {what: row.cells.get(column) for what, column in columns.items()} for row in workspace.handed_tables.read(path)
    )
    return FoundDocument(path.stem, tuple(_of_row(row) for row in cells if row["named"]))


def _columns(given: Iterable[str]) -> dict[str, str]:
    plain = {"_".join(name.lower().split()): name for name in given}
    found = ((what, next((plain[one] for one in called if one in plain), "")) for what, called in COLUMNS.items())
    return {what: column for what, column in found if column}


def _of_row(row: Mapping[str, Any]) -> Found:
    told = {what: str(value or "").strip() for what, value in row.items()}
    regions = tuple(one for one in _APART.split(told.get("regions", "")) if one)
    plain = {name: told.get(name, "") for name in ("rendition", "placed_at", "rights", "channel")}
    days = {"first_day": told.get("from", ""), "last_day": told.get("to", "")}
    return Found(told["named"], regions=regions, **plain, **days)
