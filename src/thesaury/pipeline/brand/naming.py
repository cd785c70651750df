"""The concept that people mean when they name it for a brand term: by its IRI, or by a label that no other concept has."""

from thesaury.model.errors import Usage
from thesaury.pipeline.brand.keeping import thesaurus_as_it_came
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.brand.words import keys


def concept_called(workspace: Workspace, named: str) -> str:
    """The IRI; what is no label comes back as it is, for an IRI that no vocabulary has is refused where terms are kept.

    Raises Usage for a label of several concepts.
    """
    wanted = named.strip()
    thesaurus = thesaurus_as_it_came(workspace)
    if not wanted or thesaurus.concept(wanted):
        return wanted
    sought = set(keys(wanted))
    found = [
        concept.iri
        for concept in thesaurus
        if not concept.deprecated and any(not sought.isdisjoint(keys(label.text)) for _, label in concept.labels())
    ]
    if len(found) > 1:
        raise Usage(f"{wanted!r} is a label of {len(found)} concepts. Name one by its IRI: {', '.join(found[:5])}.")
    return found[0] if found else wanted
