"""The three-way merge of publishing: what we left in a CMS, what it holds now, and what is wanted. Words of editors are never lost."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from thesaury.model.publication import Shown

CONCEPTS, FILE = "concepts", "file"
"""What concepts and the file are called among the names of fields."""


@dataclass(frozen=True, slots=True)
class Left:
    """What we left: `asked` is what was wanted when it was last done, None where nobody knows that; `written` what was there then, as it
    was read back (a system may trim texts, or not keep them)."""

    asked: Shown | None = None
    written: Shown = field(default_factory=Shown)


@dataclass(frozen=True, slots=True)
class Merged:
    """What to write: texts by name (an empty one empties the field), concepts to add and to take away, and whether the file is another.
    `kept` names what an editor changed, and which stays as it is for that."""

    fields: tuple[tuple[str, str], ...] = ()
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    file: bool = False
    kept: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.fields or self.add or self.remove or self.file)


def same(one: str, other: str) -> bool:
    """Whether two texts say the same to a reader: spaces, line ends, control characters and the form of accents are left to systems."""
    return one == other or _read(one) == _read(other)


def merge(left: Left, held: Shown, wanted: Shown) -> Merged:
    """The least change that brings an object to what is wanted without undoing what an editor did there."""
    asked, written, there, wish = (left.asked or Shown()).texts, left.written.texts, held.texts, wanted.texts
    fields, kept = [], []
    for name in sorted({*written, *wish}):
        was, now, to_be = written.get(name, ""), there.get(name, ""), wish.get(name, "")
        if same(now, to_be):
            continue
        if not same(now, was):
            kept.append(name)
        elif left.asked is None or asked.get(name, "") != to_be:
            fields.append((name, to_be))
    add, remove, taken = _concepts(left, held, wanted)
    kept += [CONCEPTS] if taken else []
    return Merged(tuple(fields), add, remove, _other_file(left, held, wanted), tuple(kept))


def settled(left: Left, merged: Merged, held: Shown, back: Shown, wanted: Shown) -> Shown:
    """What counts as written by us from now on, where `back` was read after the merge of `held` was written.

    What was not written now counts as it was seen before: an editor who changed it meanwhile keeps it.
    """
    texts: dict[str, str] = {}
    for name in {*left.written.texts, *wanted.texts}:
        if name in dict(merged.fields):
            texts[name] = back.texts.get(name, "")
        else:
            source = left.written if name in merged.kept else held
            texts[name] = source.texts.get(name, "")
    ours, there = set(left.written.concepts), set(back.concepts)
    concepts = {iri for iri in ours if iri in there or iri in wanted.concepts} | (set(merged.add) & there)
    file = back.file or (wanted.file if merged.file else held.file or left.written.file)
    return Shown.of(texts, tuple(concepts), file)


def not_kept(wanted: Shown, back: Shown, merged: Merged) -> tuple[str, ...]:
    """The names of what was written and is not there when it is read back."""
    missing = [name for name, text in merged.fields if text and not back.texts.get(name)]
    concepts = [CONCEPTS] if set(merged.add) - set(back.concepts) else []
    return (*missing, *concepts)


def differences(merged: Merged, held: Shown) -> tuple[tuple[str, str, str], ...]:
    """The fields that a merge changes, each with the text before and after."""
    there: Mapping[str, str] = held.texts
    return tuple((name, there.get(name, ""), text) for name, text in merged.fields)


def _concepts(left: Left, held: Shown, wanted: Shown) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """What to add, what to take away, and whether an editor took away what is wanted."""
    ours, there, wish = set(left.written.concepts), set(held.concepts), set(wanted.concepts)
    tried = set(left.asked.concepts) if left.asked else set()
    return tuple(sorted(wish - there - ours - tried)), tuple(sorted((ours & there) - wish)), bool((ours - there) & wish)


def _other_file(left: Left, held: Shown, wanted: Shown) -> bool:
    """A system makes another file of what it is sent, so only the tag says which one it was."""
    return bool(wanted.file) and wanted.file != (held.file or left.written.file)


def _read(text: str) -> str:
    plain = "".join(
        sign for sign in unicodedata.normalize("NFC", text) if sign.isspace() or unicodedata.category(sign) != "Cc"
    )
    return " ".join(plain.split())
