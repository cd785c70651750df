"""The form that Knak defines for asset systems of others ("Custom Digital Asset Management (DAM) API Reference", V1).

Knak uses the address of a picture in mails and pages as it is, so it gets one that lasts as long as the picture is published here.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from thesaury.model.publishing import Entry
from thesaury.model.rendition import JPEG
from thesaury.pipeline.offering.folders import ROOT, Folder
from thesaury.pipeline.offering.listing import MOST, Ids
from thesaury.publishing.forms.told import CONTENT, IMAGE, THUMBNAIL, full
from thesaury.web.failures import NotHere
from thesaury.web.feed.window import as_json
from thesaury.web.pull.counter import Asked, Counter
from thesaury.web.pull.told import file_name, size_of

_PER_PAGE, _MOST_PER_PAGE = 10, 200
_Path = Annotated[str, Query(max_length=8_000)]
_Term = Annotated[str, Query(max_length=1_000)]
_HINTS = (
    ("search", "info", "Search by what is to be seen, or by a topic."),
    ("empty", "warning", "Nothing that may be published here was found."),
)


def router(counter: Counter) -> APIRouter:
    """The operations below `/pull/knak`. What Knak sends beside what it defines is let pass."""
    routes = APIRouter(prefix="/knak/v1")

    @routes.get("/ping")
    def ping() -> Response:
        """Whether anybody is there."""
        return Response(as_json({"status": "ok"}), 200, media_type="application/json")

    @routes.get("/dam-assets")
    def dam_assets(request: Request, path: _Path = "", offset: int = 0, per_page: int = _PER_PAGE) -> Response:
        """Folders, then pictures, that lie in a folder."""
        asked = counter.asked(request)
        folder = _at(asked, path)
        below = [_folder(one) for one in asked.below(folder)]
        start, size = _stretch(offset, per_page)
        ids = asked.lying_in(folder, IMAGE)
        first = max(0, start - len(below))
        left = size - len(below[start : start + size])
        pictures = _pictures(asked, ids, first, left, folder)
        return _told([*below[start : start + size], *pictures], start, size, len(below) + len(ids))

    @routes.get("/search")
    def search(
        request: Request, term: _Term = "", path: _Path = "", offset: int = 0, per_page: int = _PER_PAGE
    ) -> Response:
        """Pictures that are found, best first, in a folder and below."""
        asked = counter.asked(request)
        folder, (start, size) = _at(asked, path), _stretch(offset, per_page)
        words = term.replace("*", " ").strip()
        ids = asked.found(words, folder, IMAGE) if words else ()
        return _told(_pictures(asked, ids, start, size, folder), start, size, len(ids))

    return routes


def _at(asked: Asked, path: str) -> Folder:
    """The folder at a path. Raises NotHere."""
    names = [name for name in path.split("/") if name]
    found = asked.folders.at(names) if names else ROOT
    if found is None:
        raise NotHere("concept")
    return found


def _stretch(offset: int, per_page: int) -> tuple[int, int]:
    return min(max(offset, 0), MOST * 2), min(max(per_page, 1), _MOST_PER_PAGE)


def _pictures(asked: Asked, ids: Ids, start: int, size: int, folder: Folder) -> list[dict[str, Any]]:
    entries = asked.held(ids[start : start + size]) if size else []
    return [_picture(asked, entry, folder) for entry in entries]


def _folder(one: Folder) -> dict[str, Any]:
    return {"id": one.iri, "name": one.name, "type": "folder", "path": f"/{'/'.join(one.path)}"}


def _picture(asked: Asked, entry: Entry, folder: Folder) -> dict[str, Any]:
    name, (width, height) = file_name(entry, asked.language), size_of(CONTENT, entry.item)
    return {
        "id": entry.asset,
        "name": name,
        "type": "image",
        "path": "/" + "/".join((*folder.path, name)),
        "url": asked.lasting(entry, CONTENT.name),
        "thumbnail_url": asked.places.file(entry, THUMBNAIL),
        "metadata": full(width=width or None, height=height or None) | {"mime_type": JPEG},
    }


def _told(data: list[dict[str, Any]], offset: int, per_page: int, total: int) -> Response:
    """The definition asks for `metadata` where it describes `meta`: both are told."""
    meta = {"offset": offset, "per_page": per_page, "total": total}
    hints = [{"message": said, "type": kind, "level": level} for kind, level, said in _HINTS]
    body = {"data": data, "messages": hints, "meta": meta, "metadata": meta}
    return Response(as_json(body), 200, {"Cache-Control": "private, no-store"}, "application/json")
