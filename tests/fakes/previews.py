"""Previews of the assets that a test names, small pictures of one colour each, and a printer that keeps what it was to print."""

from io import BytesIO
from typing import IO

from PIL import Image

from thesaury.model.asset import Asset
from thesaury.ports.board_printing import PrintedBoard
from thesaury.ports.previews import Preview


class FakePreviews:
    """Implements `ports.previews.Previews`; `colours` says which assets have a picture, and `sizes` how large it is."""

    def __init__(self) -> None:
        self.colours: dict[str, str] = {}
        self.sizes: dict[str, tuple[int, int]] = {}

    def preview(self, asset: Asset, width: int) -> Preview | None:
        made = self._made(asset, "WEBP")
        return Preview(f"{asset.id} {width}", made) if made else None

    def jpeg(self, asset: Asset, width: int) -> bytes | None:
        return self._made(asset, "JPEG")

    def _made(self, asset: Asset, form: str) -> bytes | None:
        if asset.id not in self.colours:
            return None
        out = BytesIO()
        Image.new("RGB", self.sizes.get(asset.id, (90, 60)), self.colours[asset.id]).save(out, form)
        return out.getvalue()


class FakeBoardPrinter:
    """Implements `ports.board_printing.BoardPrinter`."""

    def __init__(self) -> None:
        self.printed: list[PrintedBoard] = []

    def print_board(self, board: PrintedBoard, out: IO[bytes]) -> None:
        self.printed.append(board)
        out.write(board.title.encode())
