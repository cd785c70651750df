"""Settings: read, and changed by the rules of the page."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from thesaury.bootstrap.settings_file import Origin, Setting, settings_of
from thesaury.model.access import Permission
from thesaury.model.errors import Usage
from thesaury.web.api.etags import agreed, etag_of
from thesaury.web.api.models import settings as models
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.parts.settings.form import field, shown
from thesaury.web.parts.settings.groups import BY_HAND, effect
from thesaury.web.parts.settings.keeping import keep, refuse_unreadable


def router(desk: Desk) -> APIRouter:
    """Settings; secrets are none."""
    routes = APIRouter(tags=["settings"], route_class=Operation, dependencies=[may(Permission.ADMINISTER)])

    def all_of_them() -> dict[str, Any]:
        return {"settings": [_told(one) for one in settings_of(desk.workspace.root).values()]}

    @routes.get("/settings", response_model=models.Settings)
    def get_settings(response: Response) -> dict[str, Any]:
        """Read all settings, with where each comes from and what a change of it needs."""
        found = all_of_them()
        response.headers["ETag"] = etag_of(found)
        return found

    @routes.put("/settings", response_model=models.Changed)
    def change_settings(request: Request, response: Response, body: models.ChangeSettings) -> dict[str, Any]:
        """Change some settings, all or none of them; those that are not named stay. Send the `ETag` of all as `If-Match`."""
        agreed(request, etag_of(all_of_them()))
        known = settings_of(desk.workspace.root)
        sent = {name: _typed(name, value, known) for name, value in body.settings.items()}
        refuse_unreadable(sent)
        changed = keep(desk, sent, list(sent))
        found = all_of_them()
        response.headers["ETag"] = etag_of(found)
        return found | {"changed": changed}

    return routes


def _told(setting: Setting) -> dict[str, Any]:
    asked = field(setting)
    return {
        "name": setting.name,
        "meaning": setting.meaning,
        "value": asked.value,
        "default": shown(setting.default),
        "origin": setting.origin.value,
        "kind": asked.kind,
        "choices": [value for value, _ in asked.choices],
        "fixed": _fixed(setting),
        "effect": effect(setting.name),
    }


def _typed(name: str, value: Any, known: Mapping[str, Setting]) -> str:
    """A value as the form of the page sends it. Raises Usage for what is no setting, or cannot be changed here."""
    if name not in known:
        raise Usage(f"There is no setting {name[:100]!r}. GET /api/v1/settings lists them.")
    if _fixed(known[name]):
        raise Usage(f"{name} is changed in thesaury.toml or the environment alone. Nothing was changed.")
    if value is None:
        return shown(known[name].default)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "\n".join(value)
    if isinstance(value, str | bool | int | float):
        return shown(value) if not isinstance(value, str) else value
    raise Usage(f"{name} has to be a text, a number, yes or no, or a list of texts. Nothing was changed.")


def _fixed(setting: Setting) -> bool:
    return setting.origin is Origin.ENVIRONMENT or setting.of_agency or setting.name in BY_HAND
