"""Work that makes millions of values which stay, or go by themselves."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looking for cycles among them again and again, which takes longer than making them.

    It holds for the process. Where two such pieces of work overlap, the one that ends first lets cycles be sought again for the other.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
