"""Leases held while work goes on, so that runs of one connection never overlap, in whichever process they are."""

import os
import platform
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread

from thesaury.model.errors import WorkspaceBusy
from thesaury.ports.flows import Leases

SECONDS = 60.0
"""How long a lease lasts when nobody renews it."""
_OTHER_RUN = "Another run uses a connection of this one ({holder}). Wait until it has finished, then run this again."


def connection_lease(connection: str) -> str:
    """The lease of a connection's runs."""
    return f"connection/{connection}"


def this_process() -> str:
    """This process as a holder; whatever follows after a hyphen does not count."""
    return f"process/{platform.node()}/{os.getpid()}"


def take_all(leases: Leases, names: Sequence[str], holder: str) -> str:
    """Take all of these names or none; returns the holder in the way, or an empty string. A holder that is gone is not in the way."""
    taken: list[str] = []
    for name in sorted(names):
        free_of_the_dead(leases, name)
        if not leases.take(name, holder, time.time(), SECONDS):
            for other in taken:
                leases.release(other, holder)
            return next((lease.holder for lease in leases.held(name) if lease.name == name), "another process")
        taken.append(name)
    return ""


@contextmanager
def holding(leases: Leases, names: Sequence[str], holder: str, busy: str = _OTHER_RUN) -> Iterator[None]:
    """Hold these names for as long as the block takes. Raises WorkspaceBusy with the sentence `busy`, in which `{holder}` stands for who
    is in the way, when one is taken."""
    if other := take_all(leases, names, holder):
        raise WorkspaceBusy(busy.replace("{holder}", other))
    try:
        with renewed(leases, names, holder):
            yield
    finally:  # once nothing renews them any more: a lease that is renewed after it was given back is nobody's for a minute
        for name in names:
            leases.release(name, holder)


@contextmanager
def renewed(leases: Leases, names: Sequence[str], holder: str) -> Iterator[None]:
    """Renew leases that are held already, in the background, until the block ends; they are not given back."""
    over = Event()

    def renew() -> None:
        while not over.wait(SECONDS / 4):
            for name in names:
                leases.take(name, holder, time.time(), SECONDS)

    thread = Thread(target=renew, name="leases", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def free_of_the_dead(leases: Leases, prefix: str) -> None:
    """A process of this machine that was killed cannot give its leases back, so they are taken from it at once."""
    for lease in leases.held(prefix):
        kind, _, rest = lease.holder.partition("/")
        host, _, number = rest.rpartition("/")
        if kind == "process" and host == platform.node() and not alive(int(number.partition("-")[0])):
            leases.release(lease.name, lease.holder)


def alive(process: int) -> bool:
    """Whether a process of this machine runs."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
