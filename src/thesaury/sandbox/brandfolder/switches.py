"""What differs between accounts and times, or is not published: chosen at start, changed by the control plane."""

from dataclasses import dataclass, fields, replace
from typing import Any

DIALECTS = ("strict", "lenient")


@dataclass(frozen=True, slots=True)
class Switches:
    """The switches. `dialect` strict refuses a GET without Content-Type and a PUT of an asset without name, as the definition says;
    lenient accepts both, as its prose says.

    Seconds run on the sandbox's clock: `delay` until a removed tag is gone, `url_seconds` until a signed address has expired,
    `retry_seconds` before the first repetition of a delivery (it doubles). `burst` is the most requests in ten seconds (0: any number).
    """

    dialect: str = "strict"
    delay: float = 2.0
    url_seconds: int = 3_600
    burst: int = 0
    controlled_fields: bool = True
    labels: bool = True
    include_labels: bool = False
    quiet_edits: bool = False
    https_only: bool = True
    retry_seconds: float = 5.0
    reorder: bool = False
    duplicates: bool = False

    @property
    def strict(self) -> bool:
        """Whether the definition is followed to the letter."""
        return self.dialect == "strict"

    def changed(self, asked: dict[str, Any]) -> "Switches":
        """With some switches set. Raises ValueError for one that does not exist."""
        known = {field.name for field in fields(self)}
        if asked.keys() - known:
            raise ValueError(f"No switch {', '.join(sorted(asked.keys() - known))}. Known: {', '.join(sorted(known))}.")
        if asked.get("dialect", self.dialect) not in DIALECTS:
            raise ValueError(f"The dialect is one of {', '.join(DIALECTS)}.")
        return replace(self, **asked)
