"""What is worth a second look in a vocabulary as it is kept, in the manner of qSKOS: nothing is changed.

The rules are those of C. Mader, B. Haslhofer and A. Isaac, "Finding Quality Issues in SKOS Vocabularies" (2012), and of O. Suominen and
C. Mader, "Assessing and Improving the Quality of SKOS Vocabularies" (2014), as far as they can be broken by what is kept here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from thesaury.model.concept import Vocabulary
from thesaury.vocabulary.quality import deprecation, labels, mappings, structure
from thesaury.vocabulary.quality.held import MOST_HAVE, Beside, Held, Notice, Scope, scopes
from thesaury.vocabulary.quality.rules import ALL, MISSING_LANGUAGE
from thesaury.vocabulary.quality.score import FORMULA, scored

__all__ = ["FORMULA", "MISSING_LANGUAGE", "MOST_HAVE", "RULES", "Beside", "Notice", "Notices", "notices", "scored"]

RULES = tuple(rule.name for rule in ALL)
"""Every rule, in the order in which people look at them."""

Notices = Mapping[str, Mapping[str, Sequence[Notice]]]
"""By scheme and rule, in the order of the rules; concepts in no scheme are under an empty one."""

_CHECKS: Sequence[Callable[[Scope], Iterator[Notice]]] = (
    labels.no_preferred,
    labels.inconsistent_preferred,
    labels.of_two_kinds,
    labels.shared,
    labels.untagged,
    labels.missing_languages,
    labels.no_definition,
    labels.ambiguous_notations,
    structure.orphans,
    structure.disconnected,
    structure.cycles,
    structure.relation_clashes,
    structure.redundant,
    structure.valueless,
    structure.omitted_tops,
    structure.tops_with_broader,
    mappings.broken,
    mappings.to_deprecated,
    mappings.clashes,
    mappings.several_exact,
    mappings.within_scheme,
    mappings.unmapped,
    deprecation.without_replacement,
    deprecation.broken_replacement,
    deprecation.above,
)


def notices(vocabulary: Vocabulary, beside: Beside | None = None) -> Notices:
    """What every rule finds in every scheme; a scheme in which nothing is found has no rules.

    `beside` holds the other vocabularies that mappings lead to; without it only mappings within the vocabulary are followed.
    """
    held = Held(vocabulary, beside or Beside())
    return {scope.scheme: _by_rule(scope) for scope in scopes(held)}


def _by_rule(scope: Scope) -> dict[str, list[Notice]]:
    found: dict[str, list[Notice]] = {rule: [] for rule in RULES}
    for check in _CHECKS:
        for notice in check(scope):
            found[notice.rule].append(notice)
    return {rule: kept for rule, kept in found.items() if kept}
