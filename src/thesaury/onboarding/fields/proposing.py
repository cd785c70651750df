"""Which field is what: a role proposed for every field of a client, with reasons, alternatives and what a person has to decide."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from thesaury.onboarding.fields.candidates import Candidate, candidates, fallback
from thesaury.onboarding.fields.conflicts import FieldConflict, filled
from thesaury.onboarding.fields.looks import KnownLabel, Look, looks_of
from thesaury.onboarding.fields.naming import language_in, plain_names
from thesaury.onboarding.profiling import FieldProfile
from thesaury.onboarding.reasons import Reason
from thesaury.onboarding.roles import SINGLE, FieldRole, target_of
from thesaury.ports.table import same_titles

Detect = Callable[[str], str]
"""The language of a text as a BCP 47 tag, an empty string where it cannot be told."""

_NEAR = 0.2
"""Two fields whose sureness differs by no more look alike to a person too."""
_WANTED = (FieldRole.ID, FieldRole.TITLE, FieldRole.LICENCE)
"""Roles without which an asset cannot be told apart, shown or judged."""
_LOOKED_AT, _AGREEING = 30, 0.85
_OTHERS = 3


@dataclass(frozen=True, slots=True)
class FieldProposal:
    """What a field is proposed to be. `target` is how a table's mapping writes it; there is always a reason. `others` are further
    roles that it might have, the surest first."""

    field: str
    role: FieldRole
    target: str
    language: str
    confidence: float
    reasons: tuple[Reason, ...]
    others: tuple[tuple[FieldRole, float], ...] = ()


@dataclass(frozen=True, slots=True)
class FieldProposals:
    """The proposals in the order of the fields, and what a person has to decide."""

    fields: tuple[FieldProposal, ...]
    conflicts: tuple[FieldConflict, ...]

    def mapping(self) -> dict[str, str]:
        """The setting `mapping` of a table's connection that these proposals make."""
        return {proposal.field: proposal.target for proposal in self.fields}


def propose_fields(
    profiles: Sequence[FieldProfile], known: KnownLabel | None = None, detect: Detect | None = None
) -> FieldProposals:
    """A role for every field. `known` says which values are labels of the client's own vocabulary; `detect` tells the language of texts
    whose field does not say it. The surest pairs of field and role are settled first, and what one field alone fills goes to the surest.
    """
    choices = {profile.name: _choices(profile, known, detect) for profile in profiles}
    chosen = _settled({name: choice.roles for name, choice in choices.items()})
    names, twins = plain_names(choices), _twins(list(choices))
    proposals = (_proposal(name, names[name], choice, chosen) for name, choice in choices.items())
    told = (replace(one, reasons=(*one.reasons, *twins.get(one.field, ()))) for one in proposals)
    return FieldProposals(tuple(told), tuple(_conflicts(choices, chosen)))


@dataclass(frozen=True, slots=True)
class _Choice:
    """The roles that a field may have, and what it is without one."""

    roles: tuple[Candidate, ...]
    rest: Candidate


_Slot = tuple[FieldRole, str]


def _choices(profile: FieldProfile, known: KnownLabel | None, detect: Detect | None) -> _Choice:
    looks = looks_of(profile, known)
    worded = looks.share(Look.PROSE) + looks.share(Look.SHORT) > 0.5
    language = language_in(profile.name) or _said(profile) or (_detected(profile, detect) if detect and worded else "")
    return _Choice(candidates(profile, looks, language), fallback(profile, looks, language))


def _settled(choices: Mapping[str, Sequence[Candidate]]) -> dict[str, Candidate]:
    """The role of each field that gets one: the surest pairs first, a single role once."""
    pairs = [(candidate, name) for name, found in choices.items() for candidate in found]
    taken: set[_Slot] = set()
    settled: dict[str, Candidate] = {}
    for candidate, name in sorted(pairs, key=lambda pair: -pair[0].confidence):
        if name not in settled and _slot(candidate) not in taken:
            settled[name] = candidate
            if candidate.role in SINGLE:
                taken.add(_slot(candidate))
    return settled


def _slot(candidate: Candidate) -> _Slot:
    return filled(candidate.role, candidate.language)


def _proposal(name: str, plain: str, choice: _Choice, chosen: Mapping[str, Candidate]) -> FieldProposal:
    candidate = chosen.get(name, choice.rest)
    first = choice.roles[0] if choice.roles else candidate
    reasons = candidate.reasons
    if first.role is not candidate.role:
        winner = next(other for other, taken in chosen.items() if _slot(taken) == _slot(first))
        reasons = (Reason("taken", (winner, first.role)), *reasons)
    others = tuple((one.role, one.confidence) for one in choice.roles if one.role is not candidate.role)
    target = target_of(candidate.role, plain, candidate.language)
    return FieldProposal(
        name, candidate.role, target, candidate.language, candidate.confidence, reasons, others[:_OTHERS]
    )


def _twins(names: Sequence[str]) -> dict[str, tuple[Reason, ...]]:
    """Fields of the same title, which are told apart by their place in the table."""
    found: dict[str, tuple[Reason, ...]] = {}
    for name, title in same_titles(names).items():
        found[name] = (Reason("twin_later", (title, str(names.index(name) + 1))),)
        found.setdefault(title, (Reason("twin", (title, name)),))
    return found


def _conflicts(choices: Mapping[str, _Choice], chosen: Mapping[str, Candidate]) -> Iterator[FieldConflict]:
    for name, winner in chosen.items():
        if winner.role in SINGLE:
            alike = [
                other
                for other, choice in choices.items()
                if other != name and _rivals(choice, winner, chosen.get(other))
            ]
            if alike:
                yield FieldConflict(winner.role, winner.language, (name, *alike))
    there = {candidate.role for candidate in chosen.values()}
    yield from (FieldConflict(role) for role in _WANTED if choices and role not in there)


def _rivals(choice: _Choice, winner: Candidate, got: Candidate | None) -> bool:
    """Whether a field looked nearly as much like what another one got, and more than like what it got itself."""
    found = next((one for one in choice.roles if _slot(one) == _slot(winner)), None)
    return (
        found is not None
        and found.confidence >= winner.confidence - _NEAR
        and (got is None or got.confidence < found.confidence)
    )


def _said(profile: FieldProfile) -> str:
    """The language that the cells themselves say, where they say one."""
    language, share = profile.languages[0] if profile.languages else ("", 0.0)
    return language if share >= _AGREEING else ""


def _detected(profile: FieldProfile, detect: Detect) -> str:
    """The language of nearly all texts of which it can be told."""
    found = [language for value, _ in profile.common[:_LOOKED_AT] if (language := detect(value))]
    best = max(set(found), key=lambda one: (found.count(one), one), default="")
    return best if found and found.count(best) >= _AGREEING * len(found) else ""
