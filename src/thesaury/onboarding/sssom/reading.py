"""SSSOM/TSV files in: strictly, with the line where something is wrong."""

import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from thesaury.model.errors import BadInput, Unreachable
from thesaury.model.mapping import Justification, Mapping, MappingSet, MappingStatus
from thesaury.model.table_cell import unmarked
from thesaury.onboarding.sssom.header import Line, Prefixes, prefixes, values
from thesaury.onboarding.sssom.names import NO_TERM, PREDICATES, REQUIRED, SEMAPV, STATUS

Row = dict[str, str]
_SHOWN = 80
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def read_sssom(path: Path) -> MappingSet:
    """The mappings of a file, plain or gzipped, in its order; columns that nobody here knows are left out, and so is a row whose subject
    has no term, which says something of the object alone.

    Raises Unreachable where the file cannot be read, and BadInput, with the line, where it is no SSSOM/TSV.
    """
    return parse_sssom(_text(path), path.name)


def parse_sssom(text: str, file: str) -> MappingSet:
    """The mappings in the text of a file of this name; as `read_sssom`."""
    head, body, first = _parted(text)
    declared, said = prefixes(head, file), values(head, file)
    place = _Place(file, declared)
    source, target = (place.iri(said[key], 1) if said.get(key) else "" for key in ("subject_source", "object_source"))
    rows = _rows(body, first, file)
    return MappingSet(
        tuple(one for line, row in rows if (one := _mapping(row, place, line))),
        said.get("mapping_set_id", ""),
        said.get("mapping_set_title", ""),
        said.get("license", ""),
        source,
        target,
        said.get("mapping_tool", ""),
    )


class _Place:
    """Where we read, to expand names and to say where something is wrong."""

    def __init__(self, file: str, declared: Prefixes) -> None:
        self._file, self._declared = file, declared

    def wrong(self, line: int, what: str) -> BadInput:
        return BadInput(f"{self._file}, line {line}: {what}")

    def iri(self, name: str, line: int) -> str:
        prefix, colon, rest = name.partition(":")
        if colon and prefix in self._declared:
            return self._declared[prefix] + rest
        if rest.startswith("//"):
            return name
        raise self.wrong(
            line, f"{name[:_SHOWN]!r} is neither an IRI nor of a prefix that curie_map declares. Declare it there."
        )


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
        return (gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content).decode("utf-8-sig")
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BadInput(f"{path.name} is a damaged or cut off gzip file. Fetch it or pack it again.") from error
    except OSError as error:
        raise Unreachable(f"{path} cannot be opened: {error.strerror}. Check the path and its permissions.") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BadInput(f"{path.name}, line {line}: this is not UTF-8. Save the file as UTF-8.") from error


def _parted(text: str) -> tuple[list[Line], str, int]:
    """The metadata lines without their `#`, the table, and how many lines stand before it."""
    head: list[Line] = []
    rest = text
    while rest.startswith("#"):
        line, _, rest = rest.partition("\n")
        head.append((len(head) + 1, line[1:].rstrip("\r")))
    return head, rest, len(head)


def _rows(body: str, before: int, file: str) -> Iterator[tuple[int, Row]]:
    """Each row by the names of its columns, with the line it begins in."""
    reader = csv.reader(io.StringIO(body, newline=""), delimiter="\t", strict=True)
    head: list[str] | None = None
    begins = before + 1
    try:
        for cells in reader:
            if head is None:
                head = _columns(cells, begins, file)
            elif any(cells):
                if len(cells) != len(head):
                    raise BadInput(
                        f"{file}, line {begins}: it has {len(cells)} cells and the table {len(head)} columns. Check the tabs of this line."
                    )
                yield begins, dict(zip(head, map(unmarked, cells), strict=True))
            begins = before + reader.line_num + 1
    except csv.Error as error:
        raise BadInput(
            f"{file}, line {begins}: the quotes of this line are wrong ({error}). Double those inside a cell."
        ) from error
    if head is None:
        raise BadInput(f"{file} has no table of mappings. Is it the right file?")


def _columns(cells: list[str], line: int, file: str) -> list[str]:
    if missing := [name for name in REQUIRED if name not in cells]:
        raise BadInput(
            f"{file}, line {line}: there is no column {missing[0]}. Every SSSOM file has {', '.join(REQUIRED)}."
        )
    if doubled := next((name for name in cells if cells.count(name) > 1), None):
        raise BadInput(f"{file}, line {line}: the column {doubled} is there twice. Keep one of them.")
    return cells


def _mapping(row: Row, place: _Place, line: int) -> Mapping | None:
    for name in REQUIRED:
        if not row[name].strip():
            raise place.wrong(line, f"{name} is empty. Fill it in, or delete the line.")
    subject, object_ = place.iri(row["subject_id"], line), place.iri(row["object_id"], line)
    if subject == NO_TERM:
        return None
    predicate = place.iri(row["predicate_id"], line)
    if predicate not in PREDICATES:
        raise place.wrong(
            line, f"the predicate {row['predicate_id']} is none of the SKOS mapping relations. Use one of those."
        )
    return Mapping(
        subject,
        None if object_ == NO_TERM else object_,
        PREDICATES[predicate],
        _justification(row["mapping_justification"], place, line),
        _confidence(row.get("confidence", ""), place, line),
        _ESCAPED.sub(r"\1", row.get("author_label", "")),
        _status(row.get(STATUS, ""), place, line),
        row.get("subject_label", ""),
        row.get("object_label", ""),
        row.get("comment", ""),
        _holds(row.get("predicate_modifier", ""), place, line),
    )


def _justification(name: str, place: _Place, line: int) -> Justification:
    """A kind that SEMAPV has and we do not tell apart is UNSPECIFIED."""
    iri = place.iri(name, line)
    if not iri.startswith(SEMAPV):
        raise place.wrong(
            line, f"the justification {name[:_SHOWN]!r} is none of SEMAPV, such as semapv:LexicalMatching."
        )
    kind = iri.removeprefix(SEMAPV)
    return Justification(kind) if kind in set(Justification) else Justification.UNSPECIFIED


def _confidence(text: str, place: _Place, line: int) -> float | None:
    if not text.strip():
        return None
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise place.wrong(line, f"the confidence {text[:_SHOWN]!r} is no number from 0 to 1.")
    return value


def _status(text: str, place: _Place, line: int) -> MappingStatus:
    if not text:
        return MappingStatus.PROPOSED
    if text not in set(MappingStatus):
        raise place.wrong(line, f"the status {text[:_SHOWN]!r} is none of {', '.join(MappingStatus)}.")
    return MappingStatus(text)


def _holds(text: str, place: _Place, line: int) -> bool:
    if text.strip() not in ("", "Not"):
        raise place.wrong(line, f"the predicate_modifier {text[:_SHOWN]!r} is not Not, the only one there is.")
    return not text.strip()
