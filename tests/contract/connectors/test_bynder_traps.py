"""The traps of the Bynder contract, one test for each, over the sandbox."""

import json
import re
from collections.abc import Iterator

import pytest

from tests.contract.asset_sink_suite import SCHEME, SIZE, change
from tests.contract.connectors.bynder_server import Bench, both, own_budget, served
from tests.contract.connectors.test_bynder_sink import PortalDesk
from tests.contract.source_suite import everything, ids, records
from tests.fakes.source import FakeKnown
from thesaury.connectors.bynder import sns
from thesaury.connectors.bynder.client import BynderApi
from thesaury.connectors.bynder.ids import rfc_shape
from thesaury.connectors.bynder.listener import BynderListener
from thesaury.connectors.bynder.locales import best, localised
from thesaury.connectors.bynder.settings import settings_of
from thesaury.model.asset import Record
from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.model.errors import Refused, Unreachable
from thesaury.model.outbox import Change, ConceptTag
from thesaury.ports.sink import Outcome
from thesaury.ports.usage import Publication
from thesaury.sandbox.bynder import sns as signer
from thesaury.sandbox.serving.clock import Clock

pytestmark = pytest.mark.usefixtures("own_budget")
__all__ = ["own_budget"]
TAGGED = {"fields": "*=tags"}
HARBOUR = ConceptTag("https://example.org/place/harbour", SCHEME, (Label("Harbour", "en"),))


@pytest.fixture
def bench() -> Iterator[Bench]:
    with served() as bench:
        yield bench


@pytest.fixture
def desk() -> Iterator[PortalDesk]:
    desk = PortalDesk()
    yield desk
    desk.close()


def tag(label: str, iri: str = "urn:example:term:one") -> ConceptTag:
    return ConceptTag(iri, SCHEME, (Label(label, "en"),))


def asked(external_id: str, *add: ConceptTag, remove: tuple[ConceptTag, ...] = (), field: str = "concepts") -> Change:
    return Change("k" * 64, "fennmoor", external_id, field, add, remove, add)


def tags_of(bench: Bench, asset: str) -> list[str]:
    return list(bench.get(f"/api/v4/media/{asset}/")["tags"])


def forms_sent(bench: Bench) -> list[str]:
    """Every write to an asset itself, where names, whole tag lists and isPublic would go."""
    return [
        entry["path"]
        for entry in bench.asked("/api/v4/media/")
        if entry["method"] == "POST" and re.fullmatch(r"/api/v4/media/[^/]+/?", entry["path"])
    ]


def test_trap_01_tag_write_keeps_human_tags(bench: Bench):
    bench.asset(tags=["pier"])
    one = bench.asset(tags=["boats", "my own words"])
    sink = bench.opened("sink", **TAGGED)
    assert sink.apply(asked(one, tag("pier"))).outcome is Outcome.UNKNOWN  # answered 202: applied later
    bench.do(asset={"id": one, "add_tags": ["meanwhile"]})
    assert set(tags_of(bench, one)) == {"boats", "my own words", "pier", "meanwhile"}
    assert sink.held([Record("c", one, "")], "concepts") == {one: None}  # tags of people may be concepts or not
    sink.apply(asked(one, remove=(tag("pier"),)))
    assert set(tags_of(bench, one)) == {"boats", "my own words", "meanwhile"}
    assert forms_sent(bench) == []
    assert bench.violations() == []


@pytest.mark.parametrize("cursor", [False, True])
def test_trap_02_body_type_with_total(bench: Bench, cursor: bool):
    bench.do(switches={"cursor": cursor})
    api = bench.source().api
    plain, counted = api.media([("limit", "2")]), api.media([("limit", "2"), ("total", "1")])
    assert (plain.total, plain.items) == (None, counted.items)
    assert counted.total == bench.source().outline().records


def test_trap_03_flags_and_properties_in_every_spelling(bench: Bench):
    one = bench.asset(
        limited=True, values={"subject": ["harbour", "meadow"], "region": ["north"], "photographer": "A. Dorn"}
    )
    [first] = bench.source().read([one], FakeKnown()).records
    bench.do(switches={"dialect": "spec"})
    [second] = bench.source().read([one], FakeKnown()).records
    assert first == second
    assert dict(first.licences[0].fields)["limited"] == "true"
    assert first.property_values("subject") == ("Harbour", "Meadow")
    assert first.property_values("region") == ("North",)
    assert first.property_values("photographer") == ("A. Dorn",)
    assert first.stated == (HARBOUR.iri,)


def test_trap_04_the_wrong_shape_of_an_id_is_not_gone(bench: Bench):
    one = bench.asset()
    page = bench.source().read([rfc_shape(one), one.lower()], FakeKnown())
    assert page.gone == ()
    assert ids([page]) == [one]
    assert not any(rfc_shape(one) in entry["path"] for entry in bench.asked("/api/v4/media"))
    bench.do(delete_asset=one)
    assert bench.source().read([rfc_shape(one)], FakeKnown()).gone == (rfc_shape(one),)


