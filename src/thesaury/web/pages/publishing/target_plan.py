"""A plan of publishing as a page shows it: what would be done with each asset, before and after."""

from dataclasses import dataclass

from thesaury.model.concept import Label
from thesaury.publishing.planning import LIVE, Deed, Plan, Planned
from thesaury.web.desk import Desk, concept_url
from thesaury.web.pages.publishing.faces import Face, When, faces, field_words, reason_words, web_address, when
from thesaury.web.pages.publishing.target_rows import Named, named_concepts, title_in

_SHOWN = 200
"""Deeds of a plan that are shown; the others are counted."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A field that an editor changed: his words, and ours."""

    field: str
    theirs: str
    ours: str


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What a run would do with one asset: each field before and after, concepts that come and go, and what it would leave alone."""

    face: Face
    deed: Deed
    reason: str
    since: When
    fields: tuple[tuple[str, str, str], ...]
    add: tuple[Named, ...]
    remove: tuple[Named, ...]
    file: bool
    revive: bool
    kept: tuple[Kept, ...]
    hidden: bool
    dropped: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """A plan: how many of each deed, the concepts it sees to, the first rows, how many more there are, and what failed with its asset."""

    counts: dict[Deed, int]
    concepts: tuple[Named, ...]
    rows: tuple[PlannedRow, ...]
    more: int
    failures: tuple[tuple[Face | None, str], ...]

    @property
    def empty(self) -> bool:
        """Whether a run would leave every asset as it is."""
        return not any(count for deed, count in self.counts.items() if deed is not Deed.NOTHING)


def plan_sheet(desk: Desk, plan: Plan) -> PlanSheet:
    """A plan as a page shows it."""
    shown = plan.deeds[:_SHOWN]
    ids = [one.publication.asset for one in shown] + [asset for asset, _ in plan.failures if asset]
    known = faces(desk, ids, {one.publication.asset: title_in(one.publication) for one in shown})
    return PlanSheet(
        {deed: sum(one.deed is deed for one in plan.deeds) for deed in Deed},
        tuple(Named(Label(topic.label()), concept_url(topic.iri)) for topic in plan.topics),
        tuple(_planned(desk, one, known[one.publication.asset]) for one in shown),
        len(plan.deeds) - len(shown),
        tuple((known.get(asset), sentence) for asset, sentence in plan.failures),
    )


def _planned(desk: Desk, one: Planned, face: Face) -> PlannedRow:
    publication, held = one.publication, one.held
    new = publication.wanted.concepts if publication.wanted and held is None else ()
    theirs, ours = held.shown.texts if held else {}, publication.wanted.texts if publication.wanted else {}
    return PlannedRow(
        face,
        one.deed,
        reason_words(publication.reason) if one.deed is Deed.WITHDRAW else "",
        when(publication.needed_at) if one.deed is Deed.WITHDRAW else When(),
        tuple((field_words(name), before, after) for name, before, after in one.changes),
        named_concepts(desk, one.merged.add or new),
        named_concepts(desk, one.merged.remove),
        one.merged.file or (held is None and publication.wanted is not None),
        one.revive,
        tuple(Kept(field_words(name), theirs.get(name, ""), ours.get(name, "")) for name in one.kept if name != LIVE),
        LIVE in one.kept,
        tuple(field_words(name) for name in one.dropped),
        web_address(held.address) if held else "",
    )
