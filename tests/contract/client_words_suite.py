"""What every catalogue promises of the words of a client that are in force."""

from dataclasses import replace

from thesaury.model.client_word import TAGS, ClientWord
from thesaury.model.concept import MappingRelation
from thesaury.model.mapping import Justification, MappingStatus
from thesaury.model.onboarding import Meaning, Reading, Said
from thesaury.ports.catalogue import Catalogue

SAID = Said(
    Meaning.CONCEPT,
    "https://c.example/garden",
    "garden",
    MappingRelation.BROAD,
    0.75,
    Justification.LEXICAL,
    author="ada@example.org",
    status=MappingStatus.ACCEPTED,
    at="2026-12-01T03:04:05+00:00",
    reading=Reading(","),
)


class ClientWordsSuite:
    def test_the_words_in_force_are_those_that_were_last_named(self, catalogue: Catalogue):
        words = catalogue.client_words
        assert words.in_force() == []
        tag = ClientWord("dam", TAGS, "Jardin d'été", SAID)
        season = ClientWord("dam", "season", "Été", replace(SAID, meaning=Meaning.OWN, target="", confidence=None))
        concept = ClientWord("", "", "https://own.example/1", SAID, "jardins")
        words.enforce([tag, concept, season])
        assert words.in_force() == [concept, season, tag]
        assert words.concepts() == {"https://own.example/1"}
        again = replace(tag, said=replace(SAID, status=MappingStatus.REJECTED, author="ben"))
        words.enforce([again])
        assert (words.in_force(), words.concepts()) == ([again], frozenset())
        words.enforce([])
        assert words.in_force() == []