def test_trap_05_nothing_is_ever_made_public(desk: PortalDesk):
    [one] = desk.fill(1)
    answer = desk.sink().apply(change(desk, one, add=(SIZE,)))
    assert answer.outcome is Outcome.DONE
    flagged = desk.sink().apply(asked(one, tag("true"), field="isPublic"))
    assert flagged.outcome is Outcome.REFUSED
    assert "no metaproperty 'isPublic'" in flagged.message
    assert desk.bench.get(f"/api/v4/media/{one}/")["isPublic"] == 0
    assert forms_sent(desk.bench) == []


def test_trap_06_an_empty_name_is_never_sent(desk: PortalDesk):
    [one] = desk.fill(1)
    desk.sink().apply(change(desk, one, add=(SIZE,)))
    assert desk.sink().apply(asked(one, tag(""), field="name")).outcome is Outcome.REFUSED
    assert desk.bench.get(f"/api/v4/media/{one}/")["name"] == "Picture 0"
    assert forms_sent(desk.bench) == []
    assert "name-blanked" not in {entry["rule"] for entry in desk.bench.violations()}


def test_trap_07_one_429_silences_everybody():
    with both() as (one, other):
        assert records(everything(other.source(100)))
        one.fault("status:429")
        with pytest.raises(Unreachable, match="429"):
            one.source().outline()
        sent = len(one.asked())
        for bench in (one, other):
            with pytest.raises(Unreachable, match="silence"):
                bench.source().outline()
            with pytest.raises(Unreachable, match="silence"):
                bench.opened("sink", fields="*=subject").apply(asked(bench.asset(), HARBOUR))
        assert len(one.asked()) == sent


def test_trap_08_an_option_that_is_there_already_is_success(bench: Bench):
    scheme = "https://terms.example/harbours/"
    concept = Concept(f"{scheme}quay", (scheme,), (Label("Quay", "en"),))
    vocabulary = Vocabulary("v", (ConceptScheme(scheme),), (concept,))
    bench.fault("reset_after", "/options", 1, method="POST")
    done = bench.opened("forms").publish(vocabulary, scheme, "", "subject")
    assert (done.values, len(bench.asked("/options"))) == (1, 3)  # references, the lost reply, and existingUUID
    found = [one for one in bench.get("/api/v4/metaproperties/")["subject"]["options"] if one["label"] == "Quay"]
    assert len(found) == 1
    again = bench.opened("forms").publish(vocabulary, scheme, "", "subject")
    assert again.notes[0].startswith("0 options new, 0 changed")


def test_trap_09_locales_against_languages():
    labels = (Label("size", "en"), Label("Größe", "de-AT"), Label("maat", "nl"))
    assert localised(labels, ("en_US", "de_DE", "fr_FR")) == {"en_US": "size", "de_DE": "Größe"}
    assert localised(labels, ()) == {"en": "size", "de_AT": "Größe", "nl": "maat"}
    assert best(labels, "en-GB") == "size"
    assert best(labels, "de") == "Größe"
    assert best((Label("x", "fr"),), "en") == "x"
    assert best((), "en") == ""


def test_trap_10_a_202_is_never_taken_for_done(bench: Bench):
    bench.asset(tags=["pier"])
    one = bench.asset(tags=[])
    sink = bench.opened("sink", **TAGGED)
    answer = sink.apply(asked(one, tag("pier")))
    assert (answer.outcome, "read back" in answer.message) == (Outcome.UNKNOWN, True)
    assert len([entry for entry in bench.asked("/api/v4/tags/") if entry["method"] == "POST"]) == 1
    assert sink.held([Record("c", one, "")], "concepts") == {one: frozenset({"urn:example:term:one"})}
    assert sink.apply(asked(one, tag("pier"))).outcome is Outcome.UNKNOWN
    assert tags_of(bench, one) == ["pier"]


def envelope(bench: Bench, **content: str) -> dict[str, str]:
    moment = Clock().now()
    made: dict[str, str] = signer.notification(
        bench.portal, bench.address, "asset_bank.media.updated", content, moment, "2"
    )
    return made


def listener(bench: Bench) -> BynderListener:
    connection = bench.connection()
    api = BynderApi(connection, settings_of(connection), bench.tools)
    return BynderListener(api, bench.tools, re.compile(re.escape(bench.address) + "/sns/.*"))


def confirmed(bench: Bench) -> BynderListener:
    """A listener that confirmed its portal's topic."""
    heard = listener(bench)
    bench.do(subscribe={"endpoint": "http://127.0.0.1:9/nowhere", "base": bench.address})
    token = next(iter(tokens(bench)))
    first = signer.confirmation(bench.portal, bench.address, token, Clock().now(), "1")
    assert heard.heard({}, json.dumps(first).encode()) == ()
    return heard


def tokens(bench: Bench) -> list[str]:
    store = bench.sandbox.store
    return [document["token"] for _, document in store.all(f"{bench.portal}.webhook")]


