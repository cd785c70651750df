"""What this process costs the machine."""

import sys


def peak_mib() -> float | None:
    """The most memory this process held at any time, in MiB; None where the system does not tell."""
    try:
        from resource import RUSAGE_SELF, getrusage
    except ImportError:  # Windows
        return None
    return round(getrusage(RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024), 1)
