"""The manifest of a package, in the form its program asks for: UXP manifest version 5, Adobe Express version 2, Figma."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from thesaury import __version__
from thesaury.panels.order import UXP, Order, Program

Manifest = dict[str, Any]

HOSTS: Mapping[Program, tuple[str, str]] = {
    Program.PHOTOSHOP: ("PS", "26.0.0"),
    Program.INDESIGN: ("ID", "21.0.0"),
    Program.PREMIERE: ("premierepro", "25.6.0"),
}
"""UXP's names of the programs, and the first version with UXP 8, whose WebViews show pages of the plug-in itself in panels.
No such program was at hand: see docs/panels.md."""

ICONS: Mapping[str, int] = {"icons/panel.png": 23, "icons/plugin.png": 24}
"""The icons of the panel and of the plug-in in lists, and their sides in pixels; each lies there twice as large, too (`@2x`)."""
_THEMES = ["lightest", "light", "medium", "dark", "darkest"]
SMALLEST = {"width": 230, "height": 200}
USUAL = {"width": 320, "height": 640}
LARGEST = {"width": 2000, "height": 2000}


def manifest(made_for: Order) -> Manifest:
    """The content of `manifest.json`."""
    if made_for.program in UXP:
        return _uxp(made_for)
    return _express(made_for) if made_for.program is Program.EXPRESS else _figma(made_for)


def version() -> str:
    """Our version as three numbers, which is all the programs take."""
    numbers = re.match(r"\d+\.\d+\.\d+", __version__)
    return numbers.group() if numbers else "0.0.0"


def _uxp(made_for: Order) -> Manifest:
    app, oldest = HOSTS[made_for.program]
    domains: Any = "all" if made_for.everywhere else [made_for.server]
    panel_icon, plugin_icon = (
        {"width": side, "height": side, "path": path, "scale": [1, 2], "theme": _THEMES, "species": ["generic"]}
        for path, side in ICONS.items()
    )
    panel = {"type": "panel", "id": "thesaury", "label": {"default": made_for.name}}
    sizes = {
        "minimumSize": SMALLEST,
        "maximumSize": LARGEST,
        "preferredDockedSize": USUAL,
        "preferredFloatingSize": USUAL,
    }
    return {
        "manifestVersion": 5,
        "id": made_for.id,
        "name": made_for.name,
        "version": version(),
        "main": "index.html",
        "host": {"app": app, "minVersion": oldest},
        "entrypoints": [{**panel, **sizes, "icons": [panel_icon]}],
        "icons": [plugin_icon],
        "requiredPermissions": {
            "network": {"domains": domains},
            # Dragging hands the path of a file to Premiere, which it takes from plug-ins that may ask for files.
            "localFileSystem": "request" if made_for.program is Program.PREMIERE else "plugin",
            "launchProcess": {"schemes": ["https"], "extensions": []},
            "webview": {
                "allow": "yes",
                "domains": domains,
                "allowLocalRendering": "yes",
                "enableMessageBridge": "localOnly",
            },
        },
    }


def _express(made_for: Order) -> Manifest:
    return {
        "testId": str(uuid5(NAMESPACE_URL, f"{made_for.server}/{made_for.id}")),
        "name": made_for.name,
        "version": version(),
        "manifestVersion": 2,
        "requirements": {"apps": [{"name": "Express", "apiVersion": 1}]},
        "entryPoints": [
            {
                "type": "panel",
                "id": "thesaury",
                "main": "index.html",
                "documentSandbox": "code.js",
                "permissions": {"sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"]},
            }
        ],
    }


def _figma(made_for: Order) -> Manifest:
    reasoning = f"The panel searches the assets of {made_for.server}, fetches those that are placed, and reports that they were."
    if made_for.everywhere:
        reasoning += " All domains were asked for when this package was made, for files that other servers hold."
    return {
        "name": made_for.name,
        "id": made_for.id,
        "api": "1.0.0",
        "main": "code.js",
        "ui": "ui.html",
        "editorType": ["figma"],
        "documentAccess": "dynamic-page",
        "networkAccess": {
            "allowedDomains": ["*"] if made_for.everywhere else [made_for.server],
            "reasoning": reasoning,
        },
    }
