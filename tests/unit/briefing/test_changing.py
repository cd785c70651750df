"""A brief as plain data and back, what a person changes of it, and what stands beside it."""

from pathlib import Path

import pytest

from tests.fakes.tables import FakeTables
from tests.fakes.workspace import FakeWorkspace
from tests.unit.briefing.words import named, read, thesaurus
from thesaury.model.brief import Brief, Source, Wanting
from thesaury.model.brief_json import brief_from, brief_shape
from thesaury.model.errors import BadInput, Usage
from thesaury.pipeline.briefs import brief_of_campaign, campaigns, of_campaign, overridden
from thesaury.pipeline.searching import Understanding
from thesaury.recommendation.briefing.changing import with_concept, with_days, with_said, without_concept
from thesaury.search.linking.linker import linker

TEXT = (
    "# Refill\n\nMarkets: DE, AT\nPeriod: 1 May 2027 to 3 June 2027\n\n"
    "## What we look for\n\n- refill in a kitchen, upright\n- families\n\n"
    "## What to avoid\n\nplastic"
)


@pytest.fixture
def brief() -> Brief:
    return read(TEXT)


def test_what_is_told_is_read_back_and_labels_do_no_harm(brief: Brief):
    shape = brief_shape(brief)
    assert brief_from(shape) == brief
    shape["concepts"][0]["label"] = "Refill"
    assert brief_from(shape) == brief
    assert brief_from({"text": "x"}) == Brief("x")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"colour": 1}, "no field 'colour'"),
        ({"concepts": [{"concept": "urn:a", "wanting": "maybe"}]}, r"concepts\[0\].wanting"),
        ({"concepts": [{"concept": "urn:a", "weight": 2}]}, r"concepts\[0\].weight"),
        ({"concepts": [{"concept": "", "weight": 1}]}, r"concepts\[0\].concept"),
        ({"concepts": [{"concept": "urn:a", "quotes": [{"start": 0, "end": 3, "text": "no"}]}]}, "do not stand there"),
        ({"sections": [{"start": 3, "end": 1}]}, r"sections\[0\]"),
        ({"sections": [{"start": 0, "end": 10**9}]}, r"sections\[0\]"),
        ({"formats": ["round"]}, r"formats\[0\]"),
        ({"regions": ["DE"] * 501}, "500"),
        ({"first_day": "tomorrow"}, "first_day"),
        ({"first_day": "2027-02-02", "last_day": "2027-01-01"}, "last_day"),
        ({"text": 3}, "text"),
    ],
)
def test_what_is_no_brief_is_refused_with_its_place(brief: Brief, change: dict[str, object], said: str):
    with pytest.raises(BadInput, match=said):
        brief_from({**brief_shape(brief), **change})


@pytest.mark.parametrize("shape", [None, [], "x", 3])
def test_what_is_no_object_is_refused(shape: object):
    with pytest.raises(BadInput):
        brief_from(shape)


def test_a_person_wants_a_concept_otherwise(brief: Brief):
    changed = with_concept(brief, "urn:refill", Wanting.EXCLUDED)
    one = next(one for one in changed.concepts if one.concept == "urn:refill")
    assert (one.wanting, one.source, bool(one.quotes)) == (Wanting.EXCLUDED, Source.PERSON, True)
    assert all("urn:refill" not in section.concepts for section in changed.sections)
    added = with_concept(brief, "urn:dog", Wanting.WISHED, 3.0)
    assert (added.concepts[-1].concept, added.concepts[-1].weight, added.concepts[-1].quotes) == ("urn:dog", 1.0, ())
    gone = without_concept(brief, "urn:refill")
    assert "refill" not in named(gone, *Wanting)
    assert all("urn:refill" not in section.concepts for section in gone.sections)
    assert without_concept(brief, "urn:nobody") is brief


def test_a_person_says_markets_and_days_otherwise(brief: Brief):
    changed = with_said(brief, "regions", ["AT", "CH", "AT"])
    assert [(one.value, one.source) for one in changed.regions] == [("AT", Source.TEXT), ("CH", Source.PERSON)]
    later = with_days(brief, brief.first_day.value if brief.first_day else "", "2027-07-01")
    assert later.first_day == brief.first_day
    assert later.last_day is not None
    assert later.last_day.source is Source.PERSON
    assert with_days(brief).first_day is None


