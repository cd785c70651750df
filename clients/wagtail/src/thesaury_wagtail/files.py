"""The files of an image: put in the place of others, and out of everybody's reach."""

from hashlib import sha1
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images.fields import WagtailImageField
from wagtail.models import ReferenceIndex

_LARGEST = 4096


class StillThere(Exception):
    """A file could not be taken away from where the site serves it."""


def checked(name: str, content: bytes) -> ContentFile:
    """A file for an image, under a name that no other content ever had. Raises ValidationError where Wagtail does not take it."""
    WagtailImageField().clean(SimpleUploadedFile(name, content))
    path = PurePosixPath(name)
    # The mark comes first: of the names of files made from this one Wagtail keeps the beginning alone.
    return ContentFile(content, f"{sha1(content).hexdigest()[:8]}-{path.stem[:50]}{path.suffix.lower()}")


def put(image: Any, file: ContentFile) -> None:
    """Make this the file of the image, which is not saved yet. A focal point belongs to a picture of its size."""
    size = image.width, image.height
    for remembered in ("prefetched_renditions", "_prefetched_objects_cache"):
        image.__dict__.pop(remembered, None)
    image.file = file
    image._set_image_file_metadata()
    if size != (image.width, image.height):
        image.focal_point_x = image.focal_point_y = image.focal_point_width = image.focal_point_height = None


def served(image: Any) -> list[Any]:
    """The files that the site serves of an image: its own, and those that were made from it."""
    return [image.file, *(rendition.file for rendition in image.renditions.all())]


def erase(image: Any, served_files: list[Any]) -> None:
    """Take these files away from where the site serves them, here and now. Raises StillThere.

    Wagtail itself leaves the deletion of files to a queue, which may stand still.
    """
    places = [(file.storage, file.name, file.url) for file in served_files]
    for storage, name, _ in places:
        storage.delete(name)
    if left := [name for storage, name, _ in places if storage.exists(name)]:
        raise StillThere(f"The storage did not delete {left[0]}. See that this site may delete files there.")
    forget(image, [address for _, _, address in places])


def unmake(image: Any) -> None:
    """Take away what was made from the image's file."""
    erase(image, served(image)[1:])
    image.renditions.all().delete()


def forget(image: Any, addresses: list[str]) -> None:
    """Have caches before the site forget these files, and the pages that show the image."""
    if not apps.is_installed("wagtail.contrib.frontend_cache"):
        return
    from wagtail.contrib.frontend_cache.utils import PurgeBatch
    from wagtail.models import Page, Site

    root = Site.objects.filter(is_default_site=True).first()
    batch = PurgeBatch([f"{root.root_url}{one}" if root and one.startswith("/") else one for one in addresses])
    pages = ReferenceIndex.get_references_to(image).values_list("object_id", "base_content_type__model")
    batch.add_pages(Page.objects.filter(pk__in=[pk for pk, model in pages if model == "page"]).specific())
    batch.purge()


def blank(image: Any) -> ContentFile:
    """A picture of the same size that shows nothing, so that pages keep their shape."""
    from PIL import Image

    size = max(1, min(image.width, _LARGEST)), max(1, min(image.height, _LARGEST))
    file = BytesIO()
    Image.new("L", size, 255).save(file, "PNG", transparency=255, optimize=True)
    return ContentFile(file.getvalue(), f"withdrawn-{image.pk}.png")
