"""Terms that a plan says to propose become proposals, each once, in the name of whoever decided so."""

from thesaury.governance.proposing import form_of
from thesaury.model.audit import acting_as
from thesaury.model.cleanup import Cleanup, Treatment, reason
from thesaury.model.connection import Failure
from thesaury.model.errors import ThesauryError
from thesaury.pipeline.proposals.deciding import propose
from thesaury.ports.workspace import Workspace

STAGE = "clean"


def propose_terms(workspace: Workspace, cleanup: Cleanup) -> tuple[int, list[Failure]]:
    """Propose what nobody proposed before; how many that were, and what is no term, with a sentence each."""
    entries = [entry for _, entry in workspace.catalogue.cleanups.entries(cleanup.id, treatments=[Treatment.PROPOSE])]
    known = workspace.catalogue.proposals.by_form([form_of(entry.tags[0]) for entry in entries])
    proposed, failures = 0, list[Failure]()
    for entry in (entry for entry in entries if form_of(entry.tags[0]) not in known):
        try:
            with acting_as(entry.decided_by):
                propose(workspace, entry.tags[0], reason=reason(cleanup))
            proposed += 1
        except ThesauryError as error:
            failures.append(Failure(STAGE, "", entry.tags[0], error.message))
    return proposed, failures
