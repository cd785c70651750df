"""What every catalogue promises of what graph stores elsewhere hold."""

from thesaury.model.graph_put import GraphPut, GraphRound
from thesaury.ports.catalogue import Catalogue

AT = "2026-11-30T05:00:00+00:00"


class GraphPutsSuite:
    def test_what_was_put_stands_as_it_was_noted_last_and_of_each_connection_alone(self, catalogue: Catalogue):
        kept = catalogue.graph_puts
        assert (kept.graphs("words"), kept.newest_round("words")) == ([], None)
        kept.note("words", GraphPut("urn:b", "d1", 3, AT))
        kept.note("words", GraphPut("urn:a", "d2", 5_000_000, AT, "It said no."))
        kept.note("other", GraphPut("urn:b", "d3"))
        kept.note("words", GraphPut("urn:b", "", 3, AT))
        assert kept.graphs("words") == [
            GraphPut("urn:a", "d2", 5_000_000, AT, "It said no."),
            GraphPut("urn:b", "", 3, AT),
        ]
        kept.drop("words", "urn:b")
        kept.drop("words", "urn:b")
        assert [put.graph for put in kept.graphs("words")] == ["urn:a"]
        assert kept.graphs("other") == [GraphPut("urn:b", "d3")]

    def test_the_newest_round_stands_until_its_connection_is_forgotten(self, catalogue: Catalogue):
        kept = catalogue.graph_puts
        kept.note_round("words", GraphRound(AT, 0.5, "s", AT))
        failed = GraphRound(AT, 61.25, "", AT, "It does not answer. Größer geht es nicht.")
        kept.note_round("words", failed)
        kept.note_round("other", GraphRound(AT, 1.0))
        kept.note("words", GraphPut("urn:a"))
        assert kept.newest_round("words") == failed
        kept.forget("words")
        assert (kept.graphs("words"), kept.newest_round("words")) == ([], None)
        assert kept.newest_round("other") == GraphRound(AT, 1.0)
