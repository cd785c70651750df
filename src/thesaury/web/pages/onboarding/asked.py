"""What somebody wants to see at the desk, as the address holds it, and where a round's pages are."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from thesaury.model.onboarding import OnboardingRound, SourceKind, SubjectKind

_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """What is shown of fields, values or concepts: what is at the place `at`, or comes behind the place `after`, with `alone` no lists.

    `back` is where a decision leads: to `coverage`, or empty to the next one at the desk. A form names by `place` what it decides on.
    """

    kind: SubjectKind
    at: int = 0
    after: int = 0
    alone: bool = False
    back: str = ""
    place: int = 0

    @staticmethod
    def of(form: Mapping[str, str], round: OnboardingRound) -> "Asked":
        """From the fields of a form or an address; where one is missing or makes no sense, its usual value."""
        usual = SubjectKind.CONCEPT if round.kind is SourceKind.VOCABULARY else SubjectKind.FIELD
        kind = SubjectKind(form["of"]) if form.get("of") in set(SubjectKind) else usual
        back = "coverage" if form.get("back") == "coverage" else ""
        at, after, place = (number_in(form, name) for name in ("at", "after", "place"))
        return Asked(kind, at, after, form.get("alone") == "1", back, place)

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """As fields of an address or a form; those with their usual value are left out."""
        given = {"at": str(self.at or ""), "after": str(self.after or ""), "alone": "1" if self.alone else ""}
        given |= {"back": self.back, "place": str(self.place or "")}
        return ("of", self.kind.value), *((name, value) for name, value in given.items() if value)

    def url(self, round: str) -> str:
        """The address of the desk that shows this."""
        return f"{round_url(round)}/desk?{urlencode(self.fields)}"


def round_url(name: str) -> str:
    """The page of a round."""
    return f"/onboarding/{quote(name, safe='')}"


def number_in(form: Mapping[str, str], name: str) -> int:
    """The number in this field, 0 where there is none, or one that nothing can have."""
    text = form.get(name, "")
    return int(text) if text.isdecimal() and len(text) < _DIGITS else 0
