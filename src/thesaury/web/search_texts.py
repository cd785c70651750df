"""The words of the search box: what it suggests, and what it says when a query was read differently than perhaps meant."""

from collections.abc import Mapping

Phrase = str | tuple[str, str]

SEARCH_BOX: Mapping[str, Phrase] = {
    "complete.list": "Suggestions",
    "complete.found": ("{count} suggestion. Arrow keys lead to it.", "{count} suggestions. Arrow keys lead to them."),
    "complete.none": "No suggestion.",
    "complete.failed": "No suggestions just now; the search itself works.",
    "complete.assets": ("{count} asset", "{count} assets"),
    "complete.use": "use: {label}",
    "complete.under": "in {label}",
    "complete.meant": "Did you mean",
    "complete.kind.concept": "Concept",
    "complete.kind.campaign": "Campaign",
    "complete.kind.market": "Market",
    "complete.kind.brand": "Brand",
    "complete.kind.product": "Product",
    "complete.kind.tag": "Tag",
    "query.note.cut": "Only the first {first} characters were read.",
    "query.note.unclosed-quote": "A quote is not closed, so it was read as if it were not there.",
    "query.note.unknown-field": "“{first}” is no field, so it was read as a word.",
    "query.note.empty-field": "Nothing stands after “{first}:”, so it was read as a word.",
    "query.note.spaced-field": "Read as {first}:{second}. Without the colon it would be words.",
    "query.note.or": "OR changes nothing between words: they are looked for together, and what has more of them comes first.",
}

_KIND = "complete.kind."


def box_words() -> dict[str, object]:
    """What the script of the search box says: phrases by name, pairs for one and for many, and kinds by theirs."""
    names = ("found", "none", "failed", "assets", "use", "under")
    kinds = {key.removeprefix(_KIND): text for key, text in SEARCH_BOX.items() if key.startswith(_KIND)}
    return {**{name: SEARCH_BOX[f"complete.{name}"] for name in names}, "kinds": kinds}
