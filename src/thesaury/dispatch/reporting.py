"""A worker sends the reports whose turn has come."""

import logging
from collections.abc import Callable
from datetime import datetime

from thesaury.model.errors import WorkspaceBusy
from thesaury.pipeline.reporting.rounds import never, send_due
from thesaury.ports.workspace import Workspace

LOOK = 60.0
"""Seconds between two rounds."""

_log = logging.getLogger(__name__)


def send_reports(workspace: Workspace, moment: datetime, stopped: Callable[[], bool] = never) -> None:
    """One round at this moment, until asked to stop; where another worker does it just now, that is enough."""
    try:
        done = send_due(workspace, moment, stopped)
    except WorkspaceBusy as error:
        _log.info("%s", error.message)
        return
    for name, why in done.failed:
        _log.warning("the report %s did not go out: %s", name, why)
