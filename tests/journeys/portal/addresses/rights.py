"""Addresses of the room of rights: a record of a licence, and one that was pasted."""

from urllib.parse import urlencode

from tests.journeys.portal.addresses.found import asset
from thesaury.bootstrap import EmbeddedWorkspace as Workspace
from thesaury.model.intake import Intake


def record(workspace: Workspace) -> str:
    [first] = workspace.catalogue.rights.page(("", ""), 1)
    return f"/rights/record?{urlencode({'record': first.source.record, 'place': first.source.place})}"


def draft(workspace: Workspace) -> str:
    """A licence that the person who is signed in has pasted, with a question and an asset."""
    fields = (("q.channel", "website"), ("q.region", "DE"), (f"for.{asset(workspace)}", "seen"))
    text = "Website and newsletter, DACH, until 31 December 2027. Blorfing required."
    made = Intake("draft", "mara@fennmoor.example", "2026-11-28T10:00:00+00:00", text, "Contract 7", fields=fields)
    workspace.catalogue.intakes.put(made)
    return "/rights/intake/draft"
