"""Addresses of the rooms of governance and review: proposals, plans, tables, brand terms, profiles."""

from urllib.parse import urlencode

from tests.journeys.portal.addresses.words import concept, vocabulary
from thesaury.bootstrap import EmbeddedWorkspace as Workspace
from thesaury.model.brand_term import BrandStanding, BrandTerm
from thesaury.model.cleanup import Scope, Treatment
from thesaury.model.profile import Profile, SchemeRule
from thesaury.model.time import now
from thesaury.pipeline import cleaning
from thesaury.pipeline.proposals import deciding
from thesaury.web.parts.checking.uploads import State as Checked
from thesaury.web.parts.checking.uploads import Uploads


def proposal(workspace: Workspace) -> str:
    """A term that somebody proposes and another speaks of."""
    proposal, _ = deciding.propose(workspace, "carbon-neutral shipping", "en", "The spring campaign is about it.")
    deciding.comment(workspace, proposal.id, "Legal calls it climate-neutral.")
    return f"/governance/proposals/{proposal.id}"


def cleanup(workspace: Workspace) -> str:
    """The page of a plan over all tags in use, one of whose entries is decided."""
    if not (plans := workspace.catalogue.cleanups.all()):
        made = cleaning.make(workspace, "spring", Scope(), "mara@fennmoor.example")
        _, first = workspace.catalogue.cleanups.entries(made.id, limit=1)[0]
        cleaning.decide(workspace, made, [cleaning.ruling(first, Treatment.DROP, "mara@fennmoor.example")])
        plans = [made]
    return f"/governance/cleanups/{plans[0].id}"


def checked_table(workspace: Workspace) -> str:
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


def brand(workspace: Workspace) -> str:
    """A forbidden word with some of everything, and one of a later day."""
    cheap = BrandTerm("cheap", BrandStanding.FORBIDDEN, "en", "", "affordable", "Sounds poor.", by="ada", at=now())
    later = BrandTerm(
        "Fennmoor", BrandStanding.APPROVED, "", concept(workspace), since="2999-01-01", exact=True, at=now()
    )
    workspace.catalogue.brand_terms.change([cheap, later], [], "2026-01-01")
    return "/governance/brand"


def profile(workspace: Workspace) -> str:
    """A profile with some of everything."""
    [scheme, *_] = workspace.catalogue.vocabularies.get(vocabulary(workspace)).schemes
    rules = (SchemeRule(scheme.iri, 1, 3), SchemeRule("https://gone.example/scheme"))
    workspace.catalogue.profiles.put(Profile("shop-de", (("market", ("DE", "AT")),), rules, True, ("de",)))
    return "/governance/profiles/shop-de"


def other_concept(workspace: Workspace) -> str:
    """Another concept for the first suggestion."""
    asset, concept = workspace.catalogue.enrichments.lineup()[0]
    return f"/review/other?{urlencode({'asset': asset, 'shown': f'{asset} {concept}', 'q': 'pack'})}"
