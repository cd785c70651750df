"""What the admin of the site has more: the picker in the image chooser; and nobody chooses what was withdrawn."""

import json
from typing import Any

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from wagtail import hooks

from . import assets, conf, views
from .words import word

_SAID = ("title", "suggest", "nothing_to_suggest", "topics", "no_topics", "taking", "no_answer")


@hooks.register("construct_image_chooser_queryset")
def without_withdrawn(images: Any, request: Any) -> Any:
    """The images that may be chosen."""
    return images.filter(asset_withdrawn__isnull=True) if assets.usable() else images


@hooks.register("register_admin_urls")
def picker_addresses() -> list[Any]:
    """What the tab asks."""
    return [
        path("thesaury/picker/", views.configured, name="thesaury_picker"),
        path("thesaury/picker/take/", views.taken, name="thesaury_take"),
    ]


@hooks.register("insert_global_admin_js")
def picker_script() -> str:
    """The tab's script, with what it says and where it asks; nothing secret is in it."""
    if not conf.picking() or not assets.usable():
        return ""
    told = {
        "server": conf.origin(conf.server()),
        "frame": f"{conf.server()}/picker/frame",
        "configure": reverse("thesaury_picker"),
        "take": reverse("thesaury_take"),
        "words": {name: word(name) for name in _SAID},
    }
    source = static("thesaury_wagtail/picker.js")
    return format_html('<script src="{}" data-thesaury="{}" defer></script>', source, json.dumps(told))


@hooks.register("insert_global_admin_css")
def picker_style() -> str:
    """How the tab looks."""
    return format_html('<link rel="stylesheet" href="{}">', static("thesaury_wagtail/picker.css"))
