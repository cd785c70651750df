"""Dictionaries of meanings: what a word or phrase may mean, and how meanings lie to each other."""

from enum import StrEnum
from typing import Protocol


class Relation(StrEnum):
    """How one sense lies to another."""

    BROADER = "broader"
    NARROWER = "narrower"
    PART = "part"
    MEMBER = "member"
    WHOLE = "whole"
    DERIVED = "derived"
    NEAR = "near"
    FIELD = "field"
    """A sense that is said in the field this one names, as `checkmate` in chess."""


class WordSenses(Protocol):
    """A dictionary of one language. A sense is a key that means nothing outside the dictionary; synonyms have the same sense."""

    @property
    def language(self) -> str:
        """The language of its words, as a BCP 47 tag."""

    def senses(self, term: str) -> tuple[tuple[str, ...], ...]:
        """What a word or phrase may mean, inflected or not, in any case: for each part of speech it can be, nouns first, its senses, the
        commonest first. Empty for what the dictionary does not have."""

    def related(self, sense: str) -> tuple[tuple[Relation, str], ...]:
        """The senses directly beside this one. Raises BadInput where the dictionary turns out to be broken."""

    def words(self, sense: str) -> frozenset[str]:
        """The words of its synonyms and of its definition, in small letters. Raises BadInput as `related` does."""
