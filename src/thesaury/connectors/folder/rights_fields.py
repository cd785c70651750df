"""The rights in the metadata of a picture: texts and fields of one licence, as they stand."""

from collections.abc import Iterator, Sequence
from typing import Any

from thesaury.connectors.folder.layers import Layer, first, iso_date, spoken, structures
from thesaury.model.asset import Licence
from thesaury.model.plus import PLUS_VOCABULARY

# PLUS 1.2.1, rights expressions of IPTC, and XMP rights, by their own names.
_RIGHTS = (
    *("plus:LicenseStartDate", "plus:LicenseEndDate", "plus:RegionConstraints", "plus:MediaConstraints"),
    *("plus:MediaSummaryCode", "plus:ProductOrServiceConstraints", "plus:ImageFileConstraints"),
    *("plus:ImageAlterationConstraints", "plus:ImageDuplicationConstraints", "plus:ModelReleaseStatus"),
    *("plus:PropertyReleaseStatus", "plus:CreditLineRequired", "plus:AdultContentWarning", "plus:Reuse"),
    *("plus:OtherConstraints", "plus:OtherConditions", "plus:OtherLicenseRequirements", "plus:OtherLicenseInfo"),
    *("plus:OtherLicenseDocuments", "plus:CopyrightStatus"),
    *("plus:TermsAndConditionsText", "plus:TermsAndConditionsURL", "plus:LicenseID", "plus:LicensorTransactionID"),
    *("plus:LicenseeTransactionID", "plus:DataMining", "Iptc4xmpExt:DataMining"),
    *("plus:Licensor", "plus:Licensee", "plus:EndUser"),
    *("plus:CopyrightOwner", "plus:ImageSupplier", "xmpRights:WebStatement", "xmpRights:Marked", "xmpRights:Owner"),
    *("Iptc4xmpExt:EmbdEncRightsExpr", "Iptc4xmpExt:LinkedEncRightsExpr"),
)
# Codes by which a credit line is asked for: then the line is a part of the licence.
_CREDITED = frozenset({"CR-COI", "CR-CAI", "CR-CCA"})


def licences(layers: Sequence[Layer], lines: Sequence[str], credit: Sequence[str]) -> tuple[Licence, ...]:
    """One licence from the rights texts and the rights fields, or none when nothing is said; the credit line is a part of it where
    the picture asks for one."""
    fields: list[tuple[str, str]] = []
    for name in _RIGHTS:
        fields += first(_right(layer, name) for layer in layers)
    if _CREDITED & {value for name, value in fields if name == "CreditLineRequired"}:
        fields += [("CreditLine", text) for text in credit[:1]]
    licence = Licence("\n".join(dict.fromkeys(lines)), tuple(dict.fromkeys(fields)))
    return (licence,) if lines or fields else ()


def differing(sidecar: Layer, inside: Layer) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Each rights property with what the sidecar and the picture say of it."""
    for name in _RIGHTS:
        said, held = (tuple(text for _, text in _right(layer, name)) for layer in (sidecar, inside))
        yield name.partition(":")[2], said, held


def _right(layer: Layer, name: str) -> tuple[tuple[str, str], ...]:
    """One rights property as named fields; the members of a structure such as Licensor count one by one."""
    value, short = layer.get(name.lower()), name.partition(":")[2]
    if parts := structures(value):
        members = [(member, text) for part in parts for member, text in part.items()]
        found = [(_member(short, member), "; ".join(_plain(value))) for member, value in members]
    else:
        found = [(short, "; ".join(_plain(value)))]
    return tuple((field, text) for field, text in found if text)


def _member(name: str, member: str) -> str:
    """`licensorname` of Licensor as `LicensorName`, in PLUS's own spelling."""
    rest = member.removeprefix(name.lower())
    return name + (rest.upper() if rest in ("url", "id") else rest.title())


def _plain(value: Any) -> tuple[str, ...]:
    """The texts of a rights value: in one language, dates in ISO 8601, PLUS codes without their namespace."""
    texts = [text for _, text in spoken(value)]
    chosen = texts[:1] if isinstance(value, dict) else texts
    return tuple(iso_date(text.removeprefix(PLUS_VOCABULARY)) for text in chosen)
