"""Where DBOS's own messages go: to our log, at debug, and nowhere else."""

import logging

LOG = logging.getLogger("thesaury.jobs")


class _Forward(logging.Handler):
    """Hands every message on to our own log, whatever its level was."""

    def emit(self, record: logging.LogRecord) -> None:
        """Say it at debug: what a person has to know of a run is in the run's log."""
        LOG.debug("dbos: %s", record.getMessage(), exc_info=record.exc_info)


def quieten() -> None:
    """Route DBOS's messages to `thesaury.jobs`; it adds a handler for the console only to a logger that has none."""
    theirs = logging.getLogger("dbos")
    if not any(isinstance(handler, _Forward) for handler in theirs.handlers):
        theirs.handlers[:] = [_Forward()]
    theirs.propagate = False
