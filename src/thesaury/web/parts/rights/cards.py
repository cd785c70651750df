"""One rights record as values for pages: how far it can be relied on, its marked text, its grants, and what waits for a person."""

from collections.abc import Sequence
from dataclasses import dataclass

from thesaury.model.licensing import Axis, Span, Statement, Unresolved
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import RightsRecord
from thesaury.web.parts.rights import words
from thesaury.web.parts.rights.answer import record_url, told_by
from thesaury.web.parts.rights.facts import facts
from thesaury.web.parts.rights.terms import Grant, grants, model_name
from thesaury.web.parts.rights.text import Beside, Stretch, beside, readings, stretches
from thesaury.web.texts import named, phrase

_PASSAGES, _FIRST_WORDS = 60, 90
_SIGNS = {PolicyStatus.COMPLETE: "✓", PolicyStatus.CONFIRMED: "✓", PolicyStatus.NEEDS_REVIEW: "?"}


@dataclass(frozen=True, slots=True)
class Badge:
    """A status in a word and a sign."""

    kind: str
    sign: str
    word: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Passages that a person has to read for one reason; `more` are left out."""

    reason: str
    words: tuple[str, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """What a page shows of the newest version, or of any other."""

    key: str
    url: str
    version: int
    badge: Badge
    reason: str
    confirmed: str
    model: str
    stopped: bool
    text: tuple[Stretch, ...]
    legend: tuple[tuple[str, str], ...]
    readings: tuple[Beside, ...]
    beside: tuple[Beside, ...]
    waiting: tuple[Waiting, ...]
    grants: tuple[Grant, ...]
    fields: tuple[tuple[str, str], ...]
    excerpt: str
    facts: tuple[tuple[str, str], ...]

    @property
    def settled(self) -> bool:
        """Whether no person is needed."""
        return self.badge.kind != PolicyStatus.NEEDS_REVIEW.value


def card(record: RightsRecord) -> Card:
    """The card of one version of a rights record."""
    source, statement = record.source, record.statement
    spans = all_spans(statement)
    text = stretches(source.text, spans, statement.unresolved) if source.text else ()
    return Card(
        key=told_by(record),
        url=record_url(*record.key),
        version=record.version,
        badge=badge(record.status),
        reason=_reason(record),
        confirmed=_confirmed(record),
        model=model_name(statement.model),
        stopped=statement.prohibit_all,
        text=text,
        legend=_legend(text),
        readings=readings(source.text, spans),
        beside=beside(source.text, spans),
        waiting=waiting(record),
        grants=grants(statement),
        fields=source.fields,
        excerpt=excerpt(record, _FIRST_WORDS),
        facts=tuple(facts(record.purchase)),
    )


def all_spans(statement: Statement) -> tuple[Span, ...]:
    """Everything read, whichever term it went into, each once."""
    return tuple(dict.fromkeys((*statement.spans, *(span for term in statement.terms for span in term.spans))))


def badge(status: PolicyStatus) -> Badge:
    """The status in a word and a sign."""
    return Badge(status.value, _SIGNS[status], phrase(f"rights.{status.value}"))


def excerpt(record: RightsRecord, longest: int) -> str:
    """The first words of the text, or of the fields where there is none."""
    told = " ".join(record.source.text.split()) or "; ".join(_field(*one) for one in record.source.fields)
    return told if len(told) <= longest else f"{told[:longest].rsplit(' ', 1)[0]} …"


def _field(name: str, value: str) -> str:
    return f"{named('property', name)}: {value}"


def standing(cards: Sequence[Card]) -> Badge:
    """How far the rights of an asset can be relied on: by the weakest of its records; needs review where there is none."""
    if not cards:
        return Badge(PolicyStatus.NEEDS_REVIEW.value, "?", phrase("rights.standing.none"))
    weakest = (PolicyStatus.NEEDS_REVIEW, PolicyStatus.COMPLETE, PolicyStatus.CONFIRMED)
    return next(one.badge for status in weakest for one in cards if one.badge.kind == status.value)


def waiting(record: RightsRecord) -> tuple[Waiting, ...]:
    """What nobody understood, by the reason in words; words that stand there twice are told once, fields by their names in words."""
    fields = {f"{name}: {value}": _field(name, value) for name, value in record.source.fields}
    told: dict[str, dict[str, None]] = {}
    for one in record.statement.unresolved:
        reason = phrase("rights.reason.field") if one.words in fields else words.reason(one.reason)
        told.setdefault(reason, {}).setdefault(fields.get(one.words) or _passage(one))
    return tuple(_waiting(reason, tuple(filter(None, passages))) for reason, passages in told.items())


def _passage(one: Unresolved) -> str:
    """The words that stand there; what the parser says in brackets of words that are missing is the reason itself."""
    return "" if one.start == one.end and one.words.startswith("(") else one.words


def _waiting(reason: str, passages: tuple[str, ...]) -> Waiting:
    return Waiting(reason, passages[:_PASSAGES], max(0, len(passages) - _PASSAGES))


def _reason(record: RightsRecord) -> str:
    if record.status is not PolicyStatus.NEEDS_REVIEW:
        return ""
    if record.statement.unresolved:
        return phrase("rights.unresolved")
    return phrase("rights.awaiting" if record.statement.terms or record.statement.prohibit_all else "rights.fields")


def _confirmed(record: RightsRecord) -> str:
    if record.status is PolicyStatus.CONFIRMED:
        return phrase("rights.confirmed.by", who=record.confirmed_by, when=words.moment(record.confirmed_at))
    return phrase("rights.confirmed.void", who=record.confirmed_by) if record.confirmed_by else ""


def _legend(text: Sequence[Stretch]) -> tuple[tuple[str, str], ...]:
    """The axes that are marked, each once, in their order; `open` for what nobody understood."""
    seen = {axis for one in text for axis in one.axes}
    told = [(axis.value, words.axis(axis)) for axis in Axis if axis.value in seen]
    return (*told, *([("open", phrase("rights.open"))] if any(one.open for one in text) else ()))
