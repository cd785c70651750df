"""Whom a published file is owed to, and on what terms others may use it: only what is meant for the public.

The text of a licence is not: it may name prices and partners.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from thesaury.model.asset import Asset
from thesaury.model.licensing import Statement
from thesaury.publishing.plain import address_of, line_of

CREATOR = ("creator", "photographer", "author", "artist")
CREDIT = ("credit", "credit_line", "creditline")
COPYRIGHT = (
    "copyright",
    "copyright_notice",
    "copyrightnotice",
    "copyright_notices",
    "content_element.copyright_notices",
)
LICENCE = ("webstatement", "license_url", "licence_url", "license_urls", "termsandconditionsurl")
ACQUIRE = ("licensorurl", "acquire_license_page", "acquire_licence_page")
USAGE = ("usage", "usage_terms", "usageterms", "usage_info")
"""Properties of records and fields of licences by which systems say it, the best first; capitals and blanks do not count."""


@dataclass(frozen=True, slots=True)
class Credits:
    """As `model.publishing.Item` has them."""

    creator: str = ""
    credit: str = ""
    copyright: str = ""
    licence: str = ""
    acquire: str = ""
    usage: str = ""


def credits_of(asset: Asset, stated: Sequence[Statement] = ()) -> Credits:
    """What the records of an asset say, and where none names a credit the words that its licences ask for."""
    asked_for = (term.attribution_text for statement in stated for term in statement.terms)
    credit = _first(asset, CREDIT, line_of) or next((line_of(text) for text in asked_for if text), "")
    return Credits(
        creator=", ".join(_all(asset, CREATOR)),
        credit=credit,
        copyright=_first(asset, COPYRIGHT, line_of),
        licence=_first(asset, LICENCE, address_of),
        acquire=_first(asset, ACQUIRE, address_of),
        usage=_first(asset, USAGE, line_of),
    )


def properties_of(asset: Asset, names: Collection[str]) -> Iterator[str]:
    """The values of the properties with these names, in the order of the names, then of the records."""
    for wanted in names:
        for record in asset.records:
            for name, values in record.properties:
                if _plain(name) == wanted:
                    yield from values


def _first(asset: Asset, names: Collection[str], read: Callable[[str], str]) -> str:
    values = (read(value) for value in (*properties_of(asset, names), *_licensed(asset, names)))
    return next(filter(None, values), "")


def _all(asset: Asset, names: Sequence[str]) -> tuple[str, ...]:
    """The values of the first property that has any."""
    for name in names:
        if found := tuple(dict.fromkeys(filter(None, map(line_of, properties_of(asset, (name,)))))):
            return found
    return ()


def _licensed(asset: Asset, names: Collection[str]) -> Iterator[str]:
    for wanted in names:
        for record in asset.records:
            for licence in record.licences:
                for name, value in licence.fields:
                    if _plain(name) == wanted:
                        # Sources join several values by "; ".
                        yield from value.split("; ") if "url" in wanted else (value,)


def _plain(name: str) -> str:
    return name.casefold().replace(" ", "_")
