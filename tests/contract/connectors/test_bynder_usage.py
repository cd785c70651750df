"""Usage, publications, pictures, events and logins of a Bynder portal, over the sandbox."""

import json
import re
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, build_opener

import pytest

from tests.contract.connectors.bynder_server import Bench, own_budget, served
from tests.fakes.source import FakeKnown
from thesaury.connectors.bynder.client import BynderApi
from thesaury.connectors.bynder.listener import EVENTS, BynderListener
from thesaury.connectors.bynder.settings import settings_of
from thesaury.model.asset import Record
from thesaury.model.errors import BadInput, NeedsLogin, Refused, Usage
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.ports.usage import Publication, UsagePage
from thesaury.sandbox.bynder import sns as signer
from thesaury.sandbox.serving.clock import Clock

pytestmark = pytest.mark.usefixtures("own_budget")
__all__ = ["own_budget"]


@pytest.fixture
def bench() -> Iterator[Bench]:
    with served() as bench:
        yield bench


def read(bench: Bench, cursor: str = "", **settings: str) -> list[UsagePage]:
    return list(bench.opened("usage", **settings).events(cursor))


def events(pages: list[UsagePage]) -> list[UsageEvent]:
    return [event for page in pages for event in page.events]


def test_what_people_did_is_read_without_naming_them(bench: Bench):
    one = bench.asset()
    bench.do(view={"id": one, "times": 2}, download={"id": one, "reasons": ["print", "web"]})
    bench.do(search={"terms": ["quill", "moss"], "found": 0, "filters": [{"field": "type", "value": "image"}]})
    pages = read(bench)
    assert [page.last for page in pages] == [False] * (len(pages) - 1) + [True]
    found = [event for event in events(pages) if event.external_id == one]
    assert sorted(event.kind for event in found) == [UsageKind.DOWNLOAD, UsageKind.VIEW, UsageKind.VIEW]
    [download] = [event for event in found if event.kind is UsageKind.DOWNLOAD]
    assert download.properties == (("reason", "print"), ("reason", "web"))
    [search] = [event for event in events(pages) if event.terms == ("quill", "moss")]
    assert (search.results, search.properties) == (0, (("filter:type", "image"),))
    assert len({event.id for event in events(pages)}) == len(events(pages))
    assert "userId" not in repr(pages)
    users = {entry["userId"] for entry in bench.get("/v7/analytics/api/v2/asset/views")}
    assert users
    assert not any(user in repr(pages) for user in users)


def test_the_next_pass_reads_only_what_is_near_with_the_same_ids(bench: Bench):
    one = bench.asset()
    bench.do(view={"id": one})
    first = read(bench)
    bench.control("clock", {"advance": 7200})
    bench.do(view={"id": one})
    second = read(bench, first[-1].cursor)
    known = {event.id for event in events(first)}
    assert len([event for event in events(second) if event.id not in known]) == 1
    for number, page in enumerate(first[:-1], 1):
        assert known <= {event.id for event in events(first[:number] + read(bench, page.cursor))}


def test_a_stream_that_is_refused_half_way_is_read_again_from_its_beginning(bench: Bench):
    bench.do(view={"id": bench.asset()})
    bench.fault("status:400", "/asset/views")
    begun = json.dumps([{"views": "2020-01-01T00:00:00Z"}, 0, "a cursor of last week", "2026-01-01T00:00:00Z"])
    pages = read(bench, begun)
    assert pages[0].refused
    assert json.loads(pages[-1].cursor)[0]["views"] == "2020-01-01T00:00:00Z"
    assert any(event.kind is UsageKind.VIEW for event in events(read(bench, pages[-1].cursor)))


def test_publications_are_reported_and_read(bench: Bench):
    one, uri = bench.asset(), "https://pages.example/spring"
    settings = {"integration_id": bench.where["integration_id"]}
    reporting = bench.opened("report", **settings)
    said = [Publication(one, uri, "hero"), Publication("no id", uri), Publication("0" * 32, uri)]
    done = reporting.report([uri], said)
    assert (done.accepted, done.new, done.removed, len(done.refused)) == (1, 1, 0, 2)
    [use] = [event for event in events(read(bench, **settings)) if event.kind is UsageKind.USE]
    assert (use.external_id, use.where, use.properties) == (one, uri, (("note", "hero"),))
    assert reporting.report([uri], []).removed == 1
    with pytest.raises(Usage, match="integration_id"):
        bench.opened("report")


def test_a_missing_role_is_named_and_the_other_streams_are_read(bench: Bench):
    bench.fault("status:403", "/v2/asset/views")
    pages = read(bench)
    [(stream, sentence)] = [refusal for page in pages for refusal in page.refused]
    assert (stream, "STATISTICS" in sentence) == ("views", True)
    assert pages[-1].last


def test_pictures_come_without_a_credential_and_are_asked_for_anew(bench: Bench):
    one = bench.asset()
    [record] = bench.source().read([one], FakeKnown()).records
    pictures = bench.opened("pictures")
    assert pictures.preview(record).startswith(b"\xff\xd8\xff")
    lapsed = Record("c", one, "", raw={**record.raw, "thumbnails": {"webimage": f"{bench.address}/m/gone/x/y.jpg"}})
    assert pictures.preview(lapsed).startswith(b"\xff\xd8\xff")
    assert pictures.preview(Record("c", "unheard of", "", raw={})) == b""
    elsewhere = Record("c", "unheard of", "", raw={"thumbnails": {"mini": "file:///etc/passwd"}})
    assert pictures.preview(elsewhere) == b""


