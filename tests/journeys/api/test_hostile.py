"""Hostile cursors, keys, headers, ids and values: always an answer, never a fault of ours."""

import base64
import json
from urllib.parse import quote

from hypothesis import example, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

LISTS = (
    "/assets",
    "/search?q=lake",
    "/audit",
    "/runs",
    "/rights/records",
    "/review/suggestions",
    "/identity/pairs",
    "/searches",
)
WILD = settings(max_examples=25, deadline=None)
HEADER = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=300)


def fine(status: int) -> bool:
    return 200 <= status < 500


@WILD
@given(st.text(max_size=60))
@example("A" * 10_000)
@example(base64.urlsafe_b64encode(b"[" * 2_000).decode())
@example(base64.urlsafe_b64encode(json.dumps(["x", 10**400, "\x00"]).encode()).decode())
@example("\x00")
def test_hostile_cursors(read_only: TestClient, cursor: str):
    for path in LISTS:
        asked = {"cursor": cursor.encode("utf-8", "replace").decode()}
        answer = read_only.get(
            path, params=dict([part.split("=") for part in path.partition("?")[2].split("&") if part]) | asked
        )
        assert answer.status_code in ((200,) if not asked["cursor"] else (400, 422)), (path, cursor, answer.text[:200])


@WILD
@given(
    st.lists(
        st.one_of(st.integers(), st.floats(), st.text(max_size=9), st.none(), st.booleans(), st.lists(st.integers())),
        max_size=4,
    )
)
def test_forged_places(read_only: TestClient, parts: list[object]):
    """The beginning of a cursor, which names the question, is that of a true one; the place is not."""
    for path in ("/assets?limit=1", "/audit?limit=1", "/search?limit=1"):
        true = read_only.get(path).json()["next"]
        question = json.loads(base64.urlsafe_b64decode(true + "=" * (-len(true) % 4)))[0]
        forged = base64.urlsafe_b64encode(json.dumps([question, *parts]).encode()).decode().rstrip("=")
        assert fine(read_only.get(f"{path}&cursor={forged}").status_code)


@WILD
@given(HEADER, HEADER)
@example("k" * 255, "*")
@example("k" * 256, 'W/"x"')
def test_hostile_headers(read_only: TestClient, key: str, tag: str):
    headers = {"Idempotency-Key": key, "If-Match": tag, "If-None-Match": tag, "Last-Event-ID": tag}
    for method, path in (
        ("POST", "/rights/notices/acknowledge"),
        ("PUT", "/flows/x"),
        ("GET", "/runs/1/events"),
        ("GET", "/me"),
    ):
        assert fine(read_only.request(method, path, headers=headers, json={} if method != "GET" else None).status_code)


@WILD
@given(st.text(min_size=1, max_size=40))
@example("../../etc/passwd")
@example("שלום/%2F\x00")
@example("a" * 10_000)
@example("🎄" * 300)
def test_hostile_ids(read_only: TestClient, name: str):
    part = quote(name.encode("utf-8", "replace"), safe="")
    for path in (
        "/assets",
        "/flows",
        "/searches",
        "/connections",
        "/rights/records",
        "/review/decisions",
        "/runs",
        "/vocabularies",
    ):
        more = "/versions" if path == "/vocabularies" else "?concept=x" if path == "/review/decisions" else ""
        assert fine(read_only.get(f"{path}/{part}{more}").status_code), (path, name)


@WILD
@given(st.text(max_size=200))
@example("x" * 10_000)
def test_hostile_values(read_only: TestClient, value: str):
    for path, body in (
        ("/review/decisions", {"decisions": [{"asset": value, "concept": value, "decision": "accepted"}]}),
        ("/identity/decisions", {"one": value, "other": value, "same": True}),
        ("/rights/check", {"text": value, "channel": value, "region": value}),
        ("/rights/records/confirm", {"record": value, "place": value, "version": 1}),
        ("/rights/notices/acknowledge", {"key": value}),
    ):
        assert fine(read_only.post(path, json=body).status_code), (path, value)
