"""The graph of analysis on a real Virtuoso: the figures of `benchmarks.analytics`, with the graph kept by a server of this machine.

10,000 assets and 100,000 uses; `python -m benchmarks.analytics_server ASSETS USES`, or `./run drill analytics_server` for 100,000 and
1,000,000. Virtuoso is Debian's, new and empty, with 1.3 GB of buffers; it shares the processors with Thesaury. `server_cpu_s` is what it
has worked in all, `server_peak_mib` the most memory it had, `server_mib` its files in the end.
"""

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import Skipped, analytics
from benchmarks.synthetic.analytics import Size
from tests.hosts import virtuoso
from tests.hosts.virtuoso import PASSWORD, USER, Virtuoso

_BUFFERS, _ROWS = 170_000, 1_000_000


def run(size: Size = analytics.SMALL) -> dict[str, object]:
    """Every figure. Raises Skipped where there is no Virtuoso."""
    if why := virtuoso.absent():
        raise Skipped(why)
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch, "server")
        place.mkdir()
        with virtuoso.running(place, _BUFFERS, _ROWS) as server, _kept_by(server):
            figures = analytics.run(size, Path(scratch, "work"))
            figures["server_cpu_s"], figures["server_peak_mib"] = _worked(server.process)
        return figures | {"server_mib": analytics.mib(place)}


@contextmanager
def _kept_by(server: Virtuoso) -> Iterator[None]:
    """Within, workspaces keep their graph there."""
    settings = {
        "THESAURY_GRAPH_SERVER": server.query,
        "THESAURY_GRAPH_SERVER_UPDATE": server.update,
        "THESAURY_GRAPH_SERVER_STORE": server.store,
        "THESAURY_GRAPH_SERVER_USER": USER,
        "THESAURY_GRAPH_SECRET": PASSWORD,
    }
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _worked(process: int) -> tuple[float, int]:
    """Seconds of processor time, and MiB of memory at the most, as Linux tells of a process."""
    used = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    peak = next(line for line in Path(f"/proc/{process}/status").read_text().splitlines() if line.startswith("VmHWM"))
    return sum(map(int, used[11:13])) / os.sysconf("SC_CLK_TCK"), int(peak.split()[1]) // 1024


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:3]]
    print(json.dumps(run(Size(*given, searches=given[0]) if given else analytics.SMALL), indent=2))
