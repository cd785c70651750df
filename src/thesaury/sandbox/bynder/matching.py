"""Whether an asset fits the filters of a list that look into it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from thesaury.sandbox.bynder import asset_json, ids, seeds

if TYPE_CHECKING:
    from thesaury.sandbox.bynder.estate import Estate

Fits = Callable[[dict[str, Any]], bool]
_PROPERTY = "property_"


def predicate(estate: "Estate", asked: Mapping[str, str]) -> Fits | None:
    """The test of all filters that look into an asset; None where there are none."""
    tests = [_TESTS[name](estate, value) for name, value in asked.items() if name in _TESTS and value]
    tests += [_property(estate, name, value) for name, value in asked.items() if name.startswith(_PROPERTY)]
    return (lambda asset: all(fits(asset) for fits in tests)) if tests else None


def _words(estate: "Estate", value: str) -> Fits:
    words = value.casefold().split()

    def fits(asset: dict[str, Any]) -> bool:
        parts = [asset["name"], asset.get("description", ""), *asset["tags"], *asset["extension"]]
        text = " ".join(parts).casefold()
        return all(word in text for word in words)

    return fits


def _tags(estate: "Estate", value: str) -> Fits:
    wanted = {tag.strip().casefold() for tag in value.split(",")}
    return lambda asset: wanted <= {tag.casefold() for tag in asset["tags"]}


def _type(estate: "Estate", value: str) -> Fits:
    wanted = set(value.split(","))
    return lambda asset: asset["type"] in wanted


def _orientation(estate: "Estate", value: str) -> Fits:
    wanted = set(value.split(","))
    return lambda asset: asset_json.orientation(asset) in wanted


def _among(estate: "Estate", value: str) -> Fits:
    wanted = set(ids.listed(value))
    return lambda asset: asset["id"] in wanted


def _brand(estate: "Estate", value: str) -> Fits:
    return lambda asset: asset["brandId"] == value.upper()


def _options(estate: "Estate", value: str) -> Fits:
    wanted = set(ids.listed(value))
    return lambda asset: (
        wanted <= {key for entry in asset["values"].values() if isinstance(entry, list) for key in entry}
    )


def _collection(estate: "Estate", value: str) -> Fits:
    found = estate.store.get(estate.named("collection"), value.upper()) or {}
    wanted = set(found.get("media", ()))
    return lambda asset: asset["id"] in wanted


def _flag(name: str) -> Callable[["Estate", str], Fits]:
    def made(estate: "Estate", value: str) -> Fits:
        wanted = value.lower() in ("1", "true")
        return lambda asset: bool(asset.get(name)) == wanted

    return made


def _nothing(estate: "Estate", value: str) -> Fits:
    return lambda asset: False


def _property(estate: "Estate", name: str, value: str) -> Fits:
    """An option name, or option ids which all have to be chosen; a date cannot be filtered by, which finds nothing and is told of."""
    entry = estate.vocabulary.named(name.removeprefix(_PROPERTY))
    if entry is None:
        return _nothing(estate, value)
    if entry["type"] == "date":
        estate.sandbox.violate("date-filter", f"{name} is a date, which no list can be filtered by")
        return _nothing(estate, value)
    if entry["type"] not in seeds.SELECTS:
        return lambda asset: asset["values"].get(entry["id"]) == value
    if all(ids.is_four(part.strip()) for part in value.split(",")):
        wanted = set(ids.listed(value))
    else:
        option = estate.vocabulary.option_named(entry["id"], value)
        wanted = {option["id"] if option else ""}
    return lambda asset: wanted <= set(asset["values"].get(entry["id"], ()))


_TESTS: dict[str, Callable[["Estate", str], Fits]] = {
    "keyword": _words,
    "tags": _tags,
    "type": _type,
    "orientation": _orientation,
    "id": _among,
    "ids": _among,
    "brandId": _brand,
    "subBrandId": _nothing,
    "categoryId": _nothing,
    "collectionId": _collection,
    "propertyOptionId": _options,
    "limited": _flag("limited"),
    "isPublic": _flag("isPublic"),
}
