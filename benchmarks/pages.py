"""How soon pages of the demo brand answer while ten people use them at once, and how much of them a browser has to fetch.

Every person has a connection of his own and asks for one page after the other, in an order of his own: once with a second between two pages
on the average, as people do who look for something, and once without any pause, so that ten pages are always asked for at the same time.
Times of a whole answer, by the clock and (on Linux) by the processor: what the server has worked between the question and the answer,
for this one and for all who asked at the same time. On a machine with nothing else to do both are the same; on a busy one the second
still tells how soon the answer would have been there. The server is a process of its own.
"""

import json
import os
import random
import re
import subprocess
import sys
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx

from thesaury.bootstrap import EmbeddedWorkspace, open_workspace
from thesaury.model.access import Role
from thesaury.pipeline.accounts import people
from thesaury.pipeline.accounts.signing_in import open_session

USERS = 10
EACH = 60
_OUT = Path(__file__).parent / "out" / "demo"


def run() -> dict[str, object]:
    """Milliseconds over all and by page, with and without pauses, and kilobytes of the first page without its pictures."""
    command = [sys.executable, "-m", "thesaury", "demo", "--headless", "--quiet", "--folder", str(_OUT)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    root = _OUT / "workspace"
    workspace = open_workspace(root)
    cookies, pages = session(workspace), _pages(workspace)
    workspace.close()
    server, address = served(root)
    try:
        return {
            "users": USERS,
            "with_pauses": _measured(address, cookies, pages, 1.0, EACH // 2, server.pid),
            "without": _measured(address, cookies, pages, 0.0, EACH, server.pid),
            "first_page": _weight(address, cookies),
        }
    finally:
        server.terminate()
        server.wait(30)


def _pages(workspace: EmbeddedWorkspace) -> dict[str, str]:
    asset = workspace.catalogue.records.asset_page("", 1)[0].id
    rights = {"channel": "website", "region": "DE"}
    return {
        "home": "/",
        "search": "/search?q=sustainable+packaging",
        "search with rights": f"/search?{urlencode({'q': 'bottle', **rights})}",
        "all assets": "/search",
        "asset": f"/assets/{quote(asset, safe='')}",
        "review": "/review",
        "vocabulary": "/vocabulary",
        "rights": "/rights",
        "calendar": "/rights/calendar",
        "intake": "/rights/intake",
        "connections": "/connections",
        "runs": "/runs",
        "audit": "/audit",
        "settings": "/settings",
        "complete": "/api/v1/complete?q=pack",
    }


def session(workspace: EmbeddedWorkspace) -> dict[str, str]:
    """The cookie of somebody new who administers the workspace."""
    address = f"bench-{os.getpid()}-{time.time_ns()}@thesaury.example"
    person = people.add(workspace.access, address, "Bench", [Role.ADMIN])
    return {f"thesaury-{workspace.access.workspace[:12]}": open_session(workspace.access, person, "127.0.0.1")}


def served(root: Path) -> tuple[subprocess.Popen[str], str]:
    """The workspace served by a process of its own, and its address; whoever has it ends it."""
    command = [sys.executable, "-m", "thesaury", "serve", "--workspace", str(root), "--port", "0", "--no-open"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert server.stdout
    for line in server.stdout:
        if found := re.search(r"http://[\d.]+:\d+", line):
            return server, found.group()
    raise RuntimeError("the server ended before it was ready")


def _measured(
    address: str, cookies: dict[str, str], pages: dict[str, str], pause: float, each: int, server: int
) -> dict[str, object]:
    taken: dict[str, list[float]] = defaultdict(list)
    worked: list[float] = []

    def use(seed: int) -> None:
        order = random.Random(seed)
        with httpx.Client(base_url=address, cookies=cookies, timeout=60, follow_redirects=True) as client:
            for _ in range(each):
                time.sleep(order.expovariate(1 / pause) if pause else 0)
                name = order.choice(list(pages))
                started, before = time.perf_counter(), _worked(server)
                answer = client.get(pages[name])
                taken[name].append((time.perf_counter() - started) * 1000)
                worked.append((_worked(server) - before) * 1000)
                if answer.status_code != 200:
                    raise RuntimeError(f"{pages[name]} answered {answer.status_code}")

    with httpx.Client(base_url=address, cookies=cookies, timeout=60, follow_redirects=True) as first:
        for path in pages.values():
            first.get(path)
    begun = _worked(server)
    with ThreadPoolExecutor(USERS) as pool:
        list(pool.map(use, range(USERS)))
    every = [one for each in taken.values() for one in each]
    return {
        "all_ms": milliseconds(every),
        "all_processor_ms": milliseconds(worked),
        "processor_ms_of_a_page": round((_worked(server) - begun) * 1000 / len(every), 1),
        "by_page_ms": {name: milliseconds(taken[name]) for name in pages},
    }


def _worked(process: int) -> float:
    """Seconds of processor time a process has used so far; 0 where the system does not tell."""
    # What `clock_getcpuclockid` makes of a process id on Linux.
    return time.clock_gettime((~process << 3) | 2) if sys.platform == "linux" else 0.0


def milliseconds(taken: list[float]) -> dict[str, float]:
    """The median and the 95th percentile."""
    ordered = sorted(taken)
    return {"median": round(ordered[len(ordered) // 2], 1), "p95": round(ordered[int(len(ordered) * 0.95)], 1)}


def _weight(address: str, cookies: dict[str, str]) -> dict[str, object]:
    """What a browser fetches for a page of results but pictures, in kilobytes: as it travels, and unpacked."""
    with httpx.Client(base_url=address, cookies=cookies, timeout=60, follow_redirects=True) as client:
        html = client.get("/search?q=sustainable+packaging")
        linked = re.findall(r'(?:href|src)="(/static/[^"#]+)', html.text)
        answers = [html, *(client.get(path) for path in dict.fromkeys(linked))]
    sent = sum(int(answer.headers.get("content-length", len(answer.content))) for answer in answers)
    return {"sent_kb": round(sent / 1000, 1), "unpacked_kb": round(sum(len(a.content) for a in answers) / 1000, 1)}


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
