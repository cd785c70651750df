"""`thesaury serve` as people run it, behind its lock, and the ways in that tests take."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ADMIN, PASSWORD = "ana@example.org", "four words in a row"


@dataclass(frozen=True)
class Serving:
    """A server under way: its address, and the path of the one-time link it printed, where it printed one."""

    address: str
    link: str
    workspace: Path

    def client(self, **options: object) -> httpx.Client:
        """A stranger, who behaves as a browser does: his requests come from our own pages."""
        headers = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "en"}
        return httpx.Client(base_url=self.address, headers=headers, timeout=60, **options)  # type: ignore[arg-type]

    def program(self, token: str) -> httpx.Client:
        """A program with this token."""
        return httpx.Client(base_url=self.address, headers={"Authorization": f"Bearer {token}"}, timeout=60)


@contextmanager
def serving(
    workspace: Path, *options: str, command: str = "serve", links: bool = True, **env: str
) -> Iterator[Serving]:
    """Serve this workspace on a free port; with `links` a link is waited for."""
    place = ["--workspace", str(workspace)] if command == "serve" else ["--folder", str(workspace), "--quiet"]
    line = [sys.executable, "-m", "thesaury", command, *place, "--port", "0", "--no-open", *options]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"} | env
    with subprocess.Popen(
        line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().split()[3].rstrip("/")
            link = server.stdout.readline().split()[-1].removeprefix(address) if links else ""
            yield Serving(address, link, workspace)
        finally:
            server.terminate()


def made_first(client: httpx.Client, link: str, address: str = ADMIN) -> httpx.Response:
    """Become the administrator by the link of the first start."""
    sent = {"name": "Ana Roe", "address": address, "password": PASSWORD, "again": PASSWORD}
    return client.post(link, data=sent)


def token_of(workspace: Path, *scopes: str) -> str:
    """A token for a program, of an administrator made for it by command; with all scopes where none is named."""
    command = [sys.executable, "-m", "thesaury"]
    place = ["--workspace", str(workspace)]
    subprocess.run(
        [*command, "user", "add", "bot@example.org", "--role", "admin", *place], check=True, capture_output=True
    )
    wanted = scopes or ("read", "edit", "review", "vocabulary", "rights", "administer")
    given = [part for scope in wanted for part in ("--scope", scope)]
    line = [*command, "token", "create", "tests", "--for", "bot@example.org", *given, *place]
    return subprocess.run(line, check=True, capture_output=True, text=True).stdout.strip()
