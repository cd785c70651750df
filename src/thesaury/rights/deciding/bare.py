"""What a verdict reads of the rights of an asset, and a key for it: assets with the same key have the same verdict on every use.

Left out is all that only words an answer: places of sources, names of rights, the words a value was read from, credits. What is said
twice is said once, in one order. So a thousand pictures bought on the same terms have one key, whatever their transactions are called.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TypeVar

from thesaury.model.licensing import Selection, Statement, Term, Unresolved
from thesaury.model.policy import Verdict
from thesaury.model.use import Use
from thesaury.rights.deciding.alike import content
from thesaury.rights.deciding.assets import Held, Right, Source, statements_of
from thesaury.rights.deciding.changes import Turns
from thesaury.rights.deciding.composing import SILENT
from thesaury.rights.deciding.days import verdict_of_days
from thesaury.rights.deciding.remembering import Memory

Used = tuple[tuple[str, float], ...]
_Name = TypeVar("_Name", bound=str)

_FORM = b"1"
"""Another one wherever a key is made otherwise: keys of an older index then say nothing, and its assets need review until a rebuild."""

_SILENT, _OPEN = (Unresolved("empty", 0, 0, ""),), (Unresolved("contradiction", 0, 0, ""),)
"""Words nobody understood: those that restrict nothing where they stand in a file, and all others."""


@dataclass(frozen=True, slots=True)
class Bare:
    """Rights as verdicts read them, what is used up by kinds of limits that are capped, and whether terms may take turns."""

    key: str
    rights: Held
    used: Used
    turning: bool


def bare(rights: Held, used: Mapping[str, float]) -> Bare:
    """What a verdict on these rights reads, with its key: 32 hexadecimal digits."""
    told = dict(sorted(map(_right, rights), key=lambda one: one[0]))
    statements = statements_of(rights)
    capped = {limit.kind for statement in statements for term in statement.terms for limit in term.limits}
    counted = tuple(sorted((kind, amount) for kind, amount in used.items() if kind in capped and amount))
    turning = sum(len(statement.terms) for statement in statements) > 1
    key = blake2b(repr((tuple(told), counted, turning)).encode(), digest_size=16, person=_FORM).hexdigest()
    return Bare(key, tuple(told.values()), counted, turning)


def verdict_of(one: Bare, use: Use, memory: Memory) -> Verdict:
    """The verdict of a decision on such rights, in a fraction of the time; the basis of the memory has what is used of them."""
    return verdict_of_days(one.rights, use, Turns(statements_of(one.rights), memory.basis), memory, one.turning)


def _right(right: Right | None) -> tuple[str, Right | None]:
    if right is None:
        return "", None
    licences = dict(sorted(map(_licence, right.licences), key=lambda one: one[0]))
    return repr(tuple(licences)), Right("", tuple(licences.values()))


def _licence(sources: Iterable[Source]) -> tuple[str, tuple[Source, ...]]:
    told = dict(sorted(map(_source, sources), key=lambda one: one[0]))
    return repr(tuple(told)), tuple(told.values())


def _source(source: Source) -> tuple[str, Source]:
    statement = _statement(source.statement)
    return f"{source.embedded:d}{content(statement)!r}", Source(statement, "", source.embedded)


def _statement(statement: Statement) -> Statement:
    told = tuple(map(_term, statement.terms))
    terms = told if len(told) < 2 else _once(told)
    silent = all(one.reason in SILENT for one in statement.unresolved)
    unresolved = (_SILENT if silent else _OPEN) if statement.unresolved else ()
    return Statement(prohibit_all=statement.prohibit_all, terms=terms, unresolved=unresolved)


def _once(terms: Iterable[Term]) -> tuple[Term, ...]:
    by_text = {repr(term): term for term in terms}
    return tuple(by_text[text] for text in sorted(by_text))


def _term(term: Term) -> Term:
    return replace(
        term,
        channels=_selection(term.channels),
        regions=_selection(term.regions),
        purposes=_selection(term.purposes),
        parties=_selection(term.parties),
        limits=tuple(sorted(set(term.limits), key=repr)) if term.limits else (),
        duties=_names(term.duties),
        unclear_axes=_names(term.unclear_axes),
        attribution_text="",
        exclusivity="",
        spans=(),
    )


def _selection(chosen: Selection) -> Selection:
    return Selection(
        None if chosen.allow is None else _names(chosen.allow), _names(chosen.deny), _names(chosen.unclear)
    )


def _names(names: tuple[_Name, ...]) -> tuple[_Name, ...]:
    return names if len(names) < 2 else tuple(sorted(set(names)))


NOBODY = bare((None,), {}).key
"""The key of an asset of which nobody states anything."""
