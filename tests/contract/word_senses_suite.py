"""What every dictionary of meanings keeps to; an adapter's test inherits `WordSensesSuite` and gives `dictionary`.

It has to know at least the words that `tests.fakes.word_senses` knows.
"""

import pytest

from thesaury.ports.word_senses import Relation, WordSenses


class WordSensesSuite:
    """The promises of `ports.word_senses.WordSenses`."""

    def test_it_says_its_language(self, dictionary: WordSenses) -> None:
        assert dictionary.language == "en"

    @pytest.mark.parametrize(
        "forms", [("church", "Churchs", "  CHURCH "), ("goose", "geese"), ("house of worship", "houses of  worship")]
    )
    def test_inflected_forms_in_any_case_have_the_senses_of_the_word(
        self, dictionary: WordSenses, forms: tuple[str, ...]
    ) -> None:
        found = [dictionary.senses(form)[0] for form in forms]
        assert found[0]
        assert all(set(found[0]) <= set(other) for other in found)

    @pytest.mark.parametrize(
        "term", ["", "   ", "xyzzyx", "no such phrase as this", "…", "\x00", "'", "_", "s", "a" * 10_000]
    )
    def test_what_it_does_not_have_has_no_senses_or_some_but_never_fails(
        self, dictionary: WordSenses, term: str
    ) -> None:
        found = dictionary.senses(term)
        assert all(part and all(dictionary.words(sense) for sense in part) for part in found)
        assert len(term.strip()) == 1 or found == ()

    def test_a_word_has_senses_by_part_of_speech_and_a_sense_its_synonyms(self, dictionary: WordSenses) -> None:
        nouns, verbs = dictionary.senses("bow")[:2]
        assert len(nouns) > 1
        assert not set(nouns) & set(verbs)
        assert set(dictionary.senses("place of worship")[0]) & set(dictionary.senses("house of worship")[0])

    def test_what_is_below_points_up_and_what_is_above_points_down(self, dictionary: WordSenses) -> None:
        church, worship = dictionary.senses("church")[0], dictionary.senses("place of worship")[0][0]
        below = {other for relation, other in dictionary.related(worship) if relation is Relation.NARROWER}
        assert below & set(church)
        assert all((Relation.BROADER, worship) in dictionary.related(sense) for sense in below & set(church))

    def test_a_quality_leads_to_the_noun_it_is_derived_from(self, dictionary: WordSenses) -> None:
        derived = {
            other
            for part in dictionary.senses("foggy")
            for sense in part
            for relation, other in dictionary.related(sense)
            if relation is Relation.DERIVED
        }
        assert derived & set(dictionary.senses("fog")[0])

    def test_the_words_of_a_sense_are_small_words_of_synonyms_and_definition(self, dictionary: WordSenses) -> None:
        words = dictionary.words(dictionary.senses("house of worship")[0][0])
        assert {"place", "house", "worship", "building", "congregations"} <= words
        assert all(word == word.lower() and word.isalnum() for word in words)
