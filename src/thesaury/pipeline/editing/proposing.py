"""What other work asks of a local vocabulary: one concept more, one label more, in its draft."""

from collections.abc import Sequence

from thesaury.model.concept import Label, LabelKind
from thesaury.model.edit import AddConcept, AddLabel
from thesaury.pipeline.editing.changing import edit
from thesaury.ports.workspace import Workspace


def add_concept(
    workspace: Workspace,
    vocabulary: str,
    preferred: Sequence[Label],
    broader: str = "",
    scheme: str = "",
    who: str = "",
    alternative: Sequence[Label] = (),
) -> str:
    """Add a concept to the draft of a vocabulary; returns its IRI, which holds once the draft is published. Raises as `edit`."""
    above, schemes = (tuple(filter(None, [iri])) for iri in (broader, scheme))
    new = AddConcept("", tuple(preferred), schemes, above, tuple(alternative))
    return edit(workspace, vocabulary, [new], None, who).subjects[0]


def add_label(workspace: Workspace, vocabulary: str, concept: str, label: Label, kind: LabelKind, who: str = "") -> str:
    """Add a label to a concept in the draft of a vocabulary; returns the concept's IRI. Raises as `edit`."""
    return edit(workspace, vocabulary, [AddLabel(concept, kind, label)], None, who).subjects[0]
