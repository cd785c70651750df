"""Small workspaces to recommend from: a vocabulary of school and kitchen, assets with tags, licences, dates and sides, and briefs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from tests.fakes.source import FakeSource
from tests.fakes.workspace import FakeWorkspace
from tests.unit.rights.licences import licence
from tests.unit.test_rights_door import state
from thesaury import pipeline
from thesaury.model.asset import File, Record, Text
from thesaury.model.brief import Brief, BriefConcept, Quote, Said, Section, Wanting
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.model.licensing import Statement
from thesaury.pipeline.recommending import recommend
from thesaury.pipeline.rights.clearing import Clearing
from thesaury.pipeline.rights.facets import today
from thesaury.pipeline.searching import by_words
from thesaury.recommendation.past import NoPast, Past
from thesaury.recommendation.recommended import Recommendation
from thesaury.vocabulary.thesaurus import Thesaurus

FREE, STOP = licence(), Statement(prohibit_all=True)


def concept(name: str, broader: str = "", related: str = "") -> Concept:
    return Concept(
        f"urn:{name}",
        preferred=(Label(name, "en"),),
        broader=tuple(f"urn:{one}" for one in broader.split()),
        related=tuple(f"urn:{one}" for one in related.split()),
    )


WORDS = Vocabulary(
    "v",
    (),
    (
        concept("school", related="pupils supplies teachers"),
        concept("pupils", "people", "school"),
        concept("teachers", "people", "school"),
        concept("people"),
        concept("supplies", related="school"),
        concept("satchel", "supplies"),
        concept("kitchen", related="breakfast"),
        concept("breakfast", related="kitchen"),
        concept("sweets"),
        concept("candy", "sweets"),
        concept("autumn"),
    ),
)
THESAURUS = Thesaurus([WORDS])


@dataclass(frozen=True)
class Shot:
    """One asset to be: tags (labels of concepts), what is stated of its rights, sides in pixels, properties."""

    tags: str = ""
    rights: Statement | None = FREE
    sides: tuple[int, int] = (1600, 1000)
    look: str = ""
    title: str = ""
    properties: dict[str, str] = field(default_factory=dict)


def world(**shots: Shot) -> FakeWorkspace:
    """A workspace of these shots, annotated and indexed."""
    records = [
        Record(
            "dam",
            name,
            "1",
            texts=(Text("title", shot.title or f"no {name}", "en"),),
            tags=tuple(shot.tags.split()),
            properties=tuple((key, (value,)) for key, value in shot.properties.items()),
            file=File(f"{name}.jpg", "image/jpeg", f"digest-{name}", 1, *shot.sides, shot.look),
        )
        for name, shot in shots.items()
    ]
    made = FakeWorkspace(dam=FakeSource(records))
    pipeline.keep_vocabulary(made, WORDS, "v.ttl")
    pipeline.sync(made)
    for name, shot in shots.items():
        if shot.rights:
            state(made, f"dam/{name}", shot.rights)
    made.catalogue.enrichments.forget_projections()
    pipeline.project(made)
    return made


def brief(
    required: str = "",
    wished: str = "",
    excluded: str = "",
    *,
    text: str = "",
    channels: str = "website",
    regions: str = "DE",
    formats: str = "",
    sections: Sequence[Section] = (),
    campaign: str = "",
) -> Brief:
    """A brief of these concepts; its text names them where none is given."""
    told = text or " ".join((required, wished))
    concepts = []
    for wanting, names in ((Wanting.REQUIRED, required), (Wanting.WISHED, wished), (Wanting.EXCLUDED, excluded)):
        for name in names.split():
            at = told.find(name)
            quotes = (Quote(at, at + len(name), name),) if at >= 0 else ()
            concepts.append(BriefConcept(f"urn:{name}", wanting, quotes=quotes))
    begin = today()
    first, last = Said(begin.isoformat()), Said((begin + timedelta(days=30)).isoformat())
    days = (first, last) if channels or regions else (None, None)
    return Brief(
        told,
        concepts=tuple(concepts),
        channels=tuple(map(Said, channels.split())),
        regions=tuple(map(Said, regions.split())),
        first_day=days[0],
        last_day=days[1],
        formats=tuple(map(Said, formats.split())),
        sections=tuple(sections),
        campaign=campaign,
    )


def recommended(opened: FakeWorkspace, asked: Brief, limit: int = 24, past: Past | None = None) -> Recommendation:
    """What is recommended for a brief, by words and concepts."""
    sources = by_words(opened, THESAURUS).sources(opened, THESAURUS)
    return recommend(opened, asked, sources, Clearing(opened), limit=limit, past=past or NoPast())


def names(found: Recommendation) -> list[str]:
    """The external ids of the picks, in their order."""
    return [pick.asset.records[0].external_id for pick in found.picks]
