"""Proposals for clauses that no rule understood. They are shown to a person, kept nowhere, and change no decision.

what no rule understood ── clauses ──> clause ── prompt ──> model
             model ── checking ──> values of our tables that rest on words of the clause ── draft ──> what a person may confirm
"""

from thesaury.rights.proposing.checking import Checked, Dropped, Kept, checked
from thesaury.rights.proposing.clauses import clauses_of
from thesaury.rights.proposing.draft import Draft, draft
from thesaury.rights.proposing.prompt import Asked, asked, version

__all__ = ["Asked", "Checked", "Draft", "Dropped", "Kept", "asked", "checked", "clauses_of", "draft", "version"]
