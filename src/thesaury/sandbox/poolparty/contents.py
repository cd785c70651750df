"""The content index of GraphSearch: documents of a search space, found by words, concepts and fields."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thesaury.sandbox.poolparty.refusals import Refused
from thesaury.sandbox.poolparty.words import tokens
from thesaury.sandbox.serving.store import Store

TEXT_LIMIT, TITLE_LIMIT = 12_048, 1_250
CONCEPTS = "dyn_uri_all_concepts"
_RANGE = re.compile(r"\[(\S+) TO (\S+)\]")

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Contents:
    """The documents of one search space."""

    store: Store
    space: str

    def create(self, document: Document) -> None:
        """A new document. Raises Refused where the identifier exists, a field is missing or a text is too long."""
        if self.get(document.get("identifier", "")):
            raise Refused(400, f"The content with the identifier '{document['identifier']}' already exists.", "message")
        self.put(document)

    def put(self, document: Document) -> None:
        """A document, new or in the place of an old one. Raises Refused for a missing field or a text too long."""
        for name in ("identifier", "title", "author"):
            if not document.get(name):
                raise Refused(400, f"Required field '{name}' is missing.", "message")
        for name, limit in (("text", TEXT_LIMIT), ("title", TITLE_LIMIT)):
            if len(document.get(name) or "") > limit:
                raise Refused(400, f"The field '{name}' is longer than {limit} characters.", "message")
        self.store.put(self._collection, document["identifier"], dict(document))

    def get(self, identifier: str) -> Document | None:
        """A document, if it is there."""
        found: Document | None = self.store.get(self._collection, identifier)
        return found

    def delete(self, identifier: str) -> bool:
        """Removes a document. Returns whether it was there."""
        return self.store.delete(self._collection, identifier)

    def clear(self) -> None:
        """Removes every document."""
        self.store.clear(self._collection)

    def all(self) -> list[Document]:
        """Every document."""
        return [document for _, document in self.store.all(self._collection)]

    def search(self, filters: Sequence[Mapping[str, Any]], now: datetime) -> list[tuple[float, Document]]:
        """Documents that fit every filter that is not optional, with the number of filters they fit, best first."""
        found = []
        for document in self.all():
            fits = [(bool(each.get("optional")), _fits(document, each, now)) for each in filters]
            if all(optional or fit > 0 for optional, fit in fits):
                found.append((sum(fit for _, fit in fits), document))
        return sorted(found, key=lambda pair: (-pair[0], pair[1]["identifier"]))

    def similar(self, identifier: str) -> list[tuple[float, Document]]:
        """Other documents that share concepts with one, best first."""
        document = self.get(identifier)
        if document is None:
            raise Refused(404, f"There is no content '{identifier}'.", "message")
        return self.about(concepts_of(document), without=identifier)

    def about(self, concepts: Iterable[str], without: str = "") -> list[tuple[float, Document]]:
        """Documents that share concepts with a set, by the share of them, best first."""
        wanted = set(concepts)
        shares = [(len(wanted & concepts_of(each)), each) for each in self.all() if each["identifier"] != without]
        found = [(round(100 * share / len(wanted), 2), each) for share, each in shares if share]
        return sorted(found, key=lambda pair: (-pair[0], pair[1]["identifier"]))

    @property
    def _collection(self) -> str:
        return f"content {self.space}"


def concepts_of(document: Document) -> set[str]:
    """The concepts a document was given or found to speak of."""
    return {str(value) for value in values(document, CONCEPTS)}


def values(document: Document, field: str) -> list[Any]:
    """The values of a facet field."""
    found = (document.get("facets") or {}).get(field) or []
    return found if isinstance(found, list) else [found]


def counted(documents: Iterable[Document], field: str) -> list[tuple[str, int]]:
    """The values of a field with the number of documents, most first."""
    counts = Counter(str(value) for document in documents for value in values(document, field))
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _fits(document: Document, condition: Mapping[str, Any], now: datetime) -> float:
    field, value = str(condition.get("field", "")), str(condition.get("value", ""))
    if field == "full_text_search":
        text = {token.text.casefold() for token in tokens(f"{document['title']} {document.get('text') or ''}")}
        wanted = [token.text.casefold() for token in tokens(value)]
        return float(len(wanted)) if wanted and all(word in text for word in wanted) else 0.0
    if field == "identifier":
        return float(document["identifier"] == value)
    if field == "date":
        return float(_in_range(str(document.get("date") or ""), value, now))
    return float(value.casefold() in {str(each).casefold() for each in values(document, field)})


def _in_range(date: str, value: str, now: datetime) -> bool:
    match = _RANGE.fullmatch(value.strip())
    if not match:
        return date.startswith(value)
    start, end = (now.strftime("%Y-%m-%dT%H:%M:%SZ") if part == "NOW" else part for part in match.groups())
    return bool(date) and (start == "*" or date >= start) and (end == "*" or date <= end)
