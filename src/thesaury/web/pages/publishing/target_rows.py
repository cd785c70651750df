"""What stands in a CMS, asset by asset, and the log of what was done there, as rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thesaury.model.concept import Label
from thesaury.model.publication import Publication, PublicationState, PublicationStep, Step
from thesaury.pipeline.publishing.withdrawing import seconds_between
from thesaury.ports.publications import WantedPublications
from thesaury.publishing.planning import LIVE
from thesaury.web.desk import Desk, concept_url
from thesaury.web.pages.publishing.faces import Face, When, faces, field_words, length, reason_words, web_address, when
from thesaury.web.pages.publishing.target_sheet import WAITING, Target
from thesaury.web.texts import phrase

PER_PAGE = 25
SHOWS: dict[str, tuple[PublicationState, ...]] = {
    "all": (),
    "done": (PublicationState.DONE,),
    "waiting": WAITING,
    "leaving": (),
    "refused": (PublicationState.REFUSED,),
}
"""What a list can be narrowed to, with the states of it."""
_MANNERS = {
    PublicationState.PENDING: ("busy", "clock"),
    PublicationState.SENDING: ("busy", "refresh"),
    PublicationState.DONE: ("good", "check"),
    PublicationState.UNCERTAIN: ("warn", "question"),
    PublicationState.REFUSED: ("bad", "cross"),
}
_STEPS = {
    Step.CREATED: ("good", "plus"),
    Step.CHANGED: ("", "edit"),
    Step.WITHDRAWN: ("", "minus"),
    Step.FAILED: ("bad", "cross"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A concept with its name and its page."""

    name: Label
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """One asset in a CMS. `kept` and `dropped` name fields; `hidden`: an editor hid the object himself. `texts` are what is to stand
    there."""

    face: Face
    publication: Publication
    state: str
    manner: str
    sign: str
    reason: str
    needed: When
    due: When
    done: When
    address: str
    kept: tuple[str, ...]
    hidden: bool
    dropped: tuple[str, ...]
    texts: tuple[tuple[str, str], ...]
    concepts: tuple[Named, ...]
    again: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page of rows, and what the next one begins after; empty where there is none."""

    rows: tuple[Row, ...]
    after: str


def publications(desk: Desk, known: Target, show: str, after: str, asset: str) -> Page:
    """A page of what stands in a CMS, narrowed to one of SHOWS, or to one asset. What should be gone is shown as that, whether its
    withdrawal is planned already or not."""
    name, behind = known.name, known.behind
    if show == "leaving":
        begun = next((number + 1 for number, one in enumerate(behind) if one.asset == after), 0)
        found = list(behind[begun : begun + PER_PAGE + 1])
    else:
        wanted, late = WantedPublications(name, asset, SHOWS[show]), {one.asset: one for one in behind}
        page = desk.workspace.catalogue.publications.page(wanted, f"{name}/{after}" if after else "", PER_PAGE + 1)
        found = [late.get(one.asset, one) for one in page]
    shown = found[:PER_PAGE]
    return Page(tuple(rows(desk, shown)), shown[-1].asset if len(found) > PER_PAGE else "")


def rows(desk: Desk, found: Sequence[Publication]) -> Iterable[Row]:
    """These publications as rows."""
    known = faces(desk, (one.asset for one in found), {one.asset: title_in(one) for one in found})
    for one in found:
        yield _row(desk, one, known[one.asset])


def _row(desk: Desk, one: Publication, face: Face) -> Row:
    shown = one.wanted or one.written
    state, manner, sign = _state(one)
    return Row(
        face,
        one,
        state,
        manner,
        sign,
        reason_words(one.reason),
        when(one.needed_at),
        when(one.due_at) if one.state in WAITING else When(),
        when(one.done_at),
        web_address(one.address),
        tuple(field_words(name) for name in one.kept if name != LIVE),
        LIVE in one.kept,
        tuple(field_words(name) for name in one.dropped),
        tuple((field_words(name), text) for name, text in shown.fields),
        named_concepts(desk, shown.concepts),
        one.state is not PublicationState.DONE,
    )


def _state(one: Publication) -> tuple[str, str, str]:
    if one.withdrawing:
        return phrase("targets.state.leaving"), "bad", "warning"
    if one.wanted is None:
        return phrase("targets.state.gone"), "", "minus"
    return phrase(f"targets.state.{one.state.value}"), *_MANNERS[one.state]


def title_in(one: Publication) -> str:
    """The first title under which it stands there, or is to."""
    texts = (one.wanted or one.written).texts
    return next((text for name, text in texts.items() if name.partition("@")[0] == "title"), "")


def named_concepts(desk: Desk, iris: Iterable[str]) -> tuple[Named, ...]:
    """These concepts; one that no vocabulary holds any more is called by its IRI."""
    lexicon = desk.lexicon()
    return tuple(Named(lexicon.name(iri), concept_url(iri)) for iri in iris)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log: `took` is from when it was needed until it was done."""

    number: int
    face: Face
    step: str
    manner: str
    sign: str
    at: When
    reason: str
    took: str
    message: str
    run: int


def log(desk: Desk, name: str, limit: int, before: int = 0, asset: str = "") -> list[Line]:
    """The newest lines of the log of a CMS."""
    found = desk.workspace.catalogue.publications.log(name, asset, limit, before)
    known = faces(desk, (step.asset for _, step in found))
    return [_line(number, step, known[step.asset]) for number, step in found]


def _line(number: int, step: PublicationStep, face: Face) -> Line:
    manner, sign = _STEPS[step.step]
    took = length(seconds(step)) if step.step is Step.WITHDRAWN and step.needed_at else ""
    word = phrase(f"targets.step.{step.step.value}")
    return Line(
        number, face, word, manner, sign, when(step.at), reason_words(step.reason), took, step.message, step.run
    )


def seconds(step: PublicationStep) -> float:
    """From when a step was needed until it was through."""
    return seconds_between(step.needed_at, step.at)
