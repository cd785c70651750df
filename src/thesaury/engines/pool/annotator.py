"""An annotator over another one: few assets are read here, many in several processes, and nobody sees a difference."""

from collections import deque
from collections.abc import Sequence
from time import thread_time
from weakref import finalize

from thesaury.engines.pool.crew import Crew
from thesaury.engines.pool.parts import cut
from thesaury.engines.pool.wire import Answer
from thesaury.model.asset import Asset
from thesaury.ports.annotator import Annotator

MANY = 400
"""Assets in one call that are worth several processes when these are there already."""

START = 1.0
"""Seconds of CPU that this process spends on large calls before it starts others: about what their start costs (figures in
docs/decisions/0017-process-pool.md). Who waits with a purchase until he has paid its price in hire never pays more than twice what
was needed, however much or little there is to come, and however fast the annotator."""

IDLE = 10.0
"""Seconds without work after which a process ends: nobody has to say that there is no more to come."""


class PooledAnnotator:
    """Implements `ports.annotator.InBulk`. What the other one answers must not depend on which assets it is asked for together.

    Any number of threads may ask. Processes start when much is asked for, end when idle, when this object goes, or when this
    process ends, however it ends. What a dead process had to do is done here.
    """

    def __init__(
        self,
        annotator: Annotator,
        processes: int,
        start: float | None = None,
        many: int | None = None,
        idle: float = IDLE,
    ) -> None:
        """Over an annotator that can be pickled; `processes` are those beside this one, at least two. `start` 0 starts them at once."""
        self._annotator, self.processes = annotator, processes
        self._many, self._start, self._spent = MANY if many is None else many, START if start is None else start, 0.0
        self._crew = Crew(annotator, processes, idle)
        self._end = finalize(self, self._crew.close)

    @property
    def version(self) -> str:
        """The other one's."""
        return self._annotator.version

    @property
    def vocabulary(self) -> str:
        """The other one's."""
        return self._annotator.vocabulary

    @property
    def cpu_seconds(self) -> float:
        """What the processes have spent until their last answer, their start included."""
        return self._crew.seconds

    @property
    def peak_mib(self) -> float:
        """The most memory of each process, added up."""
        return self._crew.peak_mib

    @property
    def pids(self) -> tuple[int, ...]:
        """The ids of the processes that are there now."""
        return self._crew.pids

    def suggest(self, assets: Sequence[Asset]) -> list[Answer]:
        """One answer for each asset, in order. Raises what the other one raises."""
        if len(assets) < self._many or not self._end.alive:
            return list(self._annotator.suggest(assets))
        parts = deque(cut(assets, self.processes))
        answers: list[Answer] = []
        while parts and self._spent < self._start:
            began = thread_time()
            answers += self._annotator.suggest(parts.popleft())
            self._spent += thread_time() - began
        return answers + self._by_others(parts) if parts else answers

    def close(self) -> None:
        """End the processes; what is asked for after that is read here."""
        self._end()

    def _by_others(self, parts: Sequence[Sequence[Asset]]) -> list[Answer]:
        """The answers of the processes, and here, at the end, those to the parts that came back."""
        waiting = self._crew.hand(parts)
        try:
            answers = [found.result() for found in waiting]
        except BaseException:  # Ctrl-C: what nobody has begun need not be begun
            for found in waiting:
                found.cancel()
            raise
        return [
            answer
            for part, found in zip(parts, answers, strict=True)
            for answer in (self._annotator.suggest(part) if found is None else found)
        ]
