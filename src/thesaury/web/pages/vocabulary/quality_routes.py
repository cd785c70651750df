"""`/vocabulary/quality`: what is worth a second look, by scheme and rule, with the concepts it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from thesaury.model.access import Permission
from thesaury.model.concept import ConceptScheme, Label, VocabularyVersion
from thesaury.model.quality import VersionScores
from thesaury.pipeline.scoring import TREND, Looked
from thesaury.vocabulary.quality import Notice
from thesaury.vocabulary.quality.rules import BY_NAME
from thesaury.web.desk import concept_url
from thesaury.web.door.caller import may
from thesaury.web.pages.vocabulary.outline import Outline
from thesaury.web.pages.vocabulary.room import Room
from thesaury.web.pages.vocabulary.scored import Scored, scored
from thesaury.web.pages.vocabulary.tongues import tongue_name

_EXAMPLES = 5
_PAGE = 50


@dataclass(frozen=True, slots=True)
class Link:
    """A concept and its page."""

    name: Label
    url: str


@dataclass(frozen=True, slots=True)
class Told:
    """One notice: the concept, the others it is about, a label, and languages."""

    concept: Link
    others: tuple[Link, ...]
    label: Label | None
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """What one rule found in one scheme: how grave that is, how much, some of it, and where all of it is."""

    rule: str
    severity: str
    count: int
    shown: tuple[Told, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One scheme with its score and what every rule found; `rules` and `score` are None while it is looked for. `waiting`: earlier
    versions are looked through."""

    scheme: str
    title: Label
    size: int
    rules: tuple[Ruled, ...] | None
    score: Scored | None = None
    waiting: bool = False

    @property
    def fine(self) -> bool:
        """Whether everything was looked at, and nothing found."""
        return self.rules == ()

    @property
    def count(self) -> int:
        """How many notices there are."""
        return sum(rule.count for rule in self.rules or ())


@dataclass(frozen=True, slots=True)
class _Trend:
    """The scores of a vocabulary's last versions, when those came, and whether some are still worked out."""

    kept: Sequence[VersionScores]
    moments: Mapping[int, str]
    waiting: bool


def router(room: Room) -> APIRouter:
    """The pages of quality."""
    routes = APIRouter(dependencies=[may(Permission.READ)])

    @routes.get("/vocabulary/quality")
    def page(scheme: str = "", rule: str = "", page: int = 1) -> HTMLResponse:
        outline = room.outlines.outline()
        if rule:
            return _all_of(room, outline, scheme, rule, page)
        judged = _judged(room, outline, scheme)
        return room.desk.page("vocabulary_quality.html", judged=judged, scheme=scheme)

    return routes


def quality_url(scheme: str, rule: str = "", page: int = 1) -> str:
    """Where the notices of a scheme (of one rule) are."""
    asked = {"scheme": scheme} | ({"rule": rule} if rule else {}) | ({"page": str(page)} if page > 1 else {})
    return f"/vocabulary/quality?{urlencode(asked)}"


def _judged(room: Room, outline: Outline, only: str) -> list[Judged]:
    found = []
    for version, vocabulary in outline.lexicon.vocabularies:
        schemes = [scheme for scheme in vocabulary.schemes if not only or scheme.iri == only]
        if schemes:
            looked = room.quality.looked(version)
            trend = _trend(room, version) if looked else None
            found += [_one(scheme, outline, looked, trend) for scheme in schemes]
    return found


def _trend(room: Room, version: VocabularyVersion) -> _Trend:
    kept = room.quality.trend(version.name)
    versions = room.desk.workspace.catalogue.vocabularies.versions(version.name)
    return _Trend(kept, {one.number: one.imported_at for one in versions}, len(kept) < min(TREND, len(versions)))


def _one(scheme: ConceptScheme, outline: Outline, looked: Looked | None, trend: _Trend | None) -> Judged:
    title, size = outline.lexicon.scheme_title(scheme), outline.lexicon.sizes[scheme.iri]
    if looked is None or trend is None:
        return Judged(scheme.iri, title, size, None)
    rules = tuple(
        Ruled(
            rule,
            BY_NAME[rule].severity.name.lower(),
            len(all_),
            _told(all_[:_EXAMPLES], outline),
            quality_url(scheme.iri, rule),
        )
        for rule, all_ in looked.notices.get(scheme.iri, {}).items()
    )
    now = looked.scores.of(scheme.iri)
    score = scored(now, looked.version.number, trend.kept, trend.moments) if now else None
    return Judged(scheme.iri, title, size, rules, score, trend.waiting)


def _all_of(room: Room, outline: Outline, scheme: str, rule: str, page: int) -> HTMLResponse:
    """Everything one rule found in one scheme, a page of it."""
    all_: Sequence[Notice] = ()
    for version, vocabulary in outline.lexicon.vocabularies:
        if any(one.iri == scheme for one in vocabulary.schemes):
            all_ = (room.quality.notices(version) or {}).get(scheme, {}).get(rule, ())
    last = max(1, -(-len(all_) // _PAGE))
    page = min(max(page, 1), last)
    shown = _told(all_[(page - 1) * _PAGE : page * _PAGE], outline)
    urls = {number: quality_url(scheme, rule, number) for number in (page - 1, page + 1)}
    return room.desk.page(
        "vocabulary_rule.html",
        **{"rule": rule, "count": len(all_), "shown": shown, "page": page, "last_page": last, "urls": urls},
        scheme=scheme,
        title=outline.called(scheme),
    )


def _told(notices: Sequence[Notice], outline: Outline) -> tuple[Told, ...]:
    return tuple(
        Told(
            _link(notice.concept, outline),
            tuple(_link(iri, outline) for iri in notice.others[:4]),
            notice.label,
            tuple(tongue_name(code) for code in notice.languages),
        )
        for notice in notices
    )


def _link(iri: str, outline: Outline) -> Link:
    return Link(outline.name(iri), concept_url(iri))
