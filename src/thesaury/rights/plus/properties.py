"""Rights records as properties of PLUS. Nothing that is written reads wider than the record; what cannot be said is told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thesaury.model.licensing import Modification, Statement, Term
from thesaury.model.plus import FORMS, PLUS_VOCABULARY
from thesaury.model.policy import PolicyStatus
from thesaury.model.remembering import remembered
from thesaury.model.rights_record import Purchase, RightsRecord
from thesaury.rights.deciding.composing import as_restriction
from thesaury.rights.deciding.findings import Basis
from thesaury.rights.deciding.records import as_far_as_known
from thesaury.rights.keeping import is_withdrawn
from thesaury.rights.plus.merging import Merged, merged
from thesaury.rights.plus.sentences import Texts, texts_of
from thesaury.rights.plus.wording import words

_WAITS = "A person has to read the licence before a use."
_EMBEDDED = "What is known stands in the file itself, and is not enough alone."
_MADE_FROM = "The asset was made from {name}: the rights in that hold as well, and are not told here."
_RELEASES = (("model", "ModelReleaseStatus"), ("property", "PropertyReleaseStatus"))

Properties = tuple[tuple[str, tuple[str, ...]], ...]
"""Names in PLUS with their values."""


@dataclass(frozen=True, slots=True)
class Exported:
    """Properties by their names in PLUS with their values, in the order of `model.plus.FORMS`; `losses` are sentences.

    Codes are full IRIs, days ISO 8601, structures the name alone.
    """

    properties: Properties = ()
    losses: tuple[str, ...] = ()


def properties_of_records(records: Sequence[RightsRecord], made_from: Sequence[str] = ()) -> Exported:
    """What the newest rights records of an asset say together, each as far as it is known; nothing where none says anything.

    Metadata in a file that only names an owner restricts nothing, and is not told again; alone it is never enough. `made_from`: what
    the asset was made from, whose rights hold as well and are not told here.
    """
    basis = Basis()
    standing = [one for one in records if not is_withdrawn(one)]
    told = [one for one in standing if not one.source.embedded or as_restriction(as_far_as_known(one), basis)]
    if not told:
        return Exported()
    waits = [
        *[_MADE_FROM.format(name=name) for name in made_from],
        *([_EMBEDDED] if all(one.source.embedded for one in told) else []),
        *([_WAITS] if any(record.status is PolicyStatus.NEEDS_REVIEW for record in told) else []),
    ]
    return properties_of([as_far_as_known(one) for one in told], [one.purchase for one in told], waits)


def properties_of(
    statements: Sequence[Statement], purchases: Sequence[Purchase] = (), waits: Sequence[str] = ()
) -> Exported:
    """What these statements say of one asset. Several are said by what is within all of them; `waits`: why a person has to read them.

    A licence that is not complete, or that one text cannot say, sends its reader to the licence: "See the contract."
    """
    told, losses = _of_statements(tuple(statements), tuple(waits), tuple(dict.fromkeys(_caps(purchases))))
    found = {**dict(told), **dict(_bought(purchases))}
    spent = ("What the licence cost is not written into files.",) if any(one.cost for one in purchases) else ()
    lost = tuple(dict.fromkeys((*losses, *spent)))
    return Exported(tuple((name, found[name]) for name in FORMS if name in found), lost)


@remembered(4096)
def _of_statements(
    statements: tuple[Statement, ...], waits: tuple[str, ...], caps: tuple[str, ...]
) -> tuple[Properties, tuple[str, ...]]:
    """What the terms say; kept, for many pictures of a shoot have one licence and the words are read again to prove them."""
    if any(one.prohibit_all for one in statements):
        return (("OtherConstraints", (words()["prohibited"],)),), ()
    terms = [term for one in statements for term in one.terms]
    whole = merged(terms) if terms else Merged(Term())
    texts = texts_of(whole.term) if terms else Texts()
    if not all(one.complete for one in statements) or not statements:
        texts.lose(_WAITS)
    for sentence in waits:
        texts.lose(sentence)
    if whole.apart:
        texts.lose(f"There are {len(terms)} terms that differ by {', '.join(whole.apart)}; PLUS says one.")
    if caps:
        texts.other.extend(caps)
        texts.lose("How much of the purchase's caps is used up, no file knows.")
    return tuple(_of_term(whole.term, texts)), tuple(texts.losses)


def _caps(purchases: Sequence[Purchase]) -> Iterator[str]:
    """What the purchase caps beside its terms."""
    for kind, most in (cap for purchase in purchases for cap in purchase.caps):
        if most is not None:
            yield words()["purchase_cap"].format(max=f"{most:g}", kind=kind.replace("_", " "))


def _of_term(term: Term, texts: Texts) -> Iterator[tuple[str, tuple[str, ...]]]:
    codes = words()["codes"]
    if term.valid_from:
        yield "LicenseStartDate", (term.valid_from.isoformat(),)
    if term.valid_until:
        yield "LicenseEndDate", (term.valid_until.isoformat(),)
    if "attribution" in term.duties:
        yield "CreditLineRequired", (_code(codes["credit"]),)
    if "ai_training" in term.purposes.deny:
        yield "DataMining", (_code(codes["no_training"]),)
    if term.modification is Modification.PROHIBITED:
        yield "ImageAlterationConstraints", tuple(map(_code, codes["changes"]))
    other = [*texts.other, *(["Minor changes only."] if term.modification is Modification.MINOR else [])]
    spoken = {
        "MediaConstraints": texts.media,
        "RegionConstraints": texts.regions,
        "ProductOrServiceConstraints": texts.products,
        "OtherConstraints": other if texts.safe else [*other, words()["elsewhere"]],
        "OtherLicenseRequirements": texts.requirements,
        "OtherLicenseInfo": texts.information,
    }
    yield from ((name, (" ".join(sentences),)) for name, sentences in spoken.items() if sentences)


def _bought(purchases: Sequence[Purchase]) -> Iterator[tuple[str, tuple[str, ...]]]:
    named = (
        ("Licensor", [one.licensor for one in purchases]),
        ("Licensee", [one.licensee for one in purchases]),
        ("LicensorTransactionID", [one.transaction for one in purchases]),
    )
    yield from ((name, found) for name, values in named if (found := tuple(dict.fromkeys(filter(None, values)))))
    for kind, name in _RELEASES:
        states = {dict(purchase.releases).get(kind, "") for purchase in purchases} - {""}
        if len(states) == 1 and (code := words()["codes"][kind].get(states.pop())):
            yield name, (_code(code),)


def _code(code: str) -> str:
    return f"{PLUS_VOCABULARY}{code}"
