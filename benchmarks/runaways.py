"""Questions that run away, sent by several people at once, and what the others notice of them.

A workspace of 10,000 assets and 100,000 uses, really served behind its lock. Six people open pages, search and ask named questions with
half a second between two requests on the average, while five others send questions in SPARQL that never end, fill the memory or give too
much, one after the other, and one of them forty at the same moment. Rounds with and without them take turns, so that whatever else the
machine does falls on both. Times of a whole answer, by the clock. Besides, somebody asks a small question of his own again and again.

Of the memory, `server` is the most that the process of the pages had, `children` the most that its children had together.
"""

import json
import os
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import httpx

from benchmarks.analytics import SMALL
from benchmarks.pages import milliseconds, served, session
from benchmarks.synthetic.analytics import Size, fill
from thesaury.bootstrap import init_workspace
from thesaury.pipeline import project
from thesaury.pipeline.measuring.running import measure

_EVERYTHING = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
RUNAWAYS = {
    "cross product": f"SELECT (COUNT(*) AS ?n) {{ {_EVERYTHING} }}",
    "sorting": f"SELECT (CONCAT(STR(?a), '{'x' * 2000}', STR(RAND())) AS ?y) {{ {_EVERYTHING} }} ORDER BY ?y",
    "grouping": f"SELECT ?a ?d ?g (COUNT(*) AS ?n) {{ {_EVERYTHING} }} GROUP BY ?a ?d ?g",
    "path without end": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)* ?b . ?b (!<urn:y>|^!<urn:y>)* ?c }",
    "rows": f"SELECT * {{ {_EVERYTHING} }}",
    "texts": f"CONSTRUCT {{ ?a ?b ?y }} {{ {_EVERYTHING} BIND(CONCAT('{'x' * 5000}', STR(?f)) AS ?y) }}",
}
PAGES = {
    "home": "/",
    "search": "/search?q=thing+7",
    "dashboard": "/analytics",
    "named question": "/api/v1/analytics/questions/most-reused-concepts?period=2025-Q4",
    "content gaps": "/api/v1/analytics/questions/content-gaps",
    "vocabulary": "/vocabulary",
}
_SMALL_QUESTION = "SELECT ?s { ?s ?p ?o } LIMIT 1"
_PEOPLE, _PAUSE = 6, 0.5
_ANSWERING = b"thesaury.engines.oxigraph.answering"
"""What the command of a child that answers a question has in it; one that has ended has no command any more."""


@dataclass(frozen=True, slots=True)
class Storm:
    """Who sends what: so many people one after the other, so many questions at the same moment, each within so many seconds; and how many
    requests each of the others makes in a round, and how many rounds of either kind there are."""

    senders: int = 5
    at_the_same_moment: int = 40
    seconds: int = 10
    each: int = 40
    rounds: int = 3


@dataclass
class Seen:
    """What was noticed: milliseconds of pages by kind of round, what run-aways came to, the small question's answers, and memory."""

    taken: dict[bool, list[float]] = field(default_factory=lambda: defaultdict(list))
    others: Counter[str] = field(default_factory=Counter)
    came_to: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    longest: float = 0.0
    asked: Counter[int] = field(default_factory=Counter)
    server_mib: int = 0
    children_mib: int = 0
    most_children: int = 0


