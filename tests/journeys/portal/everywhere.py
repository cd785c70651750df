"""Every page of the portal with an address that shows it; a page without a row here fails the tests."""

from collections.abc import Callable, Mapping
from time import sleep
from urllib.parse import quote, urlencode

import httpx

from tests.journeys.portal.addresses.boards import board, shared_board
from tests.journeys.portal.addresses.found import asset, channel, onboarding_round, one_time_link, run
from tests.journeys.portal.addresses.governance import (
    brand,
    checked_table,
    cleanup,
    other_concept,
    profile,
    proposal,
)
from tests.journeys.portal.addresses.rights import draft, record
from tests.journeys.portal.addresses.words import (
    concept,
    edited,
    leaves,
    offered,
    own_page,
    vocabulary,
    waiting_import,
)
from tests.journeys.portal.cms import CMS, WEBHOOK
from tests.journeys.portal.furnishing import FLOW, LOGS_IN, OPEN_WRITE
from thesaury.bootstrap import EmbeddedWorkspace as Workspace

Address = Callable[[Workspace], str]


def settled(address: str, cookies: Mapping[str, str], pages: Mapping[str, str]) -> None:
    """Wait until the server has read and reckoned what pages show of it, for they load themselves anew when that is done."""
    with httpx.Client(base_url=address, cookies=dict(cookies), timeout=60) as asking:
        asking.get(pages["/vocabulary/import/{id}"])
        while asking.get(pages["/vocabulary/import/{id}/changes"]).status_code != 200:
            sleep(0.1)
        for path in _RECKONED:
            while 'hx-trigger="load delay' in asking.get(pages[path]).text:
                sleep(0.1)


