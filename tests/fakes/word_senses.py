"""A small dictionary of meanings, in memory and as the database files of WordNet (wndb(5WN)) that hold the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from thesaury.ports.word_senses import Relation

_FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
_SYMBOLS = {Relation.BROADER: "@", Relation.NARROWER: "~", Relation.DERIVED: "+", Relation.PART: "%p"}
_LICENCE = "  1 Lines that begin with a space say under which terms a WordNet is given away.\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """A sense: its part of speech, its terms, its definition, and what it is related to, by name."""

    part: str
    terms: tuple[str, ...]
    definition: str
    related: tuple[tuple[Relation, str], ...] = field(default=())


def _below(name: str) -> tuple[tuple[Relation, str], ...]:
    return ((Relation.BROADER, name),)


ENTRIES = {
    "building": Entry("n", ("building",), "a structure with a roof", ((Relation.NARROWER, "worship"),)),
    "worship": Entry(
        "n",
        ("place of worship", "house of worship"),
        "a building where congregations gather; \"they built a house of worship\"",
        (*_below("building"), (Relation.NARROWER, "church"), (Relation.NARROWER, "temple")),
    ),
    "church": Entry("n", ("church",), "a place of Christian worship", (*_below("worship"), (Relation.PART, "steeple"))),
    "temple": Entry("n", ("temple",), "where gods are worshipped", _below("worship")),
    "steeple": Entry("n", ("steeple",), "a tall tower"),
    "weapon": Entry("n", ("weapon", "arm"), "an instrument of fighting", ((Relation.NARROWER, "bow"),)),
    "ribbon": Entry("n", ("bow", "bowknot"), "a knot with two loops, on clothing"),
    "bow": Entry("n", ("bow",), "it shoots arrows", _below("weapon")),
    "goose": Entry("n", ("goose",), "a bird with a long neck"),
    "fog": Entry("n", ("fog", "fogginess"), "droplets of water in the air"),
    "stoop": Entry("v", ("bow", "stoop"), "bend the body"),
    "foggy": Entry("a", ("foggy",), "filled with fog", ((Relation.DERIVED, "fog"),)),
}  # fmt: skip
"""The commonest sense of a word stands first."""


class MemoryWordSenses:
    """Implements `ports.word_senses.WordSenses` over the entries; it knows the plurals of nouns that end in s, and geese."""

    language = "en"

    def senses(self, term: str) -> tuple[tuple[str, ...], ...]:
        lemma = " ".join(term.lower().split())
        forms = {lemma, lemma.removesuffix("s"), lemma.replace("s of ", " of "), "goose" if lemma == "geese" else lemma}
        found = (self._of(part, forms if part == "n" else {lemma}) for part in _FILES)
        return tuple(senses for senses in found if senses)

    def related(self, sense: str) -> tuple[tuple[Relation, str], ...]:
        return tuple((relation, ENTRIES[name].part + name) for relation, name in ENTRIES[sense[1:]].related)

    def words(self, sense: str) -> frozenset[str]:
        entry = ENTRIES[sense[1:]]
        said = f"{' '.join(entry.terms)} {entry.definition.partition(chr(34))[0]}"
        return frozenset("".join(c if c.isalnum() else " " for c in said.lower()).split())

    def _of(self, part: str, forms: set[str]) -> tuple[str, ...]:
        return tuple(part + name for name, entry in ENTRIES.items() if entry.part == part and forms & set(entry.terms))


def write_wordnet(folder: Path) -> Path:
    """The entries as the eight files of a WordNet, and its exceptions for nouns."""
    offsets = dict.fromkeys(ENTRIES, "00000000")
    for part in _FILES:
        at = len(_LICENCE)
        for name, entry in ENTRIES.items():
            if entry.part == part:
                offsets[name] = f"{at:08}"
                at += len(_line(entry, offsets, name))
    for part, file in _FILES.items():
        own = {name: entry for name, entry in ENTRIES.items() if entry.part == part}
        lines = "".join(_line(entry, offsets, name) for name, entry in own.items())
        (folder / f"data.{file}").write_text(_LICENCE + lines, encoding="utf-8")
        (folder / f"index.{file}").write_text(_LICENCE + _index(part, own, offsets), encoding="utf-8")
    (folder / "noun.exc").write_text("geese goose\n", encoding="utf-8")
    return folder


def _line(entry: Entry, offsets: dict[str, str], name: str) -> str:
    terms = " ".join(f"{term.replace(' ', '_')} 0" for term in entry.terms)
    pointers = " ".join(
        f"{_SYMBOLS[relation]} {offsets[other]} {ENTRIES[other].part} 0000" for relation, other in entry.related
    )
    count = f"{len(entry.related):03}"
    facts = f"{offsets[name]} 03 {entry.part} {len(entry.terms):02x} {terms} {count} {pointers}".rstrip()
    return f"{facts} | {entry.definition}  \n"


def _index(part: str, own: dict[str, Entry], offsets: dict[str, str]) -> str:
    lemmas: dict[str, list[str]] = {}
    for name, entry in own.items():
        for term in entry.terms:
            lemmas.setdefault(term.replace(" ", "_"), []).append(offsets[name])
    return "".join(_lemma(lemma, part, found) for lemma, found in sorted(lemmas.items()))


def _lemma(lemma: str, part: str, found: Sequence[str]) -> str:
    return f"{lemma} {part} {len(found)} 1 @ {len(found)} 0 {' '.join(found)}  \n"
