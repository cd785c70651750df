"""Whatever is typed into the search box, there is an answer."""

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

_SIGNS = st.sampled_from(
    ['"', "„", "“", "«", "»", "-", "−", ":", "::", "(", ")", "AND", "OR", "NOT", "*", "\\", "'", "%", "\x00", "\n"]
)
_PIECES = st.one_of(
    _SIGNS,
    st.text(max_size=12),
    st.sampled_from(
        ["market:", "campaign:green", 'title:"', "concept:packaging", "rights:", "licensed_region:DE", "🎉", "مرحبا"]
    ),
)
TYPED = st.lists(_PIECES, max_size=12).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TYPED)
@example("a" * 10_000)
@example('" ' * 2_000)
@example("packaging -packaging")
@example("\ud83d")
@example("-" * 500)
def test_any_text_is_answered(client: TestClient, typed: str) -> None:
    asked = {"q": typed.encode("utf-8", "replace").decode()}
    for address in ("/api/v1/search", "/search", "/api/v1/complete"):
        answer = client.get(address, params=asked)
        assert answer.status_code == 200, (address, typed, answer.text[:200])


STRANGE = ["q=%ff%fe", "q=%00", "market=&q=", "q=a&q=b"]


@pytest.mark.parametrize("asked", [*STRANGE, "q=a&page=-1", "q=a&page=999999999999"])
def test_strange_addresses_are_answered(client: TestClient, asked: str) -> None:
    assert client.get(f"/search?{asked}").status_code == 200


@pytest.mark.parametrize("asked", STRANGE)
def test_strange_questions_of_programs_are_answered(client: TestClient, asked: str) -> None:
    assert client.get(f"/api/v1/search?{asked}").status_code == 200
