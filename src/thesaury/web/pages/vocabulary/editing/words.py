"""What a person typed of a concept's words, compared with what he saw: edits of exactly what he changed, however it stands by now."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from thesaury.model.concept import Concept, Label, LabelKind
from thesaury.model.edit import AddLabel, Edit, RemoveLabel, Rename, SetNotations, SetTexts, TextField

FIELDS = ("preferred", "alternative", "hidden", "definition", "note")
"""The fields of one language, as a form names them."""

_LISTS = {"alternative": LabelKind.ALTERNATIVE, "hidden": LabelKind.HIDDEN}
_PROSE = {"definition": TextField.DEFINITION, "note": TextField.NOTE}
_GAP = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a concept in one language: lists are a label a line, prose is parted by empty lines."""

    language: str
    preferred: str = ""
    alternative: str = ""
    hidden: str = ""
    definition: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """One language of a form that was sent: what it showed, what came back, and whether a former preferred label stays as another one."""

    was: Words
    now: Words
    keep: bool = False

    def changed(self) -> Iterator[str]:
        """The fields the person changed."""
        return (name for name in FIELDS if _same(getattr(self.was, name)) != _same(getattr(self.now, name)))


def words_of(concept: Concept, language: str) -> Words:
    """The words of a concept in a language, as a form shows them."""

    def of(labels: Iterable[Label]) -> list[str]:
        return [label.text for label in labels if label.language == language]

    return Words(
        language,
        next(iter(of(concept.preferred)), ""),
        "\n".join(of(concept.alternative)),
        "\n".join(of(concept.hidden)),
        "\n\n".join(of(concept.definitions)),
        "\n\n".join(of(concept.notes)),
    )


def typed_in(form: Mapping[str, str], languages: Iterable[str]) -> list[Typed]:
    """What was sent of each language; a language of its own (`new`) may have been added."""
    found = [Typed(_read(form, "was.", code), _read(form, "", code), f"{code}.keep" in form) for code in languages]
    if new := form.get("new.language", "").strip():
        found.append(Typed(Words(new), replace(_read(form, "", "new"), language=new)))
    return found


def edits_of(iri: str, typed: Iterable[Typed]) -> list[Edit]:
    """What has to be done to the concept; nothing for fields that nobody changed."""
    return [edit for one in typed for edit in _edits(iri, one)]


def notation_edits(iri: str, was: str, now: str) -> list[Edit]:
    """The notations, a line each, where they were changed."""
    return [] if _same(was) == _same(now) else [SetNotations(iri, tuple(_lines(now)))]


def onto(stands: Words, typed: Typed) -> tuple[Words, frozenset[str]]:
    """What was typed, laid on the words as they stand by now, and the fields that somebody else changed too.

    Of a field that only the others changed, theirs is shown; lists are joined, so that nobody's labels are lost.
    """
    mine, theirs = set(typed.changed()), set(Typed(typed.was, stands).changed())
    shown = {name: _joined(name, stands, typed) if name in mine else getattr(stands, name) for name in FIELDS}
    return Words(stands.language, **shown), frozenset(mine & theirs)


def _joined(name: str, stands: Words, typed: Typed) -> str:
    if name not in _LISTS:
        return str(getattr(typed.now, name))
    was, now = _lines(getattr(typed.was, name)), _lines(getattr(typed.now, name))
    left = [text for text in _lines(getattr(stands, name)) if text in now or text not in was]
    return "\n".join([*left, *(text for text in now if text not in was and text not in left)])


def _edits(iri: str, typed: Typed) -> Iterator[Edit]:
    """Labels go before others come, so that one can become of another kind."""
    language, changed = typed.now.language, set(typed.changed())
    lists = [(kind, *_moves(typed, name)) for name, kind in _LISTS.items() if name in changed]
    for kind, gone, _ in lists:
        yield from (RemoveLabel(iri, kind, Label(text, language)) for text in gone)
    if "preferred" in changed:
        yield _preferred(iri, typed)
    for kind, _, new in lists:
        yield from (AddLabel(iri, kind, Label(text, language)) for text in new)
    for name, field in _PROSE.items():
        if name in changed:
            yield SetTexts(iri, field, language, tuple(_paragraphs(getattr(typed.now, name))))


def _preferred(iri: str, typed: Typed) -> Edit:
    was, now = (Label(_same(words.preferred), typed.now.language) for words in (typed.was, typed.now))
    if not now.text:
        return RemoveLabel(iri, LabelKind.PREFERRED, was)
    return Rename(iri, now, typed.keep) if was.text else AddLabel(iri, LabelKind.PREFERRED, now)


def _moves(typed: Typed, name: str) -> tuple[list[str], list[str]]:
    """The labels of a list that are gone, and those that are new."""
    was, now = _lines(getattr(typed.was, name)), _lines(getattr(typed.now, name))
    return [text for text in was if text not in now], [text for text in now if text not in was]


def _read(form: Mapping[str, str], before: str, code: str) -> Words:
    return Words(code, **{name: form.get(f"{before}{code}.{name}", "").replace("\r\n", "\n") for name in FIELDS})


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(" ".join(line.split()) for line in text.split("\n") if line.strip()))


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in _GAP.split(text) if part.strip()]


def _same(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
