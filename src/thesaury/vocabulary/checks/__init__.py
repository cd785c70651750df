"""The checks of an import: every rule a function of its own, run in an order in which none undoes another."""

from thesaury.model.concept import Vocabulary
from thesaury.vocabulary.checks import iris, labels, relations, schemes, texts
from thesaury.vocabulary.checks.rule import Checked
from thesaury.vocabulary.report import Finding

ORDER = (
    iris.iris,
    texts.control_characters,
    texts.white_space,
    texts.long_texts,
    texts.empty_texts,
    texts.language_tags,
    labels.several_preferred,
    labels.alternative_is_preferred,
    labels.concepts_without_label,
    labels.no_preferred_label,
    relations.self_relations,
    relations.unknown_concepts,
    relations.cycles,
    relations.broader_and_related,
    schemes.undeclared_schemes,
    schemes.no_scheme,
    schemes.top_concepts,
    schemes.orphans,
    labels.duplicate_labels,
)
"""Every rule; each takes a vocabulary and gives the vocabulary as it should be, with what it found."""


def check(vocabulary: Vocabulary) -> Checked:
    """The vocabulary with everything mended that can be, and all findings. Raises BadInput for a bottomless hierarchy.

    What comes out is clean: checked again it stays as it is, with nothing left to mend or refuse.
    """
    findings: list[Finding] = []
    for rule in ORDER:
        vocabulary, found = rule(vocabulary)
        findings += found
    return vocabulary, findings


__all__ = ["ORDER", "Checked", "check"]
