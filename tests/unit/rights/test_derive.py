"""What the licences of an asset become."""

from collections.abc import Sequence
from dataclasses import replace

from tests.unit.rights.licences import USE
from thesaury.model.asset import Asset, Licence, Record
from thesaury.model.licensing import LicenceModel, Selection, Statement, Term, Unresolved
from thesaury.model.policy import PolicyStatus, Verdict
from thesaury.model.rights_record import Purchase, RightsRecord
from thesaury.ports.licences import StatedLicence
from thesaury.rights import parsing
from thesaury.rights.deciding import decide_asset
from thesaury.rights.deciding.records import rights_in
from thesaury.rights.derive import VERSION, derive, version_with
from thesaury.rights.keeping import TAKEN_IN, confirmed

AT, LATER = "2026-11-28T10:00:00Z", "2026-11-29T10:00:00Z"
CLEAR = "All media, worldwide, perpetual."
UNCLEAR = "Web only, quuxing frobnication."


def asset(*licences: Licence) -> Asset:
    return Asset("a", (Record("dam", "1", "1", licences=licences),))


def known(*records: RightsRecord) -> dict[tuple[str, str], RightsRecord]:
    return {record.key: record for record in records}


def test_a_text_that_is_understood_whole_is_complete():
    derived = derive(asset(Licence(CLEAR)), {}, AT)
    [policy], [made] = derived.policies, derived.renewed
    assert (policy.record, policy.status, policy.text, policy.unresolved) == (
        "dam/1",
        PolicyStatus.COMPLETE,
        CLEAR,
        (),
    )
    assert (made.key, made.version, made.parser, made.at) == (("dam/1", "0"), 1, VERSION, AT)
    assert made.statement.terms[0].perpetual


def test_a_text_with_words_that_nobody_understood_needs_review():
    [policy] = derive(asset(Licence(UNCLEAR)), {}, AT).policies
    assert policy.status is PolicyStatus.NEEDS_REVIEW
    assert any("frobnication" in words for words in policy.unresolved)


def test_fields_are_no_grant_by_themselves():
    [policy] = derive(asset(Licence(CLEAR, (("valid_until", "2027-01-01"),))), {}, AT).policies
    assert (policy.status, policy.unresolved) == (PolicyStatus.NEEDS_REVIEW, ("valid_until: 2027-01-01",))


def test_nothing_stated_permits_nothing():
    [policy] = derive(asset(Licence()), {}, AT).policies
    assert policy.status is PolicyStatus.NEEDS_REVIEW
    assert derive(asset(), {}, AT).policies == ()


def test_what_is_known_makes_no_new_version_and_another_text_does():
    first = derive(asset(Licence(CLEAR), Licence(UNCLEAR)), {}, AT)
    assert [record.key for record in first.renewed] == [("dam/1", "0"), ("dam/1", "1")]
    again = derive(asset(Licence(CLEAR), Licence(UNCLEAR)), known(*first.renewed), LATER)
    assert again.renewed == ()
    assert again.policies == first.policies
    [changed] = derive(asset(Licence(CLEAR), Licence(CLEAR)), known(*first.renewed), LATER).renewed
    assert (changed.key, changed.version, changed.status) == (("dam/1", "1"), 2, PolicyStatus.COMPLETE)


class Shop:
    """Reads licences whose first field is a transaction."""

    version = "shop/3"

    def read(self, licences: Sequence[Licence]) -> tuple[list[StatedLicence], list[Licence]]:
        term = Term(Selection(("website",)), Selection(("DE",)), perpetual=True)
        bought = [licence for licence in licences if licence.fields]
        statement = Statement(LicenceModel.RIGHTS_MANAGED, terms=(term,))
        stated = [
            StatedLicence(
                statement, Purchase("Shop", transaction=licence.fields[0][1]), licence.fields, (licence.text,)
            )
            for licence in bought
        ]
        return stated, [licence for licence in licences if not licence.fields]


def test_whoever_knows_a_system_reads_its_licences_and_leaves_the_rest():
    one = asset(Licence(CLEAR, (("transaction", "T-7"),)), Licence(UNCLEAR))
    derived = derive(one, {}, AT, {"dam": Shop()})
    assert [record.key for record in derived.renewed] == [("dam/1", "T-7"), ("dam/1", "T-7 text 0"), ("dam/1", "0")]
    assert [policy.status for policy in derived.policies] == [
        PolicyStatus.COMPLETE,
        PolicyStatus.COMPLETE,
        PolicyStatus.NEEDS_REVIEW,
    ]
    stated, text, _ = derived.renewed
    assert stated.statement.terms[0].regions.allow == ("DE",)
    assert (stated.purchase.transaction, text.purchase.transaction, text.source.text) == ("T-7", "T-7", CLEAR)
    assert stated.parser == version_with({"dam": Shop()}) == f"{VERSION} shop/3"
    assert derive(one, known(*derived.renewed), LATER, {"dam": Shop()}).renewed == ()
    assert len(derive(one, {}, AT, {"other": Shop()}).policies) == 2


