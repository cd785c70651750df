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
READ_BY_ALL = {
    "/",
    "/account",
    "/alike",
    "/api/v1",
    "/api/v1/health",
    "/api/v1/me",
    "/api/v1/tokens",
    "/assets/{asset_id}",
    "/calendars/{token}.ics",
    "/connect",
    "/health",
    "/home/demo/part",
    "/home/waiting/part",
    "/rights",
    "/rights/calendar",
    "/rights/calendar.csv",
    "/rights/notices",
    "/rights/record",
    "/search",
    "/searches",
    "/searches/{token}.atom",
    "/shared/boards/{token}",
    "/sign-in",
    "/sign-in/link/{key}",
}
"""Whoever came in reads these, or whoever has the secret in the address."""
_READ_BELOW = (
    "/delivery/",
    "/feed/",
    "/id/",
    "/panel/v1/media/",
    "/picker/",
    "/pictures/",
    "/pull/",
    "/reconcile/",
    "/rest/",
    "/shared/boards/{token}/pictures/",
    "/static/",
)
"""Files, pictures, and rooms with doors of their own."""


def answering(routes: Iterable[Any], before: str = "") -> Iterator[tuple[str, frozenset[str], Dependant]]:
    """Every route that depends on something, with its methods."""
    for route in routes:
        if isinstance(route, Mount):
            yield from answering(route.routes, before + route.path)
        elif (dependant := getattr(route, "dependant", None)) is not None:
            yield before + route.path, frozenset(route.methods), dependant


def addresses(tmp_path: Path, unsafe: bool) -> list[tuple[str, Dependant]]:
    """Those that change something, or the others, and what each depends on."""
    access = Access(FakeAccounts(), "w", FakeAudit(), Passwords(64, 1))
    found = [*answering(create_app(Workspace(tmp_path), access=access).routes)]
    chosen = [(path, dependant) for path, methods, dependant in found if bool(methods - set(SAFE)) is unsafe]
    assert len(chosen) > 200
    return chosen


def asks(dependant: Dependant) -> bool:
    own = getattr(dependant.call, "__qualname__", "") == "may.<locals>.checked"
    return own or any(asks(inner) for inner in dependant.dependencies)


def silent(found: Iterable[tuple[str, Dependant]]) -> set[str]:
    """Which of these ask for no permission."""
    return {path for path, dependant in found if not asks(dependant)}


def test_every_route_that_changes_something_asks_for_a_permission(tmp_path: Path):
    found = addresses(tmp_path, unsafe=True)
    assert sorted(silent(found) - OPEN - QUESTIONS) == []
    assert sorted(OPEN - {path for path, _ in found}) == []


def test_every_page_asks_for_a_permission_or_is_for_all_who_came_in(tmp_path: Path):
    found = {path for path in silent(addresses(tmp_path, unsafe=False)) if not path.startswith(_READ_BELOW)}
    assert sorted(found - READ_BY_ALL) == []
    assert sorted(READ_BY_ALL - found) == []
