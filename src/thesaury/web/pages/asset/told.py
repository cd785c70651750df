"""What came of a decision on an asset, as its page says it: the sentence, and whether it can be taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thesaury.model.annotation import Review
from thesaury.web.lexicon import Lexicon
from thesaury.web.parts.ago import ago
from thesaury.web.texts import phrase

_GOOD = ("accepted", "rejected", "removed", "added", "undone")
_AMISS = ("conflict", "unknown", "there")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence; `at` and `concept` name the decision that can be taken back, empty where none can."""

    sentence: str
    manner: str = ""
    concept: str = ""
    at: str = ""
    said: str = ""


def told(query: Mapping[str, str], reviews: Sequence[Review], lexicon: Lexicon) -> Told | None:
    """What the address says of the last deed; what it says that never happened is not repeated."""
    said, concept = query.get("said", ""), query.get("concept", "")
    newest = next((review for review in reviews if review.concept == concept), None)
    name = lexicon.name(concept).text if concept else ""
    if said == "conflict":
        return Told(_conflict(name, newest), "warn")
    if said in _AMISS:
        return Told(phrase(f"asset.told.{said}", name=concept if said == "unknown" else name), "warn")
    if said == "undone":
        return Told(phrase("asset.told.undone", name=name))
    if said in _GOOD and newest and newest.at == query.get("at"):
        return Told(phrase(f"asset.told.{said}", name=name), "", concept, newest.at, said)
    return None


def _conflict(name: str, newest: Review | None) -> str:
    if newest is None:
        return phrase("asset.told.conflict.changed", name=name)
    decision = phrase(f"asset.did.{newest.decision}")
    return phrase("asset.told.conflict", name=name, who=newest.reviewer, decision=decision, ago=ago(newest.at))
