"""Gold documents from JSON Lines, one at a time, as the assets an annotator is given."""

import gzip
import json
import re
import zlib
from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from thesaury.model.asset import Asset, Record, Text
from thesaury.model.errors import BadInput, Unreachable

# Which fields of a gold document's context are prose an annotator may read.
_CONTEXT_TEXTS = ("group", "inscription", "medium")
# Half of a character that was cut apart: no stemmer takes it.
_HALF = re.compile("[\ud800-\udfff]")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One document as an asset, and the concepts that people gave it: none where nobody did."""

    asset: Asset
    gold: frozenset[str]


@dataclass(frozen=True, slots=True)
class Survey:
    """What a file of gold documents holds: how many, with how many gold concepts, and which of those are unknown how often."""

    documents: int
    gold: int
    unknown: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class GoldFile:
    """Gold documents in a file, the first `most` or all; `language` is that of those which do not say theirs."""

    path: Path
    language: str = ""
    most: int | None = None

    def documents(self) -> Iterator[GoldDocument]:
        """The documents, one at a time. Raises Unreachable and BadInput."""
        return islice(gold_documents(self.path, self.language), self.most)

    def survey(self, known: Container[str]) -> Survey:
        """Read all of it once, before it is worked on; unknown are the gold concepts that are not among the known ones.

        Raises Unreachable, and BadInput where it is broken, empty, or names a document twice: predictions could not be told apart.
        """
        ids: set[str] = set()
        gold, unknown = 0, Counter[str]()
        for document in self.documents():
            if document.asset.id in ids:
                raise BadInput(f"{self.path} has two documents with the id {document.asset.id!r}. Give each its own.")
            ids.add(document.asset.id)
            gold += len(document.gold)
            unknown.update(concept for concept in document.gold if concept not in known)
        if not ids:
            raise BadInput(f"{self.path} holds no document. Is it the right file?")
        return Survey(len(ids), gold, unknown)


def gold_documents(path: Path, language: str = "") -> Iterator[GoldDocument]:
    """The documents of a JSON Lines file (.gz allowed); `language` is that of those which do not say theirs.

    Texts are title, text and the prose of the context; every string of the context is a property of the record as well.
    Raises Unreachable when the file is missing, BadInput with the number of a broken line.
    """
    for number, line in _lines(path):
        try:
            yield _document(json.loads(line.decode()), language)
        except (ValueError, KeyError, TypeError, RecursionError) as wrong:
            why = f"without {wrong}" if isinstance(wrong, KeyError) else wrong
            raise BadInput(
                f"{path}, line {number} is no gold document ({why}). "
                "It needs id and title, and may have text, language, context and gold, a list of concepts."
            ) from wrong


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, with their numbers from 1."""
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rb") as lines:
            numbered = enumerate((line.removeprefix(_BOM) for line in lines), 1)
            yield from ((number, line) for number, line in numbered if line.strip())
    except (gzip.BadGzipFile, zlib.error, EOFError) as broken:
        raise BadInput(f"{path} cannot be unpacked to its end ({broken}). Fetch it or pack it again.") from broken
    except OSError as error:
        raise Unreachable(f"{path} cannot be read: {error.strerror}. Check the path.") from error


def _document(fields: Mapping[str, Any], language: str) -> GoldDocument:
    if not isinstance(fields, dict):
        raise TypeError("it is no JSON object")
    context = fields.get("context") or {}
    if not isinstance(context, dict):
        raise TypeError("context is no JSON object")
    prose = [("title", fields["title"]), ("description", fields.get("text"))]
    prose += [(name, context.get(name)) for name in _CONTEXT_TEXTS]
    spoken = _string(fields.get("language") or language)
    texts = tuple(Text(name, _whole(value), spoken) for name, value in prose if value)
    said = tuple((name, (_whole(value),)) for name, value in context.items() if isinstance(value, str) and value)
    name = _string(fields["id"])
    return GoldDocument(Asset(name, (Record("gold", name, "", texts, properties=said),)), _gold(fields))


def _gold(fields: Mapping[str, Any]) -> frozenset[str]:
    gold = fields.get("gold") or []
    if not isinstance(gold, list):
        raise TypeError(f"gold is {gold!r:.60}")
    return frozenset(map(_string, gold))


def _whole(value: object) -> str:
    return _HALF.sub("\ufffd", _string(value))


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.60} is no text")
    return value
