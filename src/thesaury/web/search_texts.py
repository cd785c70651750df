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
    "query.note.no-model": "Found by words and concepts alone. {first}",
    "search.corrected": "Searched for {meant}: no asset and no label has {typed}.",
    "search.alike": "alike in meaning, {likeness}",
    "empty.without": "Without {facet}: {value}",
    "search.save": "Save this search",
    "search.save.name": "Name",
    "search.save.go": "Save",
    "search.save.use": "Without what you ask about rights.",
    "search.saved": "Saved searches",
    "searches.title": "Saved searches",
    "searches.lead": "What you look for again and again, with a feed of what is new.",
    "searches.saved": "“{name}” is saved. A feed reader shows what is new at this address, which is secret and is not shown again:",
    "searches.since": "Saved on {day}.",
    "searches.news": ("{count} new asset since.", "{count} new assets since."),
    "searches.more": "More than {count} new assets since.",
    "searches.remove": "Remove",
    "searches.remove.of": "Remove “{name}”",
    "searches.note": "Workers look for what is new. Another address of a feed is made by: thesaury searches feed NAME",
    "searches.none.title": "No search is saved",
    "searches.none": "Search for something, then choose “Save this search”.",
    "searches.feed": "New: {name}",
    "searches.from": "From {names}",
    "error.404.search": "No search is saved under this name. It may have been removed.",
    "similar.heading": "Similar",
    "similar.both": "both",
    "similar.fault": "What is similar cannot be shown just now. {why}",
    "search.doubles": ("{count} asset that looks the same:", "{count} assets that look the same:"),
    "search.double": "Asset {number} that looks the same",
    "search.folded": (
        "{count} of them is shown with its look-alike",
        "{count} of them are shown with their look-alikes",
    ),
    "query.note.or": "OR changes nothing between words: they are looked for together, and what has more of them comes first.",
}

_KIND = "complete.kind."


def box_words() -> dict[str, object]:
    """What the script of the search box says: phrases by name, pairs for one and for many, and kinds by theirs."""
    names = ("found", "none", "failed", "assets", "use", "under")
    kinds = {key.removeprefix(_KIND): text for key, text in SEARCH_BOX.items() if key.startswith(_KIND)}
    return {**{name: SEARCH_BOX[f"complete.{name}"] for name in names}, "kinds": kinds}
