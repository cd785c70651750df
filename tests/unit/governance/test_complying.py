"""The compliance report: assets measured, groups added up, free tags counted with what they cost."""

from thesaury.governance.complying.adding import TagTally, shares
from thesaury.governance.complying.measuring import Measuring
from thesaury.governance.validating.validator import Validator
from thesaury.model.asset import Asset, Record
from thesaury.model.compliance import Compliance, Effort, Kind, Measured, Share
from thesaury.model.concept import Concept, ConceptScheme, Label
from thesaury.model.profile import Profile, SchemeRule
from thesaury.pipeline.complying import assets_csv, lacking, shares_csv, tags_csv

PLACES, THINGS = ConceptScheme("s:places"), ConceptScheme("s:things")
WORDS = (
    Concept("c:beach", ("s:places",), (Label("beach", "en"), Label("Strand", "de")), (Label("seaside", "en"),)),
    Concept("c:bottle", ("s:things",), (Label("bottle", "en"),)),
    Concept("c:flask", ("s:things",), (Label("flask", "en"),), deprecated=True, replaced_by="c:bottle"),
)
PROFILE = Profile("pictures", schemes=(SchemeRule("s:places", 1),))


def asset(id: str, *tags: str, connection: str = "dam", **properties: str) -> Asset:
    held = tuple((name, (value,)) for name, value in properties.items())
    return Asset(id, (Record(connection, id, "e", tags=tags, properties=held),))


def measuring(profile: Profile = PROFILE) -> Measuring:
    return Measuring(Validator(WORDS, (PLACES, THINGS)), lambda asset: profile, ("en",))


def test_an_asset_with_all_its_profile_wants_in_approved_terms_is_compliant():
    found = measuring().measured(asset("1", "beach", "Strand"), ())
    assert (found.complete, found.clean, found.missing) == (True, True, ())


def test_concepts_that_were_accepted_count_beside_the_tags():
    found = measuring().measured(asset("1"), ["c:beach"])
    assert (found.complete, found.clean) == (True, True)


def test_a_synonym_names_the_concept_and_is_still_to_be_cleaned():
    found = measuring().measured(asset("1", "seaside"), ())
    assert (found.complete, found.clean) == (True, False)


def test_what_is_missing_is_named_and_an_asset_without_any_concept_lacks_that_first():
    assert measuring().measured(asset("1", "bottle"), ()).missing == ("s:places",)
    assert measuring().measured(asset("2", "nobody knows"), ()).missing == ("", "s:places")
    assert measuring(Profile("")).measured(asset("3"), ()).missing == ("",)


def test_a_concept_that_is_no_longer_in_use_makes_nothing_complete():
    found = measuring(Profile("")).measured(asset("1"), ["c:flask"])
    assert (found.complete, found.missing) == (False, ("",))


def test_groups_come_from_the_records_whatever_a_system_calls_them():
    found = measuring().measured(
        asset("1", Department="Retail", region="DE", supplier="Lumen", created="2026:03:09"), ()
    )
    assert dict(found.groups) == {
        Kind.SOURCE: "dam",
        Kind.TEAM: "Retail",
        Kind.MARKET: "DE",
        Kind.AGENCY: "Lumen",
        Kind.MONTH: "2026-03",
    }


def one(id: str, complete: bool, clean: bool, *teams: str) -> Measured:
    return Measured(id, complete, clean, tuple((Kind.TEAM, team) for team in teams), () if complete else ("s:places",))


ALL = (
    one("1", True, True, "A"),
    one("2", True, False, "A", "B"),
    one("3", False, False, "B"),
    one("4", False, True, "A"),
)


def test_shares_are_added_up_by_group_the_largest_first():
    whole, by_kind = shares(ALL)
    assert whole == Share(4, 2, 2, 1)
    assert by_kind == {Kind.TEAM: (("A", Share(3, 2, 2, 1)), ("B", Share(2, 1, 0, 0)))}
    assert (whole.part, Share().part) == (0.25, 0.0)


def tally(*assets: Asset) -> TagTally:
    counted, measure = TagTally(), measuring()
    for each in assets:
        counted.add(each, measure.answers(each))
    return counted


def test_free_tags_tell_where_they_are_and_what_cleaning_them_asks_of_people():
    counted = tally(
        asset("1", "seaside", "beach"), asset("2", "seaside", "qqqq"), asset("3", "botle", connection="other")
    )
    found = {free.tag: free for free in counted.free()}
    assert counted.free()[0].tag == "seaside"
    assert (found["seaside"].assets, found["seaside"].writes, found["seaside"].effort) == (2, 2, Effort.NONE)
    assert (found["botle"].records, found["botle"].effort) == ((("other", 1),), Effort.CHOICE)
    assert found["qqqq"].effort is Effort.TERM
    assert "beach" not in found
    assert sum(counted.standings().values()) == 4


def test_the_tables_say_the_same_and_no_cell_is_a_formula():
    whole, by_kind = shares(ALL)
    counted = tally(asset("1", "=1+1"))
    report = Compliance("2026-11-29T10:00:00+00:00", whole, by_kind, counted.standings(), counted.free(), ALL)
    assert list(shares_csv(report))[1:3] == ["all,,4,2,2,1,0.2500\r\n", "team,A,3,2,2,1,0.3333\r\n"]
    assert list(tags_csv(report))[1].startswith("'=1+1,1,1,")
    assert [line.split(",")[0] for line in assets_csv(report, Kind.TEAM, "B")] == ["asset", "3", "2"]
    assert [each.asset for each in lacking(report)] == ["3", "2", "4"]
    assert report.share(Kind.TEAM, "C") == Share()
