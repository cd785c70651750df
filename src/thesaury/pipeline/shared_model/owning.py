"""A vocabulary of the agency that becomes a client's own: for who left the agency, or goes another way."""

from thesaury.model.errors import Usage
from thesaury.pipeline.edited_elsewhere import shared
from thesaury.ports.audit import note
from thesaury.ports.workspace import Workspace


def make_own(workspace: Workspace, vocabulary: str) -> None:
    """From now on this vocabulary is edited here, and the agency's offers of it are refused.

    Raises Usage for one that is not the agency's.
    """
    taken = shared(workspace, vocabulary)
    if taken is None or not workspace.catalogue.offers.release(vocabulary):
        raise Usage(f"{vocabulary!r} is no vocabulary of the agency, so there is nothing to be changed.")
    before = {"version": taken.version, "taken_at": taken.at}
    note(workspace.catalogue.audit, "vocabulary.own", f"vocabulary:{vocabulary}", before, None)
