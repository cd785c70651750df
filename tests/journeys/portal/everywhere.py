"""Every page of the portal with an address that shows it; a page without a row here fails the tests."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from time import sleep
from urllib.parse import quote, urlencode

import httpx
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Mount

from tests.journeys.portal.cms import CMS, WEBHOOK
from tests.journeys.portal.furnishing import FLOW, LOGS_IN, OPEN_WRITE
from tests.journeys.portal.onboarded import half_a_round
from thesaury.bootstrap import EmbeddedWorkspace as Workspace
from thesaury.model.board_edit import AddComment, SetNote
from thesaury.model.brand_term import BrandStanding, BrandTerm
from thesaury.model.brief import Brief, BriefConcept, Quote, Said, Wanting
from thesaury.model.cleanup import Scope, Treatment
from thesaury.model.concept import Label, LabelKind, VocabularyVersion
from thesaury.model.connection import RunState
from thesaury.model.edit import AddLabel, Deprecate
from thesaury.model.intake import Intake
from thesaury.model.profile import Profile, SchemeRule
from thesaury.model.time import now
from thesaury.pipeline import boards, cleaning, shared_model
from thesaury.pipeline.accounts import people
from thesaury.pipeline.editing import edit
from thesaury.pipeline.proposals import deciding
from thesaury.web.parts.checking.uploads import State as Checked
from thesaury.web.parts.checking.uploads import Uploads
from thesaury.web.parts.vocabulary.drafts import Drafts

Address = Callable[[Workspace], str]


def _asset(workspace: Workspace) -> str:
    return workspace.catalogue.records.asset_page("", 1)[0].id


def _record(workspace: Workspace) -> str:
    [first] = workspace.catalogue.rights.page(("", ""), 1)
    return f"/rights/record?{urlencode({'record': first.source.record, 'place': first.source.place})}"


def _draft(workspace: Workspace) -> str:
    """A licence that the person who is signed in has pasted, with a question and an asset."""
    fields = (("q.channel", "website"), ("q.region", "DE"), (f"for.{_asset(workspace)}", "seen"))
    text = "Website and newsletter, DACH, until 31 December 2027. Blorfing required."
    made = Intake("draft", "mara@fennmoor.example", "2026-11-28T10:00:00+00:00", text, "Contract 7", fields=fields)
    workspace.catalogue.intakes.put(made)
    return "/rights/intake/draft"


def _concept(workspace: Workspace) -> str:
    """The IRI of a concept that has something above it."""
    found = workspace.catalogue.vocabularies.get(_vocabulary(workspace)).concepts
    return next(concept.iri for concept in found if concept.broader)


def _proposal(workspace: Workspace) -> str:
    """A term that somebody proposes and another speaks of."""
    proposal, _ = deciding.propose(workspace, "carbon-neutral shipping", "en", "The spring campaign is about it.")
    deciding.comment(workspace, proposal.id, "Legal calls it climate-neutral.")
    return f"/governance/proposals/{proposal.id}"


def _cleanup(workspace: Workspace) -> str:
    """The page of a plan over all tags in use, one of whose entries is decided."""
    if not (plans := workspace.catalogue.cleanups.all()):
        made = cleaning.make(workspace, "spring", Scope(), "mara@fennmoor.example")
        _, first = workspace.catalogue.cleanups.entries(made.id, limit=1)[0]
        cleaning.decide(workspace, made, [cleaning.ruling(first, Treatment.DROP, "mara@fennmoor.example")])
        plans = [made]
    return f"/governance/cleanups/{plans[0].id}"


def _own(workspace: Workspace) -> str:
    """The page of a concept at its own address, as if that were ours."""
    base, _, name = _concept(workspace).rpartition("/")
    workspace.settings = workspace.settings.model_copy(update={"concept_base": f"{base}/"})
    return f"/id/{name}.html"


def _vocabulary(workspace: Workspace) -> str:
    return workspace.catalogue.vocabularies.current()[0].name


def _import(workspace: Workspace) -> str:
    """A file of other words that waits for a person's word to become the next version of a vocabulary."""
    drafts = Drafts(workspace.root)
    if waiting := drafts.waiting():
        return waiting[0].id
    draft = drafts.begin(_vocabulary(workspace), "few_words.ttl", "mara@fennmoor.example")
    drafts.file(draft).write_bytes((Path(__file__).parents[1] / "few_words.ttl").read_bytes())
    return draft.id


