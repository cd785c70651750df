"""Which settings stand together, which of them are changed elsewhere, and what a change of each needs."""

from collections.abc import Mapping, Sequence

GENERAL: Mapping[str, Sequence[str]] = {
    "words": ("languages", "annotators", "processes", "import_memory_mib", "import_seconds"),
    "notices": (
        "notices_digest",
        "notices_webhook",
        "notices_smtp",
        "notices_smtp_security",
        "notices_smtp_user",
        "notices_from",
        "notices_to",
        "webhook_private_hosts",
    ),
    "keeping": ("answer_days", "search_days", "teams", "agency_statistics", "currency", "settle_seconds"),
    "proposals": ("proposals_url", "proposals_model", "proposals_key_from", "proposals_seconds"),
    "door": (
        "host_names",
        "behind_proxy",
        "api_requests_per_minute",
        "oidc_issuer",
        "oidc_client_id",
        "oidc_secret_from",
        "oidc_name",
        "oidc_domains",
        "oidc_role_claim",
        "oidc_default_role",
        "oidc_roles",
    ),
    "outside": (
        "concept_base",
        "public_vocabularies",
        "sparql_seconds",
        "sparql_memory_mib",
        "sparql_rows",
        "sparql_mib",
        "sparql_at_once",
    ),
    "graph": (
        "graph_server",
        "graph_server_update",
        "graph_server_store",
        "graph_server_user",
        "graph_server_secret_from",
    ),
    "places": ("accounts", "key_file", "jobs_database", "campaigns", "rates"),
}
"""The groups of the first page, in their order."""

MODEL = ("embedding_model", "wordnet", "model_hub")
SCHEMES = ("schemes_first", "schemes_without_facet", "schemes_without_tagging")
BRAND = ("brand_name", "brand_accent", "brand_accent_dark")

BY_HAND = frozenset(
    {"accounts", "key_file", "jobs_database", "campaigns", "rates", "oidc_roles", "teams", *GENERAL["graph"]}
    | {"oidc_secret_from", "proposals_key_from"}
)
"""What a slip would cut off from secrets, people or jobs is changed in the file alone; so is what names a file of the machine that is
shown to readers or sends the graph to another one, what names a variable of the process, whose value would go to a server that somebody
names beside it, and what is no plain value."""

_READ_ANEW = frozenset({"annotators", "schemes_without_tagging"})
_INDEXED = frozenset({"embedding_model", "graph_server"})
_AT_ONCE = frozenset({*BRAND, "schemes_first", "schemes_without_facet", "agency_statistics"})


def effect(name: str) -> str:
    """What has to happen until the setting holds: `now`, `restart`, `reread` (every asset is read again by the next run) or `reindex`."""
    if name in _AT_ONCE:
        return "now"
    if name in _READ_ANEW:
        return "reread"
    return "reindex" if name in _INDEXED else "restart"
