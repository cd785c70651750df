"""An agency's server with fifty clients of a thousand assets, each of whom somebody has just visited: how much memory, and how long the
first and the next answers take.

The budget is 1.5 GiB. The clients are those of the benchmark `workspaces`.
"""

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

import httpx

from benchmarks.workspaces import ASSETS, WORKSPACES, _agency, _resident

_PAGES = ("/", "/search?q=sustainable+packaging", "/review", "/vocabulary", "/api/v1/complete?q=pack&lang=en")
"""The last one is what the box to search in asks while somebody types: with it, the interface for programs is there."""


def run() -> dict[str, object]:
    """Measured in a process of its own, whose memory is nothing but this."""
    command = [sys.executable, "-m", "benchmarks.agency_server", str(_agency())]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, object] = json.loads(done.stdout)
    return {"clients": WORKSPACES, "assets_each": ASSETS, "limit_mib": 1536} | found


async def measured(root: Path) -> dict[str, object]:
    """Memory in MiB, and seconds until a client whom nobody had open answers, and until each further page does."""
    from thesaury.__main__ import _share_one_heap
    from thesaury.bootstrap.agency import open_agency
    from thesaury.web.agency.app import agency_server
    from thesaury.web.app import create_app

    _share_one_heap()  # as the command does
    agency = open_agency(root)
    own = agency.open_own()
    server = agency_server(agency, own, lambda one: create_app(one, access=one.access))
    held = [_resident()]
    first, further = list[float](), list[float]()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(server), timeout=None) as browser:
        for client in agency.clients():
            cookie = _signed_in(root, client.name)
            began = perf_counter()
            (await browser.get(f"http://{client.name}.localhost/sign-in")).raise_for_status()
            first.append(perf_counter() - began)
            for page in _PAGES:
                began = perf_counter()
                answer = await browser.get(f"http://{client.name}.localhost{page}", headers={"Cookie": cookie})
                further.append(perf_counter() - began)
                if answer.status_code != 200:
                    raise RuntimeError(f"{client.name}{page}: {answer.status_code}")
            held.append(_resident())
    told = {"open": len(server.rooms.open), "none_mib": held[0], "one_mib": held[1], "all_mib": held[-1]}
    told["each_further_mib"] = round((held[-1] - held[1]) / (len(held) - 2), 1)
    seconds = {"seconds_to_open": round(median(first), 2), "seconds_for_a_page": round(median(further), 3)}
    await server.rooms.close()
    own.close()
    return told | seconds


def _signed_in(root: Path, name: str) -> str:
    from thesaury.bootstrap.agency import open_agency
    from thesaury.model.access import Role
    from thesaury.pipeline.accounts import people
    from thesaury.pipeline.accounts.signing_in import open_session

    workspace = open_agency(root).open(name)
    try:
        address = f"admin@{name}.example"
        person = workspace.access.accounts.people.called(address)
        person = person or people.add(workspace.access, address, "Admin", [Role.ADMIN])
        return f"thesaury-{workspace.id[:12]}={open_session(workspace.access, person, '127.0.0.1')}"
    finally:
        workspace.close()


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measured(Path(sys.argv[1])))))
