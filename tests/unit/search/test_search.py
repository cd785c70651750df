"""What an asset is found by, and why it was found."""

from thesaury.model.annotation import Annotation, Origin, Suggestion
from thesaury.model.asset import Asset, File, Record, Text
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.ports.enrichments import Findings
from thesaury.search.documents import document
from thesaury.search.reasons import reasons
from thesaury.vocabulary.thesaurus import Thesaurus


def concept(name: str, *broader: str) -> Concept:
    return Concept(f"urn:{name}", preferred=(Label(name, "en"),), broader=tuple(f"urn:{b}" for b in broader))


THESAURUS = Thesaurus(
    [
        Vocabulary(
            "v",
            (),
            (
                concept("bottle", "packaging"),
                concept("eco", "sustainable"),
                concept("packaging"),
                concept("sustainable", "packaging"),
            ),
        )
    ]
)
ASSET = Asset(
    "a",
    (
        Record(
            "dam",
            "1",
            "e",
            texts=(Text("title", "Recycled bottles", "en"),),
            tags=("green",),
            file=File("x.jpg", "image/jpeg"),
        ),
        Record(
            "shop",
            "2",
            "e",
            texts=(Text("title", "Flaschen", "de"),),
            properties=(("campaign", ("Spring",)), ("size", ("9",))),
        ),
    ),
)


def accepted(*names: str) -> tuple[Annotation, ...]:
    return tuple(Annotation(f"urn:{name}", Origin.TAG, "t") for name in names)


def suggested(name: str, score: float) -> Suggestion:
    return Suggestion(f"urn:{name}", score, (), "t/1", "v@1")


def test_a_document_carries_concepts_with_everything_above_them():
    found = document(ASSET, Findings(accepted("eco"), (suggested("bottle", 0.5),)), THESAURUS)
    assert dict(found.concepts) == {"urn:eco": 1.0, "urn:sustainable": 1.0, "urn:packaging": 1.0, "urn:bottle": 0.5}


def test_an_accepted_concept_outweighs_its_suggestion():
    found = document(ASSET, Findings(accepted("bottle"), (suggested("bottle", 0.2),)), THESAURUS)
    assert dict(found.concepts)["urn:bottle"] == 1.0


def test_facets_name_sources_types_campaigns_and_accepted_concepts_only():
    found = document(ASSET, Findings(accepted("eco"), (suggested("bottle", 0.5),)), THESAURUS)
    facets = dict(found.facets)
    assert facets.pop("rights_key")
    assert facets == {
        "tag": ("green",),
        "source": ("dam", "shop"),
        "type": ("image",),
        "campaign": ("Spring",),
        "concept": ("urn:eco", "urn:packaging", "urn:sustainable"),
        "rights": ("none",),
        "file_name": ("x.jpg",),
    }


def test_an_asset_of_which_nothing_is_known_is_still_a_document():
    empty = document(Asset("b", (Record("dam", "9", "e"),)), Findings(), THESAURUS)
    assert (empty.texts, empty.concepts, empty.facets[0]) == ((), (), ("source", ("dam",)))
    assert dict(empty.facets)["rights"] == ("none",)


def test_reasons_show_the_way_up_and_quote_the_words_in_their_own_form():
    found = reasons("packaging bottle", ("urn:packaging",), ASSET, Findings(accepted("eco")), THESAURUS)
    assert found[0].path == ("urn:eco", "urn:sustainable", "urn:packaging")
    assert found[0].accepted
    assert (found[1].field, found[1].words) == ("title", ("bottles",))


def test_accepted_paths_come_before_suggested_and_short_before_long():
    findings = Findings(accepted("eco"), (suggested("sustainable", 0.9),))
    assert [r.path[0] for r in reasons("", ("urn:packaging",), ASSET, findings, THESAURUS)] == [
        "urn:eco",
        "urn:sustainable",
    ]


def test_words_that_do_not_occur_are_no_reason():
    assert reasons("zeppelin", (), ASSET, Findings(), THESAURUS) == ()
