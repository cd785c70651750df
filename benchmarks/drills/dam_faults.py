"""Every kind of upstream fault against write-back to Bynder and Brandfolder; what is lost or written twice ends the drill."""

import os
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.journeys.dam_suite import FAULTS, FURTHER, placed, withstands
from tests.journeys.dams import brandfolder, bynder
from thesaury.connectors.budget import VARIABLE


def run() -> dict[str, Any]:
    started, seconds = time.monotonic(), dict[str, float]()
    for vendor, served in (("bynder", bynder), ("brandfolder", brandfolder)):
        for fault in (*FAULTS, *FURTHER):
            with tempfile.TemporaryDirectory() as scratch, served() as dam:
                os.environ[VARIABLE] = scratch
                began = time.monotonic()
                withstands(placed(dam, Path(scratch, "work")), fault)
                seconds[f"{vendor} {fault}"] = round(time.monotonic() - began, 1)
    return {"trials": len(seconds), "minutes": round((time.monotonic() - started) / 60, 1), "seconds_each": seconds}