def run(size: Size = SMALL, storm: Storm = Storm()) -> dict[str, object]:
    """Milliseconds of others with and without run-aways, how these ended, and memory."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch, "work")
        with closing(init_workspace(root)) as opened:
            fill(opened, size)
            project(opened)
            measure(opened)
            cookies = [session(opened) for _ in range(storm.senders + 3)]
        with (root / "thesaury.toml").open("a", encoding="utf-8") as settings:
            settings.write(f"sparql_seconds = {storm.seconds}\n")
        server, address = served(root)
        with server:
            try:
                seen = Seen()
                left = _rounds(address, cookies, storm, seen, server.pid)
            finally:
                server.terminate()
    return {
        "assets": size.assets,
        "others_ms": {"calm": milliseconds(seen.taken[False]), "storm": milliseconds(seen.taken[True])},
        "others_answers": dict(seen.others),
        "runaways": {name: dict(sorted(seen.came_to[name].items())) for name in RUNAWAYS},
        "longest_s": round(seen.longest, 1),
        "own_question_in_the_storm": dict(seen.asked),
        "most_children": seen.most_children,
        "mib": {"server": seen.server_mib, "children": seen.children_mib},
        "children_left": left,
    }


def _rounds(address: str, cookies: list[dict[str, str]], storm: Storm, seen: Seen, server: int) -> int:
    """Calm and storm in turns; returns how many children were left when all had their answers."""
    _traffic(address, cookies[0], storm.each, Seen(), False)  # what is opened for the first time
    for _ in range(storm.rounds):
        _traffic(address, cookies[0], storm.each, seen, False)
        with _storm(address, cookies[1:], storm, seen, server):
            _traffic(address, cookies[0], storm.each, seen, True)
    return len(_children(server))


def _traffic(address: str, cookies: dict[str, str], each: int, seen: Seen, storm: bool) -> None:
    def use(seed: int) -> None:
        order = random.Random(seed)
        with _client(address, cookies) as client:
            for _ in range(each):
                time.sleep(order.expovariate(1 / _PAUSE))
                name = order.choice(list(PAGES))
                started = time.perf_counter()
                answer = client.get(PAGES[name])
                seen.taken[storm].append((time.perf_counter() - started) * 1000)
                seen.others[f"{name} {answer.status_code}"] += 1

    with ThreadPoolExecutor(_PEOPLE) as people:
        list(people.map(use, range(_PEOPLE)))


@contextmanager
def _storm(address: str, cookies: list[dict[str, str]], storm: Storm, seen: Seen, server: int) -> Iterator[None]:
    """Within, questions run away; at the end the last of them have been answered."""
    over, names = Event(), list(RUNAWAYS)

    def send(sender: int) -> None:
        for turn in range(sender, 1_000_000):
            if over.is_set():
                return
            _sent(address, cookies[sender], names[turn % len(names)], seen)

    def flood() -> None:
        with ThreadPoolExecutor(storm.at_the_same_moment) as many:
            for place in range(storm.at_the_same_moment):
                many.submit(_sent, address, cookies[storm.senders], names[place % len(names)], seen)

    def ask() -> None:
        with _client(address, cookies[-1]) as client:
            while not over.wait(_PAUSE):
                seen.asked[client.get("/sparql", params={"query": _SMALL_QUESTION}).status_code] += 1

    def watch() -> None:
        while not over.wait(0.1):
            children = _children(server)
            seen.most_children = max(seen.most_children, len(children))
            seen.children_mib = max(seen.children_mib, sum(map(_mib, children)))
            seen.server_mib = max(seen.server_mib, _mib(server))

    deeds: list[Callable[[], None]] = [flood, ask, watch]
    with ThreadPoolExecutor(storm.senders + len(deeds)) as people:
        doing: list[Future[None]] = [people.submit(deed) for deed in deeds]
        doing += [people.submit(send, sender) for sender in range(storm.senders)]
        try:
            yield
        finally:
            over.set()
        for one in doing:
            one.result()


def _sent(address: str, cookies: dict[str, str], name: str, seen: Seen) -> None:
    started = time.perf_counter()
    with _client(address, cookies) as client:
        answer = client.post("/sparql", data={"query": RUNAWAYS[name]}, headers={"Origin": address})
    seen.came_to[name][answer.status_code] += 1
    seen.longest = max(seen.longest, time.perf_counter() - started)
    if answer.status_code in (429, 503):
        time.sleep(_PAUSE)


def _client(address: str, cookies: dict[str, str]) -> httpx.Client:
    return httpx.Client(base_url=address, cookies=cookies, timeout=300, follow_redirects=True)


def _children(process: int) -> list[int]:
    """Processes that answer questions for this one and have not ended, as Linux tells it."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == process and _ANSWERING in (place / "cmdline").read_bytes():
                found.append(int(place.name))
    return found


def _mib(process: int) -> int:
    """Memory that a process has now; 0 of one that has ended."""
    with suppress(OSError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20
    return 0


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