_RECKONED = ("/vocabulary/{name}/draft", "/vocabulary/{name}/offer", "/vocabulary/quality", "/governance")
"""Pages that show what is reckoned in the background, and come anew by themselves when it is."""
STRANGERS = ("/sign-in", "/sign-in/link/{key}", "/shared/boards/{token}")
"""Pages for people who are not signed in."""
ADDRESSES: dict[str, Address] = {
    "/": lambda w: "/",
    "/settings": lambda w: "/settings",
    "/settings/model": lambda w: "/settings/model",
    "/settings/schemes": lambda w: "/settings/schemes",
    "/settings/thresholds": lambda w: "/settings/thresholds",
    "/settings/branding": lambda w: "/settings/branding",
    "/search": lambda w: "/search?q=sustainable+packaging",
    "/searches": lambda w: "/searches",
    "/boards": lambda w: board(w).rpartition("/")[0],
    "/boards/new": lambda w: "/boards/new",
    "/boards/{id}": board,
    "/shared/boards/{token}": shared_board,
    "/assets/{asset_id}": lambda w: f"/assets/{quote(asset(w), safe='')}",
    "/vocabulary": lambda w: "/vocabulary",
    "/vocabulary/tree": lambda w: f"/vocabulary/tree?{urlencode({'concept': concept(w)})}",
    "/vocabulary/alphabet": lambda w: "/vocabulary/alphabet",
    "/vocabulary/quality": lambda w: "/vocabulary/quality",
    "/vocabulary/import": lambda w: "/vocabulary/import",
    "/vocabulary/import/{id}": lambda w: f"/vocabulary/import/{waiting_import(w)}",
    "/vocabulary/import/{id}/changes": lambda w: f"/vocabulary/import/{waiting_import(w)}/changes",
    "/vocabulary/{name}/versions": lambda w: f"/vocabulary/{quote(vocabulary(w), safe='')}/versions",
    "/vocabulary/{name}/edit": lambda w: f"{edited(w)}/edit?{urlencode({'iri': concept(w), 'done': '1-2'})}",
    "/vocabulary/{name}/add": lambda w: f"{edited(w)}/add?{urlencode({'under': concept(w)})}",
    "/vocabulary/{name}/choose": lambda w: (
        f"{edited(w)}/choose?{urlencode({'iri': concept(w), 'deed': 'move', 'q': 'pack'})}"
    ),
    "/vocabulary/{name}/merge": lambda w: (
        f"{edited(w)}/merge?{urlencode({'iri': leaves(w)[2], 'other': leaves(w)[1]})}"
    ),
    "/vocabulary/{name}/draft": lambda w: f"{edited(w)}/draft",
    "/vocabulary/{name}/offer": lambda w: f"/vocabulary/{offered(w)}/offer",
    "/vocabulary/{name}/diff": lambda w: f"/vocabulary/{quote(vocabulary(w), safe='')}/diff?old=1&new=1",
    "/vocabulary/{name}/reconcile": lambda w: f"/vocabulary/{quote(vocabulary(w), safe='')}/reconcile",
    "/vocabulary/{name}/share": lambda w: f"/vocabulary/{quote(vocabulary(w), safe='')}/share",
    "/vocabulary/sparql": lambda w: "/vocabulary/sparql?example=labels",
    "/id/{place:path}": lambda w: own_page(w),
    "/concepts": lambda w: f"/concepts?{urlencode({'iri': concept(w)})}",
    "/alike": lambda w: "/alike",
    "/governance": lambda w: "/governance",
    "/governance/tags": lambda w: "/governance/tags",
    "/governance/assets": lambda w: "/governance/assets?kind=source&value=portal",
    "/review": lambda w: "/review",
    "/review/concept": lambda w: f"/review/concept?{urlencode({'iri': w.catalogue.enrichments.lineup()[0][1]})}",
    "/review/other": other_concept,
    "/review/decided": lambda w: "/review/decided",
    "/governance/check": lambda w: "/governance/check",
    "/governance/check/table/{id}": lambda w: checked_table(w),
    "/governance/profiles": lambda w: "/governance/profiles",
    "/governance/profiles/{name}": lambda w: profile(w),
    "/governance/profile": lambda w: "/governance/profile",
    "/governance/brand": lambda w: brand(w),
    "/governance/brand/term": lambda w: f"{brand(w)}/term?term=cheap&language=en",
    "/governance/cleanups": lambda w: "/governance/cleanups",
    "/governance/cleanups/new": lambda w: "/governance/cleanups/new?tag=eco&source=studio",
    "/governance/cleanups/{id}": lambda w: f"{cleanup(w)}?show=all",
    "/governance/cleanups/{id}/dry-run": lambda w: f"{cleanup(w)}/dry-run",
    "/governance/proposals": lambda w: "/governance/proposals",
    "/governance/proposals/{id}": lambda w: proposal(w),
    "/rights": lambda w: "/rights",
    "/rights/calendar": lambda w: "/rights/calendar",
    "/rights/notices": lambda w: "/rights/notices",
    "/rights/record": lambda w: record(w),
    "/rights/intake": lambda w: "/rights/intake",
    "/rights/intake/{id}": lambda w: draft(w),
    "/rights/decisions": lambda w: "/rights/decisions",
    "/publishing": lambda w: "/publishing",
    "/publishing/new": lambda w: "/publishing/new",
    "/publishing/channels/{name}": lambda w: f"{channel(w)}?state=withdrawn",
    "/publishing/channels/{name}/edit": lambda w: f"{channel(w)}/edit",
    "/publishing/channels/{name}/qualifying": lambda w: f"{channel(w)}/qualifying?reason=rights_unknown",
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
    "/analytics/graph": lambda w: f"/analytics/graph?{urlencode({'about': concept(w)})}",
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
    "/onboarding": lambda w: onboarding_round(w).rpartition("/")[0],
    "/onboarding/{name}": onboarding_round,
    "/onboarding/{name}/desk": lambda w: f"{onboarding_round(w)}/desk?of=value&alone=1",
    "/onboarding/{name}/other": lambda w: f"{onboarding_round(w)}/other?q=pack",
    "/onboarding/{name}/coverage": lambda w: f"{onboarding_round(w)}/coverage",
    "/onboarding/{name}/history": lambda w: f"{onboarding_round(w)}/history",
    "/onboarding/{name}/exchange": lambda w: f"{onboarding_round(w)}/exchange",
    "/onboarding/{name}/dry-run": lambda w: f"{onboarding_round(w)}/dry-run",
    "/onboarding/{name}/start": lambda w: f"{onboarding_round(w)}/start",
    "/flows": lambda w: "/flows",
    "/flows/new": lambda w: "/flows/new",
    "/flows/{name}/edit": lambda w: f"/flows/{FLOW}/edit",
    "/runs": lambda w: "/runs",
    "/runs/{number}": run,
    "/settings/people": lambda w: "/settings/people",
    "/settings/tokens": lambda w: "/settings/tokens",
    "/settings/picker": lambda w: "/settings/picker",
    "/connect": lambda w: "/connect",
    "/account": lambda w: "/account",
    "/audit": lambda w: "/audit",
    "/api/v1": lambda w: "/api/v1",
    "/sign-in": lambda w: "/sign-in",
    "/sign-in/link/{key}": one_time_link,
}
