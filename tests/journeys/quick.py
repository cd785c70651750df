"""A workspace for hundreds of short runs: everything is real but the queue, which is in memory."""

from functools import lru_cache

from tests.fakes.jobs import FakeJobs, FakeQueue
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.engines.langid import LangidDetector
from thesaury.model.connection import Connection
from thesaury.ports.jobs import Jobs, Work

DETECTOR = LangidDetector()


class Quick(EmbeddedWorkspace):
    """A workspace whose queue is in memory and whose language model is loaded once; everything else is real."""

    detector = DETECTOR  # type: ignore[assignment]

    @lru_cache  # noqa: B019
    def roles(self, connection: Connection) -> tuple[str, ...]:
        """Looked up once, for hundreds of short runs ask over and over."""
        return super().roles(connection)

    def jobs(self, work: Work) -> Jobs:
        """The queue that passes the same suite as the durable one; that one's part in faults is seen by kills."""
        return FakeJobs(FakeQueue(), work, work.abandon)  # type: ignore[attr-defined]
