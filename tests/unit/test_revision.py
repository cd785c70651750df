"""What a change of vocabulary touches."""

from collections.abc import Sequence

from thesaury.enrichment.revision import reach, revised, untouched
from thesaury.model.annotation import Annotation, Origin, Suggestion
from thesaury.model.asset import Asset, Record, Text
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.ports.enrichments import Findings


def vocabulary(*concepts: Concept) -> Vocabulary:
    return Vocabulary("v", (), concepts)


def concept(name: str, *labels: str, broader: str = "") -> Concept:
    return Concept(
        f"urn:{name}", preferred=tuple(Label(label, "en") for label in labels), broader=(broader,) if broader else ()
    )


class Words:
    """Names a concept wherever its word stands in a title."""

    version, vocabulary = "words/1", "v@0"

    def __init__(self, word: str) -> None:
        self.word = word

    def suggest(self, assets: Sequence[Asset]) -> list[tuple[Suggestion, ...]]:
        hit = (Suggestion("urn:x", 1.0, (), self.version, self.vocabulary),)
        return [hit if any(self.word in text.value for text in asset.texts()) else () for asset in assets]


def titled(name: str, title: str) -> Asset:
    return Asset(name, (Record("c", name, "e", texts=(Text("title", title),)),))


def test_only_changed_concepts_count_with_the_labels_of_both_states():
    same = concept("same", "lake")
    change = revised(
        vocabulary(concept("a", "old"), same), vocabulary(concept("a", "new"), concept("b", "added"), same)
    )
    assert [c.iri for c in change.concepts] == ["urn:a", "urn:b"]
    assert {label.text for label in change.concepts[0].alternative} == {"old", "new"}


def test_equal_vocabularies_change_nothing():
    assert revised(vocabulary(concept("a", "x")), vocabulary(concept("a", "x"))).concepts == ()


def test_a_change_reaches_what_was_or_is_below():
    before = vocabulary(concept("a", "x"), concept("below", "y", broader="urn:a"), concept("other", "z"))
    after = vocabulary(concept("a", "new"), concept("below", "y", broader="urn:a"), concept("other", "z"))
    assert reach(revised(before, after), before, after) == {"urn:a", "urn:below"}


def test_assets_are_touched_by_a_word_or_by_a_concept_they_carry():
    assets = [titled("1", "a lake"), titled("2", "a box"), titled("3", "a tree")]
    findings = {"1": Findings(), "2": Findings((Annotation("urn:a", Origin.TAG, "t"),)), "3": Findings()}
    assert untouched(assets, findings, Words("lake"), frozenset({"urn:a"})) == ["3"]
