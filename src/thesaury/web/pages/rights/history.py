"""The history of a rights record as values: what changed from one version to the next, by whom, and when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thesaury.model.licensing import Statement
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import RightsRecord
from thesaury.web.parts.rights import words
from thesaury.web.parts.rights.cards import Badge, badge
from thesaury.web.parts.rights.terms import Line, rows
from thesaury.web.texts import phrase


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs; `before` and `after` are empty where the sentence says it all."""

    what: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """One version with what it changed; the first changed nothing."""

    number: int
    when: str
    by: str
    badge: Badge
    changes: tuple[Change, ...]


def versions(history: Sequence[RightsRecord]) -> tuple[Version, ...]:
    """The newest version first."""
    befores: list[RightsRecord | None] = [None, *history[:-1]]
    told = [_version(before, one) for before, one in zip(befores, history, strict=True)]
    return tuple(reversed(told))


def _version(before: RightsRecord | None, one: RightsRecord) -> Version:
    person = one.status is PolicyStatus.CONFIRMED and one.confirmed_at == one.at
    by = phrase("rights.by.person", who=one.confirmed_by) if person else phrase("rights.by.parser", parser=one.parser)
    changes = tuple(_changes(before, one)) if before else (Change(phrase("rights.change.first")),)
    return Version(
        one.version, words.moment(one.at), by, badge(one.status), changes or (Change(phrase("rights.change.none")),)
    )


def _changes(before: RightsRecord, one: RightsRecord) -> Iterator[Change]:
    if before.source.text != one.source.text:
        yield Change(phrase("rights.change.text"), before.source.text, one.source.text)
    old, new = dict(before.source.fields), dict(one.source.fields)
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield Change(phrase("rights.change.field", field=name), old.get(name, ""), new.get(name, ""))
    if before.status is not one.status:
        told = phrase("rights.change.status")
        yield Change(told, phrase(f"rights.{before.status}"), phrase(f"rights.{one.status}"))
    yield from _stated(before.statement, one.statement)
    if before.purchase != one.purchase:
        yield Change(phrase("rights.change.purchase"))
    if before.parser != one.parser:
        yield Change(phrase("rights.change.parser"), before.parser, one.parser)


def _stated(before: Statement, after: Statement) -> Iterator[Change]:
    if before.prohibit_all != after.prohibit_all:
        yield Change(phrase("rights.change.stopped" if after.prohibit_all else "rights.change.unstopped"))
    if before.model != after.model:
        yield Change(phrase("rights.change.model"), before.model.value, after.model.value)
    if len(before.unresolved) != len(after.unresolved):
        yield Change(phrase("rights.change.unresolved"), str(len(before.unresolved)), str(len(after.unresolved)))
    for number in range(max(len(before.terms), len(after.terms))):
        if number >= len(after.terms):
            yield Change(phrase("rights.change.grant.gone", number=number + 1))
        elif number >= len(before.terms):
            yield Change(phrase("rights.change.grant.new", number=number + 1))
        else:
            yield from _axes(before, after, number)


def _axes(before: Statement, after: Statement, number: int) -> Iterator[Change]:
    old, new = ({row.name: _line(row.lines) for row in rows(one.terms[number])} for one in (before, after))
    for name in dict.fromkeys((*old, *new)):
        if old.get(name, "") != new.get(name, ""):
            yield Change(
                phrase("rights.change.axis", number=number + 1, axis=name), old.get(name, ""), new.get(name, "")
            )


def _line(lines: Sequence[Line]) -> str:
    return "; ".join(": ".join(filter(None, (one.label, one.text))) for one in lines)
