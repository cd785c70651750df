"""The custom interface a tenant's own data adapter may publish: concepts of assets, set additively and read back."""

from collections.abc import Iterable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from thesaury.sandbox.serving.kernel import flagged
from thesaury.sandbox.smintio.envelope import lowered
from thesaury.sandbox.smintio.estate import Estate
from thesaury.sandbox.smintio.reading import identifier
from thesaury.sandbox.smintio.refusal import Refusal, guarded

INTERFACE = "IThesauryEnrichment"
SET, GET = "setAssetConceptsAsync", "getAssetConceptsAsync"
_SCOPE = "smintio.portals.frontend"


class Enrichment:
    """Concepts of one tenant's assets. It does what it is told each time, and counts: repeated keys are for the caller to avoid."""

    def __init__(self, estate: Estate) -> None:
        """The concepts in an estate."""
        self._estate = estate

    def routes(self) -> list[Route]:
        """The same over a plain HTTP address, for a tenant with an interface of its own."""
        path = f"/{self._estate.tenant.name}/custom/assets/{{asset:path}}/concepts"
        return [Route(path, guarded(self.plain), methods=["GET", "POST"])]

    def set(self, asked: Mapping[str, Any], key: str, route: str = SET) -> dict[str, Any]:
        """Adds and removes concepts of one asset; anything it is not told of stays. Raises Refusal."""
        asset = self._known(identifier(asked.get("assetid")))
        add, remove = _iris(asked.get("add")), _iris(asked.get("remove"))
        before, after = self._change(asset, add, remove)
        told = {
            "asset": asset,
            "add": add,
            "remove": remove,
            "wanted": _iris(asked.get("wanted")),
            "changed": before != after,
        }
        self._estate.sandbox.applied(route, str(asked.get("idempotencykey") or key), told)
        return {"assetId": {"id": asset}, "concepts": after}

    def get(self, asked: Mapping[str, Any], stale: bool) -> dict[str, Any]:
        """The concepts of assets; a stale read shows how it was before the last change."""
        assets = [self._known(identifier(asset)) for asset in asked.get("assetids") or []]
        return {"assets": [{"assetId": {"id": asset}, "concepts": self.of(asset, stale)} for asset in assets]}

    def of(self, asset: str, stale: bool = False) -> list[str]:
        """The concepts of one asset."""
        document = self._estate.sandbox.store.get(self._collection, asset) or {"now": [], "before": []}
        return list(document["before" if stale else "now"])

    def by_person(self, asset: str, add: list[str], remove: list[str]) -> list[str]:
        """A person's edit behind the interface's back; it counts as no effect."""
        return self._change(self._known(asset), add, remove)[1]

    async def plain(self, request: Request) -> Response:
        """GET shows, POST adds and removes."""
        self._estate.authorised(request, _SCOPE)
        asset = request.path_params["asset"]
        if request.method == "GET":
            return JSONResponse({"concepts": self.of(self._known(asset), flagged(request, "stale"))})
        try:
            asked = lowered(await request.json())
        except ValueError as error:
            raise Refusal(400, "argument_invalid", "The body is no JSON.") from error
        key = request.headers.get("idempotency-key", "")
        return JSONResponse(self.set({**asked, "assetid": asset}, key, "custom"))

    def _change(self, asset: str, add: list[str], remove: list[str]) -> tuple[list[str], list[str]]:
        before = self.of(asset)
        after = [iri for iri in dict.fromkeys([*before, *add]) if iri not in remove]
        self._estate.sandbox.store.put(self._collection, asset, {"now": after, "before": before})
        return before, after

    def _known(self, asset: str) -> str:
        if self._estate.shelf.get(asset) is None:
            raise Refusal(404, "asset_not_found", f"There is no asset {asset}.", asset)
        return asset

    @property
    def _collection(self) -> str:
        return f"{self._estate.tenant.name}.concepts"


def _iris(values: Iterable[Any] | None) -> list[str]:
    found = [value.get("iri") if isinstance(value, dict) else value for value in values or []]
    if not all(isinstance(iri, str) and iri for iri in found):
        raise Refusal(400, "argument_invalid", "A concept has no iri.")
    return [str(iri) for iri in found]
