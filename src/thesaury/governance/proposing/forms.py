"""Spellings that are one term: `Eco friendly`, `eco_friendly` and `ecofriendly` have the same form."""

from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256

from thesaury.governance.wording import fold, letters

LONGEST = 100
"""Signs of a term, at most: what is longer is a sentence."""

Spellings = tuple[tuple[str, int], ...]


def form_of(text: str) -> str:
    """A term without case, accents, gaps, hyphens and other signs; empty for one that has no letter or is too long to be a term."""
    form = letters(fold(text))
    return form if len(text) <= LONGEST and any(sign.isalpha() for sign in form) else ""


def proposal_id(form: str) -> str:
    """The id of the proposal with this form: the same on every run."""
    return sha256(form.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def spelled(tags: Iterable[tuple[str, int]]) -> dict[str, Spellings]:
    """Tags with their counts by form, the most used spelling first; what is no term is left out."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for tag, count in tags:
        if form := form_of(tag):
            found[form][tag] = found[form].get(tag, 0) + count
    return {form: by_count(counts) for form, counts in found.items()}


def by_count(counts: dict[str, int]) -> Spellings:
    """These with their counts, most first, then by text."""
    return tuple(sorted(counts.items(), key=lambda counted: (-counted[1], counted[0])))


def term_of(spellings: Spellings) -> str:
    """What to call the term: its most used spelling, of equal ones that which looks most like words and not like a machine's name."""
    chosen = min(spellings, key=lambda one: (-one[1], "_" in one[0] or "#" in one[0], one[0] != one[0].lower(), one[0]))
    text = chosen[0].encode("utf-8", "replace").decode()
    return " ".join(text.replace("_", " ").replace("#", " ").split()) or text
