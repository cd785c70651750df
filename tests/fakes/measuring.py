"""How far the graph of analysis is, in memory."""

from collections.abc import Mapping


class FakeMeasuring:
    """Implements `ports.measuring.Measuring`."""

    def __init__(self) -> None:
        self.noted: dict[str, str] = {}
        self.measured: dict[str, str] = {}

    def marks(self) -> dict[str, str]:
        return dict(self.noted)

    def note(self, marks: Mapping[str, str]) -> None:
        self.noted |= marks

    def owners(self) -> dict[str, str]:
        return dict(self.measured)

    def note_owners(self, owners: Mapping[str, str]) -> None:
        self.measured |= owners

    def forget(self) -> None:
        self.noted, self.measured = {}, {}
