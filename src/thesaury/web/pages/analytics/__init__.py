"""Analytics: the dashboard, named questions, questions of one's own, and what stands around a thing."""

from fastapi import APIRouter

from thesaury.pipeline.measuring.answering import Answering
from thesaury.vocabulary.thesaurus import Thesaurus
from thesaury.web.desk import Desk
from thesaury.web.joining import joined
from thesaury.web.pages.analytics import (
    advice_routes,
    dashboard_routes,
    graph_routes,
    own_routes,
    question_routes,
    report_routes,
)
from thesaury.web.pages.analytics.room import Asking, Room


def router(desk: Desk, asking: Asking | None = None) -> APIRouter:
    """All pages of the room as one router; the named questions are answered by `asking`, else from the graph of the workspace."""

    def words() -> tuple[Thesaurus, tuple[str, ...]]:
        lexicon = desk.lexicon()
        return lexicon.thesaurus, lexicon.languages

    room = Room(desk, asking or Answering(desk.workspace, words))
    parts = (dashboard_routes, advice_routes, question_routes, own_routes, graph_routes, report_routes)
    return joined(*(part.router(room) for part in parts))