def _edited(workspace: Workspace) -> str:
    """A vocabulary with an open draft: one concept is called otherwise in it, and one is no longer used."""
    name, iri = _vocabulary(workspace), _concept(workspace)
    if workspace.catalogue.drafts.current(name) is None:
        leaf = _leaves(workspace)[0]
        edits = (AddLabel(iri, LabelKind.ALTERNATIVE, Label("as people say it", "en")), Deprecate(leaf))
        edit(workspace, name, edits, None, "mara@fennmoor.example")
    return f"/vocabulary/{quote(name, safe='')}"


def _offered(workspace: Workspace) -> str:
    """A vocabulary that the agency offers: what is here, with one concept less, under a name of its own."""
    kept = workspace.catalogue.vocabularies.get(_vocabulary(workspace))
    content = replace(kept, name="model", concepts=kept.concepts[1:])
    version = VocabularyVersion("model", 3, "0f3c", len(content.concepts), "2026-11-28T10:00:00+00:00", "model.ttl")
    shared_model.offer(workspace, version, content, "Two concepts more for the autumn.")
    return "model"


def _leaves(workspace: Workspace) -> list[str]:
    """Concepts with nothing below them, and not the one that pages show."""
    found = workspace.catalogue.vocabularies.get(_vocabulary(workspace)).concepts
    over = {iri for concept in found for iri in concept.broader} | {_concept(workspace)}
    return [concept.iri for concept in found if concept.iri not in over]


def settled(address: str, cookies: Mapping[str, str], pages: Mapping[str, str]) -> None:
    """Wait until the server has read and reckoned what pages show of it, for they load themselves anew when that is done."""
    with httpx.Client(base_url=address, cookies=dict(cookies), timeout=60) as asking:
        asking.get(pages["/vocabulary/import/{id}"])
        while asking.get(pages["/vocabulary/import/{id}/changes"]).status_code != 200:
            sleep(0.1)
        for path in _RECKONED:
            while 'hx-trigger="load delay' in asking.get(pages[path]).text:
                sleep(0.1)


def _other(workspace: Workspace) -> str:
    """Another concept for the first suggestion."""
    asset, concept = workspace.catalogue.enrichments.lineup()[0]
    return f"/review/other?{urlencode({'asset': asset, 'shown': f'{asset} {concept}', 'q': 'pack'})}"


def _table(workspace: Workspace) -> str:
    """A table that the person who is signed in has uploaded, checked."""
    uploads = Uploads(workspace.root)
    if own := uploads.of("mara@fennmoor.example"):
        return f"/governance/check/table/{own[0].id}"
    sent = uploads.begin("upload.csv", "mara@fennmoor.example", "", ())
    tag = {"tag": "kichen", "times": 3, "standing": "near-miss", "write": "", "concept": "", "suggestions": ["kitchen"]}
    sums = {
        "rows": 9,
        "complete": 4,
        "tags": 20,
        "changed": 7,
        "distinct": 150,
        "standings": {"approved": 17, "near-miss": 3},
    }
    more = {"missing": {"Channels": 1}, "columns": ["tags"]}
    uploads.changed(sent, state=Checked.READY, sums=sums | more, first=(tag,))
    return f"/governance/check/table/{sent.id}"


def _brand(workspace: Workspace) -> str:
    """A forbidden word with some of everything, and one of a later day."""
    cheap = BrandTerm("cheap", BrandStanding.FORBIDDEN, "en", "", "affordable", "Sounds poor.", by="ada", at=now())
    later = BrandTerm(
        "Fennmoor", BrandStanding.APPROVED, "", _concept(workspace), since="2999-01-01", exact=True, at=now()
    )
    workspace.catalogue.brand_terms.change([cheap, later], [], "2026-01-01")
    return "/governance/brand"


def _profile(workspace: Workspace) -> str:
    """A profile with some of everything."""
    [scheme, *_] = workspace.catalogue.vocabularies.get(_vocabulary(workspace)).schemes
    rules = (SchemeRule(scheme.iri, 1, 3), SchemeRule("https://gone.example/scheme"))
    workspace.catalogue.profiles.put(Profile("shop-de", (("market", ("DE", "AT")),), rules, True, ("de",)))
    return "/governance/profiles/shop-de"


