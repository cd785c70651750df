"""Marks for people where no tag can be written: a collection for review, a comment, a flag, a task."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thesaury.connectors.smintio.data_object import opened, pick
from thesaury.connectors.smintio.localised import scalar
from thesaury.connectors.smintio.outcomes import outcome
from thesaury.connectors.smintio.portal_client import PortalApi
from thesaury.connectors.smintio.write_settings import MarksSettings
from thesaury.model.asset import Record
from thesaury.model.errors import LostReply, NeedsLogin, Refused, Unreachable
from thesaury.model.outbox import Change, ConceptTag
from thesaury.ports.sink import Answer
from thesaury.ports.source import Tools

_PAGE = 100


@dataclass(frozen=True, slots=True)
class MarksSink:
    """Leaves marks that exist in every portal; no metadata is touched."""

    api: PortalApi
    marks: MarksSettings
    tools: Tools

    @property
    def keeps_labels(self) -> bool:
        """Concepts are told by reference, or are not written at all."""
        return False

    @property
    def describes(self) -> str:
        """Which marks it leaves, and that they are no tags."""
        kinds = ", ".join(self.marks.kinds)
        return (
            f"Writes no tags: it leaves marks for people ({kinds}; collection '{self.marks.collection}') and cannot read them "
            "back, so a person looks where a reply was lost."
        )

    def held(
        self, records: Sequence[Record], field: str, among: Sequence[ConceptTag] = ()
    ) -> Mapping[str, frozenset[str] | None]:
        """None for every asset: marks are no concepts."""
        return dict.fromkeys(record.external_id for record in records)

    def apply(self, change: Change) -> Answer:
        """Leave every mark once; a mark that fails after another was left makes the end unknown."""
        return outcome(change, lambda: self._leave(change), f"collection {self.marks.collection}")

    def _leave(self, change: Change) -> None:
        left = 0
        try:
            for mark in self._steps(change):
                mark()
                left += 1
        except (Unreachable, NeedsLogin, Refused) as error:
            if left:
                raise LostReply(f"{error.message} {left} of the marks were left already; look at the asset.") from error
            raise

    def _steps(self, change: Change) -> Iterator[Callable[[], object]]:
        kinds, asset, words = self.marks.kinds, {"id": change.external_id}, _words(change)
        about: dict[str, Any] = {}
        if set(kinds) & {"collection", "comment", "flag"}:
            collection: list[str] = []
            yield lambda: collection.append(self._collected(asset))
            about = {"collectionId": collection[0], "assetId": asset}
        if "flag" in kinds:
            yield lambda: self._call("flag", {**about, "flagId": self.marks.flag})
        if "comment" in kinds:
            yield lambda: self._call("comment", {**about, "comment": words, "anonymousUserName": "Thesaury"})
        if "task" in kinds:
            yield lambda: self._call("task", self._task(asset, words))

    def _collected(self, asset: Mapping[str, str]) -> str:
        """The review collection's id, once the asset is in it."""
        with self.tools.exclusive(f"{self.api.name}.marks"):  # two workers would make two collections of one name
            if found := self._found():
                self._call("add_assets", {"collectionId": found, "assetIds": [asset]})
                return found
            definition = {"name": self.marks.collection, "isStarred": False, "isOptIn": False}
            made = self._call("create_collection", {"definition": definition, "assetIds": [asset]})
        if not (key := _collection(made) or self._found()):
            raise LostReply(
                f"{self.api.name}: the collection {self.marks.collection} was made and cannot be found. Look in the portal."
            )
        return key

    def _found(self) -> str:
        query = {"queryString": self.marks.collection, "page": 0, "pageSize": _PAGE}
        answer = opened(self.api.method(*self.marks.methods["search_collections"], query), "flat")
        given = pick(answer, "collections")
        named = [item for item in given if _name(item) == self.marks.collection] if isinstance(given, list) else []
        return next(filter(None, map(_collection, named)), "")

    def _call(self, name: str, argument: Mapping[str, Any]) -> Any:
        interface, method = self.marks.methods[name]
        return self.api.write(interface, method, [argument])

    def _task(self, asset: Mapping[str, str], words: str) -> dict[str, Any]:
        values = [
            {"id": "assetIds", "dataType": "string_array", "stringArrayValue": [asset["id"]]},
            {"id": "comment", "dataType": "string", "stringValue": words},
        ]
        form = {"customFormId": self.marks.task_form} if self.marks.task_form else {}
        return {"taskHandlerId": self.marks.task_handler, "formFieldValues": values, **form}


def _collection(answer: Any) -> str:
    return scalar(pick(opened(answer, "flat"), "collectionId", "id", "uuid"))


def _name(item: Any) -> str:
    return scalar(pick(opened(item, "flat"), "name"))


def _words(change: Change) -> str:
    """The change for people, with the start of its key by which its twin would be seen."""
    lines = [
        f"{word} {_label(tag)} <{tag.iri}>"
        for word, tags in (("add", change.add), ("remove", change.remove))
        for tag in tags
    ]
    return f"Thesaury, field {change.field}: {'; '.join(lines)}. ({change.key[:12]})"


def _label(tag: ConceptTag) -> str:
    english = [label.text for label in tag.labels if label.language == "en"]
    return next(iter([*english, *(label.text for label in tag.labels)]), tag.iri)
