"""What a service says of itself, as the two versions of the protocol write it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from thesaury import __version__
from thesaury.dispatch.keying import ALL, DRAFT, V02
from thesaury.governance.reconciling.matching import ANY_CONCEPT
from thesaury.web.reconciliation.extension import settings
from thesaury.web.reconciliation.naming import Namer
from thesaury.web.reconciliation.questions import BATCH
from thesaury.web.texts import phrase, speaking

WIDTH, HEIGHT = 400, 240
"""Of previews, in pixels."""
_SHOWN = 30
"""Types proposed to start with; all others are suggested."""
_KINDS = ("entity", "type", "property")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a service is: the address of the server without a slash at the end, and the path of the service."""

    server: str
    path: str

    @property
    def endpoint(self) -> str:
        """The whole address."""
        return f"{self.server}{self.path}"


def manifest_02(namer: Namer, place: Place, owner: str) -> dict[str, Any]:
    """The manifest of version 0.2; `owner` is what the server is called."""
    suggest = {
        kind: {
            "service_url": place.server,
            "service_path": f"{place.path}/suggest/{kind}",
            "flyout_service_url": place.server,
            "flyout_service_path": f"{place.path}/flyout/{kind}?id=${{id}}",
        }
        for kind in _KINDS
    }
    proposing = {"service_url": place.server, "service_path": f"{place.path}/extend/propose"}
    return {
        "versions": [V02],
        **_shared(namer, place, owner),
        "identifierSpace": namer.offered.identifier_space or _page(place, ""),
        "schemaSpace": ANY_CONCEPT,
        "view": {"url": _page(place, "{{id}}")},
        "preview": {"url": f"{place.endpoint}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": suggest,
        "extend": {"propose_properties": proposing, "property_settings": [_setting_02(one) for one in settings()]},
    }


def manifest_draft(namer: Namer, place: Place, owner: str) -> dict[str, Any]:
    """The manifest of the draft."""
    return {
        "versions": [DRAFT],
        **_shared(namer, place, owner),
        "lang": speaking.get(),
        "view": {"url": _page(place, "{id}")},
        "preview": {"width": WIDTH, "height": HEIGHT},
        "suggest": dict.fromkeys(_KINDS, True),
        "extend": {"proposeProperties": True, "propertySettings": settings()},
        "standardizedScore": True,
    }


def _shared(namer: Namer, place: Place, owner: str) -> dict[str, Any]:
    name = namer.offered.name
    told = phrase("reconcile.name.all", owner=owner) if name == ALL else f"{name} ({owner})"
    types = list(namer.all_types())
    return {
        "name": told,
        "documentation": f"{place.server}/vocabulary/{quote(name, safe='')}/reconcile",
        "logo": f"{place.server}/reconcile/logo.svg",
        "serviceVersion": __version__,
        "defaultTypes": types[:_SHOWN],
        "batchSize": BATCH,
    }


def _page(place: Place, id: str) -> str:
    return f"{place.server}/concepts?iri={id}"


def _setting_02(one: dict[str, Any]) -> dict[str, Any]:
    """The same setting by the names that version 0.2 has."""
    names = {"id": "name", "name": "label", "helpText": "help_text"}
    return {names.get(field, field): value for field, value in one.items()}
