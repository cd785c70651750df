"""A search collection in the layout of BEIR: a corpus, queries, and judgements where there are some."""

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from thesaury.model.asset import Asset, Record, Text
from thesaury.model.errors import BadInput, Unreachable

_PROPERTIES = ("campaign", "market", "brand", "product")
Judgements = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Judged:
    """One document as an asset, with the concepts that people gave it."""

    asset: Asset
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One query: its id and its words."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Collection:
    """A folder with corpus.jsonl, queries.jsonl (both may be packed, .gz) and, where somebody judged, qrels/test.tsv."""

    folder: Path

    def check(self) -> None:
        """Read what is small, before long work begins. Raises Unreachable where a file is missing, BadInput where one is broken."""
        self._file("corpus.jsonl")
        self.queries()
        self.judgements()

    def documents(self, language: str = "") -> Iterator[Judged]:
        """Every document: title and text, tags and concepts of its metadata. Raises Unreachable, and BadInput with the line."""
        for number, fields in _objects(self._file("corpus.jsonl")):
            try:
                yield _document(fields, language)
            except (KeyError, TypeError) as wrong:
                raise BadInput(
                    f"{self.folder}/corpus.jsonl, line {number} is no document: it needs _id and text."
                ) from wrong

    def queries(self) -> list[Asked]:
        """Every query, in their order. Raises Unreachable and BadInput."""
        found = []
        for number, fields in _objects(self._file("queries.jsonl")):
            if not isinstance(fields.get("_id"), str) or not isinstance(fields.get("text"), str):
                raise BadInput(f"{self.folder}/queries.jsonl, line {number} is no query: it needs _id and text.")
            found.append(Asked(fields["_id"], fields["text"]))
        if not found:
            raise BadInput(f"{self.folder}/queries.jsonl holds no query. Is it the right folder?")
        return found

    def judgements(self) -> Judgements:
        """Grades by query and document; nothing where nobody judged. Raises BadInput with the line."""
        path = self.folder / "qrels" / "test.tsv"
        grades: dict[str, dict[str, float]] = {}
        if not path.exists():
            return grades
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            parts = line.split("\t")
            if number == 1 and not parts[-1].strip().lstrip("-").isdigit():
                continue
            try:
                query, document, grade = parts
                grades.setdefault(query, {})[document] = float(grade)
            except ValueError as wrong:
                raise BadInput(
                    f"{path}, line {number} is no judgement: query, document and grade, between tabs."
                ) from wrong
        return grades

    def _file(self, name: str) -> Path:
        found = [path for path in (self.folder / name, self.folder / f"{name}.gz") if path.exists()]
        if not found:
            raise Unreachable(f"{self.folder} has no {name} and no {name}.gz. Name a folder in the layout of BEIR.")
        return found[0]


def _objects(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield number, _object(path, number, line)
    except (gzip.BadGzipFile, zlib.error, EOFError) as broken:
        raise BadInput(f"{path} cannot be unpacked to its end ({broken}). Fetch it or pack it again.") from broken
    except OSError as error:
        raise Unreachable(f"{path} cannot be read: {error.strerror}. Check the path.") from error


def _object(path: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as wrong:
        raise BadInput(f"{path}, line {number} is no JSON ({wrong}).") from wrong
    if not isinstance(fields, dict):
        raise BadInput(f"{path}, line {number} is no JSON object.")
    return fields


def _document(fields: Mapping[str, Any], language: str) -> Judged:
    metadata = fields.get("metadata") or {}
    spoken = str(metadata.get("language") or language)
    prose = (("title", fields.get("title")), ("description", fields["text"]))
    texts = tuple(Text(name, value, spoken) for name, value in prose if value)
    tags = tuple(str(tag) for tag in metadata.get("tags") or ())
    named = tuple((name, _values(metadata[name])) for name in _PROPERTIES if metadata.get(name))
    record = Record("gold", str(fields["_id"]), "", texts, tags, properties=named)
    concepts = tuple(dict.fromkeys(str(iri) for iri in metadata.get("concepts") or ()))
    return Judged(Asset(str(fields["_id"]), (record,)), concepts)


def _values(given: object) -> tuple[str, ...]:
    return tuple(map(str, given)) if isinstance(given, list) else (str(given),)
