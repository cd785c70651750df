"""What can be left out of a recommendation, to see what it is good for; and what a recommendation is compared with."""

from enum import StrEnum


class Left(StrEnum):
    """The part that is left out."""

    NOTHING = "nothing"
    EXPANSION = "expansion"
    VARIETY = "variety"
    VECTORS = "vectors"
    WORDS = "words"
    SECTIONS = "sections"
    EXCLUSIONS = "exclusions"


class Way(StrEnum):
    """Who answers judged briefs."""

    RECOMMENDER = "recommender"
    SEARCH = "search"
    """A search for the text of the brief."""
    USABLE_SEARCH = "usable-search"
    """The same, with rights asked first."""
    ANY_WORD = "any-word"
    """What has any word of the brief, by BM25 alone, with rights asked first: no hit is too faint."""
    BEST = "best"
    """The best order of what the rights engine permits, with the judgements in hand: nobody can do better without other verdicts."""
