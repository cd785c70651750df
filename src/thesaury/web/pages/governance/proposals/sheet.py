"""Proposals as values for their pages, in the language spoken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thesaury.governance.proposing.forms import form_of
from thesaury.governance.proposing.standing import places
from thesaury.model.candidate import Example
from thesaury.model.concept import Label
from thesaury.model.proposal import Closeness, Neighbour, Proposal, ProposalState, ProposalStep, StepKind, WhyNot
from thesaury.web.desk import Desk, asset_url
from thesaury.web.lexicon import Lexicon
from thesaury.web.pages.governance.proposals.asked import KINDS, ROOM
from thesaury.web.parts.ago import ago
from thesaury.web.parts.field_names import field_name
from thesaury.web.texts import phrase

MANNERS = {
    ProposalState.OPEN: ("", "question"),
    ProposalState.ACCEPTED: ("good", "check"),
    ProposalState.SENT: ("busy", "clock"),
    ProposalState.ARRIVED: ("good", "check"),
    ProposalState.REFUSED: ("bad", "cross"),
    ProposalState.REJECTED: ("bad", "cross"),
    ProposalState.MERGED: ("", "link"),
}
"""How each state looks: manner and icon of its badge."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in which a term stands: runs of text, each with whether it is the term; `url` leads to the asset."""

    runs: tuple[tuple[str, bool], ...]
    field: str
    url: str


@dataclass(frozen=True, slots=True)
class Near:
    """A concept near the term, and a sentence that says why."""

    iri: str
    name: Label
    why: str
    alike: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A step of the history; `url` leads to what `about` names, empty where that is nowhere."""

    who: str
    when: str
    iso: str
    word: str
    about: str
    url: str
    comment: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A proposal in the list. `seen` is what a decision on it has to name."""

    number: int
    id: str
    seen: str
    url: str
    term: Label
    facts: tuple[str, ...]
    spellings: str
    quotes: tuple[Quote, ...]
    near: tuple[Near, ...]
    same: Near | None
    below: Near | None
    comments: int
    state: str
    manner: str
    sign: str
    fate: str


def lines(desk: Desk, found: Sequence[Proposal]) -> list[Line]:
    """The proposals of a page."""
    lexicon, comments = desk.lexicon(), desk.workspace.catalogue.proposals.comments([one.id for one in found])
    return [_line(desk, lexicon, number, one, comments.get(one.id, 0)) for number, one in enumerate(found, 1)]


def quotes(proposal: Proposal) -> tuple[Quote, ...]:
    """The examples with the term marked, however it is spelled there."""
    forms = {proposal.form, *(form_of(text) for text, _ in proposal.gathered.spellings)}
    return tuple(_quote(one, forms) for one in proposal.gathered.examples)


def near(lexicon: Lexicon, neighbours: Iterable[Neighbour]) -> tuple[Near, ...]:
    """The neighbours by name; those that are gone since are left out."""
    return tuple(_near(lexicon, one) for one in neighbours if lexicon.thesaurus.concept(one.concept))


def reason_said(reason: str) -> str:
    """A reason in words: one of those that are offered, or as it was written."""
    return phrase(f"proposals.why.{reason}") if reason in set(WhyNot) else reason


def fate(desk: Desk, proposal: Proposal) -> str:
    """One sentence that says what became of it."""
    errand, ruling = proposal.errand, proposal.ruling
    key = f"proposals.fate.{proposal.state.value}"
    if proposal.state is ProposalState.ACCEPTED and errand:
        key += ".tried" if errand.tried_at else ""
    if proposal.state is ProposalState.SENT and errand and errand.absent_at:
        key += ".absent"
    return phrase(
        key,
        to=errand.name if errand else "",
        who=ruling.by if ruling else "",
        reason=reason_said(ruling.reason) if ruling and ruling.reason else "",
        name=desk.lexicon().name(proposal.concept).text if proposal.concept else _into(desk, proposal),
    )


