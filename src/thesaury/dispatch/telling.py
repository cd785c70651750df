"""A worker looks at the rights once an hour, and tells what is new."""

import logging
from collections.abc import Callable
from datetime import datetime

from thesaury.model.errors import WorkspaceBusy
from thesaury.pipeline.watch.noticing import never
from thesaury.pipeline.watch.telling import watch_round
from thesaury.ports.workspace import Workspace

_log = logging.getLogger(__name__)


def tell(workspace: Workspace, moment: datetime, stopped: Callable[[], bool] = never) -> None:
    """One round at this moment, until asked to stop; where another worker does it just now, that is enough."""
    try:
        done = watch_round(workspace, moment, stopped=stopped)
    except WorkspaceBusy as error:
        _log.info("%s", error.message)
        return
    for channel, why in done.failed:
        _log.warning("notices of rights wait for %s: %s", channel, why)
