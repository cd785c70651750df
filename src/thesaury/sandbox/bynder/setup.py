"""What a server is started with, and the switches that can be turned while it runs."""

from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

SIZES = ("tiny", "demo", "large")
DIALECTS = ("wire", "spec")


@dataclass(frozen=True, slots=True)
class Switches:
    """How the portals behave. `dialect` wire sends flags as 0 and 1, spec as booleans; `delay` are the seconds until an accepted write
    is applied; `cursor` the account feature that answers with X-Bynder-NextCursor; `signature` the version of SNS signatures;
    `original` whether public assets show the address of their original; `limit` the requests in five minutes of one address."""

    dialect: str = "wire"
    delay: float = 0.0
    cursor: bool = False
    signature: str = "1"
    original: bool = False
    limit: int = 4_500

    def changed(self, asked: dict[str, Any]) -> "Switches":
        """With some of them turned. Raises ValueError for a switch or value that does not exist."""
        wrong = asked.keys() - {entry.name for entry in fields(self)}
        if wrong:
            raise ValueError(f"There is no switch {', '.join(sorted(wrong))}.")
        made = replace(self, **asked)
        if made.dialect not in DIALECTS or made.signature not in ("1", "2"):
            raise ValueError("The dialect is wire or spec, the signature 1 or 2.")
        return made


@dataclass(frozen=True, slots=True)
class Setup:
    """What a server is started with. `assets` counts for size large only; `pack` is a written demo brand whose pictures are then served;
    without `state` everything is in memory."""

    size: str = "tiny"
    assets: int = 1_000
    state: Path | None = None
    pack: Path | None = None
    switches: Switches = field(default_factory=Switches)