def _run(workspace: Workspace) -> str:
    """A run that failed, with what it could not do."""
    return f"/runs/{workspace.catalogue.runs.recent(1, states=(RunState.FAILED,))[0].id}"


def _round(workspace: Workspace) -> str:
    return half_a_round(workspace, _vocabulary(workspace), _concept(workspace))


def _board(workspace: Workspace) -> str:
    """A board with pictures, words, a link, and a brief that asks about rights."""
    if not (known := boards.boards(workspace, 1)):
        text = "Sustainable packaging for the website in Germany, July 2027. No Christmas."
        concepts = (BriefConcept(_concept(workspace), Wanting.REQUIRED, 1.0, (Quote(0, 21, text[:21]),)),)
        use = {"regions": (Said("DE"),), "channels": (Said("website"),), "first_day": Said("2027-07-01")}
        brief = Brief(text, "Summer of less", "en", concepts, formats=(Said("portrait"),), **use)
        assets = [one.id for one in workspace.catalogue.records.asset_page("", 3)]
        made = boards.create(workspace, "Summer of less", brief, assets)
        boards.change(workspace, made.id, made.revision, SetNote(assets[0], "The first one for the poster."))
        boards.change(workspace, made.id, made.revision, AddComment("Do we have a wider one?", assets[1]))
        known = boards.boards(workspace, 1)
    return f"/boards/{known[0].id}"


def _shared_board(workspace: Workspace) -> str:
    """The address of a board for people without an account."""
    _, token = boards.share(workspace, _board(workspace).rpartition("/")[2], 7)
    return f"/shared/boards/{token}"


def _channel(workspace: Workspace) -> str:
    """The page of a channel in which something is published and from which something was withdrawn, where there is one."""
    feeds, channels = workspace.catalogue.feeds, workspace.catalogue.channels.all()
    fullest = max(channels, key=lambda one: (feeds.counts(one.name).withdrawn, feeds.counts(one.name).published))
    return f"/publishing/channels/{fullest.name}"


def _link(workspace: Workspace) -> str:
    """The one-time link of somebody who was invited."""
    return f"/sign-in/link/{people.link_for(workspace.access, 'jonas@fennmoor.example')}"


