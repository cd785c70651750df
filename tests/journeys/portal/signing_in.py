"""Somebody signed in to the portal."""

from collections.abc import Iterable

from fastapi import FastAPI

from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.model.access import Role
from thesaury.pipeline.accounts import people
from thesaury.pipeline.accounts.signing_in import open_session
from thesaury.web.app import create_app


def signed_in(
    workspace: EmbeddedWorkspace, roles: Iterable[Role] = (Role.ADMIN,), address: str = "mara@fennmoor.example"
) -> tuple[FastAPI, dict[str, str]]:
    """The application behind its lock, and the cookie of a person with these roles."""
    return create_app(workspace, access=workspace.access), session_of(workspace, roles, address)


def session_of(workspace: EmbeddedWorkspace, roles: Iterable[Role], address: str) -> dict[str, str]:
    """The cookie of a new person with these roles."""
    person = people.add(workspace.access, address, address.partition("@")[0].title(), roles)
    key = open_session(workspace.access, person, "127.0.0.1")
    return {f"thesaury-{workspace.access.workspace[:12]}": key}
