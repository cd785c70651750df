"""The front door: hands the command line what serves the pages, for rooms on one floor never import each other."""

import ctypes
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

    from thesaury.bootstrap import EmbeddedWorkspace
    from thesaury.bootstrap.agency import Agency
    from thesaury.config import Settings
    from thesaury.web.door.oidc import Provider

_ARENA_MAX = -8
"""M_ARENA_MAX of malloc.h."""


def serve(opened: "EmbeddedWorkspace | Agency", port: int, on_ready: Callable[[str], None]) -> None:
    """Serve the pages of a workspace, or of an agency and all its clients, on this machine, behind locks, until stopped."""
    from thesaury.bootstrap.agency import Agency

    if isinstance(opened, Agency):
        _serve_agency(opened, port, on_ready)
    else:
        _serve_workspace(opened, port, on_ready)


def _serve_workspace(workspace: "EmbeddedWorkspace", port: int, on_ready: Callable[[str], None]) -> None:
    from thesaury.bootstrap.identities import identity_settings
    from thesaury.cli.demo import load_demo
    from thesaury.web.serve import Proxy
    from thesaury.web.serve import serve as run

    settings = workspace.settings
    proxy = Proxy(settings.behind_proxy, settings.host_names)
    run(
        workspace,
        port=port,
        on_ready=on_ready,
        demo=load_demo,
        access=workspace.access,
        proxy=proxy,
        provider=_provider(identity_settings(workspace)),
        per_minute=settings.api_requests_per_minute,
    )


def _serve_agency(agency: "Agency", port: int, on_ready: Callable[[str], None]) -> None:
    from thesaury.bootstrap.identities import identity_settings
    from thesaury.web.app import create_app
    from thesaury.web.serve import serve_agency as run

    def make(workspace: "EmbeddedWorkspace") -> "FastAPI":
        provider = _provider(identity_settings(workspace))
        return create_app(workspace, None, workspace.settings.api_requests_per_minute, workspace.access, provider)

    own = agency.open_own()
    try:
        run(agency, own, make, port, on_ready, _provider(own.settings))
    finally:
        own.close()


def _provider(settings: "Settings") -> "Provider | None":
    """The identity provider of the settings; its libraries are loaded only where there is one."""
    if not settings.oidc_issuer:
        return None
    from thesaury.web.door.oidc import OidcSettings, Provider

    return Provider(
        OidcSettings(
            settings.oidc_issuer,
            settings.oidc_client_id,
            os.environ.get(settings.oidc_secret_from, ""),
            settings.oidc_name,
            settings.oidc_domains,
            settings.oidc_role_claim,
            settings.oidc_roles,
            settings.oidc_default_role,
        )
    )


def main() -> None:
    """Run the command line and exit with a code of `docs/commands.md`."""
    from thesaury.cli.app import run

    _share_one_heap()
    sys.exit(run(sys.argv[1:], serve))


def _share_one_heap() -> None:
    """Let all threads of this process allocate from one heap: glibc gives each its own, and a worker's heaps keep what was freed in
    them (538 MiB against 381 in a run over 6,000 assets, at the same speed). Elsewhere nothing happens."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)


if __name__ == "__main__":
    main()
