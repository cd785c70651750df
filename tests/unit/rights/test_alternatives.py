"""What would be permitted instead: the nearest uses first, each said by what differs."""

from datetime import date, timedelta

from tests.unit.rights.licences import DENY, PERMIT, capped, licence, term, use
from thesaury.model.licensing import ANY, WORLD, Modification, Selection, Statement, Unresolved
from thesaury.rights.deciding import Basis, decide


def sentences(statement: Statement, basis: Basis | None = None, **changed) -> list[str]:
    decision = decide(statement, use(**changed), basis or Basis())
    assert decision.verdict is not PERMIT
    for one in decision.alternatives:
        assert decide(statement, one.use, basis or Basis()).verdict is PERMIT
    return [one.sentence for one in decision.alternatives]


def test_fewer_regions_as_long_as_they_are_permitted():
    dach = licence(regions="DE AT", valid_until=date(2026, 12, 31))
    assert sentences(dach, regions="DE AT FR") == ["Permitted in DE and AT until 31 December 2026"]
    assert sentences(dach, regions="DACH")[0] == "Permitted in AT and DE until 31 December 2026"


def test_as_many_days_as_the_licence_holds():
    ending = licence(valid_until=date(2026, 12, 31))
    assert sentences(ending, last_day=date(2027, 3, 31)) == ["Permitted until 31 December 2026"]
    beginning = licence(valid_from=date(2026, 7, 1))
    assert sentences(beginning, last_day=date(2026, 8, 31)) == ["Permitted from 1 July 2026"]
    assert sentences(beginning) == ["Permitted from 1 July 2026"]


def test_both_fewer_regions_and_days():
    dach = licence(regions="DE AT", valid_until=date(2026, 12, 31))
    found = sentences(dach, regions="DE AT FR", last_day=date(2027, 3, 31))
    assert found == ["Permitted in DE and AT until 31 December 2026"]


def test_the_regions_of_the_licence_where_none_of_those_asked_for_is_permitted():
    assert sentences(licence(regions="BE LU"), regions="NL") == ["Permitted in BE and LU"]


def test_another_channel_of_the_same_groups():
    organic = licence(channels="social_organic tv")
    assert sentences(organic, channel="social_paid") == ["Permitted on social_organic", "Permitted on tv"]


def test_less():
    run = licence(limits=(capped("copies", 10_000),))
    asked = {"channel": "brochure", "quantity": (("copies", 15_000.0),)}
    assert sentences(run, **asked) == ["Permitted with at most 10000 copies"]
    assert sentences(run, Basis(used={"copies": 4_000}), **asked) == ["Permitted with at most 6000 copies"]
    assert sentences(run, Basis(used={"copies": 10_000}), **asked) == []


def test_other_conditions():
    assert sentences(licence(modification=Modification.PROHIBITED), modify=True) == ["Permitted without changes"]
    assert sentences(licence(duties=("prior_approval",))) == ["Permitted once it is approved"]
    assert sentences(licence(parties="licensee"), party="dealers") == ["Permitted by licensee"]
    editorial = licence(purposes=Selection(("editorial",), ("commercial_promotion",)))
    assert sentences(editorial) == ["Permitted for editorial"]
    spring = licence(scope=(("campaign", ("Spring",)),))
    assert sentences(spring) == ["Permitted for the campaign Spring"]


def test_nothing_is_offered_where_more_than_one_thing_would_have_to_change():
    assert sentences(licence(channels="tv", purposes="editorial")) == []


def test_nothing_is_offered_on_a_guess():
    doubtful = Statement(terms=(term(regions="DE"),), unresolved=(Unresolved("contradiction", 0, 1, "?"),))
    assert sentences(doubtful, regions="DE FR") == []
    assert sentences(Statement(prohibit_all=True)) == []
    assert sentences(licence(regions=Selection((WORLD,), (), ("DE", "FR"))), regions="DE FR") == []


def test_terms_that_take_turns_offer_the_regions_they_share():
    turns = licence(term(regions="DE", valid_until=date(2026, 6, 30)), term(regions="DE", valid_from=date(2026, 7, 1)))
    asked = {"regions": "DE FR", "last_day": date(2026, 8, 31)}
    assert decide(turns, use(**asked)).verdict is DENY
    assert "Permitted in DE" in sentences(turns, **asked)


def test_no_more_are_shown_than_can_be_read():
    wide = licence(channels=Selection((ANY,), ("website",)))
    assert len(sentences(wide)) == 4


def test_a_search_among_very_many_terms_ends_without_alternatives():
    start = date(2026, 1, 1)
    weeks = [start + timedelta(days=7 * week) for week in range(60)]
    many = licence(*(term(regions="FR", valid_from=week, valid_until=week + timedelta(days=20)) for week in weeks))
    decision = decide(many, use(last_day=date(2028, 1, 1)))
    assert (decision.verdict, decision.alternatives) == (DENY, ())
