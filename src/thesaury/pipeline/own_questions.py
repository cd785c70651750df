"""Questions of one's own to the graph: saved under a name, for oneself or for everybody in the workspace, and removed again."""

import secrets

from thesaury.model.errors import Usage
from thesaury.model.saved_question import SavedQuestion
from thesaury.model.time import now
from thesaury.ports.audit import note
from thesaury.ports.catalogue import Catalogue

LONGEST_NAME, LONGEST_QUESTION = 100, 8_000
MOST = 50
"""Questions of one owner: all of them are listed at once."""


def save_question(
    catalogue: Catalogue, owner: str, name: str, sparql: str, shared: bool, id: str = ""
) -> SavedQuestion:
    """Keep a question of this owner, in the place of the one with this id where that is theirs.

    Raises Usage for a name that is taken or cannot be read, for a question that is empty or too long, for one more than an owner may
    have, and for an id of somebody else.
    Whether the question has an answer shows when it is asked.
    """
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Usage(f"A question is called by up to {LONGEST_NAME} readable signs, such as Uses by market.")
    if not sparql.strip() or len(sparql) > LONGEST_QUESTION:
        raise Usage(f"A question has up to {LONGEST_QUESTION:,} signs of SPARQL. Write one, or make it shorter.")
    before = catalogue.saved_questions.get(id) if id else None
    if before and before.owner != owner:
        raise Usage("Only its owner changes this question. Save it under a name of your own.")
    if before is None and sum(one.owner == owner for one in catalogue.saved_questions.seen_by(owner)) >= MOST:
        raise Usage(f"You have {MOST} questions already. Remove one that you do not ask any more.")
    kept = SavedQuestion(before.id if before else secrets.token_hex(8), name, sparql, owner, now(), shared)
    catalogue.saved_questions.put(kept)
    note(catalogue.audit, "question.save", _subject(kept), _told(before) if before else None, _told(kept))
    return kept


def drop_question(catalogue: Catalogue, by: str, id: str, administers: bool = False) -> None:
    """Forget a question: its owner's deed, and for a shared one also that of who `administers` the workspace.

    Raises Usage where there is none that `by` may see, and where it is not theirs to remove.
    """
    kept = seen(catalogue, by, id)
    if kept is None:
        raise Usage("That question is not there any more. Somebody may have removed it.")
    if kept.owner != by and not administers:
        raise Usage("Only its owner or an administrator removes this question.")
    catalogue.saved_questions.drop(id)
    note(catalogue.audit, "question.drop", _subject(kept), _told(kept))


def seen(catalogue: Catalogue, by: str, id: str) -> SavedQuestion | None:
    """The question with this id, where they may see it."""
    kept = catalogue.saved_questions.get(id) if id else None
    return kept if kept and (kept.shared or kept.owner == by) else None


def _subject(kept: SavedQuestion) -> str:
    return f"question:{kept.id}"


def _told(kept: SavedQuestion) -> dict[str, object]:
    """What the log says of it. The words of a question that is nobody else's business are not for the log."""
    return {"name": kept.name, "shared": True, "sparql": kept.sparql} if kept.shared else {"shared": False}