def listener(bench: Bench) -> BynderListener:
    connection = bench.connection()
    api = BynderApi(connection, settings_of(connection), bench.tools)
    return BynderListener(api, bench.tools, re.compile(re.escape(bench.address) + "/sns/.*"))


@pytest.mark.parametrize("version", ["1", "2"])
def test_a_confirmed_subscription_hints_at_assets(bench: Bench, version: str):
    hearing, one = listener(bench), bench.asset()
    said = hearing.subscribe("http://127.0.0.1:9/hooks/secret")
    assert "was made" in said[0]
    [kept] = bench.get("/v7/webhooks/public/api/subscriptions")
    assert (kept["confirmed"], set(EVENTS) <= set(kept["events"])) == (False, True)
    assert "not confirmed" in hearing.subscribe("http://127.0.0.1:9/hooks/secret")[-1]
    [(_, document)] = bench.sandbox.store.all(f"{bench.portal}.webhook")
    now = Clock().now()
    first = signer.confirmation(bench.portal, bench.address, document["token"], now, version)
    assert hearing.heard({}, json.dumps(first).encode()) == ()
    assert bench.get("/v7/webhooks/public/api/subscriptions")[0]["confirmed"]
    assert hearing.subscribe("http://127.0.0.1:9/hooks/secret") == ("The webhook is there.",)

    def told(event: str, **content: str) -> bytes:
        made = signer.notification(bench.portal, bench.address, event, content, now, version)
        return json.dumps(made).encode()

    for event in ("asset_bank.media.deleted", "media.uploaded"):
        assert [hint.external_id for hint in hearing.heard({}, told(event, media_id=one.lower()))] == [one]
    assert hearing.heard({}, told("workflow.job.create", media_id=one)) == ()
    assert hearing.heard({}, told("asset_bank.media.updated", media_id="../x")) == ()
    assert not any("authorization" in {name.lower() for name in entry["headers"]} for entry in bench.asked("/sns"))


LONG = b'{"Type": "Notification", "MessageId": ' + b"9" * 5000 + b"}"


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b'{"Type": "Other"}', b"{" * 5000, b"[" * 100_000, LONG])
def test_a_delivery_that_is_none_cannot_be_understood(bench: Bench, body: bytes):
    with pytest.raises(BadInput):
        listener(bench).heard({}, body)


@pytest.mark.parametrize("member", ["Message", "MessageId", "Subject", "Timestamp", "TopicArn"])
def test_half_characters_in_an_event_do_not_hold_and_break_nothing(bench: Bench, member: str):
    content = {"media_id": bench.asset()}
    good = signer.notification(bench.portal, bench.address, "asset_bank.media.updated", content, Clock().now(), "2")
    with pytest.raises(Refused, match="does not hold"):
        listener(bench).heard({}, json.dumps({**good, member: "\ud800"}).encode())


def test_an_unsigned_notification_is_refused(bench: Bench):
    with pytest.raises(Refused):
        listener(bench).heard({}, json.dumps({"Type": "Notification", "Message": "{}"}).encode())


def test_machines_log_in_by_client_credentials_and_renew(bench: Bench):
    settings = {"auth": "client", "client_id": bench.where["client_id"]}
    bench.secrets.put(bench.portal, {"token": ""})
    assert bench.source(**settings).outline().records
    first = bench.secrets.get(bench.portal, "access_token")
    assert first
    bench.do(revoke="oauth")
    assert bench.source(**settings).outline().records
    assert bench.secrets.get(bench.portal, "access_token") != first
    assert len(bench.asked("/oauth2/token")) == 2
    bench.secrets.put(bench.portal, {"client_secret": "wrong", "access_token": ""})
    with pytest.raises((NeedsLogin, Refused)):
        bench.source(**settings).outline()


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def browsed(address: str) -> str:
    """Where the portal sends a browser that is logged in."""
    try:
        build_opener(_Stay()).open(address, timeout=30).close()
    except HTTPError as error:
        with error:
            return str(error.headers["Location"])
    raise AssertionError("the portal sent the browser nowhere")


def test_a_person_logs_in_with_a_browser(bench: Bench):
    back = "http://127.0.0.1:9/callback"
    settings = {"auth": "browser", "client_id": bench.where["client_id"], "redirect_uri": back}
    bench.secrets.put(bench.portal, {"token": ""})
    with pytest.raises(NeedsLogin, match="thesaury login"):
        bench.source(**settings).outline()
    login = bench.opened("login", **settings)
    callback = browsed(login.address)
    with pytest.raises(NeedsLogin, match="another login"):
        bench.opened("login", **settings).complete(callback)
    with pytest.raises(NeedsLogin, match="exactly one code"):
        login.complete(f"{back}?state=x")
    login.complete(callback)
    assert bench.secrets.get(bench.portal, "refresh_token")
    assert bench.source(**settings).outline().records
    assert bench.opened("keep", **settings) is False
    bench.secrets.put(bench.portal, {"refresh_token": "revoked", "access_token": ""})
    with pytest.raises((NeedsLogin, Refused)):
        bench.source(**settings).outline()
    with pytest.raises(Usage, match="auth=browser"):
        bench.opened("login")


def test_a_look_at_the_connection_says_what_is_missing(bench: Bench):
    said = bench.opened("check", fields="*=nowhere")
    assert said[0].endswith("answers and knows the credential.")
    assert any("no metaproperty 'nowhere'" in sentence for sentence in said)
    bench.secrets.put(bench.portal, {"token": bench.where["visitor_token"]})
    assert any("security role trash.assets" in sentence for sentence in bench.opened("check"))
    assert all(sentence.endswith(".") for sentence in said)
