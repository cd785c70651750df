"""Proposals over a real HTTP connection: the protocol, good and bad answers, and a server in trouble."""

import json
from collections.abc import Iterator

import pytest

from tests.fakes.chat_server import Answer, ChatServer, completion, proposal, served
from thesaury.bootstrap.proposing import proposer
from thesaury.config import Settings
from thesaury.connectors.pacing import forget_circuits
from thesaury.engines.chat.answers import MOST
from thesaury.model.errors import NeedsLogin, Refused, Unreachable, Usage
from thesaury.ports.proposer import Proposed, Proposer

GOOD = proposal("channels.allow", "website", "on our site")
BUSY: Answer = (429, b'{"error": {"message": "slow down"}}', {"Retry-After": "0"})


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    forget_circuits()
    yield
    forget_circuits()


def asking(chat: ChatServer, seconds: float = 30, model: str = "small") -> Proposer:
    return proposer(Settings(proposals_url=chat.base, proposals_model=model, proposals_seconds=seconds))


def test_the_question_goes_out_by_the_protocol(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THESAURY_PROPOSALS_KEY", "k-123")
    with served(completion([GOOD])) as chat:
        found = asking(chat).propose("You propose.", "What is this?")
    assert found.values == (Proposed("channels.allow", "website", "on our site"),)
    [(body, headers)] = chat.asked
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert [message["content"] for message in body["messages"]] == ["You propose.", "What is this?"]
    assert (body["model"], body["temperature"], body["stream"]) == ("small", 0, False)
    assert headers["authorization"] == "Bearer k-123"


def test_without_a_key_none_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("THESAURY_PROPOSALS_KEY", raising=False)
    with served(completion([])) as chat:
        assert asking(chat).propose("a", "b").values == ()
    assert "authorization" not in chat.asked[0][1]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps({"proposals": [GOOD]}),
        f"Sure! Here it is:\n```json\n{json.dumps({'proposals': [GOOD]})}\n```\nAnything else?",
        f"I think {json.dumps({'proposals': [GOOD]})} fits.",
    ],
)
def test_an_answer_in_whatever_wrapping_is_read(content: str) -> None:
    with served(completion(content)) as chat:
        assert [one.value for one in asking(chat).propose("a", "b").values] == ["website"]


@pytest.mark.parametrize(
    "answer",
    [
        completion("I cannot help with that."),
        completion('{"proposals": "all of it"}'),
        completion("[" * 50_000),
        completion('{"proposals": [' + "1," * 200_000 + "1]}"),
        (200, b'{"object": "list"}', {}),
        (200, b"[]", {}),
        (200, b'{"choices": [{"message": {"content": null}}]}', {}),
    ],
)
def test_an_answer_without_sense_is_no_proposals_and_a_note(answer: Answer) -> None:
    with served(answer) as chat:
        found = asking(chat).propose("a", "b")
    assert (found.values, len(found.notes)) == ((), 1)


def test_what_has_not_the_form_is_left_out_and_counted() -> None:
    odd = [GOOD, "permit all", {"field": 3, "words": ""}, {"field": "duties", "value": "attribution"}]
    with served(completion(odd), completion([GOOD] * (MOST + 5))) as chat:
        asked = asking(chat)
        first, second = asked.propose("a", "b"), asked.propose("a", "b")
    assert (len(first.values), first.notes) == (1, ("3 proposals had not the form that was asked for.",))
    assert len(second.values) == MOST


def test_a_busy_server_is_asked_again() -> None:
    with served(BUSY, (503, b"", {"Retry-After": "0"}), completion([GOOD])) as chat:
        assert len(asking(chat).propose("a", "b").values) == 1
        assert len(chat.asked) == 3


def test_a_server_in_trouble_is_unreachable() -> None:
    with (
        served((500, b"out of memory", {"Retry-After": "0"})) as chat,
        pytest.raises(Unreachable, match="out of memory"),
    ):
        asking(chat).propose("a", "b")
    assert len(chat.asked) == 3
    with served((200, b"<html>", {"Retry-After": "0"})) as chat, pytest.raises(Unreachable):
        asking(chat, seconds=1).propose("a", "b")


def test_a_server_that_is_too_slow_is_unreachable() -> None:
    with served(completion([GOOD])) as chat:
        chat.slow = True
        with pytest.raises(Unreachable, match="did not answer"):
            asking(chat, seconds=1).propose("a", "b")


def test_nobody_there() -> None:
    with served(completion([])) as chat:
        pass
    with pytest.raises(Unreachable):
        asking(chat, seconds=1).propose("a", "b")


def test_refusals_name_what_to_do() -> None:
    with served((401, b'{"error": {"message": "bad key"}}', {})) as chat, pytest.raises(NeedsLogin) as refused:
        asking(chat).propose("a", "b")
    assert "THESAURY_PROPOSALS_KEY" in refused.value.message
    with (
        served((404, b'{"error": {"message": "no model small"}}', {})) as chat,
        pytest.raises(Refused, match="no model"),
    ):
        asking(chat).propose("a", "b")


@pytest.mark.parametrize(
    "url", ["", "127.0.0.1:8080", "file:///etc/passwd", "http://user:word@127.0.0.1/v1", "http:///v1"]
)
def test_where_no_server_is_set_nobody_is_asked(url: str) -> None:
    with pytest.raises(Usage, match="proposals_url"):
        proposer(Settings(proposals_url=url, proposals_model="small"))
    with pytest.raises(Usage, match="proposals_model"):
        proposer(Settings(proposals_url="http://127.0.0.1:1/v1"))
