"""Renditions: the files as which a picture is delivered, and what is written into each of them."""

from dataclasses import dataclass

JPEG, WEBP, PNG = "image/jpeg", "image/webp", "image/png"


@dataclass(frozen=True, slots=True)
class RenditionForm:
    """A form by its name: the box in pixels, and whether the picture fills it (cut around its focus) or lies within it. A height of 0
    asks for none. Nothing is enlarged: what fills a box keeps the shape of the box."""

    name: str
    width: int
    height: int = 0
    fills: bool = False
    media_type: str = JPEG


FORMS = (
    RenditionForm("thumbnail", 320),
    RenditionForm("small", 640),
    RenditionForm("medium", 1280),
    RenditionForm("large", 2560),
    RenditionForm("square", 1080, 1080, fills=True),
    RenditionForm("portrait", 1080, 1350, fills=True),
    RenditionForm("wide", 1920, 1080, fills=True),
    RenditionForm("banner", 2400, 800, fills=True),
    RenditionForm("social", 1200, 630, fills=True),
)
"""The forms there are."""

BY_NAME = {form.name: form for form in FORMS}


@dataclass(frozen=True, slots=True)
class RightsMarks:
    """What every delivered file says of itself, in IPTC and XMP. `concepts` are (IRI, label), `expires` is a day in ISO 8601."""

    asset: str = ""
    title: str = ""
    description: str = ""
    alt: str = ""
    language: str = ""
    creator: str = ""
    credit: str = ""
    copyright: str = ""
    usage: str = ""
    licence: str = ""
    acquire: str = ""
    expires: str = ""
    concepts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RenditionFile:
    """A file to deliver. `tag` changes with the picture, with the way it is made, and with what is written into it."""

    content: bytes
    media_type: str
    width: int
    height: int
    tag: str
