"""A customer's logo: pictures are made anew, drawings are cleaned, so that nothing but the picture is left of what was uploaded."""

import io
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, register_namespace, tostring

from thesaury.model.errors import Usage

LARGEST = 512 * 1024
"""Bytes of an upload."""
_SIDE = 512
_PIXELS = 24_000_000
_SVG = "http://www.w3.org/2000/svg"
_FORMS = ("PNG", "JPEG", "WEBP")

_ELEMENTS = frozenset(
    [
        "svg",
        "g",
        "defs",
        "title",
        "desc",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "mask",
        "pattern",
        "symbol",
        "use",
    ]
)
_ATTRIBUTES = frozenset(
    [
        "id",
        "viewBox",
        "width",
        "height",
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "fx",
        "fy",
        "d",
        "points",
        "transform",
        "fill",
        "fill-rule",
        "fill-opacity",
        "stroke",
        "stroke-width",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-miterlimit",
        "stroke-dasharray",
        "stroke-dashoffset",
        "stroke-opacity",
        "opacity",
        "offset",
        "stop-color",
        "stop-opacity",
        "gradientUnits",
        "gradientTransform",
        "spreadMethod",
        "clip-path",
        "clip-rule",
        "clipPathUnits",
        "mask",
        "maskUnits",
        "patternUnits",
        "patternTransform",
        "preserveAspectRatio",
        "font-family",
        "font-size",
        "font-weight",
        "text-anchor",
        "letter-spacing",
        "dx",
        "dy",
        "color",
        "href",
    ]
)
_FAR = re.compile(r"url\s*\(\s*['\"]?(?!#)|[a-z][a-z0-9+.-]*:|//|\\", re.IGNORECASE)
"""What leads out of the drawing."""
_TOO_DEEP = 40


def cleaned(content: bytes) -> tuple[str, bytes]:
    """The ending and the content to keep, `svg` or `png`. Raises Usage for what is too large or no picture."""
    if len(content) > LARGEST:
        raise Usage(f"The logo has {len(content) // 1024} KiB; {LARGEST // 1024} are allowed. Choose a smaller file.")
    if b"<svg" in content[:4096]:
        return "svg", _drawing(content)
    return "png", _picture(content)


def _picture(content: bytes) -> bytes:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            picture = Image.open(io.BytesIO(content), formats=_FORMS)
            if picture.width * picture.height > _PIXELS:
                raise Usage("The logo has too many pixels. Choose one of at most 4000 × 4000.")
            shown = picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning) as error:
        raise Usage("The logo is no SVG, PNG, JPEG or WebP that can be read. Choose another file.") from error
    shown.thumbnail((_SIDE, _SIDE))
    kept = io.BytesIO()
    shown.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _drawing(content: bytes) -> bytes:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Usage(
            "The logo is no SVG that can be read: it is broken, or it has a DOCTYPE. Choose another file."
        ) from error
    if root.tag != f"{{{_SVG}}}svg":
        raise Usage("The logo is no SVG drawing. Choose another file.")
    register_namespace("", _SVG)
    return bytes(tostring(_clean(root, 0), encoding="utf-8"))


def _clean(element: Element, depth: int) -> Element:
    """A new element with what is known to be harmless."""
    kept = Element(element.tag, dict(_attributes(element)))
    kept.text, kept.tail = element.text, element.tail
    for child in element:
        name = child.tag.removeprefix(f"{{{_SVG}}}") if isinstance(child.tag, str) else ""
        if name in _ELEMENTS and depth < _TOO_DEEP:
            kept.append(_clean(child, depth + 1))
    return kept


def _attributes(element: Element) -> Iterator[tuple[str, str]]:
    for name, value in element.attrib.items():
        bare = name.rpartition("}")[2]
        allowed = bare in _ATTRIBUTES and not _FAR.search(value)
        if allowed and (bare != "href" or value.startswith("#")):
            yield bare, value


def kept_logo(root: Path) -> Path | None:
    """The logo of a workspace, None while there is none."""
    return next((path for ending in ("svg", "png") if (path := root / "branding" / f"logo.{ending}").exists()), None)


def keep_logo(root: Path, content: bytes | None) -> None:
    """Keep a logo in the place of the one before; None takes it away. Raises Usage for what is no picture."""
    ending, clean = cleaned(content) if content else ("", b"")
    folder = root / "branding"
    if clean:
        folder.mkdir(exist_ok=True)
        fresh = folder / "logo.new"
        fresh.write_bytes(clean)
        fresh.replace(folder / f"logo.{ending}")
    for other in ("svg", "png"):
        if other != ending:
            (folder / f"logo.{other}").unlink(missing_ok=True)
