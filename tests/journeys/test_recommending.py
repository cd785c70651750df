"""From a brief to pictures over the real engines: what nobody cleared waits for review, what somebody did is recommended with reasons."""

from contextlib import closing
from pathlib import Path

from tests.unit.rights.licences import licence
from thesaury.bootstrap import open_workspace
from thesaury.model.brief import Brief, BriefConcept, Said, Wanting
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import RightsRecord, RightsSource
from thesaury.pipeline import project, thesaurus_of
from thesaury.pipeline.recommending import recommend
from thesaury.pipeline.rights.clearing import Clearing
from thesaury.pipeline.searching import by_words
from thesaury.recommendation.described import described

T = "https://terms.example/"
BRIEF = Brief(
    "Sustainable packaging, refill pouches first",
    concepts=(BriefConcept(f"{T}sustainable", Wanting.REQUIRED), BriefConcept(f"{T}refill", Wanting.WISHED)),
    channels=(Said("website"),),
    regions=(Said("DE"),),
)


def test_a_brief_becomes_a_board_of_what_somebody_cleared(synced: Path):
    with closing(open_workspace(synced)) as opened:
        thesaurus = thesaurus_of(opened)
        sources = by_words(opened, thesaurus).sources(opened, thesaurus)
        before = recommend(opened, BRIEF, sources, Clearing(opened))
        assert before.picks == ()
        waiting = [pick.asset.records[0].external_id for pick in before.review]
        assert "2" in waiting
        asset = opened.catalogue.records.find("2")
        assert asset is not None
        source = RightsSource(asset.records[0].key, "0", "Own work")
        free = RightsRecord(source, 1, licence(), PolicyStatus.COMPLETE, "t", "2026-11-29T00:00:00+00:00")
        opened.catalogue.rights.put([free])
        opened.catalogue.enrichments.touch([asset.id])
        project(opened)
        sources = by_words(opened, thesaurus).sources(opened, thesaurus)
        found = recommend(opened, BRIEF, sources, Clearing(opened))
        told = described(found, thesaurus, ("en",))
    assert [pick["title"] for pick in told["picks"]] == ["Refill pouches on a shelf"]
    assert told["picks"][0]["rights"]["decision"] == "permit"
    assert told["picks"][0]["because"][0]["carried"] == f"{T}refill"
    assert len(told["review"]) == len(waiting) - 1
