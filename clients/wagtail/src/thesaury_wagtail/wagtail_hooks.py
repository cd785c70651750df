"""What the admin of the site has more: nobody chooses what was withdrawn."""

from typing import Any

from wagtail import hooks

from . import assets


@hooks.register("construct_image_chooser_queryset")
def without_withdrawn(images: Any, request: Any) -> Any:
    """The images that may be chosen."""
    return images.filter(asset_withdrawn__isnull=True) if assets.usable() else images
