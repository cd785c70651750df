"""The database files of WordNet: indexes are read once, a line of data when it is asked for."""

import mmap
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from thesaury.engines.wordnet.inflections import bases, read_exceptions
from thesaury.model.errors import BadInput, Unreachable, Usage
from thesaury.ports.word_senses import Relation

USUAL_FOLDER = Path("/usr/share/wordnet")
"""Where the package `wordnet-base` of Debian and Ubuntu puts the files."""

_PARTS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
_POINTERS = {
    "@": Relation.BROADER, "@i": Relation.BROADER,
    "~": Relation.NARROWER, "~i": Relation.NARROWER,
    "%p": Relation.PART, "%s": Relation.PART, "%m": Relation.MEMBER,
    "#p": Relation.WHOLE, "#s": Relation.WHOLE, "#m": Relation.WHOLE,
    "+": Relation.DERIVED, "\\": Relation.DERIVED, "<": Relation.DERIVED,
    "&": Relation.NEAR, "^": Relation.NEAR, "=": Relation.NEAR, "$": Relation.NEAR, "*": Relation.NEAR,
    "-c": Relation.FIELD, "-r": Relation.FIELD, "-u": Relation.FIELD,
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_KEPT = 20_000
"""So many senses are remembered: all below `animal` are 4,000."""


class _Synset(NamedTuple):
    words: frozenset[str]
    related: tuple[tuple[Relation, str], ...]


def holds_wordnet(folder: Path) -> bool:
    """Whether the folder has the files a dictionary is made of."""
    return all((folder / f"{kind}.{name}").is_file() for name in _PARTS.values() for kind in ("index", "data"))


class WordNet:
    """Implements `ports.word_senses.WordSenses`. A sense is known by its part of speech and byte offset, as n02084071."""

    language = "en"

    def __init__(self, folder: Path) -> None:
        """Raises Usage where the folder has no WordNet, Unreachable where it cannot be read, BadInput where an index is broken."""
        if not holds_wordnet(folder):
            raise Usage(
                f"{folder} is no WordNet: it needs the files index.noun, data.noun and those of verb, adj and adv. "
                'Name the folder that has them in the setting wordnet, or set wordnet = "" to do without.'
            )
        self._folder = folder
        try:
            self._exceptions = {part: read_exceptions(folder / f"{name}.exc") for part, name in _PARTS.items()}
            self._index = {part: _lemmas(folder / f"index.{name}") for part, name in _PARTS.items()}
            self._data = {part: _mapped(folder / f"data.{name}") for part, name in _PARTS.items()}
        except (OSError, ValueError) as error:
            raise Unreachable(f"The WordNet in {folder} cannot be read: {error}.") from error
        self._synset = lru_cache(_KEPT)(self._read)

    def senses(self, term: str) -> tuple[tuple[str, ...], ...]:
        """The senses of the lemmas the term may be a form of, by part of speech."""
        lemma = "_".join(term.lower().split())
        found = (self._of_part(lemma, part) for part in _PARTS) if lemma else ()
        return tuple(senses for senses in found if senses)

    def related(self, sense: str) -> tuple[tuple[Relation, str], ...]:
        """The pointers of a synset, those of its single words too."""
        return self._synset(sense).related

    def words(self, sense: str) -> frozenset[str]:
        """The words of a synset and of its gloss, without the examples."""
        return self._synset(sense).words

    def _of_part(self, lemma: str, part: str) -> tuple[str, ...]:
        index = self._index[part]
        lemmas = bases(lemma, part, self._exceptions[part], index.__contains__)
        return tuple(dict.fromkeys(part + offset for base in lemmas for offset in self._offsets(index[base])))

    def _offsets(self, line: str) -> list[str]:
        fields = line.split()
        try:
            return fields[-int(fields[1]) :]
        except (IndexError, ValueError) as error:
            raise self._broken() from error

    def _read(self, sense: str) -> _Synset:
        data, offset = self._data[sense[0]], int(sense[1:])
        end = data.find(b"\n", offset)
        line = data[offset : end if end >= 0 else len(data)].decode("utf-8", "replace")
        if not line.startswith(sense[1:] + " "):
            raise self._broken()
        facts, _, gloss = line.partition("|")
        fields = facts.split()
        try:
            return _synset(fields, gloss)
        except (IndexError, ValueError) as error:
            raise self._broken() from error

    def _broken(self) -> BadInput:
        return BadInput(f"The WordNet in {self._folder} is broken or of mixed versions. Install it again.")


def _synset(fields: list[str], gloss: str) -> _Synset:
    """`offset lexfile type words word lexid ... pointers symbol offset part source/target ...`, with the first count in hexadecimal."""
    at = 4 + 2 * int(fields[3], 16)
    terms = " ".join(fields[4:at:2]).replace("_", " ").partition("(")[0]
    pointers = fields[at + 1 : at + 1 + 4 * int(fields[at])]
    related = (
        (_POINTERS[symbol], ("a" if part == "s" else part) + offset)
        for symbol, offset, part in zip(pointers[::4], pointers[1::4], pointers[2::4], strict=True)
        if symbol in _POINTERS
    )
    definition = gloss.partition('"')[0]
    return _Synset(frozenset(_WORD.findall(f"{terms} {definition}".lower())), tuple(dict.fromkeys(related)))


def _lemmas(path: Path) -> dict[str, str]:
    """Each lemma with the rest of its line; lines that begin with a space are the licence."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {lemma: rest for lemma, _, rest in (line.partition(" ") for line in lines) if lemma}


def _mapped(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
