"""The data objects of portals in every layout they may come in, opened to members that are found whatever their spelling."""

from collections.abc import Mapping
from typing import Any

from thesaury.connectors.smintio.localised import scalar, spoken
from thesaury.model.remembering import remembered

LAYOUTS = ("auto", "flat", "list", "map")
_NAMES = ("key", "id")
_DEEPEST = 16
Members = Mapping[str, Any]
"""The members of a data object by their squashed names; ask with `pick`."""


@remembered(8192)
def squashed(name: str) -> str:
    """A member's name without case and separators: `file_metadata`, `FileMetadata` and `fileMetadata` are one."""
    return name.replace("_", "").lower()


def opened(value: Any, layout: str = "auto") -> Members:
    """The members of a data object, whether flat, with a list of `properties`, or with a map of them; none of anything else."""
    if not isinstance(value, Mapping):
        return {}
    inner = value.get("properties") if layout != "flat" else None
    found: dict[str, Any] = {}
    if isinstance(inner, list) and layout != "map":
        for entry in inner:
            if isinstance(entry, Mapping):
                _put(found, next((scalar(entry[name]) for name in _NAMES if entry.get(name)), ""), _slot(entry))
    elif isinstance(inner, Mapping) and layout != "list":
        for name, member in inner.items():
            _put(found, str(name), member)
    for name, member in value.items():
        if name != "properties" or layout == "flat":
            _put(found, str(name), member)
    return found


def pick(members: Members, *names: str) -> Any:
    """The first of these members that is there, else None."""
    return next((value for name in names if (value := members.get(squashed(name))) is not None), None)


def identity(members: Members) -> str:
    """What names this data object: its Smint.io id, or what older layouts call it."""
    return scalar(pick(members, "smintIoId", "id", "uuid"))


def keyed(value: Any, layout: str = "auto") -> str:
    """The key of an enumeration value, which may come as a bare text or number; never its label."""
    if not isinstance(value, Mapping):
        return scalar(value)
    return "" if _by_language(value) else identity(opened(value, layout))


def selected(value: Any, path: str, layout: str = "auto") -> tuple[str, ...]:
    """Every different text at a path such as `rawData/c101___Layer/region`; lists on the way are gone through.

    A part of the path is a member, or the key by which an object of a list calls itself.
    """
    parts = [part for part in path.split("/" if "/" in path else ".") if part]
    return tuple(dict.fromkeys(text for text in _selected(value, parts, layout, 0) if text))


def paths(value: Any, layout: str = "auto", above: str = "", depth: int = 0) -> list[str]:
    """The paths of every text in a data object, for a person to choose from."""
    if depth > _DEEPEST:
        return []
    if isinstance(value, list):
        return list(dict.fromkeys(path for item in value for path in paths(item, layout, above, depth + 1)))
    if not isinstance(value, Mapping) or _is_text(value, layout):
        return [above]
    inner = value.get("properties")
    members = dict(_named(value, inner if layout != "flat" else None))
    return [
        path
        for name, member in members.items()
        for path in paths(member, layout, f"{above}/{name}".lstrip("/"), depth + 1)
    ]


def _by_language(value: Mapping[str, Any]) -> bool:
    """Whether this is a text by language, where `id` is Indonesian."""
    names = {str(name) for name in value}
    return (
        names != {"id"}
        and bool(names)
        and all(name == "x-default" or len(name.partition("-")[0]) == 2 for name in names)
    )


def _selected(value: Any, parts: list[str], layout: str, depth: int) -> list[str]:
    if depth > _DEEPEST:
        return []
    if isinstance(value, list):
        return [text for item in value for text in _selected(item, parts, layout, depth + 1)]
    if not parts:
        return _leaf(value, layout)
    if not isinstance(value, Mapping):
        return []
    members = opened(value, layout)
    if squashed(parts[0]) in members:
        return _selected(members[squashed(parts[0])], parts[1:], layout, depth + 1)
    own = (scalar(pick(members, name)) for name in ("key", "entityKey", "smintIoId", "id", "name"))
    return _selected(value, parts[1:], layout, depth + 1) if parts[0] in own else []


def _leaf(value: Any, layout: str) -> list[str]:
    if isinstance(value, Mapping):
        return [keyed(value, layout)] if keyed(value, layout) else [text for _, text in spoken(value)]
    return [scalar(value)]


def _is_text(value: Mapping[str, Any], layout: str) -> bool:
    return _by_language(value) or ("properties" not in value and bool(keyed(value, layout)) and len(value) <= 4)


def _named(value: Mapping[str, Any], inner: Any) -> list[tuple[str, Any]]:
    if isinstance(inner, Mapping):
        return [(str(name), member) for name, member in inner.items()]
    if isinstance(inner, list):
        entries = [entry for entry in inner if isinstance(entry, Mapping)]
        return [(scalar(entry.get("key") or entry.get("id")), _slot(entry)) for entry in entries]
    return [(str(name), member) for name, member in value.items()]


def _slot(entry: Mapping[str, Any]) -> Any:
    """The value of a typed entry, in whichever slot its type puts it; None when every slot is empty."""
    for name, value in entry.items():
        if str(name).lower().endswith(("value", "values")) and value is not None:
            return value
    return None


def _put(found: dict[str, Any], name: str, value: Any) -> None:
    if name and value is not None:
        found.setdefault(squashed(name), value)