_RECKONED = ("/vocabulary/{name}/draft", "/vocabulary/{name}/offer", "/vocabulary/quality", "/governance")
"""Pages that show what is reckoned in the background, and come anew by themselves when it is."""
STRANGERS = ("/sign-in", "/sign-in/link/{key}", "/shared/boards/{token}")
"""Pages for people who are not signed in."""
PARTS = ("/flows/next", "/runs/{number}/standing", "/governance/proposals/work")
"""Parts of pages, which stand on no page of their own."""
NO_PAGES = ("/api", "/static", "/reconcile", "/panel", "/feed", "/delivery", "/pull")
"""Rooms for programs."""
ADDRESSES: dict[str, Address] = {
    "/": lambda w: "/",
    "/settings": lambda w: "/settings",
    "/settings/model": lambda w: "/settings/model",
    "/settings/schemes": lambda w: "/settings/schemes",
    "/settings/thresholds": lambda w: "/settings/thresholds",
    "/settings/branding": lambda w: "/settings/branding",
    "/search": lambda w: "/search?q=sustainable+packaging",
    "/searches": lambda w: "/searches",
    "/boards": lambda w: _board(w).rpartition("/")[0],
    "/boards/new": lambda w: "/boards/new",
    "/boards/{id}": _board,
    "/shared/boards/{token}": _shared_board,
    "/assets/{asset_id}": lambda w: f"/assets/{quote(_asset(w), safe='')}",
    "/vocabulary": lambda w: "/vocabulary",
    "/vocabulary/tree": lambda w: f"/vocabulary/tree?{urlencode({'concept': _concept(w)})}",
    "/vocabulary/alphabet": lambda w: "/vocabulary/alphabet",
    "/vocabulary/quality": lambda w: "/vocabulary/quality",
    "/vocabulary/import": lambda w: "/vocabulary/import",
    "/vocabulary/import/{id}": lambda w: f"/vocabulary/import/{_import(w)}",
    "/vocabulary/import/{id}/changes": lambda w: f"/vocabulary/import/{_import(w)}/changes",
    "/vocabulary/{name}/versions": lambda w: f"/vocabulary/{quote(_vocabulary(w), safe='')}/versions",
    "/vocabulary/{name}/edit": lambda w: f"{_edited(w)}/edit?{urlencode({'iri': _concept(w), 'done': '1-2'})}",
    "/vocabulary/{name}/add": lambda w: f"{_edited(w)}/add?{urlencode({'under': _concept(w)})}",
    "/vocabulary/{name}/choose": lambda w: (
        f"{_edited(w)}/choose?{urlencode({'iri': _concept(w), 'deed': 'move', 'q': 'pack'})}"
    ),
    "/vocabulary/{name}/merge": lambda w: (
        f"{_edited(w)}/merge?{urlencode({'iri': _leaves(w)[2], 'other': _leaves(w)[1]})}"
    ),
    "/vocabulary/{name}/draft": lambda w: f"{_edited(w)}/draft",
    "/vocabulary/{name}/offer": lambda w: f"/vocabulary/{_offered(w)}/offer",
    "/vocabulary/{name}/diff": lambda w: f"/vocabulary/{quote(_vocabulary(w), safe='')}/diff?old=1&new=1",
    "/vocabulary/{name}/reconcile": lambda w: f"/vocabulary/{quote(_vocabulary(w), safe='')}/reconcile",
    "/vocabulary/{name}/share": lambda w: f"/vocabulary/{quote(_vocabulary(w), safe='')}/share",
    "/vocabulary/sparql": lambda w: "/vocabulary/sparql?example=labels",
    "/id/{place:path}": lambda w: _own(w),
    "/concepts": lambda w: f"/concepts?{urlencode({'iri': _concept(w)})}",
    "/alike": lambda w: "/alike",
    "/governance": lambda w: "/governance",
    "/governance/tags": lambda w: "/governance/tags",
    "/governance/assets": lambda w: "/governance/assets?kind=source&value=portal",
    "/review": lambda w: "/review",
    "/review/concept": lambda w: f"/review/concept?{urlencode({'iri': w.catalogue.enrichments.lineup()[0][1]})}",
    "/review/other": _other,
    "/review/decided": lambda w: "/review/decided",
    "/governance/check": lambda w: "/governance/check",
    "/governance/check/table/{id}": lambda w: _table(w),
    "/governance/profiles": lambda w: "/governance/profiles",
    "/governance/profiles/{name}": lambda w: _profile(w),
    "/governance/profile": lambda w: "/governance/profile",
    "/governance/brand": lambda w: _brand(w),
    "/governance/brand/term": lambda w: f"{_brand(w)}/term?term=cheap&language=en",
    "/governance/cleanups": lambda w: "/governance/cleanups",
    "/governance/cleanups/new": lambda w: "/governance/cleanups/new?tag=eco&source=studio",
    "/governance/cleanups/{id}": lambda w: f"{_cleanup(w)}?show=all",
    "/governance/cleanups/{id}/dry-run": lambda w: f"{_cleanup(w)}/dry-run",
    "/governance/proposals": lambda w: "/governance/proposals",
    "/governance/proposals/{id}": lambda w: _proposal(w),
    "/rights": lambda w: "/rights",
    "/rights/calendar": lambda w: "/rights/calendar",
    "/rights/notices": lambda w: "/rights/notices",
    "/rights/record": lambda w: _record(w),
    "/rights/intake": lambda w: "/rights/intake",
    "/rights/intake/{id}": lambda w: _draft(w),
    "/rights/decisions": lambda w: "/rights/decisions",
    "/publishing": lambda w: "/publishing",
    "/publishing/new": lambda w: "/publishing/new",
    "/publishing/channels/{name}": lambda w: f"{_channel(w)}?state=withdrawn",
    "/publishing/channels/{name}/edit": lambda w: f"{_channel(w)}/edit",
    "/publishing/channels/{name}/qualifying": lambda w: f"{_channel(w)}/qualifying?reason=rights_unknown",
    "/publishing/targets": lambda w: "/publishing/targets",
    "/publishing/targets/{name}": lambda w: f"/publishing/targets/{CMS}",
    "/publishing/targets/{name}/log": lambda w: f"/publishing/targets/{CMS}/log",
    "/publishing/targets/{name}/plan": lambda w: f"/publishing/targets/{CMS}/plan?all=yes",
    "/publishing/withdrawals": lambda w: "/publishing/withdrawals",
    "/publishing/webhooks": lambda w: "/publishing/webhooks",
    "/publishing/webhooks/{id}": lambda w: f"/publishing/webhooks/{WEBHOOK}",
    "/analytics": lambda w: "/analytics?period=all",
    "/analytics/questions": lambda w: "/analytics/questions",
    "/analytics/questions/{name}": lambda w: "/analytics/questions/coverage-matrix?across=channel",
    "/analytics/advice": lambda w: "/analytics/advice?period=all",
    "/analytics/reports": lambda w: "/analytics/reports",
    "/analytics/own": lambda w: "/analytics/own?example=campaigns",
    "/analytics/graph": lambda w: f"/analytics/graph?{urlencode({'about': _concept(w)})}",
    "/connections": lambda w: "/connections",
    "/connections/new": lambda w: "/connections/new",
    "/connections/new/{kind}": lambda w: "/connections/new/bynder",
    "/connections/{name}": lambda w: "/connections/studio",
    "/connections/{name}/back": lambda w: "/connections/studio/back",
    "/connections/{name}/disconnect": lambda w: "/connections/studio/disconnect",
    "/connections/{name}/dry-run": lambda w: "/connections/studio/dry-run",
    "/connections/{name}/held": lambda w: f"/connections/studio/held?key={OPEN_WRITE}",
    "/connections/{name}/login": lambda w: f"/connections/{LOGS_IN}/login",
    "/connections/{name}/settings": lambda w: f"/connections/{LOGS_IN}/settings",
    "/onboarding": lambda w: _round(w).rpartition("/")[0],
    "/onboarding/{name}": _round,
    "/onboarding/{name}/desk": lambda w: f"{_round(w)}/desk?of=value&alone=1",
    "/onboarding/{name}/other": lambda w: f"{_round(w)}/other?q=pack",
    "/onboarding/{name}/coverage": lambda w: f"{_round(w)}/coverage",
    "/onboarding/{name}/history": lambda w: f"{_round(w)}/history",
    "/onboarding/{name}/exchange": lambda w: f"{_round(w)}/exchange",
    "/onboarding/{name}/dry-run": lambda w: f"{_round(w)}/dry-run",
    "/onboarding/{name}/start": lambda w: f"{_round(w)}/start",
    "/flows": lambda w: "/flows",
    "/flows/new": lambda w: "/flows/new",
    "/flows/{name}/edit": lambda w: f"/flows/{FLOW}/edit",
    "/runs": lambda w: "/runs",
    "/runs/{number}": _run,
    "/settings/people": lambda w: "/settings/people",
    "/settings/tokens": lambda w: "/settings/tokens",
    "/settings/picker": lambda w: "/settings/picker",
    "/connect": lambda w: "/connect",
    "/account": lambda w: "/account",
    "/audit": lambda w: "/audit",
    "/api/v1": lambda w: "/api/v1",
    "/sign-in": lambda w: "/sign-in",
    "/sign-in/link/{key}": _link,
}


def page_paths(app: object) -> set[str]:
    """The paths of all pages that the application answers with GET: everything but programs' addresses, pictures and files."""
    return {route.path for route in _routes(app.routes) if _shows_a_page(route)}  # type: ignore[attr-defined]


def _routes(routes: list[BaseRoute]) -> Iterator[APIRoute]:
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        elif isinstance(route, Mount) and not route.path.startswith(NO_PAGES):
            yield from _routes(list(route.routes))
        elif (
            inner := getattr(route, "original_router", None)
        ) is not None:  # FastAPI keeps an included router as it is
            yield from _routes(list(inner.routes))


def _shows_a_page(route: APIRoute) -> bool:
    programs = ("/api/", "/sparql", "/rest/", "/hooks/", "/health", "/static/", "/pictures/", "/branding/", "/picker/")
    files = (
        ".ics",
        ".csv",
        ".atom",
        ".ttl",
        ".rdf",
        ".json",
        ".jsonld",
        ".pdf",
        ".toml",
        ".tsv",
        "/rows",
        "/part",
        "/{width}",
    )
    if "GET" not in route.methods or route.path in PARTS:
        return False
    return route.path == "/api/v1" or not (route.path.startswith(programs) or route.path.endswith(files))
