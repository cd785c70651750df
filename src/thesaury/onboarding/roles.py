"""What a field of a client can be, and what a table's mapping calls that."""

from enum import StrEnum


class FieldRole(StrEnum):
    """What a field is about. `TEXT`, `PROPERTY` and `IGNORED` are for fields that are none of the others: prose that is read for
    concepts, values that are kept under the field's own name, and what is only stored."""

    ID = "id"
    TITLE = "title"
    DESCRIPTION = "description"
    ALTERNATIVE_TEXT = "alternative_text"
    TAGS = "tags"
    CONCEPTS = "concepts"
    LANGUAGE = "language"
    CAMPAIGN = "campaign"
    SHOOT = "shoot"
    MARKET = "market"
    TERRITORY = "territory"
    CHANNEL = "channel"
    LICENSED_CHANNELS = "licensed_channels"
    LICENCE = "licence"
    LICENCE_MODEL = "licence_model"
    VALID_FROM = "valid_from"
    VALID_UNTIL = "valid_until"
    LICENSOR = "licensor"
    LICENSEE = "licensee"
    MODEL_RELEASE = "model_release"
    PROPERTY_RELEASE = "property_release"
    PURCHASED = "purchased"
    CREATOR = "creator"
    CREDIT = "credit"
    COPYRIGHT = "copyright"
    BRAND = "brand"
    PRODUCT = "product"
    ARTICLE_NUMBER = "article_number"
    AUDIENCE = "audience"
    PEOPLE = "people"
    PLACE = "place"
    SEASON = "season"
    MATERIAL = "material"
    ASSET_TYPE = "asset_type"
    STATUS = "status"
    CREATED = "created"
    MODIFIED = "modified"
    UPLOADED = "uploaded"
    FILE = "file"
    FILE_TYPE = "file_type"
    FILE_SIZE = "file_size"
    DIMENSIONS = "dimensions"
    ORIENTATION = "orientation"
    COLOUR = "colour"
    PRICE = "price"
    PROVIDER = "provider"
    USAGE_CONTEXT = "usage_context"
    NOTE = "note"
    COLLECTION = "collection"
    DEPARTMENT = "department"
    RATING = "rating"
    TEXT = "text"
    PROPERTY = "property"
    IGNORED = "ignored"


TEXTS = frozenset({FieldRole.TITLE, FieldRole.DESCRIPTION, FieldRole.ALTERNATIVE_TEXT})
"""Roles that one field fills in each language."""
WITH_LANGUAGE = TEXTS | {FieldRole.TEXT}
"""Roles of texts, which are in one language."""
SINGLE = TEXTS | {
    FieldRole.ID,
    FieldRole.LANGUAGE,
    FieldRole.CAMPAIGN,
    FieldRole.BRAND,
    FieldRole.VALID_FROM,
    FieldRole.VALID_UNTIL,
    FieldRole.CREATED,
    FieldRole.MODIFIED,
    FieldRole.UPLOADED,
    FieldRole.FILE,
}
"""Roles that one field alone fills; several fields may fill any other."""
VALUED = frozenset(
    {
        *(FieldRole.TAGS, FieldRole.PRODUCT, FieldRole.AUDIENCE, FieldRole.SEASON, FieldRole.MATERIAL),
        *(FieldRole.ASSET_TYPE, FieldRole.COLOUR, FieldRole.PROPERTY),
    }
)
"""Roles whose values are words of a vocabulary, to be mapped to concepts; regions and channels have tables of their own."""
OWN_NAMES = (FieldRole.BRAND, FieldRole.PRODUCT, FieldRole.CAMPAIGN)
"""Roles whose values are names of the client's own, the surest first."""

_LICENCE = {
    FieldRole.TERRITORY: "regions",
    FieldRole.LICENSED_CHANNELS: "channels",
    FieldRole.LICENCE_MODEL: "licence_model",
    FieldRole.VALID_FROM: "valid_from",
    FieldRole.VALID_UNTIL: "valid_until",
    FieldRole.LICENSOR: "licensor",
    FieldRole.LICENSEE: "licensee",
    FieldRole.MODEL_RELEASE: "model_release",
    FieldRole.PROPERTY_RELEASE: "property_release",
    FieldRole.PURCHASED: "purchased_at",
}
_PLAIN = frozenset(
    {
        *(FieldRole.ID, FieldRole.TITLE, FieldRole.DESCRIPTION, FieldRole.TAGS, FieldRole.CONCEPTS, FieldRole.LANGUAGE),
        *(FieldRole.CAMPAIGN, FieldRole.MARKET, FieldRole.BRAND, FieldRole.PRODUCT, FieldRole.AUDIENCE),
        *(
            FieldRole.CREATED,
            FieldRole.MODIFIED,
            FieldRole.CREATOR,
            FieldRole.COPYRIGHT,
            FieldRole.LICENCE,
            FieldRole.FILE,
        ),
    }
)
_KEPT = frozenset({FieldRole.IGNORED, FieldRole.NOTE, FieldRole.FILE_SIZE, FieldRole.DIMENSIONS})
"""What is of the file itself, or of the work on it, and says nothing about the picture."""


def target_of(role: FieldRole, name: str, language: str = "") -> str:
    """The role as the setting `mapping` of a table's connection writes it: `title@de`, `licence.valid_until`, `property:season`.

    `name` is what a text or property is called that has no other name.
    """
    if role in _KEPT:
        return "ignore"
    if role in _LICENCE:
        return f"licence.{_LICENCE[role]}"
    if role in (FieldRole.TEXT, FieldRole.ALTERNATIVE_TEXT, FieldRole.USAGE_CONTEXT):
        plain = f"text:{name if role is FieldRole.TEXT else role.value}"
    elif role in _PLAIN:
        plain = role.value
    else:
        return f"property:{name if role is FieldRole.PROPERTY else role.value}"
    return f"{plain}@{language}" if language and role in WITH_LANGUAGE else plain


_UNPLACED = frozenset({FieldRole.TEXT, FieldRole.PROPERTY, *_KEPT})


def placed(target: str) -> str:
    """Where in a record the values of such a field stand, as a dry run counts them: `title@de`, `licence.valid_until`, `season`."""
    return target.removeprefix("property:").removeprefix("text:")


_PLACED = {placed(target_of(role, "")): role for role in FieldRole if role not in _UNPLACED}


def role_at(place: str) -> FieldRole | None:
    """The role whose values stand at this place of a record; None where it is a text or a property of the client's own."""
    return _PLACED.get(place)
