"""The demo brand as purchases and portal assets: two data adapters, the portal's DAM and the studio's folder."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from thesaury.sandbox.brand import licensed, portal, studio
from thesaury.sandbox.brand.shoots import Picture, Words, pictures
from thesaury.sandbox.smintio.synthetic import portal_asset


@cache
def bought() -> tuple[Picture, ...]:
    """The pictures that were bought, in the order of buying."""
    found = [picture for picture in pictures() if picture.purchase and picture.in_dam("licensed")]
    return tuple(sorted(found, key=lambda picture: (_day(picture), picture.asset)))


@cache
def shown() -> tuple[tuple[str, Picture], ...]:
    """(data adapter, picture) of everything the portals show."""
    first = [("12", picture) for picture in pictures() if picture.in_dam("portal")]
    return (*first, *(("14", picture) for picture in pictures() if picture.in_dam("studio")))


def purchase(position: int) -> dict[str, Any]:
    """The purchase at that place in the order of buying."""
    return licensed.transaction(bought()[position])


def asset(position: int) -> dict[str, Any]:
    """The asset at that place of what is shown."""
    adapter, picture = shown()[position]
    return _from_portal(picture) if adapter == "12" else _from_studio(picture)


def _from_portal(picture: Picture) -> dict[str, Any]:
    words, row = picture.portal or picture.words, portal.row(picture)
    raw = {key: row[key] for key in ("usage_rights", "market", "campaign", "brand", "usage_context") if row.get(key)}
    return _described(
        "12",
        portal.identifier(picture),
        words,
        {
            "createdAt": row["date_created"],
            "modifiedAt": row["date_modified"],
            "rawData": [{"c101___PortalAsset": raw}],
            **_rights(row),
        },
    )


def _from_studio(picture: Picture) -> dict[str, Any]:
    shoot, taken = picture.shoot, datetime.combine(picture.shoot.day, time(9), UTC)
    words = Words() if picture.bare else picture.words
    raw = {"keywords": list(words.tags), "headline": shoot.title, "instructions": picture.use}
    return _described(
        "14",
        studio.location(picture),
        words,
        {
            "createdAt": taken.isoformat(),
            "modifiedAt": (taken + timedelta(minutes=37 * picture.number)).isoformat(),
            "rawData": [{"c102___StudioFile": {key: value for key, value in raw.items() if value}}],
            **({} if picture.bare else _rights(_studio_row(picture))),
        },
    )


def _described(adapter: str, external: str, words: Words, further: dict[str, Any]) -> dict[str, Any]:
    names = {language: title for language, (title, _) in words.texts.items()}
    descriptions = {language: text for language, (_, text) in words.texts.items()}
    made = portal_asset(adapter, external, names, descriptions, {words.language: list(words.tags)}, further)
    if not names:
        made["smintIoListDisplayName"] = {"x-default": made["fileMetadata"]["fileName"]}
    made["fileMetadata"] |= made.pop("fileRights", {})
    return made


def _studio_row(picture: Picture) -> dict[str, str]:
    shoot = picture.shoot
    until = shoot.limited.isoformat() if shoot.limited else ""
    names = {"copyright": f"© {shoot.day.year} Fennmoor", "photographer": shoot.author, "usage_rights": shoot.rights}
    return {**names, "limited_until": until, "country": shoot.country}


def _rights(row: dict[str, str]) -> dict[str, Any]:
    """What a record says of rights; a picture that came to the portal from elsewhere knows less of it there."""
    members = {"copyright": "copyright", "photographer": "credit", "usage_rights": "instructions", "country": "country"}
    file = {member: row[name] for name, member in members.items() if row.get(name)}
    day = row.get("limited_until")
    until = (
        {"publishUntil": datetime.combine(date.fromisoformat(day), time(23, 59, 59), UTC).isoformat()} if day else {}
    )
    return {"fileRights": file, **until}


def _day(picture: Picture) -> str:
    return picture.purchase.bought.isoformat() if picture.purchase else ""
