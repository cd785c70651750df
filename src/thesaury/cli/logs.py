"""Logs: what rooms and walls say by `logging`, on standard error; readable on a terminal, JSON lines elsewhere."""

import logging
import os
import sys

LEVELS = ("debug", "info", "warning", "error")


def configure_logs() -> None:
    """Show log lines from the level in `THESAURY_LOG` on (default: warning). Raises Usage for a level that is none."""
    level = os.environ.get("THESAURY_LOG", "warning").lower()
    if level not in LEVELS:
        from thesaury.model.errors import Usage

        raise Usage(f"THESAURY_LOG is {level!r}, but has to be one of {', '.join(LEVELS)}.")
    handler = _Handler()
    handler.setLevel(level.upper())
    root = logging.getLogger("thesaury")
    root.setLevel(level.upper())
    root.handlers = [handler]


class _Handler(logging.Handler):
    """Writes to standard error as it stands at each line; sets structlog up with the first one, so that commands that log nothing
    do not pay for it."""

    def emit(self, record: logging.LogRecord) -> None:
        """One line."""
        if self.formatter is None:
            self.formatter = _formatter()
        print(self.format(record), file=sys.stderr, flush=True)


def _formatter() -> logging.Formatter:
    import structlog
    from structlog.typing import Processor

    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: Processor = (
        structlog.dev.ConsoleRenderer(colors="NO_COLOR" not in os.environ)
        if sys.stderr.isatty()
        else structlog.processors.JSONRenderer()
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            renderer,
        ],
    )
