"""The portal: the brand's public DAM as a table of records with a folder of pictures, in the manner of Bynder."""

import csv
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from hashlib import sha256
from io import StringIO

from thesaury.sandbox.brand.shoots import LANGUAGES, Picture, Words

COLUMNS = (
    "id",
    "name",
    "description",
    "language",
    *(f"description_{language}" for language in LANGUAGES),
    "tags",
    "brand",
    "product",
    "campaign",
    "market",
    "shoot",
    "shoot_context",
    "usage_context",
    "photographer",
    "copyright",
    "usage_rights",
    "limited_until",
    "date_created",
    "date_modified",
    "file",
)


def identifier(picture: Picture) -> str:
    """The portal's id of a picture: upper-case hexadecimal in groups of 8, 4, 4 and 16."""
    digits = sha256(f"portal {picture.asset}".encode()).hexdigest().upper()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:32]}"


def location(picture: Picture) -> str:
    """The path of a picture beside the table."""
    return f"pictures/{identifier(picture)}.jpg"


def table(pictures: Iterable[Picture]) -> str:
    """The records as CSV with a header row; several tags or markets are joined by a comma, dates are UTC."""
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row(picture) for picture in pictures)
    return text.getvalue()


def row(picture: Picture) -> dict[str, str]:
    """One record; a picture that came from another DAM knows less of its origin here than there."""
    words = picture.portal or picture.words
    return {
        **_texts(words),
        **_origin(picture),
        **_dates(picture),
        "id": identifier(picture),
        "tags": ", ".join(words.tags),
        "brand": picture.shoot.brand,
        "campaign": picture.shoot.campaign,
        "market": ", ".join(picture.shoot.markets),
        "file": location(picture),
    }


def _texts(words: Words) -> dict[str, str]:
    name, description = words.texts[words.language]
    others = {f"description_{language}": ". ".join(words.texts[language]) for language in list(words.texts)[1:]}
    return {"name": name, "description": description, "language": words.language, **others}


def _origin(picture: Picture) -> dict[str, str]:
    shoot = picture.shoot
    if picture.portal:
        return {"copyright": f"© {picture.purchase.provider if picture.purchase else 'Fennmoor'}"}
    return {
        "shoot": shoot.title,
        "shoot_context": shoot.context,
        "photographer": shoot.author,
        "product": picture.product,
        "usage_context": picture.use,
        "usage_rights": shoot.rights,
        "copyright": f"© {shoot.day.year} Fennmoor",
        "limited_until": shoot.limited.isoformat() if shoot.limited else "",
    }


def _dates(picture: Picture) -> dict[str, str]:
    day = picture.purchase.bought if picture.purchase else picture.shoot.day
    created = datetime.combine(day, time(8)) + timedelta(days=4, minutes=11 * picture.number)
    modified = created + timedelta(hours=int(identifier(picture)[:3], 16) % 900)
    return {"date_created": f"{created:%Y-%m-%dT%H:%M:%SZ}", "date_modified": f"{modified:%Y-%m-%dT%H:%M:%SZ}"}
