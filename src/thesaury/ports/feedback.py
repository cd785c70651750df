"""Where it is kept what people thought of assets that were recommended to them."""

from collections.abc import Sequence
from typing import Protocol

from thesaury.model.placement import Feedback


class Feedbacks(Protocol):
    """The newest feedback on each asset for each brief."""

    def put(self, feedback: Sequence[Feedback]) -> None:
        """Keep these; later feedback on the same asset and brief takes the place of earlier, but that an asset was only shown never takes
        the place of what somebody did with it."""

    def drop(self, asset: str, brief: str) -> bool:
        """Forget what was said of this asset for this brief; whether anything was."""

    def newest(self, limit: int) -> list[Feedback]:
        """The last ones that were kept, at most so many, in the order in which they were."""

    def of_brief(self, brief: str) -> list[Feedback]:
        """All of one brief, by asset."""

    def state(self) -> int:
        """A number that grows whenever somebody does something with an asset; that assets were shown does not change it. 0 at
        first; what is taken back may lower it."""
