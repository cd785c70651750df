"""The concepts of a brief as the chips of its page change them."""

from collections.abc import Mapping

from thesaury.model.brief import Brief, Wanting
from thesaury.recommendation.briefing import changing
from thesaury.web.lexicon import Lexicon
from thesaury.web.parts.typed_concepts import typed_concept

OUT = "out"
"""In the place of how a concept is wanted: it is not."""


def with_concept(brief: Brief, lexicon: Lexicon, form: Mapping[str, str]) -> Brief | None:
    """The brief with one concept wanted as the form says, or without it; None where the form names no single concept."""
    concept, wanting = form.get("concept", ""), form.get("wanting", "")
    known = any(one.concept == concept for one in brief.concepts)
    if not known:
        concept = typed_concept(lexicon, concept, form.get("words", ""))
    if not concept:
        return None
    if wanting == OUT:
        return changing.without_concept(brief, concept)
    return changing.with_concept(brief, concept, Wanting(wanting) if wanting in list(Wanting) else Wanting.WISHED)