def steps(desk: Desk, all_: Iterable[ProposalStep]) -> tuple[Said, ...]:
    """The history, oldest first."""
    return tuple(_said(desk, one) for one in all_)


def news(desk: Desk, most: int = 4) -> list[tuple[Label, str, Said]]:
    """What became of terms lately: each with its address and what happened."""
    kinds = (StepKind.ARRIVED, StepKind.REFUSED, StepKind.RETURNED)
    store = desk.workspace.catalogue.proposals
    found = [(store.get(id), step) for id, step in store.recent(kinds, most)]
    return [
        (Label(one.term, one.language), f"{ROOM}/{one.id}", _said(desk, step)) for one, step in found if one is not None
    ]


def _line(desk: Desk, lexicon: Lexicon, number: int, one: Proposal, comments: int) -> Line:
    found, (manner, sign) = one.gathered, MANNERS[one.state]
    around = near(lexicon, found.neighbours)
    facts = [phrase("proposals.assets", count=found.assets), phrase("proposals.tagged", count=found.tagged)]
    for kind in KINDS:
        if values := [use.value for use in found.uses if use.kind == kind]:
            more = f" +{len(values) - 3}" if len(values) > 3 else ""
            facts.append(f"{phrase(f'proposals.kind.{kind}')}: {', '.join(values[:3])}{more}")
    return Line(
        number,
        one.id,
        f"{one.id} {one.revision}",
        f"{ROOM}/{one.id}",
        Label(one.term, one.language),
        tuple(facts),
        ", ".join(text for text, _ in found.spellings if text != one.term),
        quotes(one)[:2],
        around[:4],
        next((other for other in around if other.alike), None),
        next(iter(near(lexicon, found.broader[:1])), None) if one.state is ProposalState.OPEN else None,
        comments,
        phrase(f"proposals.state.{one.state.value}"),
        manner,
        sign,
        "" if one.state is ProposalState.OPEN else fate(desk, one),
    )


def _quote(example: Example, forms: Iterable[str]) -> Quote:
    runs: list[tuple[str, bool]] = []
    done, text = 0, example.quote
    for start, end in places(text, set(forms)):
        if start >= done:
            runs += [(text[done:start], False), (text[start:end], True)]
            done = end
    runs.append((text[done:], False))
    return Quote(tuple(run for run in runs if run[0]), field_name(example.field), asset_url(example.asset))


def _near(lexicon: Lexicon, one: Neighbour) -> Near:
    gaps = {"label": one.label, "share": f"{one.weight:.0%}"}
    return Near(
        one.concept,
        lexicon.name(one.concept),
        phrase(f"proposals.near.{one.why.value}", **gaps),
        one.why is Closeness.LABEL,
    )


def _said(desk: Desk, step: ProposalStep) -> Said:
    about, url = step.text, ""
    if step.kind in (StepKind.SENT, StepKind.LINKED) or (step.kind is StepKind.MERGED and ":" in step.text):
        about = desk.lexicon().name(step.text).text if desk.lexicon().thesaurus.concept(step.text) else step.text
    elif step.kind is StepKind.MERGED and (other := desk.workspace.catalogue.proposals.get(step.text)):
        about, url = other.term, f"{ROOM}/{other.id}"
    elif step.kind is StepKind.REJECTED:
        about = reason_said(step.text)
    elif step.kind is StepKind.ACCEPTED:
        about = step.text.partition(":")[2]
    who = phrase("proposals.nobody") if step.who == "thesaury" else step.who
    word = phrase(f"proposals.step.{step.kind.value}")
    return Said(who, ago(step.at), step.at, word, about, url, step.kind is StepKind.COMMENT)


def _into(desk: Desk, proposal: Proposal) -> str:
    other = desk.workspace.catalogue.proposals.get(proposal.into) if proposal.into else None
    return other.term if other else ""
