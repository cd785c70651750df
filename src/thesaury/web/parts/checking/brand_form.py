"""A brand term as a form, and its problems in the reader's language."""

from dataclasses import dataclass

from thesaury.model.brand_term import BrandStanding, BrandTerm
from thesaury.vocabulary.brand.checking import EXACT
from thesaury.vocabulary.brand.problems import TermProblem
from thesaury.vocabulary.brand.table import row_of
from thesaury.web.door.forms import Fields
from thesaury.web.texts import phrase

FIELDS = ("term", "language", "standing", "concept", "instead", "reason", "from", "case", "note")


@dataclass(frozen=True, slots=True)
class BrandForm:
    """What stands in the form; `was` is the text and language of the term that is changed, None for a new one."""

    values: dict[str, str]
    was: tuple[str, str] | None = None

    @property
    def exact(self) -> bool:
        """Whether capitals count."""
        return self.values.get("case") == EXACT


def form_of(term: BrandTerm | None) -> BrandForm:
    """The form of a kept term, or an empty one."""
    if term is None:
        return BrandForm(dict.fromkeys(FIELDS, "") | {"standing": BrandStanding.FORBIDDEN.value})
    return BrandForm({name: row_of(term)[name] for name in FIELDS}, term.key)


def typed(fields: Fields) -> BrandForm:
    """What was typed."""
    sent = dict(fields)
    was = (sent["was"], sent.get("was-language", "")) if sent.get("was") else None
    return BrandForm({name: sent.get(name, "") for name in FIELDS}, was)


def said(problem: TermProblem) -> str:
    """A problem in the reader's language."""
    about = {name: str(value) for name, value in problem.about.items()}
    if "standing" in about:
        about["standing"] = phrase(f"brand.standing.{about['standing']}")
    return phrase(f"brand.wrong.{problem.code}", **about)
