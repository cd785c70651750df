"""Which kind of licence a text is: the one it names, or the one that its terms are usual for."""

from collections.abc import Sequence
from datetime import date

from thesaury.model.licensing import LicenceModel, Modification, Term
from thesaury.rights.parsing.drafts import Draft
from thesaury.rights.parsing.licences import Template, named
from thesaury.rights.parsing.meanings import Kind
from thesaury.rights.parsing.residue import Clauses
from thesaury.rights.parsing.signs import Sign


def template_of(clauses: Clauses, purchased: date | None) -> Template | None:
    """The named licence; of several the one that restricts most: a known one yields to one that has to be spelled out."""
    found = [
        named(each.found.meaning.names, purchased)
        for _, clause in clauses
        for each in clause.signed
        if each.found.kind is Kind.MODEL and each.sign is Sign.YES
    ]
    return min(found, key=_strictest_first, default=None)


def _strictest_first(template: Template) -> tuple[bool, int, int, bool, bool, int, int]:
    return (
        template.known, -len(template.limits), -len(template.purposes_denied), not template.channels_denied,
        template.modification is not Modification.PROHIBITED, -len(template.duties), len(template.purposes),
    )  # fmt: skip


def model_of(terms: Sequence[Term]) -> LicenceModel:
    """An editorial licence says no more than that; a picture bought by size, page or insertion is rights-managed."""
    if any(term.purposes.allow == ("editorial",) and term.channels.allow == ("*",) for term in terms):
        return LicenceModel.EDITORIAL
    bought = {"page_fraction", "screen_fraction", "insertions", "placements", "width_px", "circulation"}
    if any(limit.kind in bought for term in terms for limit in term.limits):
        return LicenceModel.RIGHTS_MANAGED
    return LicenceModel.UNKNOWN


def says_something(draft: Draft, template: Template | None) -> bool:
    """Whether a draft says anything of rights, by itself or with the licence that is named."""
    if template is not None and (template.known or template.channels or draft.grants):
        return True
    said = any(part.allow or part.deny or part.open for part in draft.parts.values()) or any(
        times.said() for times in draft.times
    )
    kinds = {each.found.kind for each in draft.others} - {Kind.OPEN}
    asked = any(reason not in ("nothing",) for f in draft.of(Kind.OPEN) for reason in f.meaning.names)
    return (
        said
        or asked
        or bool(draft.approval)
        or bool(
            kinds & {Kind.UNBOUNDED, Kind.LIMIT, Kind.SCOPE, Kind.CREDIT, Kind.DUTY, Kind.LANGUAGE, Kind.NO_PUBLICATION}
        )
    )
