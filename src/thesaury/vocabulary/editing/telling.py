"""Edits as sentences, for logs that people read; pages have words of their own."""

from collections.abc import Callable, Iterable

from thesaury.model.concept import Label
from thesaury.model.edit import (
    AddConcept,
    AddLabel,
    AddScheme,
    Deprecate,
    Edit,
    Map,
    Merge,
    Move,
    Relate,
    RemoveConcept,
    RemoveLabel,
    Rename,
    Restore,
    SetNotations,
    SetSchemes,
    SetTexts,
    SetTitle,
    Unmap,
    Unrelate,
)
from thesaury.vocabulary.checks.rule import quoted


def sentence(edit: Edit, called: Callable[[str], str]) -> str:
    """What an edit does, in a few words; `called` says what a concept or scheme is called."""
    match edit:
        case AddConcept():
            return f"add {_labels(edit.preferred)} below {_named(edit.broader, called)}"
        case RemoveConcept():
            return f"remove {called(edit.concept)}"
        case Rename():
            return f"rename {called(edit.concept)} to {quoted(edit.label)}" + (", keep the old" if edit.keep else "")
        case AddLabel():
            return f"add {quoted(edit.label)} to {called(edit.concept)} as {edit.kind}"
        case RemoveLabel():
            return f"take {quoted(edit.label)} ({edit.kind}) from {called(edit.concept)}"
        case SetTexts():
            return f"write {edit.field} of {called(edit.concept)} in {edit.language or 'no language'}"
        case SetNotations():
            return f"write notations of {called(edit.concept)}: {', '.join(edit.notations) or 'none'}"
        case Move():
            return f"move {called(edit.concept)} below {_named(edit.broader, called)}"
        case SetSchemes():
            return f"put {called(edit.concept)} into {_named(edit.schemes, called)}"
        case Relate() | Unrelate():
            verb = "relate" if isinstance(edit, Relate) else "no more relate"
            return f"{verb} {called(edit.concept)} to {called(edit.other)}"
        case Map() | Unmap():
            verb = "map" if isinstance(edit, Map) else "no more map"
            return f"{verb} {called(edit.concept)} to {edit.target} ({edit.relation})"
        case Merge():
            return f"merge {called(edit.concept)} into {called(edit.target)}" + (", remove it" if edit.remove else "")
        case Deprecate():
            instead = f", use {called(edit.replacement)}" if edit.replacement else ""
            return f"deprecate {called(edit.concept)}{instead}"
        case Restore():
            return f"restore {called(edit.concept)}"
        case AddScheme():
            return f"add the scheme {_labels(edit.titles)}"
        case SetTitle():
            return f"call the scheme {called(edit.scheme)} {quoted(edit.title)}"


def _labels(labels: Iterable[Label]) -> str:
    return " / ".join(map(quoted, labels))


def _named(iris: Iterable[str], called: Callable[[str], str]) -> str:
    return ", ".join(map(called, iris)) or "nothing"
