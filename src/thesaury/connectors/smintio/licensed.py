"""What bought content means: the purchases of one content element to a record, and nothing else."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from thesaury.connectors.smintio.licence_fields import editorial, licences, terms
from thesaury.connectors.smintio.localised import names, scalar, spoken, wanted
from thesaury.connectors.smintio.moments import moment
from thesaury.model.asset import File, Record, Text

FIELDS = (
    ("content_element.name", "title"),
    ("content_element.description", "description"),
    ("content_element.keywords", "tags"),
    ("content_element.categories", "category"),
    ("content_element.contributors", "creator"),
    ("content_element.copyright_notices", "copyright"),
    ("content_element.collections", "series"),
    ("content_element.events", "event"),
    ("project_name", "campaign"),
    ("collection_name", "collection"),
    ("license_text, license_terms, release_details", "licence"),
    ("content_element.previews", "file"),
)
"""Which member of the source becomes which of our fields."""

_FLAGS = ("provider", "content_type", "content_category", "is_premium", "is_editorial_use", "is_editorial", "is_ai")
_CANCELLED = "cancelled"
Transactions = Sequence[Mapping[str, Any]]


def record(connection: str, payload: Mapping[str, Any]) -> Record:
    """The record of one content element. The payload holds `external_id`, `etag`, `transactions` (by their uuid), `cultures`
    and `link` (an address with the places {project} and {content_element}, or nothing); `file` where the preview is a file beside an
    export."""
    transactions = ordered(payload["transactions"].values())
    cultures = tuple(payload["cultures"])
    content = _content(transactions)
    return Record(
        connection,
        payload["external_id"],
        payload["etag"],
        texts=tuple(_texts(content, cultures)),
        tags=names(content.get("keywords"), cultures),
        properties=tuple(_properties(content, transactions, payload["external_id"], payload["link"], cultures)),
        file=_beside(payload["file"]) if "file" in payload else _file(content),
        licences=tuple(licence for transaction in transactions for licence in licences(transaction, cultures)),
        raw={"transactions": payload["transactions"]},
    )


def preview(transactions: Mapping[str, Mapping[str, Any]]) -> str:
    """The address of the preview these purchases show, or an empty text."""
    file = _file(_content(ordered(transactions.values())))
    return file.location if file else ""


def ordered(transactions: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The purchases from the oldest to the newest; equal ones by their id."""
    return sorted(
        transactions, key=lambda t: (moment(t.get("purchased_at") or t.get("created_at")), scalar(t.get("uuid")))
    )


def cancelled(transaction: Mapping[str, Any]) -> bool:
    """Whether the purchase was revoked."""
    return str(transaction.get("state")).lower() in (_CANCELLED, "canceled")


def _content(transactions: Transactions) -> Mapping[str, Any]:
    """The content element as the purchase changed last tells it."""
    newest = max(transactions, key=lambda t: moment(t.get("last_updated_at")), default={})
    content = newest.get("content_element")
    return content if isinstance(content, Mapping) else {}


def _texts(content: Mapping[str, Any], cultures: Sequence[str]) -> Iterator[Text]:
    for member, field in (("name", "title"), ("description", "description")):
        for language, text in wanted(spoken(content.get(member)), cultures):
            yield Text(field, text, language)


def _properties(
    content: Mapping[str, Any], transactions: Transactions, external_id: str, link: str, cultures: Sequence[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Our own properties first, then the flags of the source by its own names; nothing without a value."""
    projects = _all(scalar(transaction.get("project_uuid")) for transaction in transactions)
    stated = [term for transaction in transactions for term, _ in terms(transaction)]
    pairs = {
        "campaign": _each(transactions, "project_name", cultures),
        "collection": _each(transactions, "collection_name", cultures),
        "project_uuid": projects,
        "category": names(content.get("categories"), cultures),
        "creator": names(content.get("contributors"), cultures),
        "copyright": names(content.get("copyright_notices"), cultures),
        "series": names(content.get("collections"), cultures),
        "event": names(content.get("events"), cultures),
        "editorial_segment": names(content.get("editorial_segments"), cultures),
        "created": _all([moment(content.get("created_at"))]),
        **{flag: _all([scalar(content.get(flag))]) for flag in _FLAGS},
        "license_type": _each_inner(transactions, "offering", "license_type"),
        "licensee": _all(scalar(transaction.get("licensee_name")) for transaction in transactions),
        "editorial_use": _all([editorial(stated)]),
        "link": tuple(_linked(link, project, external_id) for project in projects) if link else (),
    }
    return ((name, values) for name, values in pairs.items() if values)


def _linked(link: str, project: str, external_id: str) -> str:
    return link.replace("{project}", project).replace("{content_element}", external_id)


def _file(content: Mapping[str, Any]) -> File | None:
    """The preview, better than the thumbnail; its address is signed and never identifies the picture, so there is no digest."""
    for size in ("preview", "thumbnail"):
        for entry in _mappings(content.get("previews")):
            shown = _mapping(_mapping(entry.get("preview")).get(size))
            if address := scalar(shown.get("url")):
                return File(
                    address,
                    scalar(shown.get("media_type")),
                    "",
                    0,
                    _length(shown.get("width")),
                    _length(shown.get("height")),
                )
    return None


def _beside(file: Mapping[str, Any] | None) -> File | None:
    return File(**file) if file else None


def _each(transactions: Transactions, member: str, cultures: Sequence[str]) -> tuple[str, ...]:
    return _all(text for transaction in transactions for text in names(transaction.get(member), cultures))


def _each_inner(transactions: Transactions, member: str, inner: str) -> tuple[str, ...]:
    return _all(scalar(_mapping(transaction.get(member)).get(inner)) for transaction in transactions)


def _all(values: Iterable[str]) -> tuple[str, ...]:
    """Every different value that is not empty, in order."""
    return tuple(dict.fromkeys(filter(None, values)))


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _length(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31 else 0
