"""Rounds of onboarding, and everything that is kept of one."""

from collections.abc import Callable, Iterator, Sequence

from thesaury.model.concept import Vocabulary
from thesaury.model.errors import Usage
from thesaury.model.onboarding import KeptMapping, OnboardingRound, SubjectKind
from thesaury.pipeline.words import for_tagging
from thesaury.ports.mappings import WantedMappings, each_mapping
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.thesaurus import Thesaurus


def round_named(workspace: Workspace, name: str = "") -> OnboardingRound:
    """The round of this name, or without one the only one that there is. Raises Usage where there is none such, or several."""
    rounds = workspace.catalogue.mappings.rounds()
    if found := [one for one in rounds if name in ("", one.name)][:2]:
        if len(found) == 1:
            return found[0]
        raise Usage(f"There are several rounds: {', '.join(one.name for one in rounds)}. Name one with --round.")
    if rounds:
        raise Usage(f"There is no round {name!r}. Rounds here: {', '.join(one.name for one in rounds)}.")
    raise Usage("Nothing was brought in yet. Begin with: thesaury onboard propose --table FILE")


def every(workspace: Workspace, round: str, wanted: WantedMappings = WantedMappings()) -> Iterator[KeptMapping]:
    """All of them in their order, page by page."""
    return each_mapping(workspace.catalogue.mappings, round, wanted)


def fields_of(workspace: Workspace, round: OnboardingRound) -> list[KeptMapping]:
    """All fields of a round, in their order."""
    return list(every(workspace, round.name, WantedMappings(kinds=(SubjectKind.FIELD,))))


def named_in(vocabulary: Vocabulary, languages: Sequence[str]) -> Callable[[str], str]:
    """Who says what a concept of this vocabulary is called in the best of these languages, by its IRI."""
    thesaurus = Thesaurus([vocabulary])
    return lambda iri: thesaurus.label(iri, languages)


def shared_model(workspace: Workspace, name: str = "") -> str:
    """The name of the vocabulary that the client's words are mapped to: this one, or without a name the only one that is the agency's, or
    that there is at all.

    Raises Usage where there is none such, or several.
    """
    known = [version.name for version in for_tagging(workspace.catalogue.vocabularies.current())]
    if name in known:
        return name
    if name:
        raise Usage(f"There is no vocabulary {name!r}. Vocabularies here: {', '.join(known) or 'none'}.")
    if not known:
        raise Usage(
            "There is no vocabulary to map to yet. Take over what the agency offers (thesaury vocabulary offers), or bring the shared"
            " model: thesaury vocabulary import FILE"
        )
    taken = {one.vocabulary for one in workspace.catalogue.offers.taken()}
    fitting = [one for one in known if one in taken] or known
    if len(fitting) > 1:
        raise Usage(f"Several vocabularies could be mapped to: {', '.join(fitting)}. Name one with --vocabulary.")
    return fitting[0]
