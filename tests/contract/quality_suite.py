"""What the scores of every catalogue promise."""

from thesaury.model.quality import SchemeScore, VersionScores
from thesaury.ports.catalogue import Catalogue

TOPICS = SchemeScore("urn:x:topics", 91.5, 40, 31, (("orphan", 3), ("duplicate-label", 2)), 2)
PLACES = SchemeScore("urn:x:Places", 100.0, 0, 0)


class QualitySuite:
    def test_scores_of_a_version_are_kept_until_it_is_looked_at_again(self, catalogue: Catalogue):
        first = VersionScores("words", 1, (PLACES, TOPICS))
        second = VersionScores("words", 2, (TOPICS,))
        for scores in (second, first, VersionScores("other", 1, (TOPICS,))):
            catalogue.quality.put(scores)
        assert catalogue.quality.of("words", [2, 1, 7]) == [first, second]
        assert catalogue.quality.of("words", [7]) == []
        assert catalogue.quality.of("Words", [1]) == []
        catalogue.quality.put(VersionScores("words", 1, (TOPICS,)))
        assert catalogue.quality.of("words", [1]) == [VersionScores("words", 1, (TOPICS,))]
