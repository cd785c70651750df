"""Purchases that show what the contract warns of; they follow the ordinary ones when a server is started with them."""

from typing import Any

from thesaury.sandbox.smintio.synthetic import purchase, texts
from thesaury.sandbox.smintio.tenants import Tenant

_FIRST = 900_000  # running numbers no ordinary purchase has
UNSYNCABLE = 3
"""The first so many may not be synchronised, and stand on a page of their own."""

_ABSENT = object()


def edge_cases(tenant: Tenant) -> list[dict[str, Any]]:
    """All of them, each with an `edge` name that is told in the project's name only."""
    cases = [
        *([("unsyncable", {"can_be_synced": False})] * UNSYNCABLE),
        *_licences(),
        *_contents(),
        *_relicences(tenant),
    ]
    return [_case(tenant, number, name, changes) for number, (name, changes) in enumerate(cases)]


def uuid(tenant: Tenant, name: str) -> str:
    """The id of the first edge case with that name. Raises KeyError."""
    for case in edge_cases(tenant):
        if case["project_uuid"] == name:
            return str(case["uuid"])
    raise KeyError(name)


def _case(tenant: Tenant, number: int, name: str, changes: dict[str, Any]) -> dict[str, Any]:
    made = purchase(tenant, _FIRST + number)
    content = {**made["content_element"], **changes.get("content_element", {})}
    changed = {
        **made,
        **changes,
        "content_element": content,
        "project_uuid": name,
        "project_name": texts({"en": f"Edge {name}"}),
    }
    return {key: value for key, value in changed.items() if value is not _ABSENT}


def _licences() -> list[tuple[str, dict[str, Any]]]:
    free = {"license_type": "royalty_free", "license_uuid": "image_rf"}
    lists: dict[str, list[str]] = {
        f"allowed_{name}": [] for name in ("usages", "geographies", "distributions", "industries", "languages")
    }
    unknown = {
        "sequence_number": 1,
        "exclusivities": ["exclusive_moon"],
        "allowed_usages": ["holographic_any"],
        "allowed_geographies": ["oceania_atlantis"],
        "restricted_distributions": ["channel_telepathy"],
        "usage_limits": ["quantity_up_to_7_total_circulation"],
    }
    html = {
        "effective_text": texts({"en": "<p>Web only.</p><script>alert(1)</script>"}),
        "effective_text_is_safe_html": False,
    }
    return [
        ("cancelled", {"state": "cancelled"}),
        (
            "all_empty",
            {"offering": free, "license_terms": [{"sequence_number": 1, **lists}], "license_download_constraints": {}},
        ),
        (
            "no_terms",
            {"offering": free, "license_terms": None, "license_text": None, "license_download_constraints": None},
        ),
        ("unknown_keys", {"license_terms": [unknown], "state": "archived_somewhere"}),
        ("negative_sequence", {"license_terms": [{"sequence_number": -1, "allowed_geographies": ["europe_any"]}]}),
        ("html_text", {"license_text": html}),
        ("unlimited", {"license_download_constraints": {"effective_max_downloads": -1, "effective_max_users": 0}}),
    ]


def _contents() -> list[tuple[str, dict[str, Any]]]:
    twice = [{"culture": "en", "metadata_element": {"name": "jetty"}}] * 2
    nothing = dict.fromkeys(("name", "description", "keywords", "release_details", "previews", "provider"))
    odd = {"provider": "kelpstock", "content_type": "hologram", "content_category": "archival"}
    usage = texts({"en": "Not for use in packaging. Sensitive use prohibited."})
    return [
        (
            "compound",
            {"content_element": {"content_type": "video", "name": texts({"en": "Ferry film with transcript"})}},
        ),
        ("large_file", {"content_element": {"content_type": "video", "name": texts({"en": "Long harbour film"})}}),
        ("duplicate_keyword", {"content_element": {"keywords": twice}}),
        (
            "missing_cultures",
            {"content_element": {"name": texts({"it": "Molo al tramonto"}), "description": texts({"zh": "码头"})}},
        ),
        ("nulls", {"content_element": nothing, "licensee_name": None, "total_price_eur": None, "purchased_at": None}),
        (
            "absent",
            dict.fromkeys(("offering", "license_terms", "license_text", "collection_uuid", "version"), _ABSENT),
        ),
        ("unknown_content", {"content_element": odd}),
        ("usage_constraints", {"content_element": {"release_details": {"provider_usage_constraints": usage}}}),
    ]


def _relicences(tenant: Tenant) -> list[tuple[str, dict[str, Any]]]:
    first = UNSYNCABLE + len(_licences()) + len(_contents())
    same = {"uuid": f"2:0:relicensed-{tenant.channel}", "name": texts({"en": "Lighthouse"})}
    earlier = [str(tenant.first_purchase + _FIRST + first + step) for step in range(2)]
    terms = [
        [{"sequence_number": number, "allowed_geographies": [key]}]
        for number, key in enumerate(("europe_germany", "europe_any", "any"), 1)
    ]
    return [
        ("relicence_1", {"content_element": same, "license_terms": terms[0]}),
        (
            "relicence_2",
            {
                "content_element": same,
                "license_terms": terms[1],
                "reused_license_purchase_transaction_uuid": earlier[0],
            },
        ),
        (
            "relicence_3",
            {
                "content_element": same,
                "license_terms": terms[2],
                "reused_license_purchase_transaction_uuid": earlier[1],
            },
        ),
    ]
