"""What stands above concepts by way of another vocabulary: the graph of each knows its own hierarchy only, figures know all of them."""

from collections.abc import Iterator

from thesaury.model.statement import SKOS, Iri, Statement
from thesaury.pipeline.words import current_vocabularies
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.hierarchy import above
from thesaury.vocabulary.thesaurus import Thesaurus


def hierarchy_state(workspace: Workspace) -> str:
    """Another text whenever a vocabulary is another one."""
    return " ".join(f"{version.key} {version.digest}" for version in workspace.catalogue.vocabularies.current())


def steps_across(workspace: Workspace) -> Iterator[Statement]:
    """`skos:broaderTransitive` from each concept to what no vocabulary alone has above it."""
    vocabularies = [vocabulary for _, vocabulary in current_vocabularies(workspace)]
    if len(vocabularies) < 2:
        return
    thesaurus = Thesaurus(vocabularies)
    own = [{one.iri: one.broader for one in vocabulary.concepts if one.broader} for vocabulary in vocabularies]
    for concept in thesaurus:
        known = {over for broader in own if concept.iri in broader for over in above(concept.iri, broader)}
        for over in thesaurus.ancestors(concept.iri):
            if over not in known:
                yield Statement(concept.iri, f"{SKOS}broaderTransitive", Iri(over))
