"""The draft of a vocabulary as pages tell it: names and addresses of concepts as they will be, and edits as people read them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from thesaury.model import edit as edits
from thesaury.model.concept import Concept, Label
from thesaury.model.draft import Entry
from thesaury.model.edit import Edit, TextField, subject_of
from thesaury.model.edit_json import kind_of
from thesaury.pipeline.editing import DraftView, difference
from thesaury.vocabulary.diff import Diff
from thesaury.web.failures import NotHere
from thesaury.web.pages.vocabulary.outline import Outline
from thesaury.web.pages.vocabulary.room import Room
from thesaury.web.parts.vocabulary.changes import own_name


@dataclass(frozen=True, slots=True)
class Link:
    """A concept, what it is called in the draft, and where it is edited (empty: nowhere any more, or not here)."""

    iri: str
    name: Label
    url: str


@dataclass(frozen=True, slots=True)
class Told:
    """One edit: its kind, what it is about, the concepts and texts it names, and whether it counts."""

    number: int
    kind: str
    who: str
    at: str
    about: Link
    others: tuple[Link, ...]
    texts: tuple[Label, ...]
    more: str
    held: str
    undone_by: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """The draft of one vocabulary with what it changes; `lost` are the concepts it takes out."""

    name: str
    view: DraftView
    diff: Diff
    outline: Outline
    concepts: Mapping[str, Concept]
    lost: frozenset[str]

    def called(self, iri: str) -> Label:
        """What to call a concept or scheme, as the draft has it."""
        if iri in self.concepts:
            return own_name(self.concepts[iri], self.outline.lexicon.languages)
        return self.outline.called(iri)

    def link(self, iri: str) -> Link:
        """The concept with its address."""
        return Link(iri, self.called(iri), "" if iri in self.lost else edit_url(self.name, iri))

    def told(self, entries: Iterable[Entry]) -> list[Told]:
        """These entries as people read them."""
        return [self._told(entry) for entry in entries]

    def added(self) -> Iterator[Concept]:
        """The concepts that only the draft has."""
        return iter(self.diff.added)

    def of(self, iri: str) -> list[Told]:
        """The edits that touched a concept and count, the newest first."""
        return self.told(entry for entry in reversed(self.view.counting) if iri in entry.touched)

    def _told(self, entry: Entry) -> Told:
        others, texts, more = _named(entry.edit)
        return Told(
            entry.number,
            kind_of(entry.edit),
            entry.who,
            entry.at,
            self.link(subject_of(entry.edit)),
            tuple(map(self.link, others)),
            tuple(texts),
            more,
            entry.held,
            entry.undone_by,
        )


def drafted(room: Room, name: str) -> Drafted:
    """The draft of a vocabulary. Raises NotHere for an unknown one, Usage for one that is edited elsewhere."""
    workspace = room.desk.workspace
    if not any(version.name == name for version in workspace.catalogue.vocabularies.current()):
        raise NotHere("vocabulary")
    view, found = difference(workspace, name)
    lost = {concept.iri: concept for concept in found.removed}
    new = {concept.iri: concept for concept in (*found.added, *(change.after for change in found.changed))}
    return Drafted(name, view, found, room.outlines.outline(), lost | new, frozenset(lost))


def edit_url(name: str, iri: str, done: str = "") -> str:
    """Where a concept of this vocabulary is edited."""
    return f"{base_url(name)}/edit?{urlencode({'iri': iri} | ({'done': done} if done else {}))}"


def base_url(name: str) -> str:
    """Where the pages of a vocabulary are."""
    return f"/vocabulary/{quote(name, safe='')}"


def _named(edit: Edit) -> tuple[Sequence[str], Sequence[Label], str]:
    """The other concepts an edit names, the texts, and how both are meant."""
    match edit:
        case edits.AddConcept():
            return edit.broader, edit.preferred, ""
        case edits.Rename() | edits.AddLabel() | edits.RemoveLabel():
            kind = "" if isinstance(edit, edits.Rename) else f"concept.{edit.kind.value}"
            return (), (edit.label,), kind
        case edits.SetTexts():
            field = "editing.definition" if edit.field is TextField.DEFINITION else "editing.note"
            return (), [Label(text, edit.language) for text in edit.texts], field
        case edits.SetNotations():
            return (), [Label(text) for text in edit.notations], ""
        case edits.Move():
            return edit.broader, (), ""
        case edits.SetSchemes():
            return edit.schemes, (), ""
        case edits.Relate() | edits.Unrelate():
            return (edit.other,), (), ""
        case edits.Map() | edits.Unmap():
            return (edit.target,), (), f"concept.{edit.relation.value}"
        case edits.Merge():
            return (edit.target,), (), "editing.merge.gone" if edit.remove else ""
        case edits.Deprecate():
            return (edit.replacement,) if edit.replacement else (), (), ""
        case edits.AddScheme():
            return (), edit.titles, ""
        case edits.SetTitle():
            return (), (edit.title,), ""
    return (), (), ""
