"""A worker tells by webhooks, once a minute, what happened since."""

import logging
from collections.abc import Callable

from thesaury.model.errors import WorkspaceBusy
from thesaury.pipeline.announcing.rounds import announce, never
from thesaury.ports.workspace import Workspace

LOOK = 60.0
"""Seconds between two rounds."""

_log = logging.getLogger(__name__)


def tell_others(workspace: Workspace, stopped: Callable[[], bool] = never) -> None:
    """One round, until asked to stop; where another worker does it just now, that is enough."""
    try:
        _, sent = announce(workspace, stopped)
    except WorkspaceBusy as error:
        _log.info("%s", error.message)
        return
    for endpoint, why in dict(sent.failed).items():
        _log.warning("the webhook %s did not take a message: %s", endpoint, why)