class Silent(Shop):
    """Sells by the text: its terms state nothing, or only that nothing is granted yet."""

    def __init__(self, *doubts: Unresolved) -> None:
        self.statement = Statement(LicenceModel.ROYALTY_FREE, unresolved=doubts)

    def read(self, licences: Sequence[Licence]) -> tuple[list[StatedLicence], list[Licence]]:
        stated, others = super().read(licences)
        return [replace(one, statement=self.statement) for one in stated], others


def test_where_terms_state_nothing_the_texts_are_all_there_is_to_go_by():
    one = asset(Licence(CLEAR, (("transaction", "T-7"),)))
    [text] = derive(one, {}, AT, {"dam": Silent()}).renewed
    assert (text.key, text.status) == (("dam/1", "T-7 text 0"), PolicyStatus.COMPLETE)
    assert verdict(text) is Verdict.PERMIT
    doubtful = derive(one, {}, AT, {"dam": Silent(Unresolved("not_a_grant", 0, 0, "pending"))}).renewed
    assert [record.key[1] for record in doubtful] == ["T-7", "T-7 text 0"]
    assert verdict(*doubtful) is Verdict.NEEDS_REVIEW


def test_the_version_says_which_parser_reads():
    assert VERSION.endswith(f"+{parsing.VERSION}")


def test_what_a_source_no_longer_states_is_withdrawn_once_and_comes_back():
    first = derive(asset(Licence(CLEAR), Licence(UNCLEAR)), {}, AT)
    gone = derive(asset(Licence(CLEAR)), known(*first.renewed), LATER)
    [made] = gone.renewed
    assert (made.key, made.version, made.status) == (("dam/1", "1"), 2, PolicyStatus.NEEDS_REVIEW)
    assert (made.statement.terms, made.source.text) == ((), "")
    assert len(gone.policies) == 1
    now = known(first.renewed[0], made)
    assert derive(asset(Licence(CLEAR)), now, LATER).renewed == ()
    back = derive(asset(Licence(CLEAR), Licence(CLEAR)), now, LATER)
    assert [(one.version, one.status) for one in back.renewed] == [(3, PolicyStatus.COMPLETE)]


def verdict(*records: RightsRecord) -> Verdict:
    return decide_asset("a", {"a": rights_in(records)}, USE).verdict


def test_an_emptied_source_permits_nothing_even_if_it_was_confirmed():
    [before] = derive(asset(Licence(CLEAR)), {}, AT).renewed
    sure = confirmed(before, before.statement, "ana", AT)
    [made] = derive(asset(), known(sure), LATER).renewed
    assert (made.status, made.version) == (PolicyStatus.NEEDS_REVIEW, 3)
    assert (verdict(sure), verdict(made)) == (Verdict.PERMIT, Verdict.NEEDS_REVIEW)


def test_what_is_withdrawn_stands_in_the_way_of_nothing_else():
    clear, doubtful = derive(asset(Licence(CLEAR), Licence(UNCLEAR)), {}, AT).renewed
    [gone] = derive(asset(Licence(CLEAR)), known(clear, doubtful), LATER).renewed
    assert (verdict(clear, doubtful), verdict(clear, gone)) == (Verdict.NEEDS_REVIEW, Verdict.PERMIT)


def test_a_policy_that_somebody_took_in_is_not_withdrawn_by_a_source():
    [before] = derive(asset(Licence(CLEAR)), {}, AT).renewed
    by_hand = replace(before, parser=TAKEN_IN, source=replace(before.source, place="odrl urn:p"))
    assert derive(asset(), known(by_hand), LATER).renewed == ()


class OldShop(Shop):
    """Knows the day of purchase."""

    def read(self, licences: Sequence[Licence]) -> tuple[list[StatedLicence], list[Licence]]:
        stated, rest = super().read(licences)
        return [
            replace(one, purchase=replace(one.purchase, purchased_at="2015-05-01T09:00:00+00:00")) for one in stated
        ], rest


def test_the_texts_of_a_purchase_are_read_as_of_its_day():
    one = asset(Licence("Shutterstock standard licence. Print, Germany, perpetual.", (("transaction", "T-8"),)))
    old, new = (derive(one, {}, AT, {"dam": shop()}).renewed[1].statement.terms[0] for shop in (OldShop, Shop))
    assert [term.limits[0].max for term in (old, new)] == [250_000, 500_000]
