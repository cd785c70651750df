"""Plain keywords by their words: taken out of sidecars and pictures and put back, whoever wrote them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from thesaury.connectors.folder import mapping
from thesaury.connectors.folder.embedding import Embedding, Unwritable
from thesaury.connectors.folder.layers import Layer
from thesaury.connectors.folder.packet import Packet
from thesaury.connectors.folder.sidecar import edited, opened, present
from thesaury.connectors.folder.walk import own_sidecar, shared, sidecars
from thesaury.connectors.folder.xmp import read_xmp
from thesaury.connectors.image_data import media_type
from thesaury.model.errors import BadInput, Unreachable
from thesaury.ports.opening import MayOpen, anywhere

_SUBJECT = ("dc:subject",)
_ALONE = "stands in the picture itself, which is left alone"
_SHARED = "stands in {0}, which other pictures share"
_ELSEWHERE = "stands among the keywords of another kind in {0}, which are left alone"


def keywords(picture: Path, inside: Layer, may_open: MayOpen = anywhere) -> frozenset[str] | None:
    """Every keyword of people in the picture, of which `inside` is known, and in its sidecars; None where one cannot be understood."""
    try:
        layers = [inside, *(read_xmp(present(sidecar, may_open)) for sidecar in sidecars(picture))]
    except (BadInput, Unreachable):
        return None
    return frozenset(tag for layer in layers for tag in mapping.tags(layer))


def retagged(
    picture: Path,
    inside: Layer,
    clear: Collection[str],
    restore: Sequence[str],
    embedding: Embedding | None,
    may_open: MayOpen = anywhere,
) -> None:
    """Take keywords out and put others back: in the sidecars, and with `embedding` in the picture too, of which `inside` is known.

    What comes back goes where keywords of people are, else where this connection writes. Raises BadInput, Unreachable or NoSpace; where
    a keyword would stay, before anything is touched.
    """
    _refuse(_standing(picture, inside, embedding, may_open), clear)
    written = embedding is not None and _in_picture(picture, clear, restore, embedding)
    if not written:
        _refuse([(mapping.tags(inside), _ALONE)], clear)
    mine = own_sidecar(picture)
    there = list(sidecars(picture))
    for sidecar in dict.fromkeys([*there, *([] if written else [mine])]):
        if not shared(sidecar, picture):
            comes_back = (sidecar == mine and not written) or (
                sidecar in there and opened(sidecar, may_open).foreign_keywords()
            )
            edited(sidecar, _edit(clear, restore if comes_back else ()), may_open)


def _standing(
    picture: Path, inside: Layer, embedding: Embedding | None, may_open: MayOpen
) -> Iterator[tuple[frozenset[str], str]]:
    """The keywords in places that are never written, each time with a sentence."""
    for sidecar in sidecars(picture):
        content, name = present(sidecar, may_open), sidecar.name
        layer = read_xmp(content) if content else {}
        yield mapping.tags(layer, _SUBJECT), _ELSEWHERE.format(name)
        if shared(sidecar, picture):
            yield mapping.tags(layer), _SHARED.format(name)
    if embedding:
        places = mapping.KEYWORDS if media_type(picture.name) == "image/jpeg" else _SUBJECT
        yield mapping.tags(inside, places), _ELSEWHERE.format(picture.name)


def _refuse(standing: Iterable[tuple[frozenset[str], str]], clear: Collection[str]) -> None:
    for there, sentence in standing:
        if left := sorted(there.intersection(clear)):
            raise BadInput(f"'{left[0]}' {sentence}; take it out there.")


def _in_picture(picture: Path, clear: Collection[str], restore: Sequence[str], embedding: Embedding) -> bool:
    """Whether the picture could be written."""
    try:
        embedding.edited(picture, lambda packet, _: packet.retag(clear, restore), clear, restore)
    except Unwritable:
        return False
    return True


def _edit(clear: Collection[str], restore: Sequence[str]) -> Callable[[Packet], None]:
    return lambda packet: packet.retag(clear, restore)
