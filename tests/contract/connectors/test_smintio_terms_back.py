"""Terms of Smint.io go to ours and come back equal; what its keys cannot say is told."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contract.connectors.smintio_terms import DAY, KEYS, TERM, one, read, stated
from thesaury.connectors.smintio.crosswalk import crosswalk
from thesaury.connectors.smintio.term_writing import written
from thesaury.connectors.smintio.terms import terms_of
from thesaury.model.licensing import Limit, Selection, Statement, Term
from thesaury.rights.vocabulary import shipped


@settings(max_examples=400, deadline=None)
@given(TERM)
def test_a_term_of_known_keys_goes_to_ours_and_comes_back_equal(payload: dict[str, Any]):
    back = written(Statement(terms=terms_of(payload)))
    assert back.terms == (stated(payload),)
    assert back.losses == ()


@settings(max_examples=200, deadline=None)
@given(st.lists(TERM.filter(stated), max_size=3), st.none() | st.booleans())
def test_every_term_of_a_purchase_comes_back_equal_from_its_stored_licences(
    payloads: list[dict[str, Any]], editorial: bool | None
):
    found = read({"license_terms": payloads, "content_element": {"is_editorial_use": editorial}})
    back = written(found.statement)
    assert back.terms == tuple(map(stated, payloads))
    assert back.losses == ()


@settings(max_examples=200, deadline=None)
@given(TERM, st.dictionaries(st.text(max_size=8), st.recursive(st.none() | st.booleans() | st.integers() | st.text(),
       lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2)), max_size=3))  # fmt: skip
def test_any_payload_becomes_terms_and_what_no_rule_reads_leaves_an_axis_unclear(
    payload: dict[str, Any], wild: dict[str, Any]
):
    further = {member: value for member, value in stated(wild).items() if member not in payload}
    for term in terms_of({**payload, **further}):
        json.dumps([span.words for span in term.spans], ensure_ascii=False).encode()
        known = further.keys() <= {*KEYS, "valid_from", "valid_until", "to_be_used_until", "sequence_number", "name"}
        assert term.unclear_axes or known


# Back to Smint.io where the term is not, or is no longer, one of theirs.


def test_a_term_a_person_changed_is_written_anew_and_its_losses_are_told():
    term = one({"allowed_geographies": ["europe_any"], "allowed_distributions": ["channel_web"]})
    changed = Term(Selection(("email",)), Selection(("DE", "AT")), duties=("attribution",), spans=term.spans)
    back = written(Statement(terms=(changed,)))
    assert back.terms == (
        {
            "allowed_distributions": ["channel_email"],
            "allowed_geographies": ["europe_austria", "europe_germany"],
            "is_editorial_use": False,
        },
    )
    assert back.losses == ("Term 1: keys of Smint.io cannot say the duties exactly; tell it beside the term.",)


def test_third_parties_and_caps_are_written_by_their_keys_each_time_alike():
    term = Term(Selection(("*",)), parties=Selection(("licensee", "third_parties")), limits=(Limit("copies", 500.0),))
    wanted = {
        "allowed_distributions": ["any", "third_party_rights"],
        "is_editorial_use": False,
        "usage_limits": ["copy_up_to_500_copies"],
    }
    assert written(Statement(terms=(term, term))).terms == (wanted, wanted)
    assert written(Statement(terms=(Term(Selection(("*",))),))).terms[0]["allowed_distributions"] == ["any"]


LEAVES = crosswalk().leaves
CHOICE = st.lists(st.sampled_from(LEAVES), unique=True, max_size=5).map(tuple)
PLACES = st.lists(st.sampled_from(["DE", "RU", "CZ", "DACH", "150", "001", "US"]), unique=True, max_size=3).map(tuple)
FREE = st.builds(
    Term,
    channels=st.builds(Selection, st.none() | st.just(("*",)) | CHOICE.filter(bool), CHOICE, CHOICE),
    regions=st.builds(Selection, st.none() | PLACES.filter(bool), PLACES),
    purposes=st.builds(Selection, st.none() | st.sampled_from([("editorial",), ("pr",)])),
    limits=st.lists(st.builds(Limit, st.sampled_from(["copies", "impressions"]), st.sampled_from([None, 100.0])), max_size=2)
    .map(tuple),
    perpetual=st.booleans(),
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(FREE)
def test_a_term_of_ours_is_written_never_wider_in_place_and_every_difference_is_told(term: Term):
    back = written(Statement(terms=(term,)))
    [payload] = back.terms
    tables, told = shipped(), " ".join(back.losses)
    for again in terms_of(dict(payload)):
        granted = tables.channels.expand(LEAVES if "*" in (term.channels.allow or ()) else term.channels.allow or ())
        ours = granted - {*term.channels.deny, *term.channels.unclear}
        allow = LEAVES if "*" in (again.channels.allow or ()) else again.channels.allow or ()
        assert {*allow} - {*again.channels.deny, *again.channels.unclear} <= ours
        for place in ("DE", "RU", "CZ", "AT", "BR", "US"):
            sure = _surely(again.regions, place)
            assert not sure or _surely(term.regions, place)
            assert sure == _surely(term.regions, place) or "the regions" in told
        assert again.limits == term.limits or "the caps" in told
        assert again.perpetual == term.perpetual or "never ends" in told
        assert again.purposes == term.purposes or "the purposes" in told


def _surely(regions: Selection, place: str) -> bool:
    cover = shipped().regions.cover
    return cover(regions.allow or (), place, DAY) == 3 and cover((*regions.deny, *regions.unclear), place, DAY) == 0
