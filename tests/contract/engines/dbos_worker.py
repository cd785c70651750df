"""A worker process for the tests of durable jobs.

`python -m tests.contract.engines.dbos_worker PLACE NAME LEASE SECONDS BATCHES CHUNKS`: its lease runs LEASE seconds, its
chunks take SECONDS each and leave two lines in NAME.log, when begun and when done. It works until its input ends.
"""

import logging
import signal
import sys
import threading
import time
from pathlib import Path

from thesaury.engines.dbos import open_jobs
from thesaury.engines.sql import open_catalogue
from thesaury.ports.jobs import Batch, Chunk


class LoggedWork:
    """Batches of a fixed number of chunks, each of which notes that it began and that it was done."""

    def __init__(self, log: Path, seconds: float, batches: int, chunks: int) -> None:
        self._log, self._seconds, self._batches, self._chunks = log, seconds, batches, chunks

    def next(self, run: int, position: str) -> Batch:
        number = int(position or 0)
        size = self._chunks if number < self._batches else 0
        items = ((f"{run}.{number}.{index}",) for index in range(size))
        return Batch(tuple(Chunk("pull", "dam", item) for item in items), str(number + 1))

    def do(self, run: int, chunk: Chunk) -> None:
        self._note("begun", chunk)
        time.sleep(self._seconds)
        self._note("done", chunk)

    def _note(self, what: str, chunk: Chunk) -> None:
        with self._log.open("a") as file:
            file.write(f"{what} {chunk.items[0]}\n")


def main() -> None:
    place, name = Path(sys.argv[1]), sys.argv[2]
    work = LoggedWork(place / f"{name}.log", float(sys.argv[4]), int(sys.argv[5]), int(sys.argv[6]))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    logging.basicConfig(filename=place / f"{name}.err")
    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    catalogue = open_catalogue(place / "catalogue.db")
    jobs = open_jobs(place / "jobs.db", work, catalogue.leases, name, float(sys.argv[3]))
    print("ready", flush=True)
    try:
        jobs.work(ended.is_set)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
    finally:
        jobs.close()
        catalogue.close()
    print(sorted(thread.name for thread in threading.enumerate() if thread.name.startswith("dbos")), flush=True)


if __name__ == "__main__":
    main()
