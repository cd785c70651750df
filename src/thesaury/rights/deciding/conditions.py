"""The axes of scope and modification, and everything else a licence may say: duties, and words nobody understood."""

import re

from thesaury.model.licensing import Axis, Modification, Statement, Term
from thesaury.model.use import Use
from thesaury.rights.deciding.findings import Basis, Finding, listed, no, strictest, unknown, yes

_MARKS = re.compile(r"[\W_]+")


def scope(term: Term, use: Use, basis: Basis) -> Finding:
    """Whether the use is for what the term is for: its campaign, brand, product, event, publication, language, industry, page."""
    asked = dict[str, tuple[str, ...]]()
    for kind, names in use.scope:
        asked[kind] = (*asked.get(kind, ()), *names)
    found = [_of_kind(kind, names, asked.get(kind, ())) for kind, names in term.scope]
    return strictest(found) if found else yes("The licence is not for one campaign, brand or product alone.")


def _of_kind(kind: str, names: tuple[str, ...], asked: tuple[str, ...]) -> Finding:
    if not names or not all(map(_folded, names)):
        return unknown(f"The licence is for one {kind}, and does not name it.")
    if not asked or not all(map(_folded, asked)):
        return unknown(f"The licence is for the {kind} {listed(names)}: say for which {kind} the use is.")
    fits = _spoken if kind == "language" else _same
    for name in asked:
        if not any(fits(own, name) for own in names):
            narrower = kind == "language" and any(_spoken(name, own) for own in names)
            sentence = f"The licence is for the {kind} {listed(names)}, not for {name}."
            return unknown(sentence) if narrower else no(sentence)
    return yes(f"The licence is for the {kind} {listed(names)}.")


def _folded(name: str) -> str:
    return _MARKS.sub(" ", name.casefold()).strip() or name.strip()


def _same(own: str, name: str) -> bool:
    return _folded(own) == _folded(name)


def _spoken(own: str, name: str) -> bool:
    """Whether a language covers another: English covers the English of any country, not the other way round."""
    return f"{_folded(name)} ".startswith(f"{_folded(own)} ")


def modification(term: Term, use: Use, basis: Basis) -> Finding:
    """Whether the picture may be changed, where the use changes it."""
    if not use.modify:
        return yes("The picture is not changed.")
    match term.modification:
        case Modification.ALLOWED:
            return yes("The licence allows changes.")
        case Modification.PROHIBITED:
            return no("The licence forbids changes.")
        case Modification.MINOR:
            return unknown("The licence allows minor changes only: a person has to say whether this is one.")
        case _:
            return unknown("The licence does not say whether the picture may be changed.")


def other(statement: Statement, term: Term, use: Use, basis: Basis) -> Finding:
    """Whether nothing else stands in the way: words nobody understood, an approval that is missing, a duty nobody knows."""
    duties = basis.tables.duties
    if statement.unresolved:
        first = statement.unresolved[0]
        quoted = f'"{first.words}"' if first.words else "The text"
        return unknown(f"{quoted} needs a person: {first.reason.replace('_', ' ')}.")
    if Axis.OTHER in term.unclear_axes:
        return unknown("The licence says something that cannot be resolved.")
    if strange := [duty for duty in term.duties if duty not in duties]:
        return unknown(f"There is no duty {strange[0]!r} in the table of duties.")
    if not use.approved and any(duties[duty].before for duty in term.duties):
        return unknown("The licence asks for an approval before the use.")
    return yes("Nothing else stands in the way.")


def obligations_of(term: Term, basis: Basis) -> tuple[str, ...]:
    """What is to be done in return, in sentences; a duty nobody knows stands by its name."""
    told = []
    for name in dict.fromkeys(term.duties):
        duty = basis.tables.duties.get(name)
        told.append(duty.sentence.replace("{text}", term.attribution_text or duty.unnamed) if duty else name)
    return tuple(told)