def test_trap_11_foreign_certificates_and_events_of_other_tenants_are_rejected():
    with both() as (one, other):
        hearing, elsewhere = confirmed(one), confirmed(other)
        asset = one.asset()
        good = envelope(one, media_id=asset)
        assert [hint.external_id for hint in hearing.heard({}, json.dumps(good).encode())] == [asset]
        with pytest.raises(Refused, match="topic"):
            elsewhere.heard({}, json.dumps({**good, "SigningCertURL": certificate(other)}).encode())
        before = len(one.asked("/sns"))
        strict = BynderListener(one.source().api, one.tools)
        for address in FOREIGN:
            with pytest.raises(Refused, match="none of Amazon SNS"):
                strict.heard({}, json.dumps({**good, "SigningCertURL": address}).encode())
        assert len(one.asked("/sns")) == before
        with pytest.raises(Refused, match="does not hold"):
            hearing.heard({}, json.dumps({**good, "Message": json.dumps({"media_id": other.asset()})}).encode())


def certificate(bench: Bench) -> str:
    return f"{bench.address}/sns/SimpleNotificationService-sandbox.pem"


FOREIGN = (
    "",
    "http://sns.eu-central-1.amazonaws.com/x.pem",
    "https://sns.eu-central-1.amazonaws.com.evil.example/x.pem",
    "https://evil.example/sns.eu-central-1.amazonaws.com/x.pem",
    "https://sns.eu-central-1.amazonaws.com@evil.example/x.pem",
    "https://sns.eu-central-1.amazonaws.com:444/x.pem",
    "https://sns.evil.example/x.amazonaws.com/",
    "https://s3.eu-central-1.amazonaws.com/x.pem",
    "https://sns.eu-central-1.amazonaws.com\\@evil.example/x.pem",
    # There the service itself gives back what anybody wrote into it.
    "https://sns.eu-central-1.amazonaws.com/?Action=GetTopicAttributes&TopicArn=arn:aws:sns:eu-central-1:1:mine&x=.pem",
    "https://sns.eu-central-1.amazonaws.com/?/SimpleNotificationService-0a.pem",
    "https://sns.eu-central-1.amazonaws.com/#/SimpleNotificationService-0a.pem",
)


@pytest.mark.parametrize("host", ["sns.us-east-1.amazonaws.com", "sns.cn-north-1.amazonaws.com.cn"])
def test_trap_11_real_sns_hosts_are_trusted(host: str):
    assert sns.AMAZON.fullmatch(f"https://{host}/SimpleNotificationService-0a.pem")


def test_trap_12_an_asset_in_the_trash_is_gone_and_its_publication_withdrawn(bench: Bench):
    one, uri = bench.asset(), "https://pages.example/landing"
    settings = {"integration_id": bench.where["integration_id"]}
    report = bench.opened("report", **settings)
    assert report.report([uri], [Publication(one, uri)]).new == 1
    cursor = everything(bench.source(100))[-1].cursor
    bench.do(delete_asset=one)
    assert [page.gone for page in everything(bench.source(100), cursor)] == [(one,)]
    assert report.report([uri], []).removed == 1
    assert report.report([uri], []).removed == 0


def test_trap_13_a_comma_in_a_tag_is_refused_with_a_sentence(bench: Bench):
    one = bench.asset(tags=["kept"])
    answer = bench.opened("sink", **TAGGED).apply(asked(one, tag("bread, fresh")))
    assert (answer.outcome, "comma" in answer.message) == (Outcome.REFUSED, True)
    assert tags_of(bench, one) == ["kept"]


def test_trap_14_a_required_option_comes_first(bench: Bench):
    one = bench.asset()
    poster, north = tag("Poster", "urn:example:term:poster"), tag("North", "urn:example:term:north")
    refused = bench.opened("sink", fields=f"{SCHEME}=channel").apply(asked(one, poster))
    assert (refused.outcome, "'Poster' needs the option 'North'" in refused.message) == (Outcome.REFUSED, True)
    fields = f"{SCHEME}=channel;urn:example:regions=region"
    together = asked(one, poster, ConceptTag(north.iri, "urn:example:regions", north.labels))
    assert bench.opened("sink", fields=fields).apply(together).outcome is Outcome.DONE
    assert bench.get(f"/api/v4/media/{one}/")["property_channel"] == "poster"
    assert bench.violations() == []


def test_trap_15_date_metaproperties_are_never_filtered_by(bench: Bench):
    one = bench.asset(values={"release_date": "2026-05-01"})
    page = bench.source().read([one], FakeKnown())
    assert page.records[0].property_values("release_date") == ("2026-05-01",)
    everything(bench.source(100, archived="yes"))
    list(bench.source().keys())
    bench.source().outline()
    assert bench.asked("/api/v4/media")
    assert not [entry for entry in bench.asked("/api/v4/media") if "property_" in entry["query"]]
    assert bench.violations() == []
