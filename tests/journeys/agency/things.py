"""Every kind of thing that stands in an address, as one client has it: an address with a gap that has no row here fails the tests."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from starlette.routing import Mount

from tests.journeys.portal.everywhere import ADDRESSES
from tests.journeys.portal.furnishing import FLOW
from thesaury.bootstrap import EmbeddedWorkspace as Workspace
from thesaury.dispatch import feeding, keying, new_hook, searches
from thesaury.model.onboarding import SourceKind
from thesaury.model.publishing import Channel
from thesaury.model.webhook import Endpoint
from thesaury.pipeline.onboarding import Ruling, decide, every, propose
from thesaury.pipeline.publishing import refresh
from thesaury.pipeline.publishing.channels import put_channel
from thesaury.web.feed.signing import DeliverySigner
from thesaury.web.panel.signing import Signer
from thesaury.web.panel.signing import Ticket as PanelTicket
from thesaury.web.pull.tokens import Opened, PullSigner

GAP = re.compile(r"\{(\w+)(?::path)?\}")
_CHANNEL, _WEBHOOK, _SEARCH = "kiosk", "0123456789ab", "weekly"


def routes(application: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """The method and the path of every address of an application, mounted ones too."""
    for route in application:
        if isinstance(route, Mount):
            yield from routes(route.routes, before + route.path)
        else:
            yield from ((method, before + route.path) for method in sorted(getattr(route, "methods", None) or ()))


def made_things(workspace: Workspace) -> Mapping[str, str]:
    """What stands in the gaps, by the beginning of the address and the gap's name; the longest beginning counts."""
    asset = workspace.catalogue.records.asset_page("", 1)[0].id
    vocabulary = workspace.catalogue.vocabularies.current()[0].name
    catalogue = workspace.catalogue
    put_channel(workspace, Channel(_CHANNEL, "zibeline kiosk", "website", ("DE",), languages=("en",)))
    refresh(workspace, [_CHANNEL])
    catalogue.webhooks.put(
        Endpoint(_WEBHOOK, "https://hooks.birch.example/", made_at="2026-11-28T10:00:00+00:00", note="zibeline")
    )
    [search] = catalogue.saved_searches.all()
    catalogue.saved_searches.put(replace(search, id="s2", name=_SEARCH), [asset])
    run = catalogue.runs.recent(1)[0].id
    key, opened = keying.new_key(catalogue, "openrefine"), Opened(_CHANNEL, "0" * 64)
    return {
        **dict.fromkeys(("/assets asset_id", "/pictures asset_id", "/shared asset_id"), asset),
        **dict.fromkeys(("/api asset", "/feed asset", "/pull asset"), asset),
        **dict.fromkeys(("/pictures width", "/shared width"), "320"),
        **dict.fromkeys(("/reconcile key",), key),
        **dict.fromkeys(("/rest vocabulary", "/reconcile vocabulary"), vocabulary),
        **dict.fromkeys(("/vocabulary/ name", "/api/v1/vocabularies name"), vocabulary),
        **dict.fromkeys(("/runs number", "/api run"), str(run)),
        **dict.fromkeys(("/publishing/channels name", "/feed name", "/api channel"), _CHANNEL),
        **dict.fromkeys(("/publishing/webhooks id", "/api webhook"), _WEBHOOK),
        **dict.fromkeys(("/connections name", "/api/v1/connections name", "/publishing/targets name"), "studio"),
        **dict.fromkeys(("/flows name", "/api/v1/flows name"), FLOW),
        **dict.fromkeys(
            ("/governance/profiles name", "/api/v1/profiles name"), _last(workspace, "/governance/profiles/{name}")
        ),
        **dict.fromkeys(("/boards id", "/api/v1/boards id"), _last(workspace, "/boards/{id}")),
        **dict.fromkeys(("/rights/intake id", "/api/v1/rights/intakes id"), _last(workspace, "/rights/intake/{id}")),
        **dict.fromkeys(
            ("/governance/proposals id", "/api/v1/proposals id"), _last(workspace, "/governance/proposals/{id}")
        ),
        **dict.fromkeys(
            ("/governance/cleanups id", "/api/v1/cleanups id"), _last(workspace, "/governance/cleanups/{id}")
        ),
        **dict.fromkeys(("/vocabulary/import id", "/api/v1/imports id"), _last(workspace, "/vocabulary/import/{id}")),
        "/governance/check id": _last(workspace, "/governance/check/table/{id}"),
        "/shared token": _last(workspace, "/shared/boards/{token}"),
        "/sign-in key": _last(workspace, "/sign-in/link/{key}"),
        "/searches token": searches.new_feed(catalogue, _SEARCH).removeprefix("/searches/").removesuffix(".atom"),
        "/api/v1/searches name": _SEARCH,
        "/calendars token": feeding.new_feed(catalogue, "team"),
        "/api/v1/rights/calendar/feeds name": "team",
        "/hooks token": new_hook(catalogue, FLOW),
        "/api/v1/tokens token": workspace.access.accounts.tokens.all(workspace.id)[0].id,
        "/delivery token": DeliverySigner(workspace, workspace.id).token(_CHANNEL, asset, "original"),
        "/pull token": PullSigner(workspace, workspace.id).lasting(opened, asset, "original"),
        "/panel ticket": Signer(workspace, workspace.id).ticket(PanelTicket("s", asset, "preview")),
        "/api address": "admin@birch.example",
        "/id place": "eco",
        "/api key": "key",
        "/api comment": "comment",
        "/api share": "share",
        "/api message": "message",
        **dict.fromkeys(("/onboarding name", "/api/v1/onboarding round"), _round(workspace)),
        "/api/v1/reports name": "monthly",
        "/analytics/reports name": "monthly",
        # What is the same with every client, and numbers that say nothing of anybody.
        **dict.fromkeys(("/analytics/questions name", "/api/v1/analytics/questions name"), "coverage-matrix"),
        **dict.fromkeys(("/connections/new kind", "/reconcile kind"), "bynder"),
        "/api/v1/analytics/tables name": "uses",
        "/picker name": "frame.js",
        "/settings verb": "add",
        **dict.fromkeys(("/vocabulary number", "/api number", "/api version"), "1"),
    }


def filled(path: str, things: Mapping[str, str]) -> str:
    """The address with the things in its gaps. KeyError for a gap that has no row."""

    def thing(gap: re.Match[str]) -> str:
        fitting = [row for row in things if path.startswith(row.split()[0]) and row.split()[1] == gap[1]]
        if not fitting:
            raise KeyError(f"{path}: no row for {gap[1]}")
        return quote(things[max(fitting, key=len)], safe="")

    return GAP.sub(thing, path)


def _round(workspace: Workspace) -> str:
    """A round of the client's records, with a decision on it."""
    round = propose(workspace, SourceKind.CONNECTION, "studio", "spring").round
    decide(workspace, round, {next(every(workspace, round.name)).subject: Ruling()})
    return round.name


def _last(workspace: Workspace, page: str) -> str:
    make: Callable[[Workspace], str] = ADDRESSES[page]
    return make(workspace).partition("?")[0].rpartition("/")[2]
