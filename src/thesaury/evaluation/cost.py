"""What this process costs the machine, and the processes of an annotator that has some."""

import sys
from time import process_time

from thesaury.ports.annotator import Annotator, InBulk


def cpu_seconds(annotator: Annotator) -> float:
    """The seconds of CPU spent until now, here and in the annotator's processes."""
    return process_time() + (annotator.cpu_seconds if isinstance(annotator, InBulk) else 0.0)


def peak_mib(annotator: Annotator | None = None) -> float | None:
    """The most memory this process held at any time, in MiB; None where the system does not tell.

    The most that each of the annotator's processes held is added: more than all of them ever held at one moment.
    """
    try:
        from resource import RUSAGE_SELF, getrusage
    except ImportError:  # Windows
        return None
    own = getrusage(RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)
    return round(own + (annotator.peak_mib if isinstance(annotator, InBulk) else 0.0), 1)