def test_markets_channels_and_days_beside_a_brief_take_the_place_of_its_own(brief: Brief):
    workspace = FakeWorkspace()
    changed = overridden(workspace, brief, ["de"], ["social"], "", "2027-05-20")
    assert [one.value for one in changed.regions] == ["DE"]
    assert [one.value for one in changed.channels] == ["social_organic", "social_paid"]
    assert (changed.first_day, changed.last_day and changed.last_day.value) == (brief.first_day, "2027-05-20")
    assert overridden(workspace, brief, [], []) == brief
    late = overridden(workspace, brief, [], [], "2028-01-01")
    assert (late.first_day and late.first_day.value, late.last_day) == ("2028-01-01", None)
    for wrong in ({"markets": ["XX1"]}, {"channels": ["moon"]}, {"first": "2027-02-02", "last": "2027-01-01"}):
        with pytest.raises(Usage):
            overridden(workspace, brief, **{"markets": [], "channels": [], **wrong})  # type: ignore[arg-type]


def _campaigns(tmp_path: Path, *rows: dict[str, str]) -> FakeWorkspace:
    workspace = FakeWorkspace()
    workspace.campaigns_file = tmp_path / "campaigns.csv"
    workspace.campaigns_file.write_text("there")
    workspace.tables = FakeTables({workspace.campaigns_file: (tuple(ROW), [tuple(row.values()) for row in rows])})
    return workspace


ROW = {
    "ID": "one", "Name": "Rentrée", "Markets": "de, AT", "Channel": "social", "Start": "2027-01-01", "End": "2027-02-01",
    "Brief": "Des enfants dans la cuisine, pas de bonbons.",
}  # fmt: skip


def test_a_campaign_is_a_brief_with_what_its_record_says(tmp_path: Path):
    workspace = _campaigns(tmp_path, ROW)
    (one,) = campaigns(workspace)
    assert (one.id, one.markets, one.channels) == ("one", ("DE", "AT"), ("social_organic", "social_paid"))
    how = Understanding(linker(thesaurus(), None, ("en",)))
    brief = brief_of_campaign(workspace, how, thesaurus(), "one")
    assert (brief.campaign, brief.title) == ("one", "Rentrée")
    assert {one.source for one in (*brief.regions, *brief.channels)} == {Source.CAMPAIGN}
    assert brief.first_day is not None
    assert (brief.first_day.value, brief.first_day.source) == ("2027-01-01", Source.CAMPAIGN)
    assert named(brief, Wanting.REQUIRED, Wanting.WISHED) == {"back-to-school", "children", "kitchen"}
    other = of_campaign(workspace, read("Families for Germany, from 1 May 2028 to 3 May 2028"), "one")
    assert [one.value for one in other.regions] == ["DE", "AT"]
    with pytest.raises(Usage, match="Campaigns here: one"):
        brief_of_campaign(workspace, how, thesaurus(), "two")


def test_a_day_of_the_text_that_does_not_fit_the_record_is_left_out(tmp_path: Path):
    text = read("Families for Germany, from 1 May 2026 to 3 May 2026")
    begun = of_campaign(_campaigns(tmp_path, {**ROW, "End": ""}), text, "one")
    assert (begun.first_day and begun.first_day.value, begun.last_day) == ("2027-01-01", None)
    ended = of_campaign(_campaigns(tmp_path, {**ROW, "Start": "", "End": "2026-04-30"}), text, "one")
    assert (ended.first_day, ended.last_day and ended.last_day.value) == (None, "2026-04-30")
    assert brief_from(brief_shape(begun)) == begun


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"Markets": "Atlantis1"}, "no market"),
        ({"Channel": "moon"}, "no channel"),
        ({"Start": "soon"}, "no day"),
        ({"End": "2026-01-01"}, "before it begins"),
    ],
)
def test_a_broken_table_of_campaigns_says_where(tmp_path: Path, row: dict[str, str], said: str):
    with pytest.raises(BadInput, match=said) as told:
        campaigns(_campaigns(tmp_path, {**ROW, **row}))
    assert "campaigns.csv, line" in str(told.value)
    with pytest.raises(BadInput, match="there is a campaign 'one' above"):
        campaigns(_campaigns(tmp_path, ROW, ROW))


def test_without_a_table_there_are_no_campaigns():
    assert campaigns(FakeWorkspace()) == ()
