"""`/settings/branding`: name, logo and colour of the portal; a colour that words cannot be read in is refused."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from thesaury.bootstrap.settings_file import settings_of
from thesaury.model.access import Permission
from thesaury.model.errors import Usage
from thesaury.web.branding.colours import DARK_GROUNDS, LIGHT_GROUNDS, lighter_shade, weakest
from thesaury.web.branding.logo import LARGEST, keep_logo, kept_logo
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.door.noting import noted
from thesaury.web.door.origin import from_here
from thesaury.web.pages.settings.tabs import settings_tabs
from thesaury.web.parts.settings.form import field
from thesaury.web.parts.settings.groups import BRAND
from thesaury.web.parts.settings.keeping import keep, refuse_unreadable
from thesaury.web.texts import number, phrase

_USUAL = ("#1d6b59", "#86d3bb")


def router(desk: Desk) -> APIRouter:
    """The page and where its form leads."""
    routes = APIRouter(dependencies=[may(Permission.ADMINISTER)])

    @routes.get("/settings/branding")
    def page(said: str = "") -> HTMLResponse:
        return _page(desk, bool(said))

    @routes.post("/settings/branding")
    def save(
        request: Request,
        brand_name: Annotated[str, Form()] = "",
        brand_accent: Annotated[str, Form()] = "",
        brand_accent_dark: Annotated[str, Form()] = "",
        no_logo: Annotated[str, Form()] = "",
        logo: Annotated[UploadFile | None, File()] = None,
    ) -> Response:
        from_here(request)
        sent = {"brand_name": brand_name, "brand_accent": brand_accent, "brand_accent_dark": brand_accent_dark}
        try:
            refuse_unreadable(sent)
            _keep(desk, sent, logo.file.read(LARGEST + 1) if logo and logo.filename else None, bool(no_logo))
        except Usage as error:
            return _page(desk, typed=sent, wrong=error.message)
        return RedirectResponse("/settings/branding?said=1", 303)

    return routes


def _keep(desk: Desk, sent: Mapping[str, str], logo: bytes | None, without: bool) -> None:
    had = kept_logo(desk.workspace.root) is not None
    if logo:
        keep_logo(desk.workspace.root, logo)
        noted(desk, "branding.logo", "setting:logo", {"logo": had}, {"logo": True, "bytes": len(logo)})
    elif without and had:
        keep_logo(desk.workspace.root, None)
        noted(desk, "branding.logo", "setting:logo", {"logo": True}, {"logo": False})
    keep(desk, sent, BRAND)


def _page(desk: Desk, said: bool = False, typed: Mapping[str, str] | None = None, wrong: str = "") -> HTMLResponse:
    settings = settings_of(desk.workspace.root)
    fields = [field(settings[name], typed, wrong) for name in BRAND]
    light = str(settings["brand_accent"].value)
    dark = str(settings["brand_accent_dark"].value) or (lighter_shade(light) if light else "")
    colours = (light or _USUAL[0], dark or _USUAL[1])
    shades = [
        (phrase(f"branding.on.{name}"), colour, number(round(weakest(colour, grounds), 1)))
        for name, colour, grounds in zip(("light", "dark"), colours, (LIGHT_GROUNDS, DARK_GROUNDS), strict=True)
    ]
    values = {"fields": fields, "shades": shades, "said": said, "wrong": _sentence(wrong), "rooms": settings_tabs()}
    return desk.bare_page("settings_branding.html", 422 if wrong else 200, largest=LARGEST // 1024, **values)


def _sentence(wrong: str) -> str:
    """Without the name of the setting in front."""
    return (
        wrong.partition(" ")[2]
        if wrong.split(" ")[0] in BRAND and not wrong.partition(" ")[2].startswith("cannot")
        else wrong
    )
