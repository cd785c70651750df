"""What changes something asks for a permission: looked at in the application itself, so that no new route forgets it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from fastapi.dependencies.models import Dependant
from starlette.routing import Mount

from tests.fakes.accounts import FakeAccounts
from tests.fakes.audit import FakeAudit
from tests.journeys.pages.collection import Workspace
from thesaury.pipeline.accounts import Access
from thesaury.pipeline.accounts.passwords import Passwords
from thesaury.web.app import create_app
from thesaury.web.door.origin import SAFE

OPEN = {
    "/account/name",  # everybody's own account
    "/account/password",
    "/account/sessions/end",
    "/account/tokens",
    "/account/tokens/revoke",
    "/api/v1/tokens",  # everybody's own
    "/api/v1/tokens/{token}",
    "/api/v1/picker/tokens",  # no more than the caller may
    "/connect",  # everybody's own panels
    "/connect/end",
    "/home/guide",  # the reader's own browser
    "/hooks/{token}",  # the address is the secret
    "/panel/v1/device/code",  # a panel that asks, and holds nothing yet
    "/panel/v1/device/token",  # the key in the body is the secret
    "/panel/v1/token/refresh",
    "/panel/v1/token/revoke",
    "/preferences",  # the reader's own browser
    "/pull/oauth2/token",  # the key in the body is the secret
    "/shared/boards/{token}/comment",  # the address is the secret; it adds a comment that is marked, and no more
    "/sign-in",
    "/sign-in/link/{key}",
    "/sign-out",
}
QUESTIONS = {
    "/api/v1/rights/check",
    "/api/v1/rights/parse",
    "/reconcile/{key}/0.2/{vocabulary}",
    "/reconcile/{key}/1.0-draft/{vocabulary}/extend",
    "/reconcile/{key}/1.0-draft/{vocabulary}/match",
}
"""Sent as POST for their length; they change nothing but the log of answers."""


def unsafe(routes: Iterable[Any], before: str = "") -> Iterator[tuple[str, Dependant]]:
    """Every route with a method that changes something, and what it depends on."""
    for route in routes:
        if isinstance(route, Mount):
            yield from unsafe(route.routes, before + route.path)
        elif hasattr(route, "effective_candidates"):  # a router that was included
            yield from unsafe(route.effective_candidates(), before)
        elif set(getattr(route, "methods", None) or ()) - set(SAFE):
            yield before + route.path, route.dependant


def asks(dependant: Dependant) -> bool:
    own = getattr(dependant.call, "__qualname__", "") == "may.<locals>.checked"
    return own or any(asks(inner) for inner in dependant.dependencies)


def test_every_route_that_changes_something_asks_for_a_permission(tmp_path: Path):
    access = Access(FakeAccounts(), "w", FakeAudit(), Passwords(64, 1))
    found = dict(unsafe(create_app(Workspace(tmp_path), access=access).routes))
    assert len(found) > 20
    assert (
        sorted(path for path, dependant in found.items() if path not in OPEN | QUESTIONS and not asks(dependant)) == []
    )
    assert OPEN - found.keys() == set()
