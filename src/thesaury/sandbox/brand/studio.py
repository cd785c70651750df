"""The studio: a folder of JPEG files that say who they are in XMP and IPTC, as photographers deliver them."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from thesaury.sandbox.brand.shoots import Picture, Words
from thesaury.sandbox.scenes.metadata import EmbeddedMetadata

_LAST_IIM_YEAR = 2025  # the older cameras of the studio still wrote IPTC-IIM beside XMP


def location(picture: Picture) -> str:
    """The path of a picture in the studio's folder, named as photographers do: shoot, initials, day, running number."""
    shoot = picture.shoot
    initials = "".join(part[0] for part in shoot.author.split())
    return f"{shoot.name}/{initials}_{shoot.day:%y%m%d}_{picture.number:02}.jpg"


def embedded(picture: Picture) -> EmbeddedMetadata | None:
    """What is written into the file; None for a file without metadata."""
    return None if picture.bare else _metadata(picture, picture.words)


def sidecar(picture: Picture) -> EmbeddedMetadata | None:
    """What the .xmp file beside the picture says, where there is one; it is later than the file and may contradict it."""
    return _metadata(picture, picture.sidecar) if picture.sidecar else None


def _metadata(picture: Picture, words: Words) -> EmbeddedMetadata:
    shoot = picture.shoot
    return EmbeddedMetadata(
        title={language: title for language, (title, _) in words.texts.items()},
        description={language: text for language, (_, text) in words.texts.items()},
        subjects=words.tags,
        creators=(shoot.author,),
        rights=f"© {shoot.day.year} Fennmoor / {shoot.author}",
        usage_terms=shoot.rights,
        credit="Fennmoor",
        created=_taken(picture),
        country=shoot.country,
        extra=_further(picture),
        iim=shoot.day.year <= _LAST_IIM_YEAR,
    )


def _taken(picture: Picture) -> datetime:
    return datetime.combine(picture.shoot.day, time(9)) + timedelta(minutes=37 * picture.number)


def _further(picture: Picture) -> dict[str, str | Sequence[str]]:
    shoot = picture.shoot
    further: dict[str, str | Sequence[str]] = {
        "photoshop:Headline": shoot.title,
        "photoshop:Instructions": picture.use,
        "photoshop:Source": shoot.context,
        "photoshop:TransmissionReference": shoot.campaign,
        "lr:hierarchicalSubject": [f"Brand|{shoot.brand}"],
    }
    if shoot.limited:
        further["plus:LicenseEndDate"] = shoot.limited.isoformat()
    return further
