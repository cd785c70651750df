"""What the audit log of every catalogue promises."""

from thesaury.model.audit import Deed
from thesaury.ports.audit import Kept, Sought
from thesaury.ports.catalogue import Catalogue

ONE = Deed("2026-12-01T09:00:00+00:00", "ana@example.org", "rights.confirm", "record:dam/1", "", '{"market": "DE"}')
TWO = Deed("2026-12-02T09:00:00+00:00", "cli:ben", "rights", "record:dam/1")
THREE = Deed("2026-12-03T09:00:00+00:00", "ana@example.org", "rights-other.say", "flow:nightly", "1", "2")
FOUR = Deed("2026-12-04T09:00:00+00:00", "token:build ü", "flow.start", "flow:nightly")
ALL = (ONE, TWO, THREE, FOUR)


class AuditSuite:
    def test_deeds_are_kept_in_order_and_shown_the_newest_first(self, catalogue: Catalogue):
        audit = catalogue.audit
        assert (audit.deeds(), list(audit.every()), audit.broken_at()) == ((), [], 0)
        audit.add([])
        audit.add([ONE, TWO])
        audit.add([THREE])
        audit.add([FOUR])
        kept = [Kept(number, deed) for number, deed in enumerate(ALL, 1)]
        assert list(audit.every()) == kept
        assert audit.deeds() == tuple(kept[::-1])
        assert audit.deeds(limit=2) == (kept[3], kept[2])
        assert audit.deeds(limit=2, before=3) == (kept[1], kept[0])
        assert audit.deeds(before=1) == ()
        assert audit.broken_at() == 0

    def test_deeds_are_found_by_who_what_whereon_and_when(self, catalogue: Catalogue):
        catalogue.audit.add(ALL)

        def found(**sought: str) -> list[Deed]:
            wanted = Sought(**sought)
            listed = [kept.deed for kept in catalogue.audit.every(wanted)]
            assert [kept.deed for kept in catalogue.audit.deeds(wanted)] == listed[::-1]
            return listed

        assert found(who="ana@example.org") == [ONE, THREE]
        assert found(who="ana") == found(subject="record") == found(action="right") == []
        assert found(action="rights") == [ONE, TWO]
        assert found(action="rights.confirm") == [ONE]
        assert found(subject="flow:nightly", who="token:build ü") == [FOUR]
        assert found(since=TWO.at) == [TWO, THREE, FOUR]
        assert found(since="2026-12-02", until=THREE.at) == [TWO]
        assert found(until="2026-12-02") == [ONE]

    def test_many_deeds_are_all_there_and_the_log_is_whole(self, catalogue: Catalogue):
        catalogue.audit.add([Deed("t", "w", "a.b", f"s:{number}") for number in range(1203)])
        assert [kept.number for kept in catalogue.audit.every()] == list(range(1, 1204))
        assert catalogue.audit.broken_at() == 0

    def test_whatever_a_deed_says_is_read_again_as_it_was(self, catalogue: Catalogue):
        texts = ["", "\n", '"\\', "ä\u202e", "\U0001f600", "%_", "x" * 70_000]
        deeds = [Deed(text, text, text, text, text, text[::-1]) for text in texts]
        catalogue.audit.add(deeds)
        assert [kept.deed for kept in catalogue.audit.every()] == deeds
        assert catalogue.audit.broken_at() == 0
