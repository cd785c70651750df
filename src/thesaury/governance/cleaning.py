"""From the free tags in use and what the validator says of them to the entries of a clean-up: what each brings, and what it costs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from thesaury.governance.wording import accented, letters
from thesaury.model.cleanup import Entry, Treatment
from thesaury.model.validation import Standing, TagAnswer

_NEAR = 0.8
"""A near miss is offered and not known: even a perfect likeness counts for less than a label."""


@dataclass(frozen=True, slots=True)
class TagInUse:
    """One tag as it is spelled: the ids of the assets that carry it, and of its records by connection."""

    tag: str
    assets: frozenset[str]
    records: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Cost:
    """What cleaning one free tag costs and brings: a person makes one decision, `assets` are changed, and `worth` of them (assets x
    certainty) can be expected to be right without a second look."""

    assets: int
    certainty: float
    worth: float


def certainty(answer: TagAnswer) -> float:
    """How sure it is which concept takes the place of a tag, from 0 to 1: 1 where a label says it, one nth of n concepts with that label,
    and for a near miss less than its likeness."""
    if not answer.use:
        return 0.0
    match answer.standing:
        case Standing.APPROVED | Standing.SYNONYM | Standing.DEPRECATED | Standing.FORBIDDEN:
            return 1.0 / len(answer.use)
        case Standing.AMBIGUOUS:
            return 1.0 / max(2, len(answer.use))
        case Standing.NEAR_MISS:
            return _NEAR * min(1.0, max(0.0, answer.use[0].likeness))
    return 0.0


def cost(assets: int, answer: TagAnswer) -> Cost:
    """What it costs to clean a tag that so many assets carry, and what it brings."""
    sure = certainty(answer)
    return Cost(assets, sure, assets * sure)


def is_clean(answer: TagAnswer) -> bool:
    """Whether a tag needs no cleaning: it is an approved term, letter by letter."""
    return answer.standing is Standing.APPROVED and bool(answer.use) and answer.use[0].label.text == answer.tag


def suggestion(answer: TagAnswer) -> Treatment:
    """What is suggested for a tag: the concept where there is one to suggest, else that it is proposed as a term if a vocabulary might
    want it, else that it stays."""
    if certainty(answer):
        return Treatment.REPLACE
    return Treatment.PROPOSE if answer.standing is Standing.UNKNOWN else Treatment.KEEP


def entries(used: Iterable[TagInUse], answers: Mapping[str, TagAnswer]) -> list[Entry]:
    """One entry for every tag that is not clean, its spellings together; what a decision brings most comes first.

    Tags are spellings of one where they differ in case, hyphens and gaps alone and the same concept is suggested for them.
    """
    groups: dict[tuple[str, str], list[TagInUse]] = {}
    for one in used:
        answer = answers[one.tag]
        if not is_clean(answer):
            groups.setdefault((_letters(one.tag), _best(answer)), []).append(one)
    made = [_entry(spellings, answers) for spellings in groups.values()]
    return sorted(made, key=lambda entry: (-entry.worth, -entry.assets, entry.tags))


def _entry(spellings: Sequence[TagInUse], answers: Mapping[str, TagAnswer]) -> Entry:
    ranked = sorted(spellings, key=lambda one: (-len(one.assets), one.tag))
    answer = max((answers[one.tag] for one in ranked), key=certainty)
    records: dict[str, set[str]] = {}
    for one in ranked:
        for connection, ids in one.records.items():
            records.setdefault(connection, set()).update(ids)
    tags = tuple(one.tag for one in ranked)
    return Entry(
        sha256("\x1f".join(sorted(tags)).encode("utf-8", "surrogatepass")).hexdigest()[:12],
        tags,
        len(frozenset[str]().union(*(one.assets for one in ranked))),
        tuple((connection, len(ids)) for connection, ids in sorted(records.items())),
        answer.standing,
        answer.use,
        suggestion(answer),
        certainty(answer),
    )


def _letters(tag: str) -> str:
    return letters(accented(tag)) or tag


def _best(answer: TagAnswer) -> str:
    return answer.use[0].concept if answer.use else ""
