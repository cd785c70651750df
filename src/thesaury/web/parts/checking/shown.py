"""What the page of checks shows of tags that somebody typed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from thesaury.governance.correcting.cells import cell_of
from thesaury.governance.correcting.rows import correction, leaves
from thesaury.model.validation import Missing, RecordAnswer
from thesaury.pipeline.validating import WordsAge
from thesaury.web.parts.moments import ago, at
from thesaury.web.texts import phrase

LIMIT = 200
"""Tags that are checked at once on the page; tables are for more."""


@dataclass(frozen=True, slots=True)
class Age:
    """How old the words of a vocabulary are, and that its server fell silent, with what it said last; empty where nothing failed."""

    said: str
    failed: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """All of it: what was typed, the answer (None for nothing typed), and the sentences around it."""

    typed: str
    profile: str
    profiles: tuple[str, ...]
    any_terms: bool
    ages: tuple[Age, ...] = ()
    answer: RecordAnswer | None = None
    over: bool = False
    corrected: str = ""
    fine: int = 0
    lacking: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    limit: int = LIMIT

    @property
    def count(self) -> int:
        """How many tags were answered."""
        return len(self.answer.tags) if self.answer else 0


def tags_in(typed: str) -> list[str]:
    """The tags of what somebody typed, each once; in a box commas stand between tags, whatever stands there besides."""
    return list(dict.fromkeys(tag for part in cell_of(typed).tags for tag in cell_of(part).tags))


def corrected_line(answer: RecordAnswer) -> str:
    """All tags in one line, as approved terms where that is certain."""
    return _line(correction(leaf).text for tag in answer.tags for leaf in leaves(tag))


def chosen(typed: str, choice: str) -> str:
    """What was typed with one tag replaced; `choice` is the tag and what to write for it, in two lines."""
    tag, label = map(str.strip, choice.partition("\n")[::2])
    if not (tag and label):
        return typed
    return _line(label if one == tag else one for one in tags_in(typed))


def _line(texts: Iterable[str]) -> str:
    """Texts in one line, each once; with semicolons where one has a comma in it."""
    each = list(dict.fromkeys(texts))
    return ("; " if any("," in text for text in each) else ", ").join(each)


def fine(answer: RecordAnswer) -> int:
    """How many tags name an approved term."""
    return sum(bool(leaf.concept) for one in answer.tags for leaf in leaves(one))


def lacking(missing: Iterable[Missing], called: Callable[[str], str]) -> tuple[str, ...]:
    """A sentence for each scheme of which there is too little or too much."""
    return tuple(_lacking(one, called(one.scheme)) for one in missing)


def age(words: WordsAge) -> Age:
    """How old the words of a vocabulary are; of a server that fell silent since when, and why."""
    said = phrase("check.age", vocabulary=words.vocabulary, version=words.version, at=at(words.at), ago=ago(words.at))
    if not words.connection:
        return Age(f"{said} {phrase('check.age.file')}")
    failed = phrase("check.age.failed", at=at(words.failed_at), connection=words.connection) if words.stale else ""
    return Age(f"{said} {phrase('check.age.server', connection=words.connection)}", failed, words.message)


def _lacking(one: Missing, scheme: str) -> str:
    if one.found < one.least:
        return phrase("check.too-few", scheme=scheme, found=one.found, least=one.least)
    return phrase("check.too-many", scheme=scheme, found=one.found, most=one.most)
