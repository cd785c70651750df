"""One concept on the bench: what a page of it shows, and what becomes of what was sent from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends, Request

from thesaury.model.concept import Concept
from thesaury.model.draft import Seen
from thesaury.model.edit import Edit
from thesaury.model.errors import BadInput, Outdated
from thesaury.pipeline.editing import EditConflict, concept_of, edit
from thesaury.web.door.caller import caller
from thesaury.web.failures import NotHere
from thesaury.web.pages.vocabulary.editing.drafted import Drafted, drafted
from thesaury.web.pages.vocabulary.editing.words import Typed, Words, onto, words_of
from thesaury.web.pages.vocabulary.room import Room

_FIELDS = 2000


async def _form(request: Request) -> dict[str, str]:
    form = await request.form(max_fields=_FIELDS, max_files=0)
    return {name: value for name, value in form.items() if isinstance(value, str)}


Form = Annotated[dict[str, str], Depends(_form)]
"""All that a form sent, by name."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A concept as the draft has it, with what lies directly below it."""

    drafted: Drafted
    concept: Concept
    below: tuple[str, ...]

    @property
    def new(self) -> bool:
        """Whether only the draft has it."""
        return any(one.iri == self.concept.iri for one in self.drafted.diff.added)


@dataclass(frozen=True, slots=True)
class Setback:
    """Why what was sent did not become part of the draft: it was refused (`message`, with what to do), or somebody (`who`, none where
    another version came in) changed the concept meanwhile, at `at` by `what`, a kind of edit."""

    message: str
    who: str = ""
    at: str = ""
    what: str = ""

    @property
    def conflict(self) -> bool:
        """Whether the concept was changed meanwhile."""
        return bool(self.what)


def seat(room: Room, name: str, iri: str) -> Seat:
    """The concept on the bench. Raises NotHere where the draft has none, Usage for a vocabulary that is edited elsewhere."""
    held = drafted(room, name)
    view, concept, below = concept_of(room.desk.workspace, name, iri)
    if concept is None:
        raise NotHere("concept")
    return Seat(replace(held, view=view), concept, below)


def sent(room: Room, name: str, edits: Sequence[Edit], form: Mapping[str, str]) -> tuple[str, str]:
    """Add the edits to the draft in the name of the caller; returns the concept and the numbers of the edits, as pages tell what was
    done. Raises as `edit` does."""
    done = edit(room.desk.workspace, name, edits, Seen.of(form.get("saw", "")), caller().name)
    return done.subjects[0], f"{done.entries[0].number}-{done.entries[-1].number}"


def setback_of(error: BadInput | Outdated) -> Setback:
    """What a page says of it; where the draft is being published just now, that is all there is to say."""
    if isinstance(error, EditConflict):
        return Setback(error.message, error.who, error.at, error.what)
    return Setback(error.message)


def languages_of(seat: Seat) -> tuple[str, ...]:
    """The languages of the concept's words, those the workspace shows first, with those that most of its scheme has."""
    outline, concept = seat.drafted.outline, seat.concept
    said = (*concept.preferred, *concept.alternative, *concept.hidden, *concept.definitions, *concept.notes)
    common = [code for scheme in concept.schemes for code in outline.languages(scheme)]
    return tuple(dict.fromkeys([*outline.lexicon.languages, *common, *sorted({label.language for label in said})]))


@dataclass(frozen=True, slots=True)
class Shown:
    """The words of one language in a form: as they stand, as the form shows them, and which of them others changed too."""

    stands: Words
    shown: Words
    both: frozenset[str] = frozenset()
    keep: bool = False


def shown_words(seat: Seat, typed: Sequence[Typed] = ()) -> list[Shown]:
    """The words of each language; what was typed is laid over what others changed meanwhile."""
    given = {one.now.language: one for one in typed}
    found = []
    for code in dict.fromkeys([*languages_of(seat), *given]):
        stands = words_of(seat.concept, code)
        laid, both = onto(stands, given[code]) if code in given else (stands, frozenset[str]())
        found.append(Shown(stands, laid, both, code in given and given[code].keep))
    return found
