"""Whose turn it is to have a question answered."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Event

import pytest

from tests.patience import PATIENCE
from thesaury.engines.oxigraph.turns import MOST_WAITING, QuestionTurns
from thesaury.model.errors import WorkspaceBusy


def staying() -> bool:
    return False


def test_nobody_has_all_turns():
    turns = QuestionTurns(3, 0.05)
    with turns.taken("mara", staying), turns.taken("mara", staying):
        with pytest.raises(WorkspaceBusy, match="2 of your questions"), turns.taken("mara", staying):
            pass
        full = pytest.raises(WorkspaceBusy, match="3 questions are being answered")
        with turns.taken("tom", staying), full, turns.taken("eva", staying):
            pass
        with turns.taken("eva", staying):
            pass
    with turns.taken("mara", staying):
        pass


def test_who_has_no_name_or_is_alone_with_the_only_turn_may_have_all():
    with ExitStack() as stack:
        turns = QuestionTurns(2, 0.05)
        for _ in range(2):
            stack.enter_context(turns.taken("", staying))
        stack.enter_context(QuestionTurns(1, 0.05).taken("mara", staying))


def test_who_comes_when_many_wait_is_sent_away_at_once():
    turns, leave = QuestionTurns(1, 2 * PATIENCE), Event()
    looked = list[str]()

    def wait(begun: Event) -> None:
        def left() -> bool:
            begun.set()
            return leave.is_set()

        with pytest.raises(WorkspaceBusy), turns.taken("tom", left):
            pass

    def late() -> bool:
        looked.append("waited")
        return True

    with turns.taken("mara", staying), ThreadPoolExecutor(MOST_WAITING) as others:
        waiting = [Event() for _ in range(MOST_WAITING)]
        doing = [others.submit(wait, begun) for begun in waiting]
        try:
            assert all(begun.wait(PATIENCE) for begun in waiting)
            with pytest.raises(WorkspaceBusy, match="ask again in a moment"), turns.taken("eva", late):
                pass
        finally:
            leave.set()
        for one in doing:
            one.result(PATIENCE)
    assert looked == []
