"""The page of what each connector can do, made from what their manifests say."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Told = Mapping[str, Any]
"""A connector as `thesaury connectors --json` tells it: name, title, summary, tier, roles, helps, capabilities."""

FLAGS: tuple[tuple[str, str, str], ...] = (
    (
        "tier",
        "Tier",
        "How far it was tried: `gold` is kept for connectors that ran against a live account, `silver` passed every contract suite over a "
        "sandbox server, a stand-in or real files, `bronze` is less. Nothing depends on it.",
    ),
    (
        "roles",
        "Roles",
        "A run has a stage for each role of a connection (words, pull, usage, push); `thesaury push`, `thesaury usage pull` and "
        "`thesaury vocabulary pull` refuse a connection without the role they need.",
    ),
    (
        "tags",
        "Tags",
        "How plain tags are written. A sink is only ever given what to add and to remove, never a whole list; `none` writes no tags.",
    ),
    (
        "controlled_values",
        "Controlled values",
        "Concepts become values of a controlled list; a value the list does not have is added to it first or refused with a sentence.",
    ),
    (
        "external_ref",
        "External reference",
        "The IRI of a concept is kept beside its value, so that a field is read back as concepts; where it cannot be read back, a write "
        "whose reply was lost waits for a person.",
    ),
    (
        "localized_labels",
        "Localized labels",
        "Texts or labels keep their language; without it there is one text, in the language that the connection's settings name.",
    ),
    (
        "hierarchy",
        "Hierarchy",
        "Where the connection is a vocabulary, what lies below what is read as broader concepts.",
    ),
    (
        "change_feed",
        "Change feed",
        "A pass begins where the one before ended (`time`, `cursor`, `log` or `history`); with `none` every pass walks everything, and "
        "what has the etag we hold is left out.",
    ),
    (
        "delete_feed",
        "Deletion feed",
        "A pass names what was deleted; without it, what is gone is found by comparing all ids, and by events where there are any.",
    ),
    (
        "webhook",
        "Webhooks",
        "`thesaury listen` refuses a connector without them; a `signed` delivery whose signature does not hold is refused; no delivery "
        "changes anything by itself, it only causes what it names to be read.",
    ),
    (
        "write_async",
        "Asynchronous writes",
        "A write that was answered before it is done stays uncertain until it is read back; it is sent again only when it does not show "
        "and is older than `settle_seconds`.",
    ),
    (
        "rights_native",
        "Native rights",
        "What the system says of rights (`dates`, or whole `licences`) is kept as it stands with its source and read by the roles of "
        "its fields (setting `rights`); what has no role, or is not understood, needs review.",
    ),
    (
        "usage_report",
        "Usage report",
        "`thesaury usage report` tells the system where its assets are published, and refuses a connector without it.",
    ),
    (
        "similar_search",
        "Similar search",
        "The system can find similar pictures by itself; Thesaury compares looks of its own and does not ask.",
    ),
    ("folder_scope", "Folder scope", "The system can be asked for one folder alone; nothing depends on it yet."),
    (
        "free_tags",
        "Free tags",
        "`thesaury cleanup` takes single old tags away and gives them back; elsewhere it adds the concept, and the old tag stays.",
    ),
    (
        "page_limit",
        "Page limit",
        "A page of the pull holds at most so many records (or `page_size`, where that is a setting) and is stored in one transaction.",
    ),
    (
        "sweep_hours",
        "All ids compared",
        "At the end of a pass all ids are compared with ours when that was not done for so long, and what is missing is marked as gone.",
    ),
    (
        "rate_policy",
        "Rate policy",
        "Every call over HTTP waits for its turn: a token bucket for each connection and host, and a budget of the "
        "whole machine where the policy says so.",
    ),
)
"""Each flag by its name in a manifest: what it is called, and how it is obeyed."""

_OF_SOURCES = ("page_limit", "sweep_hours")
_HEAD = """# What each connector can do

This page is made from the manifests (`manifest.toml` in each connector's folder) by `./run docs`; do not edit it. The same is said by
`thesaury connectors --json`. How each system is read and written is told in [connectors.md](connectors.md). No connector needs
an embedding model; what does, and what works without one, is told in [models.md](models.md#without-a-model).
"""


def capability_page(connectors: Sequence[Told]) -> str:
    """The page as Markdown: what each flag means, then a table for each connector."""
    return "\n".join([_HEAD, *_meanings(), *(line for one in connectors for line in _section(one))])


def _meanings() -> Iterator[str]:
    yield "## What a flag says, and how it is obeyed\n\n| Flag | Meaning |\n|---|---|"
    yield from (f"| {title} | {meaning} |" for _, title, meaning in FLAGS)


def _section(told: Told) -> Iterator[str]:
    yield f"\n## {told['title']}\n\n`{told['name']}`: {told['summary']}\n\n| Connector | Flag | Value |\n|---|---|---|"
    yield from (f"| `{told['name']}` | {title} | {_value(told, flag)} |" for flag, title, _ in FLAGS)


def _value(told: Told, flag: str) -> str:
    if flag in _OF_SOURCES and "source" not in told["roles"]:
        return "–"
    value = told[flag] if flag in told else told["capabilities"][flag]
    if flag == "sweep_hours":
        return f"every {value} hours" if value else "after each pass"
    if isinstance(value, bool):
        return "yes" if value else "no"
    words = ", ".join(value) if isinstance(value, list | tuple) else str(value)
    return words.replace("|", "\\|") or "–"
