"""An asset as the portal tells it: option names under property_X, flags in the dialect's spelling, addresses of its pictures."""

from typing import TYPE_CHECKING, Any

from thesaury.sandbox.bynder import seeds

if TYPE_CHECKING:
    from thesaury.sandbox.bynder.estate import Estate

FLAGS = ("archive", "limited", "watermarked", "isPublic")
DERIVATIVES = {"mini": 100, "thul": 250, "webimage": 800}
_PLAIN = (
    *("id", "name", "description", "copyright", "type", "extension", "fileSize", "width", "height", "brandId", "tags"),
    *("userCreated", "dateCreated", "dateModified", "datePublished"),
)
_DATES = ("limitedDate", "archiveDate", "watermarkDate")


def told(estate: "Estate", asset: dict[str, Any], base: str) -> dict[str, Any]:
    """The members that both a list and a detail carry."""
    made = {name: asset.get(name, [] if name in ("tags", "extension") else "") for name in _PLAIN}
    made |= {name: asset[name] for name in _DATES if asset.get(name)}
    made |= {name: flag(estate, bool(asset.get(name))) for name in FLAGS}
    made["idHash"] = estate.portal.digest(asset["id"])[:16]
    made["orientation"] = orientation(asset)
    made["thumbnails"] = {name: picture(estate, asset, base, name) for name in DERIVATIVES}
    made["transformBaseUrl"] = f"{base}/transform/{asset['id']}"
    made["videoPreviewURLs"] = []
    if asset.get("isPublic") and estate.switches.original:
        made["original"] = picture(estate, asset, base, "original")
    return {**made, **properties(estate, asset)}


def properties(estate: "Estate", asset: dict[str, Any]) -> dict[str, Any]:
    """propertyOptions with all option ids, and property_X with option names or a text, of properties that may be told."""
    options: list[str] = []
    made: dict[str, Any] = {}
    for identifier, value in asset.get("values", {}).items():
        entry = estate.vocabulary.properties.get(identifier)
        if entry is None:
            continue
        if entry["type"] not in seeds.SELECTS:
            shown: Any = value
        else:
            known = [key for key in value if key in estate.vocabulary.options]
            options += known
            names = [estate.vocabulary.options[key]["name"] for key in known]
            shown = names if entry["isMultiselect"] else next(iter(names), "")
        if entry["isApiField"] and shown:
            made[f"property_{entry['name']}"] = shown
    return {"propertyOptions": options, **made}


def media_items(estate: "Estate", asset: dict[str, Any], base: str) -> list[dict[str, str]]:
    """The renditions by name; only public assets have public addresses."""
    public = bool(asset.get("isPublic"))
    return [
        {"name": name, "type": kind, "publicUrl": picture(estate, asset, base, name) if public else ""}
        for name, kind in (("original", "original"), ("webimage", "web"))
    ]


def flag(estate: "Estate", value: bool) -> bool | int:
    """A flag in the dialect's spelling."""
    return value if estate.switches.dialect == "spec" else int(value)


def orientation(asset: dict[str, Any]) -> str:
    """square, portrait or landscape."""
    width, height = asset.get("width", 0), asset.get("height", 0)
    return "square" if width == height else "landscape" if width > height else "portrait"


def picture(estate: "Estate", asset: dict[str, Any], base: str, name: str) -> str:
    """The address of a rendition."""
    return f"{base}/m/{estate.portal.name}/{asset['id']}/{name}-{asset['id'][-12:]}.jpg"
