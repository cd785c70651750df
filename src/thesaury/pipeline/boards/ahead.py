"""Pictures that are fetched and made while others are written: a system that shows previews takes its time for each."""

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType

from thesaury.model.asset import Asset

_AT_ONCE = 4
_AHEAD = 8
"""So many pictures wait in memory at most."""

Pictures = Callable[[Asset], bytes | None]
"""The picture of an asset as JPEG; None where there is none now."""


class Ahead:
    """The pictures of assets that are asked for in this order, each once; one that is asked for out of turn is made then."""

    def __init__(self, made: Pictures, assets: Iterable[Asset]) -> None:
        """Begin with the first ones when it is entered."""
        self._made, self._rest = made, iter(assets)
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="pictures")
        self._waiting: deque[tuple[str, Future[bytes | None]]] = deque()

    def __enter__(self) -> "Ahead":
        self._more()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def __call__(self, asset: Asset) -> bytes | None:
        """The picture of this asset."""
        if not self._waiting or self._waiting[0][0] != asset.id:
            return self._made(asset)
        _, picture = self._waiting.popleft()
        self._more()
        return picture.result()

    def _more(self) -> None:
        while len(self._waiting) < _AHEAD and (asset := next(self._rest, None)) is not None:
            self._waiting.append((asset.id, self._pool.submit(self._made, asset)))
