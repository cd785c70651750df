"""What is asked, as tantivy's own query objects; nothing a person typed is ever read as query syntax."""

from collections.abc import Iterator, Sequence
from itertools import islice

from tantivy import Occur, Query

from thesaury.engines.tantivy.entries import LEVELS, concept_term, facet_term, schema
from thesaury.engines.tantivy.languages import OTHER, analyzer, clean, is_stop_word, words
from thesaury.ports.index import IndexQuery

_TITLE = 2.0
_CONCEPT = 25.0
"""What a surely linked concept of full weight adds: about as much as one rare word in a title, the most a word can do."""
_TIE = 0.1
"""A word counts where it fits best; its other places add a tenth, so that languages do not add up."""
_MOST_WORDS = 128
"""Of a very long question the first different words are asked for; a whole brief fits."""


def to_query(asked: IndexQuery, languages: Sequence[str]) -> Query:
    """Documents with a word or a concept, in these languages, that pass every filter; the scores are for ranking."""
    filters = [(Occur.Must, Query.const_score_query(_filter(name, values), 0.0)) for name, values in asked.filters]
    return Query.boolean_query([(Occur.Must, _wanted(asked, languages)), *filters])


def lists_all(asked: IndexQuery) -> bool:
    """Whether nothing is asked for but filters. (Words without a letter or digit do ask, and find nothing.)"""
    return not asked.words.strip() and not asked.concepts


def _wanted(asked: IndexQuery, languages: Sequence[str]) -> Query:
    if lists_all(asked):
        return Query.const_score_query(Query.all_query(), 0.0)
    concepts = (_concept(iri, weight) for iri, weight in asked.concepts)
    return Query.boolean_query([(Occur.Should, query) for query in (*_words(asked.words, languages), *concepts)])


def _words(text: str, languages: Sequence[str]) -> Iterator[Query]:
    """One query per word; a stop word is left out of its language, unless the question has no other words."""
    asked = list(islice(dict.fromkeys(words(clean(text))), _MOST_WORDS))
    telling = {word: [lang for lang in languages if not is_stop_word(word, lang)] for word in asked}
    if any(len(where) == len(languages) for where in telling.values()):
        return (_word(word, _known(where, languages)) for word, where in telling.items() if _known(where, languages))
    return (_word(word, languages) for word in asked)


def _known(where: Sequence[str], languages: Sequence[str]) -> Sequence[str]:
    """Texts of no known language and tags are not searched for what is a stop word somewhere."""
    return where if len(where) == len(languages) else [lang for lang in where if lang != OTHER]


def _word(word: str, languages: Sequence[str]) -> Query:
    places = [_in_language(term, language) for language in languages for term in analyzer(language).analyze(word)]
    if OTHER in languages:
        places += [_term("tags", term) for term in analyzer(OTHER).analyze(word)]
    return Query.disjunction_max_query(places, _TIE)


def _in_language(term: str, language: str) -> Query:
    title = Query.boost_query(_term(f"title_{language}", term), _TITLE)
    return Query.boolean_query([(Occur.Should, title), (Occur.Should, _term(f"text_{language}", term))])


def _concept(iri: str, weight: float) -> Query:
    """The concept at every level of weight a document may hold it with; each level scores by both weights."""
    full = _CONCEPT * max(0.0, weight)
    levels = range(1, LEVELS + 1)
    terms = ((_term("concept", concept_term(iri, level)), full * level / LEVELS) for level in levels)
    return Query.disjunction_max_query([Query.const_score_query(term, score) for term, score in terms])


def _filter(name: str, values: Sequence[str]) -> Query:
    return Query.term_set_query(schema(), "facet", [facet_term(name, value) for value in values])


def _term(field: str, term: str) -> Query:
    return Query.term_query(schema(), field, term, "freq")
