"""From a brief to assets: what may be used and nothing else, in sections, varied, explained, and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes.workspace import FakeWorkspace
from tests.unit.recommendation.worlds import (
    FREE,
    STOP,
    THESAURUS,
    Shot,
    brief,
    names,
    recommended,
    world,
)
from tests.unit.rights.licences import licence
from thesaury.model.annotation import Enrichment, Suggestion
from thesaury.model.brief import Brief, Format, Section, Source, Wanting
from thesaury.model.errors import Usage
from thesaury.model.policy import Verdict
from thesaury.recommendation.briefing.changing import with_concept
from thesaury.recommendation.described import described
from thesaury.recommendation.past import NoPast
from thesaury.recommendation.recommended import Gap, Pick, Recommendation, Relation, UsageLine

TAGS = ("school", "pupils", "teachers", "supplies", "satchel", "kitchen", "breakfast", "candy", "autumn")
IN_FRANCE = licence(regions="FR")
SHOTS = st.builds(
    Shot,
    tags=st.lists(st.sampled_from(TAGS), max_size=4, unique=True).map(" ".join),
    rights=st.sampled_from((FREE, FREE, STOP, IN_FRANCE, None)),
    sides=st.sampled_from(((1600, 1000), (1000, 1600), (0, 0))),
    properties=st.sampled_from(({}, {}, {"shoot": "one"}, {"status": "draft"}, {"created": "2020-05-01"})),
)
WORLDS = st.lists(SHOTS, min_size=2, max_size=8)
ASKED = st.lists(st.sampled_from(TAGS[:7]), min_size=1, max_size=4, unique=True)


def one(found: Recommendation, name: str) -> Pick:
    return next(pick for pick in found.picks if pick.asset.records[0].external_id == name)


def found_gaps(opened: FakeWorkspace, asked: str) -> tuple[Gap, ...]:
    return recommended(opened, brief(asked)).gaps


def without(asked: Brief, concept: str) -> Brief:
    """The brief without a concept, as a person takes it out: its words stay."""
    return replace(
        asked,
        concepts=tuple(held for held in asked.concepts if held.concept != concept),
        sections=tuple(
            replace(part, concepts=tuple(held for held in part.concepts if held != concept)) for part in asked.sections
        ),
    )


def test_what_shows_more_of_the_brief_comes_first_and_says_by_what():
    opened = world(itself=Shot("school"), near=Shot("satchel"), other=Shot("autumn"))
    found = recommended(opened, brief("school", text="The first day at school"))
    assert names(found) == ["itself", "near"]
    reasons = {reason.carried: reason for reason in one(found, "near").because}
    assert reasons["urn:satchel"].path == ("urn:school", "urn:supplies", "urn:satchel")
    assert reasons["urn:satchel"].quotes[0].text == "school"
    assert {step.concept for step in found.steps if step.relation is Relation.NARROWER} == {"urn:satchel"}
    assert found.fitting == 2


def test_only_what_may_be_used_is_picked_the_rest_is_counted_or_put_in_a_drawer():
    opened = world(
        free=Shot("school"), stop=Shot("school", STOP), france=Shot("school", IN_FRANCE), nobody=Shot("school", None)
    )
    found = recommended(opened, brief("school"))
    assert names(found) == ["free"]
    assert [pick.rights.verdict for pick in found.picks if pick.rights] == [Verdict.PERMIT]
    assert [pick.asset.records[0].external_id for pick in found.review] == ["nobody"]
    assert found.denied == {"other": 1, "region": 1}
    assert found.fitting == 1


def test_several_channels_and_regions_count_by_the_strictest():
    opened = world(
        web=Shot("school", licence(channels="website")),
        both=Shot("school", licence(channels="website email")),
        here=Shot("school", licence(channels="website email", regions="DE")),
    )
    assert set(names(recommended(opened, brief("school", channels="website email")))) == {"both", "here"}
    assert names(recommended(opened, brief("school", channels="website email", regions="DE FR"))) == ["both"]


def test_a_brief_without_a_use_asks_nothing_of_rights_and_says_so():
    found = recommended(world(stop=Shot("school", STOP)), brief("school", channels="", regions=""))
    assert names(found) == ["stop"]
    assert found.picks[0].rights is None
    assert ("no-use", "") in found.notes


def test_what_is_not_said_of_a_use_is_assumed_and_told():
    opened = world(anywhere=Shot("school"), france=Shot("school", IN_FRANCE))
    found = recommended(opened, brief("school", regions=""))
    assert names(found) == ["anywhere"]
    assert [code for code, _ in found.notes] == ["region-assumed"]
    assert [code for code, _ in recommended(opened, brief("school", channels="")).notes] == ["channel-assumed"]


def test_a_region_that_no_table_has_is_refused():
    with pytest.raises(Usage, match="region"):
        recommended(world(a=Shot("school")), brief("school", regions="Narnia"))


def test_rights_that_changed_since_the_index_was_made_count_as_they_are_now():
    opened = world(a=Shot("school"), b=Shot("school pupils"))
    [newest] = opened.catalogue.rights.current(["dam/b"])
    opened.catalogue.rights.put([replace(newest, version=newest.version + 1, statement=STOP)])
    assert names(recommended(opened, brief("school"))) == ["a"]


def test_what_is_excluded_keeps_assets_out_also_where_it_is_surely_suggested():
    opened = world(plain=Shot("school"), tagged=Shot("school candy"), guessed=Shot("school"), unsure=Shot("school"))
    ids = {asset.records[0].external_id: asset for asset in opened.catalogue.records.asset_page("", 9)}
    kept = opened.catalogue.enrichments
    for name, score in (("guessed", 0.8), ("unsure", 0.2)):
        suggestion = Suggestion("urn:candy", score, (), "t/1", "v@1")
        held = kept.findings([ids[name].id])[ids[name].id].annotations
        kept.store([Enrichment(ids[name].id, ids[name].content_digest(), "t", held, (suggestion,))])
    assert set(names(recommended(opened, brief("school", excluded="sweets")))) == {"plain", "unsure"}


def test_unapproved_and_replaced_assets_are_withheld_and_counted():
    opened = world(
        good=Shot("school"),
        draft=Shot("school", properties={"status": "draft"}),
        old=Shot("school"),
        new=Shot("school", properties={"replaces": "old"}),
    )
    found = recommended(opened, brief("school"))
    assert set(names(found)) == {"good", "new"}
    assert found.withheld == {"draft": 1, "superseded": 1}


def test_near_duplicates_hang_on_the_best_and_one_shoot_does_not_fill_the_first_row():
    same = "f0f0f0f0f0f0f0f0"
    shots = {
        f"x{n}": Shot("school", look=f"{n * 0x1111111111111111:016x}", properties={"shoot": "x"}) for n in (1, 2, 4)
    }
    opened = world(
        a=Shot("school pupils", look=same), b=Shot("school", look=same[:-1] + "1"), y=Shot("school"), **shots
    )
    found = recommended(opened, brief("school", "pupils"))
    assert "b" not in names(found)
    assert len(one(found, "a").doubles) == 1
    assert set(names(found)[:3]) > {"a", "y"}


def test_each_section_has_its_assets_and_none_starves():
    text = "Pupils at school. Breakfast in the kitchen."
    parts = (Section("School", 0, 17, ("urn:school",)), Section("Kitchen", 18, len(text), ("urn:kitchen",)))
    many = {f"s{n}": Shot("school pupils teachers supplies") for n in range(9)}
    opened = world(k1=Shot("kitchen"), k2=Shot("breakfast"), **many)
    asked = brief("school", "kitchen", text=text, sections=parts)
    faint = replace(asked, concepts=(asked.concepts[0], replace(asked.concepts[1], weight=0.01)))
    found = recommended(opened, faint, limit=4)
    school, kitchen = found.groups
    assert (school.section, kitchen.section) == ("School", "Kitchen")
    assert [pick.asset.records[0].external_id for pick in kitchen.picks] == ["k1"]
    assert len(school.picks) == 3
    assert {pick.asset.id for group in found.groups for pick in group.picks} == {p.asset.id for p in found.picks}


def test_a_gap_names_the_concept_the_format_and_where_nothing_is_cleared():
    opened = world(
        wide=Shot("teachers"), tall=Shot("teachers", IN_FRANCE, (1000, 1600)), pupils=Shot("pupils", sides=(1000, 1600))
    )
    found = recommended(opened, brief("teachers pupils breakfast", regions="DE FR", formats="portrait"))
    gaps = {(gap.concept, gap.format): gap for gap in found.gaps}
    assert set(gaps) == {("urn:teachers", Format.PORTRAIT), ("urn:breakfast", None)}
    assert (gaps["urn:teachers", Format.PORTRAIT].region, gaps["urn:teachers", Format.PORTRAIT].blocked) == ("DE", 1)
    told = described(found, THESAURUS, ("en",))
    assert [gap["sentence"] for gap in told["gaps"]] == [
        "No portrait-format asset for teachers cleared for DE: 1 would fit.",
        "No asset for breakfast.",
    ]


def test_a_gap_names_the_only_market_where_that_is_what_forbids_it_and_nothing_else():
    opened = world(mail=Shot("teachers", licence(channels="email")), france=Shot("pupils", IN_FRANCE))
    gaps = {gap.concept: (gap.blocked, gap.region, gap.channel) for gap in found_gaps(opened, "teachers pupils")}
    assert gaps == {"urn:teachers": (1, "", ""), "urn:pupils": (1, "DE", "")}


def test_a_brief_that_says_nothing_finds_nothing():
    found = recommended(world(a=Shot("school")), brief(""))
    assert (found.picks, found.fitting) == ((), 0)
    assert names(recommended(world(a=Shot("school")), brief("", text="xylophone"))) == []


def test_a_brief_without_end_is_answered_in_bounds_and_says_so():
    text = "Pupils at school. " * 30
    parts = tuple(Section(f"No {n}", 18 * n, 18 * n + 17, ("urn:school",)) for n in range(30))
    asked = brief("school", text=text, sections=parts)
    many = tuple(replace(asked.concepts[0], concept=f"urn:n{n}", quotes=()) for n in range(80))
    found = recommended(world(a=Shot("school")), replace(asked, concepts=(*asked.concepts, *many)))
    assert names(found) == ["a"]
    assert len(found.groups) == 12
    assert {"concepts-cut", "sections-joined"} <= {code for code, _ in found.notes}


def test_an_empty_workspace_has_only_gaps():
    found = recommended(world(), brief("school"))
    assert (found.picks, found.fitting, [gap.concept for gap in found.gaps]) == ((), 0, ["urn:school"])


def test_a_brief_without_a_concept_finds_by_its_words():
    opened = world(a=Shot("school", title="Zeppelin over the bridge"), b=Shot("school", title="Cups"))
    found = recommended(opened, brief("", text="A zeppelin at the bridge"))
    assert names(found) == ["a"]
    assert found.picks[0].because[0].words == ("Zeppelin", "bridge")
    assert ("no-concept", "") in found.notes


def test_words_of_what_is_not_wanted_are_not_looked_for():
    opened = world(a=Shot("school", title="Zeppelin"), b=Shot("school", title="Bridge"))
    asked = brief("", excluded="candy", text="A zeppelin. No candy at the bridge.")
    assert names(recommended(opened, asked)) == ["a"]


def test_what_is_placed_again_and_again_makes_room():
    class Worn(NoPast):
        def usage(self, assets: Sequence[str], campaign: str) -> Mapping[str, UsageLine]:
            assert campaign == "autumn-2026"
            return {worn: UsageLine(times=9, lately=9, last="2026-11-20")}

    opened = world(a=Shot("school"), b=Shot("school"))
    first = recommended(opened, brief("school", campaign="autumn-2026"), past=NoPast()).picks[0]
    worn = first.asset.id
    again = recommended(opened, brief("school", campaign="autumn-2026"), past=Worn())
    assert again.picks[0].asset.id != worn
    assert again.picks[1].usage.lately == 9


@settings(max_examples=40, deadline=None)
@given(WORLDS, ASKED, st.integers(1, 4))
def test_every_answer_keeps_its_promises(shots, asked, limit):
    opened = world(**{f"s{n}": shot for n, shot in enumerate(shots)})
    found = recommended(opened, brief(" ".join(asked), excluded="sweets"), limit)
    ids = [pick.asset.id for pick in found.picks]
    assert len(ids) == len(set(ids)) <= limit
    assert sorted(ids) == sorted(pick.asset.id for group in found.groups for pick in group.picks)
    for pick in found.picks:
        shot = shots[int(pick.asset.records[0].external_id[1:])]
        assert shot.rights is FREE
        assert "candy" not in shot.tags
        assert shot.properties.get("status") != "draft"
        assert pick.rights is not None
        assert 0 < sum(reason.share for reason in pick.because) <= 1 + 1e-9
        assert all(0 <= part <= 1 for _, part in pick.parts)
        assert {reason.carried.removeprefix("urn:") for reason in pick.because if reason.path} <= set(shot.tags.split())
    assert not {pick.asset.id for pick in found.review} & set(ids)


@settings(max_examples=40, deadline=None)
@given(WORLDS, ASKED)
def test_without_the_concept_it_was_recommended_for_an_asset_is_worth_less(shots, asked):
    opened = world(**{f"s{n}": shot for n, shot in enumerate(shots)})
    whole = brief(" ".join(asked), text="Pictures")
    for pick in recommended(opened, whole).picks:
        strongest = pick.because[0]
        less = {one.asset.id: one.score for one in recommended(opened, without(whole, strongest.path[0])).picks}
        assert less.get(pick.asset.id, 0.0) < pick.score


def test_a_draft_that_replaces_an_asset_does_not_take_its_place_yet():
    draft = Shot("school", properties={"status": "draft", "replaces": "old"})
    opened = world(old=Shot("school"), new=draft)
    found = recommended(opened, brief("school"))
    assert (names(found), dict(found.withheld)) == (["old"], {"draft": 1})


def sectioned(asked: Brief, *parts: str) -> Brief:
    return replace(asked, sections=tuple(Section(part, 0, 0, (f"urn:{part}",)) for part in parts))


def test_a_section_that_others_left_no_place_for_is_no_gap():
    opened = world(a=Shot("school"), b=Shot("kitchen"), c=Shot("school breakfast"))
    found = recommended(opened, sectioned(brief("school kitchen breakfast"), "school", "kitchen", "breakfast"), limit=1)
    assert (len(found.picks), found.gaps) == (1, ())


def test_what_a_person_adds_to_a_brief_of_sections_is_looked_for_beside_them():
    opened = world(a=Shot("school"), b=Shot("kitchen"), c=Shot("autumn"))
    asked = with_concept(sectioned(brief("school kitchen"), "school", "kitchen"), "urn:autumn", Wanting.WISHED)
    found = recommended(opened, asked)
    assert {group.section: [pick.asset.records[0].external_id for pick in group.picks] for group in found.groups} == {
        "school": ["a"],
        "kitchen": ["b"],
        "": ["c"],
    }


def test_sections_that_ask_for_the_same_leave_enough_to_choose_from():
    opened = world(**{f"a{number}": Shot("school") for number in range(50)})
    asked = brief("school", sections=[Section(f"part {n}", 0, 0, ("urn:school",)) for n in range(12)])
    assert len(recommended(opened, asked, limit=45).picks) == 45


def test_what_a_word_only_hints_at_is_no_gap():
    asked = brief("school", wished="autumn")
    hinted = replace(asked, concepts=tuple(replace(one, source=Source.HINT) for one in asked.concepts))
    assert [gap.concept for gap in recommended(world(a=Shot("school")), asked).gaps] == ["urn:autumn"]
    assert recommended(world(a=Shot("school")), hinted).gaps == ()
