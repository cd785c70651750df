"""What boilerplate is about: each topic with the phrases that mark it and the closed list of its words."""

from dataclasses import dataclass
from functools import cache

from thesaury.rights.parsing.lexicon import Lexicon, all_words, lexicon_of, table
from thesaury.rights.parsing.meanings import Kind, Meaning

_PHRASE = Meaning(Kind.PLAIN, rule="phrase of boilerplate")


@dataclass(frozen=True, slots=True)
class Topic:
    """What a sentence about one thing consists of. `marks`: it has at least one of these phrases; `needs`: and one of these words,
    where any are named; `phrases` are passed over as a whole; `slots` names what else may stand in it; `no`: it may deny."""

    name: str
    marks: Lexicon
    phrases: Lexicon
    words: frozenset[str]
    needs: frozenset[str]
    slots: frozenset[str]
    no: bool


@cache
def topics() -> tuple[Topic, ...]:
    """All topics of the table."""
    content = table("boilerplate")
    shared = all_words(content["shared"])
    return tuple(
        Topic(
            entry["name"],
            lexicon_of(_PHRASE, entry["marks"]),
            lexicon_of(
                _PHRASE, (*entry.get("phrases", ()), *(mark for mark in entry["marks"] if " " in mark or "-" in mark))
            ),
            shared | all_words(entry["words"]) | all_words(mark for mark in entry["marks"] if " " not in mark),
            all_words(entry.get("needs", ())),
            frozenset(entry.get("slots", ())),
            entry.get("no", False),
        )
        for entry in content["topic"]
    )


@cache
def by_mark() -> dict[str, tuple[Topic, ...]]:
    """The topics by the first words of their marks."""
    found: dict[str, tuple[Topic, ...]] = {}
    for topic in topics():
        for word in topic.marks.root:
            found[word] = (*found.get(word, ()), topic)
    return found
