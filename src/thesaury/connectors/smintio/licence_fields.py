"""Licence terms of one purchase as licences of a record: every field by the source's own name, nothing read into it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from thesaury.connectors.smintio.localised import elements, first, scalar, spoken
from thesaury.connectors.smintio.moments import is_dump, moment
from thesaury.model.asset import Licence

Fields = list[tuple[str, str]]

_PURCHASE = (
    *("state", "can_be_synced", "version", "cart_purchase_transaction_uuid"),
    *("reused_license_purchase_transaction_uuid", "licensee_uuid", "licensee_name"),
    *(
        "purchased_at",
        "completed_at",
        "created_at",
        "last_updated_at",
        "purchased_by_user_uuid",
        "purchased_by_user_name",
    ),
    *("total_price_eur", "total_price_usd", "license_download_constraints"),
    *("current_downloads", "current_users", "current_reuses", "has_potentially_restrictive_license_terms"),
)
_OFFERING = (
    *("license_type", "license_uuid", "license_urls", "contract_uuid", "contract_name", "contract_description"),
    *("offering_uuid", "offering_name", "offering_label", "provider_configuration_name", "is_editorial_use"),
    *("licensee_uuid", "licensee_name", "size", "format", "resolution", "total_price_eur", "total_price_usd"),
)
_CONTENT = ("provider", "is_editorial_use", "is_editorial", "is_ai", "copyright_notices")
_RELEASES = "release_details"
_RELEASE_TEXTS = ("provider_usage_constraints", "provider_allowed_use_comment", "provider_release_comment")
LEGACY = "license_usage_constraints"
"""Where payloads of 2019 have their terms."""
INVALID = "The sequence_number is negative, so this term is invalid."


def licences(transaction: Mapping[str, Any], cultures: Sequence[str]) -> list[Licence]:
    """What one purchase says of the rights: the purchase with its licence text, each free text of the releases, and each term.

    Every licence names its transaction and state, so that a cancelled one is seen wherever it is looked at.
    """
    own = _own(transaction)
    return [
        _purchase(own, transaction, cultures),
        *_release_texts(own, _inner(_inner(transaction, "content_element"), _RELEASES), cultures),
        *(_term(own, term, source) for term, source in terms(transaction)),
    ]


def terms(transaction: Mapping[str, Any]) -> list[tuple[Mapping[str, Any], str]]:
    """The effective terms with the member they stand in; payloads of 2019 get today's names."""
    found = [(term, "license_terms") for term in _structures(transaction.get("license_terms"))]
    return found + [(_renamed(term), LEGACY) for term in _structures(transaction.get(LEGACY))]


def editorial(terms: Iterable[Mapping[str, Any]]) -> str:
    """`true` if any term says so, `false` if none does and at least one says no, else empty: not known."""
    said = {term.get("is_editorial_use") for term in terms if isinstance(term.get("is_editorial_use"), bool)}
    return "true" if True in said else "false" if said else ""


def flat(name: str, value: Any) -> Fields:
    """A member as named texts: lists joined, texts with their language behind an @, inner objects by dotted names.

    What is null or empty states nothing and is left out.
    """
    if value is None or value in ("", [], {}):
        return []
    if isinstance(value, str | bool | int | float):
        return [(name, text)] if (text := scalar(value)) else []
    if is_dump(value):
        return [(name, moment(value) or _as_json(value))]
    if isinstance(value, list):
        return _flat_list(name, value)
    return [pair for member, inner in value.items() for pair in _member(f"{name}.{member}", inner)]


def _flat_list(name: str, value: list[Any]) -> Fields:
    if all(isinstance(item, str | bool | int | float) for item in value):
        return [(name, "; ".join(filter(None, map(scalar, value))))]
    if found := elements(value):
        return [(_at(name, item.language), text) for item in found if (text := item.key or item.name or item.url)]
    if all(isinstance(item, Mapping) and "culture" in item for item in value):
        return [(_at(name, language), text) for language, text in spoken(value)]
    return [(name, _as_json(value))]


def _member(name: str, value: Any) -> Fields:
    """A member of an inner object; what lies deeper is kept as JSON."""
    return (
        [(name, _as_json(value))] if isinstance(value, Mapping) and value and not is_dump(value) else flat(name, value)
    )


def _own(transaction: Mapping[str, Any]) -> Fields:
    own = [("transaction", scalar(transaction.get("uuid"))), *flat("state", transaction.get("state"))]
    return (
        own + flat("can_be_synced", transaction["can_be_synced"]) if transaction.get("can_be_synced") is False else own
    )


def _purchase(own: Fields, transaction: Mapping[str, Any], cultures: Sequence[str]) -> Licence:
    content, offering = _inner(transaction, "content_element"), _inner(transaction, "offering")
    text, fields = _text(transaction.get("license_text"), cultures)
    for holder, members, prefix in (
        (transaction, _PURCHASE, ""),
        (content, _CONTENT, "content_element."),
        (offering, _OFFERING, "offering."),
    ):
        for member in members:
            fields += flat(f"{prefix}{member}", holder.get(member))
    releases = _inner(content, _RELEASES)
    for member, value in releases.items():
        if member not in _RELEASE_TEXTS:
            fields += flat(f"{_RELEASES}.{member}", value)
    return Licence(text, tuple(dict.fromkeys([*own, *fields])))


def _text(value: Any, cultures: Sequence[str]) -> tuple[str, Fields]:
    """The licence text in one language, the other languages as fields, and whether its mark-up may be trusted."""
    if not isinstance(value, Mapping):
        return scalar(value), []
    pairs = spoken(value.get("effective_text"))
    text = first(pairs, cultures)
    fields = [(_at("license_text.effective_text", language), other) for language, other in pairs if other != text]
    for member, inner in value.items():
        if member != "effective_text":
            fields += flat(f"license_text.{member}", inner)
    return text, fields


def _release_texts(own: Fields, releases: Mapping[str, Any], cultures: Sequence[str]) -> Iterable[Licence]:
    for member in _RELEASE_TEXTS:
        pairs = spoken(releases.get(member))
        if text := first(pairs, cultures):
            name = f"{_RELEASES}.{member}"
            others = [(_at(name, language), other) for language, other in pairs if other != text]
            yield Licence(text, (*own, ("source", name), *others))


def _term(own: Fields, term: Mapping[str, Any], source: str) -> Licence:
    fields = [pair for member, value in term.items() for pair in flat(str(member), value)]
    number = term.get("sequence_number")
    if isinstance(number, int) and number < 0:
        fields.append(("problem", INVALID))
    if source == LEGACY:
        fields.append(("source", source))
    return Licence("", (*own, *fields))


def _renamed(term: Mapping[str, Any]) -> dict[str, Any]:
    """A term of 2019 by today's names: no `effective_` in front, and industries where it said verticals."""
    return {
        str(name).removeprefix("effective_").replace("verticals", "industries"): value for name, value in term.items()
    }


def _inner(holder: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    inner = holder.get(name)
    return inner if isinstance(inner, Mapping) else {}


def _structures(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, Mapping)]


def _at(name: str, language: str) -> str:
    return f"{name}@{language}" if language else name


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
