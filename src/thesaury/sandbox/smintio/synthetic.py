"""Purchases and portal assets made up by number, the same for the same number, so that 100,000 of them need no memory."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from thesaury.sandbox.smintio.tenants import Tenant

_START = datetime(2025, 1, 6, 8, tzinfo=UTC)
_MINUTES_APART = 7
_THINGS = (
    ("paper cup", "Pappbecher"),
    ("cotton bag", "Baumwolltasche"),
    ("glass jar", "Glasdose"),
    ("wooden brush", "Holzbürste"),
    ("steel bottle", "Stahlflasche"),
    ("lunch box", "Brotdose"),
    ("soap bar", "Seifenstück"),
    ("ferry deck", "Fährdeck"),
)
_PLACES = (
    ("on a kitchen table", "auf einem Küchentisch"),
    ("in a shop window", "in einem Schaufenster"),
    ("at the harbour", "am Hafen"),
    ("on a meadow", "auf einer Wiese"),
    ("in an office", "in einem Büro"),
)
_TAGS = (
    "sustainable",
    "recyclable",
    "packaging",
    "everyday",
    "reusable",
    "breakfast",
    "travel",
    "studio",
    "daylight",
    "craft",
)
_PROVIDERS = ("getty", "shutterstock", "adobestock", "istock", "panthermedia")
_GEOGRAPHIES = ("any", "europe_any", "europe_germany", "north_america_any", "asia_japan")
_DISTRIBUTIONS = ("channel_web", "channel_print", "social_media_any", "channel_email", "media_any")


def purchase(tenant: Tenant, number: int) -> dict[str, Any]:
    """The purchase with that running number."""
    chance = Random(f"{tenant.name} {number}")
    uuid, moment = str(tenant.first_purchase + number), _START + timedelta(minutes=_MINUTES_APART * number)
    stamp, price = moment.isoformat(), round(chance.uniform(9, 480), 2)
    return {
        "uuid": uuid,
        "cart_purchase_transaction_uuid": str(40_000 + number // 4),
        "version": 1,
        "state": "completed",
        "can_be_synced": True,
        "project_uuid": str(number % 40),
        "project_name": texts({"en": f"{tenant.canary} project {number % 40}"}),
        "collection_uuid": f"c{number % 90}",
        "total_price_eur": price,
        "total_price_usd": round(price * 1.09, 2),
        **dict.fromkeys(("created_at", "purchased_at", "completed_at", "last_updated_at"), stamp),
        "purchased_by_user_name": "Ida Brennholt",
        "licensee_uuid": str(tenant.channel),
        "licensee_name": f"{tenant.title} GmbH",
        "content_element": _content(tenant, uuid, chance),
        "offering": {
            "license_type": "rights_managed",
            "license_uuid": "image_rm",
            "media_type": "image/jpeg",
            "size": "large",
        },
        "license_text": {
            "effective_text": texts(
                {"en": "Rights-managed licence for the uses named in the terms, one title at a time."}
            ),
            "effective_text_is_safe_html": False,
        },
        "license_terms": [_term(moment, chance)],
        "license_download_constraints": {"effective_max_downloads": 10},
        "current_downloads": chance.randrange(10),
        "has_potentially_restrictive_license_terms": True,
    }


def _content(tenant: Tenant, uuid: str, chance: Random) -> dict[str, Any]:
    (thing, ding), (place, ort) = chance.choice(_THINGS), chance.choice(_PLACES)
    tags = chance.sample(_TAGS, 5)
    return {
        "uuid": f"2:0:{uuid}",
        "provider": chance.choice(_PROVIDERS),
        "content_type": "image",
        "content_category": "creative",
        "is_editorial_use": False,
        "name": texts({"en": f"{thing.capitalize()} {place}", "de": f"{ding} {ort}"}),
        "description": texts(
            {
                "en": f"A {thing} {place}, {tags[0]} and {tags[1]}. Shot for {tenant.canary}.",
                "de": f"{ding} {ort}. Aufgenommen für {tenant.canary}.",
            }
        ),
        "keywords": [{"culture": "en", "metadata_element": {"name": tag}} for tag in (*tags, thing)],
        "copyright_notices": texts({"en": "© the photographer"}),
        "image_details": {"type": "photo", "orientation": "landscape"},
        "release_details": {"model_release_state": "no_release_required"},
        "previews": [
            {"culture": "en", "preview": {"thumbnail": {"media_type": "image/jpeg", "url": f"previews/{uuid}.jpg"}}}
        ],
    }


def _term(moment: datetime, chance: Random) -> dict[str, Any]:
    return {
        "sequence_number": 1,
        "allowed_geographies": [chance.choice(_GEOGRAPHIES)],
        "allowed_distributions": chance.sample(_DISTRIBUTIONS, 2),
        "restricted_industries": ["industry_tobacco"],
        "valid_from": moment.isoformat(),
        "valid_until": (moment + timedelta(days=chance.choice((365, 730)))).isoformat(),
        "is_editorial_use": False,
    }


def asset(tenant: Tenant, number: int) -> dict[str, Any]:
    """The portal asset with that running number; every third comes from the second data adapter."""
    chance = Random(f"{tenant.name} asset {number}")
    (thing, ding), (place, ort) = chance.choice(_THINGS), chance.choice(_PLACES)
    adapter = "14" if number % 3 == 2 else "12"
    external = f"{tenant.name}/shoot_{number // 50:04}/{number:06}.jpg" if adapter == "14" else f"{number:08X}"
    moment = _START + timedelta(minutes=number)
    return portal_asset(
        adapter,
        external,
        {"en": f"{thing.capitalize()} {place}", "de": f"{ding} {ort}"},
        {"en": f"A {thing} {place}. Made for {tenant.canary}.", "de": f"{ding} {ort}. Für {tenant.canary}."},
        {"en": chance.sample(_TAGS, 3)},
        {"createdAt": moment.isoformat(), "modifiedAt": moment.isoformat()},
    )


def portal_asset(
    adapter: str,
    external: str,
    names: Mapping[str, str],
    descriptions: Mapping[str, str],
    tags: Mapping[str, list[str]],
    further: Mapping[str, Any],
) -> dict[str, Any]:
    """An asset data object with the members every asset has."""
    file = external.rsplit("/", 1)[-1]
    return {
        "smintIoId": f"{adapter}:image:{external}",
        "smintIoListDisplayName": default(names),
        "externalId": external,
        "dataAdapterInstanceKey": f"da:{adapter}",
        "contentType": {"smintIoId": "image", "smintIoListDisplayName": {"x-default": "Image", "de": "Bild"}},
        "name": default(names),
        "description": default(descriptions),
        "localizedTags": {culture: list(values) for culture, values in tags.items() if values},
        "fileMetadata": {
            "fileName": file if "." in file else f"{file}.jpg",
            "mediaType": "image/jpeg",
            "fileExtension": "jpg",
        },
        "imageMetadata": {"width": 1600, "height": 1067},
        "version": 1,
        "isDownloadable": True,
        "isCollectible": True,
        "permissionUuids": [],
        **further,
    }


def texts(by_culture: Mapping[str, str]) -> list[dict[str, str]]:
    """The list spelling of localised text."""
    return [{"culture": culture, "value": value} for culture, value in by_culture.items()]


def default(by_culture: Mapping[str, str]) -> dict[str, str]:
    """The object spelling of localised text: the first language stands under x-default too."""
    first = next(iter(by_culture.values()), None)
    return {} if first is None else {"x-default": first, **by_culture}
