"""Vocabularies edited here: one draft of each that all editors share, what it would touch, and publishing it.

Pages, programs and commands call these and nothing below them. Going back to an earlier version is another way: an import of that
version (`web.parts.vocabulary.drafts`), also after a draft was published.
"""

from thesaury.pipeline.edited_elsewhere import editable, edited_at
from thesaury.pipeline.editing.beginning import begin
from thesaury.pipeline.editing.changing import Edited, RestsOnIt, confirm, discard, edit, undo
from thesaury.pipeline.editing.conflicts import EditConflict, Saw, mark_of
from thesaury.pipeline.editing.drafting import (
    DraftView,
    concept_of,
    content_of,
    difference,
    draft_of,
)
from thesaury.pipeline.editing.impact import Impact, impact
from thesaury.pipeline.editing.naming import find, sentences
from thesaury.pipeline.editing.proposing import add_concept, add_label
from thesaury.pipeline.editing.publishing import Published, publish, ready, unfinished

__all__ = [
    "DraftView",
    "EditConflict",
    "Edited",
    "Impact",
    "Published",
    "RestsOnIt",
    "Saw",
    "add_concept",
    "add_label",
    "begin",
    "concept_of",
    "confirm",
    "content_of",
    "difference",
    "discard",
    "draft_of",
    "edit",
    "editable",
    "edited_at",
    "find",
    "impact",
    "mark_of",
    "publish",
    "ready",
    "sentences",
    "undo",
    "unfinished",
]
