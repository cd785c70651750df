"""Several annotators put together."""

from collections.abc import Sequence
from dataclasses import replace

from thesaury.enrichment.fusing import FusedAnnotator
from thesaury.model.annotation import Evidence, Reason, Suggestion, Voice
from thesaury.model.asset import Asset
from thesaury.ports.annotator import Unread

ASSET = Asset("1", ())


class Saying:
    def __init__(self, name: str, *answers: tuple[Suggestion, ...] | Unread) -> None:
        self.version, self.vocabulary, self.answers = f"{name}/1", f"v@1 {name}@2", answers

    def suggest(self, assets: Sequence[Asset]) -> Sequence[tuple[Suggestion, ...] | Unread]:
        return self.answers[: len(assets)]


def said(concept: str, score: float, quote: str = "x") -> Suggestion:
    return Suggestion(concept, score, (Evidence("title", 0, 1, quote, quote),), "a", "v@1")


def test_agreement_makes_surer_and_evidence_is_kept():
    fused = FusedAnnotator([Saying("a", (said("c", 0.5), said("d", 0.4))), Saying("b", (said("c", 0.5, "y"),))])
    ((first, second),) = fused.suggest([ASSET])
    assert (first.concept, first.score, [e.quote for e in first.evidence]) == ("c", 0.75, ["x", "y"])
    assert (second.concept, second.score) == ("d", 0.4)
    assert fused.version == "fused/1(a/1+b/1)"
    assert fused.vocabulary == "v@1 a@2 b@2"


def test_every_voice_is_heard_once():
    like, beside = Reason(Voice.NEIGHBOUR, "a2", 0.7), Reason(Voice.GRAPH, "d", 0.3, "related")
    one, other = replace(said("c", 0.5), reasons=(like,)), replace(said("c", 0.6), reasons=(beside, like))
    fused = FusedAnnotator([Saying("a", (one,)), Saying("b", (other,)), Saying("c", ())])
    assert [suggestion.reasons for suggestion in fused.suggest([ASSET])[0]] == [(like, beside)]


def test_an_asset_one_of_them_could_not_read_is_unread():
    fused = FusedAnnotator([Saying("a", (said("c", 1.0),)), Saying("b", Unread("broken"))])
    assert fused.suggest([ASSET]) == [Unread("broken")]


def test_no_assets_no_answers():
    assert FusedAnnotator([Saying("a"), Saying("b")]).suggest([]) == []
