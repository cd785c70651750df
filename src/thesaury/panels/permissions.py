"""What a package may do, for whoever reviews it: read off the manifest, a line each, in an order that can be compared."""

from collections.abc import Iterator
from dataclasses import dataclass

from thesaury.panels.manifests import Manifest
from thesaury.panels.order import UXP, Order, Program


@dataclass(frozen=True, slots=True)
class Permission:
    """One thing a package asks for or does not: where it stands in the manifest, its value, and what it is for."""

    name: str
    value: str
    why: str


def permissions(made_for: Order, manifest: Manifest) -> tuple[Permission, ...]:
    """All of them; the last ones say what is not asked for."""
    if made_for.program in UXP:
        return tuple(_uxp(made_for, manifest))
    return tuple(_express(made_for, manifest)) if made_for.program is Program.EXPRESS else tuple(_figma(manifest))


def _uxp(made_for: Order, manifest: Manifest) -> Iterator[Permission]:
    asked = manifest["requiredPermissions"]
    files = (
        "folder of the plug-in, and files the person names; clips are dragged from there"
        if made_for.program is Program.PREMIERE
        else "folder of the plug-in alone: what is placed is put there first"
    )
    yield Permission(
        "requiredPermissions.network.domains",
        _listed(asked["network"]["domains"]),
        "fetches files by their signed addresses",
    )
    yield Permission("requiredPermissions.localFileSystem", asked["localFileSystem"], files)
    yield Permission(
        "requiredPermissions.launchProcess.schemes",
        _listed(asked["launchProcess"]["schemes"]),
        "opens pages in the browser",
    )
    yield Permission(
        "requiredPermissions.launchProcess.extensions",
        _listed(asked["launchProcess"]["extensions"]),
        "opens no files in programs",
    )
    view = asked["webview"]
    yield Permission(
        "requiredPermissions.webview.domains", _listed(view["domains"]), "the panel's page asks this server"
    )
    yield Permission(
        "requiredPermissions.webview.allowLocalRendering", view["allowLocalRendering"], "the page is in the package"
    )
    yield Permission(
        "requiredPermissions.webview.enableMessageBridge",
        view["enableMessageBridge"],
        "only that page speaks to the plug-in",
    )
    for name in ("clipboard", "ipc", "enableUserInfo", "allowCodeGenerationFromStrings", "fonts"):
        yield Permission(f"requiredPermissions.{name}", _listed(asked.get(name, ())), "not asked for")


def _express(made_for: Order, manifest: Manifest) -> Iterator[Permission]:
    asked = manifest["entryPoints"][0]["permissions"]
    yield Permission(
        "entryPoints[0].permissions.sandbox", _listed(asked["sandbox"]), "opens pages in a browser window of their own"
    )
    for name in ("oauth", "clipboard", "camera", "microphone"):
        yield Permission(f"entryPoints[0].permissions.{name}", _listed(asked.get(name, ())), "not asked for")
    yield Permission(
        "(network)",
        made_for.server,
        "Express keeps no list of domains; the script in the package asks this server alone",
    )


def _figma(manifest: Manifest) -> Iterator[Permission]:
    network = manifest["networkAccess"]
    yield Permission("networkAccess.allowedDomains", _listed(network["allowedDomains"]), network["reasoning"])
    yield Permission("networkAccess.devAllowedDomains", _listed(network.get("devAllowedDomains", ())), "not asked for")
    yield Permission("documentAccess", manifest["documentAccess"], "pages are loaded when the document is checked")
    yield Permission("editorType", _listed(manifest["editorType"]), "runs in Figma Design alone")
    yield Permission(
        "permissions", _listed(manifest.get("permissions", ())), "not asked for: neither who somebody is nor payments"
    )


def _listed(value: object) -> str:
    if isinstance(value, str):
        return value
    return ", ".join(str(one) for one in value) or "none" if isinstance(value, list | tuple) else str(value)
