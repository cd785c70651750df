"""The bought pictures: purchase transactions as the Smint.io content licensing interface tells them (snake case, localised lists)."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta, timezone
from functools import cache
from typing import Any

from thesaury.sandbox.brand.shoots import LANGUAGES, Picture, Purchase, data

_CET = timezone(timedelta(hours=1))
_DOLLARS_PER_EURO = 1.09  # one fixed rate, so that the data never move
_LICENSEES = {"en": ("13", "Fennmoor UK Ltd"), "de": ("11", "Fennmoor GmbH"), "fr": ("12", "Fennmoor France SAS")}
_PEOPLE = {
    "classroom",
    "walk_to_school",
    "school_bus",
    "playground",
    "homework_table",
    "family_breakfast",
    "office_meeting",
    "team_portrait",
    "portrait",
    "event_stage",
    "bulk_shop",
    "delivery_bike",
    "summer_picnic",
}
_ORIENTATIONS = {"landscape": "landscape", "banner": "landscape", "portrait": "portrait", "square": "square"}


@cache
def licences() -> Mapping[str, Mapping[str, Any]]:
    """The licences by id: type, texts by language and structured terms."""
    content = tomllib.loads((data() / "licences.toml").read_text(encoding="utf-8"))
    return {licence["id"]: licence for licence in content["licence"]}


def identifier(picture: Picture) -> str:
    """The purchase's id: a plain number as text, as the platform gives."""
    return str(79_000 + int(picture.asset.removeprefix("fm-")))


def location(picture: Picture) -> str:
    """The path of the preview beside the list of purchases."""
    return f"previews/{identifier(picture)}.jpg"


def lines(pictures: Iterable[Picture]) -> str:
    """The purchases as JSON lines."""
    return "".join(json.dumps(transaction(picture), ensure_ascii=False) + "\n" for picture in pictures)


def transaction(picture: Picture) -> dict[str, Any]:
    """One purchased licence for one picture; ValueError when the picture was not bought."""
    if picture.purchase is None:
        raise ValueError(f"{picture.asset} was not bought. Ask only for pictures of the licensed DAM.")
    purchase, licence = picture.purchase, licences()[picture.purchase.licence]
    return {
        "uuid": identifier(picture),
        "cart_purchase_transaction_uuid": f"{purchase.bought:%y%m%d}",
        "version": 1,
        "state": "cancelled" if purchase.licence == "terminated" else "completed",
        "can_be_synced": True,
        "project_uuid": picture.shoot.name,
        "project_name": _localised(picture.shoot.project),
        "collection_name": _localised({"en": picture.shoot.title}),
        **_money(purchase),
        **_moments(purchase),
        **_licensee(picture),
        "content_element": _content(picture, licence),
        "offering": _offering(picture, licence),
        "license_text": _text(licence),
        "license_terms": _terms(licence),
        "license_download_constraints": {"effective_max_downloads": 10},
        "current_downloads": int(identifier(picture)) % 7,
        "has_potentially_restrictive_license_terms": licence["type"] != "royalty_free",
    }


def ends(picture: Picture) -> datetime | None:
    """The last moment any term of the purchase allows, where a term names one."""
    terms = licences()[picture.purchase.licence].get("terms", []) if picture.purchase else []
    moments = [datetime.fromisoformat(term["valid_until"]) for term in terms if "valid_until" in term]
    return max(moments, default=None)


def _content(picture: Picture, licence: Mapping[str, Any]) -> dict[str, Any]:
    words, provider = picture.words, picture.purchase.provider if picture.purchase else ""
    editorial = bool(licence.get("editorial", False))
    return {
        "uuid": f"2:0:6101{identifier(picture)}",
        "provider": provider,
        "content_type": "image",
        "content_category": "editorial" if editorial else "creative",
        "is_editorial_use": editorial,
        "name": _localised({language: title for language, (title, _) in words.texts.items()}),
        "description": _localised({language: text for language, (_, text) in words.texts.items()}),
        "keywords": [{"culture": words.language, "metadata_element": {"name": tag}} for tag in words.tags],
        "copyright_notices": _localised({"en": f"© {provider}"}),
        "image_details": {"type": "photo", "orientation": _ORIENTATIONS[picture.scene[3]]},
        "release_details": {"model_release_state": _release(picture, editorial)},
        "previews": [
            {"culture": "en", "preview": {"thumbnail": {"media_type": "image/jpeg", "url": location(picture)}}}
        ],
    }


def _release(picture: Picture, editorial: bool) -> str:
    if picture.scene[0] not in _PEOPLE:
        return "no_release_required"
    return "not_released" if editorial else "released"


def _offering(picture: Picture, licence: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "license_type": licence["type"],
        "license_uuid": f"image_{licence['id'].replace('-', '_')}",
        "offering_name": _localised({"en": licence["type"].replace("_", " ")}),
        "is_editorial_use": bool(licence.get("editorial", False)),
        "media_type": "image/jpeg",
        "size": "large",
        "total_price_eur": picture.purchase.price if picture.purchase else None,
    }


def _text(licence: Mapping[str, Any]) -> dict[str, Any]:
    texts = {language: licence[language] for language in LANGUAGES if language in licence}
    return {"effective_text": _localised(texts), "effective_text_is_safe_html": False}


def _terms(licence: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"sequence_number": number, **term} for number, term in enumerate(licence.get("terms", []), 1)]


def _money(purchase: Purchase) -> dict[str, Any]:
    return {"total_price_eur": purchase.price, "total_price_usd": round(purchase.price * _DOLLARS_PER_EURO, 2)}


def _moments(purchase: Purchase) -> dict[str, str]:
    bought = datetime.combine(purchase.bought, time(10, 20), _CET)
    later = bought + timedelta(minutes=4)
    return {
        "created_at": bought.isoformat(),
        "purchased_at": bought.isoformat(),
        "completed_at": later.isoformat(),
        "last_updated_at": later.isoformat(),
        "purchased_by_user_name": "Maud Terlinden",
    }


def _licensee(picture: Picture) -> dict[str, str]:
    number, name = _LICENSEES[picture.words.language]
    return {"licensee_uuid": number, "licensee_name": name}


def _localised(texts: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"culture": language, "value": text} for language, text in texts.items()]
