"""The answers of the two versions, as their specifications describe them."""

from typing import Any

from tests.journeys.governance.reconciliation.shapes import (
    Shape,
    an_object,
    exactly,
    flag,
    holding,
    keyed,
    listed,
    number,
    one_of,
    text,
    whole,
    words,
    written,
)

ADDRESS = r"^https?://[^\s]+$"
TONGUE = {"lang": written("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"), "dir": exactly("ltr", "rtl", "auto")}


def _named(**more: Shape) -> Shape:
    return an_object({"id": words, "name": words}, {"description": words, **more})


def _type(tongue: dict[str, Shape]) -> Shape:
    broader = listed(_named(**tongue))
    return _named(broader=broader, **tongue)


def _settings(id: str, name: str, help: str) -> Shape:
    def setting(kind: str, default: Shape, **more: Shape) -> Shape:
        return an_object({"type": exactly(kind), id: words, name: words, "default": default, help: words, **more}, {})

    choices = listed(an_object({"value": words, "name": words}, {}))
    kinds = (setting("number", number), setting("text", text), setting("checkbox", flag))
    return listed(one_of(*kinds, setting("select", words, choices=choices)), unique=True)


_SHARED: dict[str, Shape] = {
    "documentation": written(ADDRESS),
    "logo": written(ADDRESS),
    "serviceVersion": words,
    "batchSize": whole,
}
_PATH = an_object(
    {"service_url": written(r"^https?://[^/\s]+$"), "service_path": written("^/")},
    {"flyout_service_url": written(r"^https?://[^/\s]+$"), "flyout_service_path": written(r"^/.*\$\{id\}")},
)
_PROPOSING = an_object({"service_url": written(r"^https?://[^/\s]+$"), "service_path": written("^/")}, {})

MANIFEST: dict[str, Shape] = {
    "0.2": an_object(
        {
            "versions": holding("0.2", listed(words)),
            "name": words,
            "identifierSpace": written(ADDRESS),
            "schemaSpace": written(ADDRESS),
            "view": an_object({"url": written(r"^https?://.*\{\{id\}\}")}, {}),
            "preview": an_object({"url": written(r"^https?://.*\{\{id\}\}"), "width": whole, "height": whole}, {}),
            "suggest": an_object({"entity": _PATH, "type": _PATH, "property": _PATH}, {}),
            "extend": an_object(
                {"propose_properties": _PROPOSING, "property_settings": _settings("name", "label", "help_text")}, {}
            ),
            "defaultTypes": listed(_type({}), unique=True),
        },
        _SHARED,
    ),
    "1.0-draft": an_object(
        {
            "versions": holding("1.0-draft", listed(words)),
            "name": words,
            "view": an_object({"url": written(r"^https?://[^{]*\{\+?id\}$")}, {}),
            "preview": an_object({"width": whole, "height": whole}, {}),
            "suggest": an_object({"entity": flag, "type": flag, "property": flag}, {}),
            "extend": an_object(
                {"proposeProperties": flag, "propertySettings": _settings("id", "name", "helpText")}, {}
            ),
            "defaultTypes": listed(_type(TONGUE), unique=True),
        },
        {**_SHARED, **TONGUE, "standardizedScore": flag},
    ),
}


def _candidate(tongue: dict[str, Shape], feature: dict[str, Shape]) -> Shape:
    kinds = listed(an_object({"id": words, "name": words}, tongue))
    features = listed(an_object({"id": words, "value": one_of(flag, number), **feature}, tongue))
    fields = {"id": words, "name": words, "score": number, "match": flag, "type": kinds}
    return an_object(fields, {"description": words, "features": features, **tongue})


MATCHED: dict[str, Shape] = {
    "0.2": keyed(an_object({"result": listed(_candidate({}, {}))}, {})),
    "1.0-draft": an_object(
        {"results": listed(an_object({"candidates": listed(_candidate(TONGUE, {"name": words}))}, {}))}, {}
    ),
}


def suggested(kind: str, version: str) -> Shape:
    """A list of suggestions."""
    tongue = {} if version == "0.2" else TONGUE
    notable = {"notable": listed(an_object({"id": words, "name": words}, tongue))} if kind == "entity" else {}
    broader = {"broader": listed(_named(**tongue))} if kind == "type" else {}
    return an_object({"result": listed(_named(**tongue, **notable, **broader), unique=True)}, {})


def proposed(version: str) -> Shape:
    """Properties proposed for a type."""
    tongue = {} if version == "0.2" else TONGUE
    return an_object({"properties": listed(_named(**tongue), unique=True), "type": text}, {"limit": whole})


FLYOUT = an_object({"id": words, "html": words}, {})


def _cell(tongue: dict[str, Shape]) -> Shape:
    return one_of(
        an_object({}, {}),
        an_object({"id": words, "name": words}, {"description": words, **tongue}),
        an_object({"str": text}, tongue),
        an_object({"float": number}, {}),
        an_object({"int": whole}, {}),
    )


def _meta(tongue: dict[str, Shape]) -> Shape:
    kind = an_object({"id": words, "name": words}, tongue)
    return listed(an_object({"id": words, "name": words}, {"type": kind, "service": written(ADDRESS), **tongue}))


_CELLS = an_object({"id": words, "values": listed(_cell(TONGUE))}, {})
EXTENDED: dict[str, Shape] = {
    "0.2": an_object({"meta": _meta({}), "rows": keyed(keyed(listed(_cell({}))))}, {}),
    "1.0-draft": an_object(
        {"meta": _meta(TONGUE), "rows": listed(an_object({"id": words, "properties": listed(_CELLS)}, {}))}, {}
    ),
}


def batch_of(version: str, *names: str, **more: Any) -> Any:
    """A batch that asks for these names."""
    if version == "0.2":
        return {f"q{at}": {"query": name, **more} for at, name in enumerate(names)}
    asked = ({"conditions": [{"matchType": "name", "propertyValue": name}], **more} for name in names)
    return {"queries": list(asked)}
