"""What rights records say in PLUS: codes and plain words, never more than the record, and a sentence for every loss."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.unit.rights.licences import term
from thesaury.model.licensing import Axis, Limit, Modification, Selection, Statement, Term, Unresolved
from thesaury.model.plus import FORMS
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import Purchase, RightsRecord, RightsSource
from thesaury.rights.keeping import withdrawn
from thesaury.rights.plus import Exported, properties_of, properties_of_records

ELSEWHERE = "See the contract."


def told(*terms: Term, purchases: tuple[Purchase, ...] = ()) -> Exported:
    return properties_of([Statement(terms=terms)], purchases)


def said(exported: Exported, name: str) -> tuple[str, ...]:
    return dict(exported.properties).get(name, ())


def record(statement: Statement, embedded: bool = False, status: PolicyStatus = PolicyStatus.COMPLETE) -> RightsRecord:
    source = RightsSource("dam/1", "0", embedded=embedded)
    return RightsRecord(source, 1, statement, status, "p", "2026-01-01T00:00:00Z")


def test_everything_a_licence_may_say_has_its_property():
    whole = term(
        channels=Selection(("website", "email"), ("tv",)),
        regions=Selection(("DACH", "FR"), ("LI",)),
        valid_from=date(2026, 1, 1),
        valid_until=date(2026, 12, 31),
        first_use_by=date(2026, 3, 31),
        purposes=Selection(None, ("ai_training", "political")),
        parties=Selection(("licensee", "affiliates")),
        limits=(Limit("copies", 5000.0),),
        duties=("attribution", "prior_approval"),
        attribution_text="Ada Fischer",
        modification=Modification.PROHIBITED,
        scope=(("campaign", ("Relaunch",)), ("product", ("Zelt",))),
    )
    bought = Purchase("Fennmoor", "Acme", "T-1", releases=(("model", "unlimited"),), cost=(90.0, "EUR"))
    vocabulary = "http://ns.useplus.org/ldf/vocab/"
    changes = ("AL-CRP", "AL-FLP", "AL-RET", "AL-CLR", "AL-DCL", "AL-MRG")
    other = (
        "Not for AI training, political use. Only for use by licensee, affiliates. At most 5000 copies. "
        "Only for the campaign Relaunch. Must be first used by 2026-03-31."
    )
    exported = told(whole, purchases=(bought,))
    assert exported.properties == (
        ("Licensor", ("Fennmoor",)),
        ("Licensee", ("Acme",)),
        ("LicenseStartDate", ("2026-01-01",)),
        ("LicenseEndDate", ("2026-12-31",)),
        ("MediaConstraints", ("Only website, e-mail. No television.",)),
        ("RegionConstraints", ("Only DACH, France. Not Liechtenstein.",)),
        ("ProductOrServiceConstraints", ("Zelt",)),
        ("ImageAlterationConstraints", tuple(f"{vocabulary}{code}" for code in changes)),
        ("ModelReleaseStatus", (f"{vocabulary}MR-UMR",)),
        ("OtherConstraints", (other,)),
        ("CreditLineRequired", (f"{vocabulary}CR-CAI",)),
        ("OtherLicenseRequirements", ("Prior written approval is required. Credit line: Ada Fischer.",)),
        ("LicensorTransactionID", ("T-1",)),
        ("DataMining", (f"{vocabulary}DMI-PROHIBITED-AIMLTRAINING",)),
    )
    assert exported.losses == ("What the licence cost is not written into files.",)
    assert [name for name, _ in exported.properties] == [name for name in FORMS if said(exported, name)]


def test_a_moment_keeps_its_offset():
    ends = datetime(2026, 12, 31, 18, tzinfo=ZoneInfo("Europe/Berlin"))
    assert said(told(term(valid_until=ends)), "LicenseEndDate") == ("2026-12-31T18:00:00+01:00",)


def test_terms_that_differ_are_said_by_what_lies_within_all_of_them():
    web, paper = (
        term(channels="website", valid_until=date(2027, 1, 1)),
        term(channels="print", valid_until=date(2026, 6, 1)),
    )
    exported = told(web, paper)
    assert said(exported, "LicenseEndDate") == ("2026-06-01",)
    assert said(exported, "MediaConstraints") == ()
    assert said(exported, "RegionConstraints") == ("Worldwide.",)
    assert said(exported, "OtherConstraints") == (ELSEWHERE,)
    assert exported.losses == ("There are 2 terms that differ by channels; PLUS says one.",)


def test_several_terms_that_say_the_same_need_no_contract():
    exported = told(term(channels="website"), term(channels="website", duties=("attribution",)))
    assert said(exported, "OtherConstraints") == ()
    assert said(exported, "CreditLineRequired")


@pytest.mark.parametrize(
    "changed",
    [
        {"channels": "hologram"},
        {"regions": "XX"},
        {"purposes": "resale"},
        {"purposes": "non_commercial"},
        {"parties": "dealers martians"},
        {"limits": (Limit("souls", 1.0),)},
        {"limits": (Limit("copies", None),)},
        {"duties": ("sing",)},
        {"scope": (("page", ("inside",)),)},
        {"scope": (("campaign", ("all media worldwide",)),)},
        {"unclear_axes": (Axis.DATE,)},
        {"channels": Selection(("website",)), "regions": Selection(None)},
    ],
)
def test_what_has_no_words_sends_the_reader_to_the_licence(changed: dict[str, object]):
    found = replace(term(), **{name: getattr(term(**changed), name) for name in changed})
    statement = Statement(terms=(found,), unresolved=() if found.regions.allow else (Unresolved("x", 0, 0, ""),))
    exported = properties_of([statement])
    assert said(exported, "OtherConstraints")[0].endswith(ELSEWHERE)
    assert exported.losses


def test_a_grant_beyond_the_ordinary_purposes_is_a_loss_and_nothing_more():
    exported = told(term(purposes="* resale"))
    assert said(exported, "OtherConstraints") == ()
    assert exported.losses == ("PLUS has no field that allows resale; that stays with the licence.",)


def test_a_credit_line_that_reads_as_a_grant_is_not_written():
    exported = told(term(channels="website", duties=("attribution",), attribution_text="X. All media, worldwide"))
    assert said(exported, "OtherLicenseRequirements") == ()
    assert said(exported, "CreditLineRequired")
    assert len(exported.losses) == 1


def test_caps_of_the_purchase_are_said_and_send_the_reader_to_the_licence():
    bought = Purchase(caps=(("downloads", 10.0), ("users", None)))
    exported = told(term(), purchases=(bought,))
    assert said(exported, "OtherConstraints") == (f"At most 10 downloads. {ELSEWHERE}",)
    assert exported.losses == ("How much of the purchase's caps is used up, no file knows.",)
    assert said(told(term(), purchases=(Purchase(caps=(("users", None),)),)), "OtherConstraints") == ()


def test_a_stop_is_said_and_nothing_else_of_the_terms():
    exported = properties_of([Statement(prohibit_all=True), Statement(terms=(term(),))], [Purchase("Fennmoor")])
    assert exported.properties == (("Licensor", ("Fennmoor",)), ("OtherConstraints", ("No use is permitted.",)))


def test_what_waits_for_a_person_says_so():
    waiting = record(Statement(terms=(term(),)), status=PolicyStatus.NEEDS_REVIEW)
    assert said(properties_of_records([waiting]), "OtherConstraints") == (ELSEWHERE,)
    assert said(properties_of_records([record(Statement(terms=(term(),)))]), "OtherConstraints") == ()


def test_metadata_in_the_file_is_never_enough_and_an_owner_alone_says_nothing():
    purchase, owner = (
        record(Statement(terms=(term(),))),
        Statement(unresolved=(Unresolved("not_a_grant", 0, 5, "© Ada"),)),
    )
    assert properties_of_records([purchase, record(owner, embedded=True)]) == properties_of_records([purchase])
    assert properties_of_records([record(owner, embedded=True)]) == Exported()
    alone = properties_of_records([record(Statement(terms=(term(),)), embedded=True)])
    assert said(alone, "OtherConstraints") == (ELSEWHERE,)


def test_what_an_asset_was_made_from_holds_as_well():
    exported = properties_of_records([record(Statement(terms=(term(),)))], ["dam/raw.tif"])
    assert said(exported, "OtherConstraints") == (ELSEWHERE,)
    assert "dam/raw.tif" in exported.losses[0]


def test_no_record_says_nothing():
    assert properties_of_records([]) == Exported()


def test_a_source_that_says_nothing_any_more_is_not_told():
    standing = record(Statement(terms=(term(),)))
    gone = withdrawn(standing, "p", "2026-02-01T00:00:00Z")
    assert gone is not None
    assert properties_of_records([gone]) == Exported()
    assert properties_of_records([standing, gone]) == properties_of_records([standing])
