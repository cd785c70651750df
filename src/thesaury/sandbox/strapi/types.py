"""The types of content the site has: those of `clients/strapi`, and one that stands for the site's own pages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: a value, or media, a relation to a type, or a component with attributes of its own; `many` of them or one."""

    kind: str = "value"
    many: bool = False
    target: str = ""
    inverse: str = ""
    inside: tuple[tuple[str, "Attribute"], ...] = ()
    default: object = None


@dataclass(frozen=True, slots=True)
class ContentType:
    """A type: its name in paths, its uid, its attributes, the one that is unique, and whether it has drafts."""

    plural: str
    uid: str
    attributes: tuple[tuple[str, Attribute], ...]
    unique: str = ""
    drafts: bool = True


_VALUE = Attribute()
_TEXT = Attribute(
    "component", True, inside=(("language", _VALUE), ("title", _VALUE), ("alt", _VALUE), ("caption", _VALUE))
)
_LABEL = Attribute("component", True, inside=(("language", _VALUE), ("text", _VALUE)))
_MEDIA = Attribute("media")
_BLOCK = Attribute("component", True, inside=(("text", _VALUE), ("image", _MEDIA)))

ASSETS = ContentType(
    "thesaury-assets",
    "api::thesaury-asset.thesaury-asset",
    (
        *((name, _VALUE) for name in ("name", "asset", "fileTag", "credit", "copyright", "licence", "usage")),
        ("allowedUntil", _VALUE),
        ("withdrawn", Attribute(default=False)),
        ("file", _MEDIA),
        ("texts", _TEXT),
        ("concepts", Attribute("relation", True, "thesaury-concepts")),
    ),
    "asset",
)
CONCEPTS = ContentType(
    "thesaury-concepts",
    "api::thesaury-concept.thesaury-concept",
    (
        *((name, _VALUE) for name in ("prefLabel", "uri", "scheme", "notation")),
        ("labels", _LABEL),
        ("broader", Attribute("relation", False, "thesaury-concepts")),
    ),
    "uri",
    drafts=False,
)
ARTICLES = ContentType(
    "articles",
    "api::article.article",
    (
        *((name, _VALUE) for name in ("title", "slug", "body")),
        ("cover", _MEDIA),
        ("gallery", Attribute("media", True)),
        ("asset", Attribute("relation", False, "thesaury-assets")),
        ("blocks", _BLOCK),
    ),
)
TYPES = {one.plural: one for one in (ASSETS, CONCEPTS, ARTICLES)}
BY_UID = {one.uid: one for one in TYPES.values()}
