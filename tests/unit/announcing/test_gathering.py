"""What happened becomes messages: each event once for each endpoint, in whichever order rounds are cut off."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.contract.catalogue_values import fill, record
from tests.contract.rights_records_suite import ONE
from tests.unit.announcing.told import AT, Told, entry, told
from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.model.errors import WorkspaceBusy
from thesaury.model.notice import Notice, NoticeKind
from thesaury.model.publishing import Channel, Reason
from thesaury.model.webhook import Delivery, EventKind
from thesaury.pipeline.announcing import endpoints, of_rights, of_words
from thesaury.ports.source import Page
from thesaury.publishing.cursors import read_of

LATER, LAST = "2026-03-01T11:00:00+00:00", "2026-03-01T11:30:00+00:00"
DAY = timedelta(days=1)


def sent(made: Told) -> list[tuple[str, dict[str, object]]]:
    made.round()
    return [told(one) for one in made.sent()]


def test_an_endpoint_is_told_of_what_comes_after_it_was_made():
    made = Told()
    made.settle(entry("before"))
    late = made.another()
    made.settle(entry("a", LATER))
    assert sent(made) == [
        ("asset.published", {"asset": "before", "channel": "web"}),
        ("asset.published", {"asset": "a", "channel": "web"}),
    ]
    assert [told(one)[1]["asset"] for one in made.sent(late)] == ["a"]
    assert sent(made) == []


def test_published_updated_withdrawn_and_published_again():
    made = Told()
    made.settle(entry("a"))
    assert sent(made) == [("asset.published", {"asset": "a", "channel": "web"})]
    made.settle(entry("a", LATER, AT, title="©"))
    assert sent(made) == [("asset.updated", {"asset": "a", "channel": "web"})]
    made.settle(entry("a", LATER, AT, Reason.LICENCE_EXPIRED))
    withdrawn = {"asset": "a", "channel": "web", "reason": "licence_expired"}
    assert sent(made) == [("asset.withdrawn", withdrawn)]
    made.settle(entry("a", LAST))
    assert sent(made) == [("asset.published", {"asset": "a", "channel": "web"})]


def test_what_was_published_and_changed_between_two_rounds_is_told_as_published():
    made = Told()
    made.settle(entry("a"))
    sent(made)
    made.settle(entry("b", LATER))
    made.settle(entry("b", LAST, LATER, title="©"))
    assert sent(made) == [("asset.published", {"asset": "b", "channel": "web"})]


def test_the_cursor_of_a_message_leads_to_its_change():
    made = Told()
    made.settle(entry("a"), entry("b"))
    made.round()
    cursors = [json.loads(one.body)["data"]["cursor"] for one in made.sent()]
    after = [read_of("web", cursor).number for cursor in cursors]
    feeds = made.workspace.catalogue.feeds
    assert [feeds.changes("web", number, 1)[0].asset for number in after] == ["a", "b"]


def test_only_the_kinds_and_channels_that_were_asked_for():
    made = Told((EventKind.ASSET_WITHDRAWN,), ("web",))
    made.settle(entry("a"), entry("b", reason=Reason.REGION_LOST))
    made.settle(entry("c", reason=Reason.DELETED), channel="shop")
    assert [data["asset"] for _, data in sent(made)] == ["b"]
    made.settle(entry("a", LATER, reason=Reason.DELETED))
    assert [data["asset"] for _, data in sent(made)] == ["a"]


def test_a_channel_made_later_is_told_from_its_first_change_and_one_made_anew_too():
    made = Told()
    channels = made.workspace.catalogue.channels
    made.settle(entry("a"), entry("b"))
    sent(made)
    channels.drop("web")
    channels.put(Channel("web", "Web"))
    made.settle(entry("a", LATER))
    assert [data["asset"] for _, data in sent(made)] == ["a"]


def test_ids_are_those_of_the_event_for_every_endpoint_and_every_try():
    made = Told()
    other = made.another()
    made.settle(entry("a"), entry("b"))
    made.round()
    first, second = made.sent(), made.sent(other)
    assert [one.id for one in first] == [one.id for one in second]
    assert len({one.id for one in first}) == 2
    elsewhere = Told()
    elsewhere.workspace.id = "w2"
    elsewhere.settle(entry("a"), entry("b"))
    elsewhere.round()
    assert not {one.id for one in elsewhere.sent()} & {one.id for one in first}


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("cut", range(1, 5))
def test_cut_off_anywhere_the_next_round_loses_and_doubles_nothing(
    cut: int, after: bool, monkeypatch: pytest.MonkeyPatch
):
    """Killed before or after the n-th write of a round: what was kept is kept, the rest is found again."""
    made, left = Told(), [cut]
    webhooks = made.workspace.catalogue.webhooks
    for number in range(450):
        made.settle(entry(f"a{number:03}", reason=Reason.DELETED))
    made.workspace.catalogue.notices.put([notice("n1"), notice("n2")], of_rights.ways(made.workspace.catalogue))

    class Killed(BaseException):
        pass

    def counted(endpoint: str, stream: str, cursor: str, deliveries: list[Delivery]) -> int:
        left[0] -= 1
        if left[0]:
            return kept(endpoint, stream, cursor, deliveries)
        if after:
            kept(endpoint, stream, cursor, deliveries)
        raise Killed

    kept = webhooks.enqueue
    monkeypatch.setattr(webhooks, "enqueue", counted)
    with pytest.raises(Killed):
        made.round()
    monkeypatch.setattr(webhooks, "enqueue", kept)
    made.round()
    found = [one.id for one in made.sent()]
    assert len(found) == len(set(found)) == 452
    made.round()
    assert made.sent() == []


def notice(key: str, kind: NoticeKind = NoticeKind.END) -> Notice:
    return Notice(key, kind, 30, "a1", "Título \u202e<b>", "dam/1", "0", 2, "It ends.", AT, "2026-04-01")


def test_notices_of_rights_are_told_once():
    made = Told()
    catalogue = made.workspace.catalogue
    catalogue.notices.put([notice("old")], ["email"])
    catalogue.notices.put([notice("n1"), notice("n2", NoticeKind.DENIED)], of_rights.ways(catalogue))
    data = {"asset": "a1", "record": "dam/1", "place": "0", "version": 2, "day": "2026-04-01"}
    found = sent(made)
    assert found == [
        ("rights.expiring", data | {"reason": "end"}),
        ("rights.expiring", data | {"reason": "denied"}),
    ]
    assert sent(made) == []


def test_notices_wait_for_those_who_want_them_alone():
    made = Told((EventKind.ASSET_WITHDRAWN,))
    wanting = made.another((EventKind.RIGHTS_EXPIRING,))
    assert of_rights.ways(made.workspace.catalogue) == [f"webhook/{wanting.id}"]


def test_a_new_version_of_a_rights_record_is_told_with_its_asset():
    made = Told()
    catalogue = made.workspace.catalogue
    [asset] = fill(catalogue, record("1"))
    catalogue.rights.put([ONE])
    assert sent(made) == []
    catalogue.rights.put([replace(ONE, version=2)])
    data = {"asset": asset, "record": "dam/1", "place": "0", "version": 2}
    assert sent(made) == [("rights.changed", data)]
    catalogue.records.store_page("dam", Page((), "", True))
    catalogue.records.reconcile("dam", (), AT)
    catalogue.rights.put([replace(ONE, version=3)])
    assert sent(made) == [("rights.changed", data | {"asset": "", "version": 3})]


def word(name: str, **more: object) -> Concept:
    return Concept(f"https://v.example/{name}", ("https://v.example/",), (Label(name, "en"),), **more)  # type: ignore[arg-type]


def words(*concepts: Concept) -> Vocabulary:
    return Vocabulary("terms", (ConceptScheme("https://v.example/", ()),), concepts)


def test_concepts_that_changed_and_concepts_that_were_merged():
    made = Told()
    vocabularies = made.workspace.catalogue.vocabularies
    vocabularies.put(words(word("sea"), word("lake"), word("pond"), word("gone")), "file", AT)
    made.round()
    assert [(kind, data["reason"]) for kind, data in map(told, made.sent())] == [("concept.changed", "added")] * 4
    renamed = replace(word("sea"), alternative=(Label("ocean", "en"),))
    merged = word("pond", deprecated=True, replaced_by="https://v.example/lake")
    vocabularies.put(words(renamed, word("lake"), merged, word("new")), "file", LATER)
    where = {"vocabulary": "terms", "version": 2}
    assert sent(made) == [
        ("concept.merged", {"concept": "https://v.example/pond", "into": "https://v.example/lake", **where}),
        ("concept.changed", {"concept": "https://v.example/sea", "reason": "changed", **where}),
        ("concept.changed", {"concept": "https://v.example/new", "reason": "added", **where}),
        ("concept.changed", {"concept": "https://v.example/gone", "reason": "removed", **where}),
    ]
    vocabularies.put(words(renamed), "file", LAST)
    quiet = made.another()
    made.round()
    assert made.sent(quiet) == []


def test_so_many_changed_concepts_are_told_in_one():
    made = Told((EventKind.CONCEPT_CHANGED, EventKind.CONCEPT_MERGED))
    every = [word(f"w{number}") for number in range(of_words.MOST + 1)]
    made.workspace.catalogue.vocabularies.put(words(*every), "file", AT)
    assert sent(made) == [
        ("concept.changed", {"vocabulary": "terms", "version": 1, "reason": "many", "count": of_words.MOST + 1})
    ]


def test_a_queue_that_fills_is_told_once_a_day(monkeypatch: pytest.MonkeyPatch):
    made = Told()
    queue: list[object] = []
    monkeypatch.setattr(made.workspace.catalogue.enrichments, "queue", lambda limit: queue[:limit])
    assert sent(made) == []
    queue.append("one")
    assert sent(made) == [("review.needed", {})]
    assert sent(made) == []
    queue.clear()
    assert sent(made) == []
    queue.append("two")
    assert sent(made) == []
    made.clock += DAY
    assert sent(made) == [("review.needed", {})]
    made.clock += DAY
    assert sent(made) == []


def test_who_is_paused_is_told_in_the_end_of_what_holds_then():
    made = Told()
    endpoints.pause(made.workspace.catalogue, made.endpoint.id)
    made.settle(entry("a"))
    assert sent(made) == []
    made.settle(entry("a", LATER, reason=Reason.APPROVAL_WITHDRAWN))
    endpoints.resume(made.workspace.catalogue, made.endpoint.id)
    withdrawn = {"asset": "a", "channel": "web", "reason": "approval_withdrawn"}
    assert sent(made) == [("asset.withdrawn", withdrawn)]


def test_a_stream_that_cannot_be_read_keeps_nothing_from_the_others(monkeypatch: pytest.MonkeyPatch):
    made = Told()

    def busy(after: int, limit: int) -> list[tuple[int, str, str, int]]:
        raise WorkspaceBusy("Another process is writing. Wait.")

    monkeypatch.setattr(made.workspace.catalogue.rights, "changes", busy)
    made.settle(entry("a"))
    made.workspace.catalogue.vocabularies.put(words(word("sea")), "file", AT)
    assert [kind for kind, _ in sent(made)] == ["asset.published", "concept.changed"]
