"""Searches and recommendations by command are kept for analysis like those of pages."""

from thesaury.model.audit import acting
from thesaury.model.brief import Brief
from thesaury.model.policy import Verdict
from thesaury.pipeline.observing import COMMAND, Asker, Observer
from thesaury.pipeline.rights.clearing import Clearing
from thesaury.ports.workspace import Workspace
from thesaury.recommendation.recommended import Recommendation
from thesaury.search.finding import Answer, Sources
from thesaury.search.ranking import Question
from thesaury.search.usable import counts_of


def observed_search(workspace: Workspace, question: Question, answer: Answer, sources: Sources) -> None:
    """Keep a search, unless it is a later stretch of one. What cannot be kept is said in the log and hinders nobody."""
    if question.offset:
        return
    observer, reads = Observer(workspace), workspace.languages[0]
    clearing = None
    if question.cleared and not counts_of(answer).get(Verdict.PERMIT):
        clearing = Clearing(workspace)
        clearing.cleared(question.cleared.use)  # reads the rights behind the keys, which are asked why they deny
    observer.searched(_asker(), question, answer, sources, reads, clearing)
    observer.flush()


def observed_recommendation(workspace: Workspace, brief: Brief, found: Recommendation) -> None:
    """Keep what was recommended for a brief."""
    observer = Observer(workspace)
    observer.recommended(_asker(), brief, found, workspace.languages[0])
    observer.flush()


def _asker() -> Asker:
    return Asker(acting.get(), COMMAND)
