"""One term in the free texts of PLUS, and what they cannot say."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from thesaury.model.licensing import ANY, Selection, Statement, Term
from thesaury.rights.plus.covering import within
from thesaury.rights.plus.wording import limited, listed, words
from thesaury.rights.vocabulary import shipped

_PRODUCT = "product"


@dataclass(slots=True)
class Texts:
    """What stands in each property, sentence by sentence; `safe` is False where the file has to send its reader to the licence."""

    media: list[str] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    products: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    requirements: list[str] = field(default_factory=list)
    information: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)
    safe: bool = True

    def lose(self, sentence: str) -> None:
        """Something that has to be known before a use is not said."""
        self.losses.append(sentence)
        self.safe = False


def texts_of(term: Term) -> Texts:
    """The term in words; where they would not be read as what the term says, or less, the texts are not safe."""
    made = Texts()
    said = replace(term, purposes=_sayable(term.purposes, made))
    _lists(said, made)
    _caps(said, made)
    _scope(said, made)
    _requirements(said, made)
    if term.perpetual and term.valid_until is None:
        made.information.append(words()["perpetual"])
    if term.first_use_by:
        made.other.append(words()["first_use"].format(day=term.first_use_by.isoformat()[:10]))
    if term.unclear_axes:
        made.lose(f"The licence is not clear on {', '.join(sorted(term.unclear_axes))}.")
    if term.exclusivity:
        made.losses.append("PLUS has no field for exclusivity; it stays with the licence.")
    if made.safe and not _read_again(made, said):
        made.lose("Words of ours would be read as more than the licence says.")
    return made


def _sayable(purposes: Selection, made: Texts) -> Selection:
    """The purposes without those that only a grant names: PLUS restricts, and "also for resale" would be read as a licence for it."""
    ordinary = shipped().ordinary
    allow = purposes.allow
    if allow is None:
        return purposes
    named = [name for name in allow if name != ANY and name not in ordinary]
    if named:
        made.losses.append(f"PLUS has no field that allows {', '.join(named)}; that stays with the licence.")
    if ANY in allow or ordinary <= set(allow):
        return replace(purposes, allow=None)
    kept = tuple(name for name in allow if name in ordinary)
    if not kept:
        made.lose("The licence is for purposes alone that PLUS cannot name.")
    return replace(purposes, allow=kept or None)


def _lists(term: Term, made: Texts) -> None:
    axes: tuple[tuple[str, Selection, list[str]], ...] = (
        ("channels", term.channels, made.media),
        ("regions", term.regions, made.regions),
        ("purposes", term.purposes, made.other),
        ("parties", term.parties, made.other),
    )
    for axis, selection, place in axes:
        said = listed(axis, selection)
        if said is None:
            made.lose(f"A name among the {axis} of the licence has no words.")
        else:
            place.extend(said)


def _caps(term: Term, made: Texts) -> None:
    for cap in term.limits:
        said = limited(cap)
        if said is None:
            made.lose(f"The cap on {cap.kind.replace('_', ' ')} cannot be said in words.")
            continue
        made.other.append(said)
        if cap.channels:
            made.losses.append(f"The cap on {cap.kind} is for some channels alone, and is written for all of them.")


def _scope(term: Term, made: Texts) -> None:
    for kind, names in term.scope:
        if kind == _PRODUCT:
            made.products.append("; ".join(names))
            continue
        template = words()["scopes"].get(kind)
        said = template.format(name=names[0]) if template and len(names) == 1 else ""
        if not said or _alone(said, scope=((kind, names),)) is None:
            made.lose(f"That the licence is for one {kind} alone cannot be said in words that are surely read alike.")
        else:
            made.other.append(said)


def _requirements(term: Term, made: Texts) -> None:
    for duty in term.duties:
        if duty in words()["duties"]:
            made.requirements.append(words()["duties"][duty])
        elif duty != "attribution":
            made.lose(f"The duty {duty!r} has no words.")
    if term.attribution_text:
        said = words()["credit"].format(text=term.attribution_text)
        if _alone(said, duties=("attribution",), attribution_text=term.attribution_text) is None:
            made.losses.append(
                "The words of the credit line would be read as more than a name, and stay with the licence."
            )
        else:
            made.requirements.append(said)


def joined(made: Texts) -> Iterator[str]:
    """The texts of all properties but the products, one line each."""
    for sentences in (made.media, made.regions, made.other, made.requirements, made.information):
        if sentences:
            yield " ".join(sentences)


def _read_again(made: Texts, meant: Term) -> bool:
    read = _parsed("\n".join(joined(made)))
    if read.prohibit_all or len(read.terms) > 1:
        return read.prohibit_all
    return within(read.terms[0] if read.terms else Term(), meant)


def _alone(sentence: str, **expected: Any) -> Term | None:
    """The term this sentence is read as by itself, where it says this and not a word more."""
    read = _parsed(sentence)
    if len(read.terms) != 1 or any(not one.words.startswith("(no ") for one in read.unresolved):
        return None
    bare = replace(read.terms[0], unclear_axes=(), spans=())
    return bare if bare == replace(Term(), **{"duties": bare.duties, **expected}) else None


def _parsed(text: str) -> Statement:
    from thesaury.rights.parsing import Context, parse  # its tables take a quarter of a second

    return parse(text, Context())
