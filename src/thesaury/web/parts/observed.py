"""What requests tell the observer: who asks, by the door they came through, and what was found."""

from collections.abc import Callable

from thesaury.model.brief import Brief
from thesaury.pipeline.observing import Asker
from thesaury.recommendation.recommended import Recommendation
from thesaury.search.finding import Answer
from thesaury.search.ranking import Question
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller

Hearing = Callable[[Question, Answer], None]


def asker(where: str) -> Asker:
    """Whoever makes the request that is being answered, in this place."""
    return Asker(caller().name, where)


def observed_search(desk: Desk, where: str) -> Hearing:
    """What hears of the first page of a search that was asked here."""

    def heard(question: Question, answer: Answer) -> None:
        lexicon = desk.lexicon()
        sources = lexicon.sources(desk.workspace)
        desk.observer.searched(asker(where), question, answer, sources, lexicon.languages[0], desk.clearing)

    return heard


def observed_recommendation(desk: Desk, where: str, brief: Brief, found: Recommendation) -> None:
    """Note what was recommended for a brief here."""
    desk.observer.recommended(asker(where), brief, found, desk.lexicon().languages[0])
