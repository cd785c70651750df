"""Every word the pages show, by key and language; a second language is a second dictionary with the same keys."""

import re
from collections.abc import Mapping

from thesaury.web.calendar_texts import CALENDAR
from thesaury.web.rights_texts import RIGHTS
from thesaury.web.search_texts import SEARCH_BOX
from thesaury.web.use_texts import USE

_JOINTS = re.compile(r"[_.]+|(?<=[a-z])(?=[A-Z])")

Phrase = str | tuple[str, str]
"""A sentence with {named} gaps, or a pair of them: for exactly one, and for any other count."""

ENGLISH: Mapping[str, Phrase] = {
    "site.name": "Thesaury",
    "site.skip": "Skip to the content",
    "site.search": "Assets",
    "site.vocabulary": "Vocabulary",
    "site.rights": "Rights",
    "site.alike": "Look alike",
    "site.main": "Main",
    "site.foot": "Thesaury, the open semantic layer for digital assets",
    "search.title": "All assets",
    "search.box": "Search by words or by meaning",
    "search.hint": "Try a theme, a product, a season …",
    "search.go": "Search",
    "search.total": ("{count} asset", "{count} assets"),
    "search.understood": "Understood as",
    "search.because": "Matched because",
    "search.suggested": "suggested",
    "search.quoted": "{words} in {field}",
    "search.quote": "“{word}”",
    "search.results": "Results",
    "search.filters": "Filters",
    "search.close": "Close filters",
    "search.active": "Filters in force",
    "search.remove": "Remove the filter {facet}: {value}",
    "search.clear": "Clear all filters",
    "search.more": ("{count} more", "{count} more"),
    "search.pages": "Pages of results",
    "search.page": "Page {number}",
    "search.previous": "Previous",
    "search.next": "Next",
    "empty.title": "No asset found",
    "empty.understood": "The vocabulary knows what you mean, but no asset carries it or anything narrower yet.",
    "empty.unknown": "No asset has one of these words, and the vocabulary does not know them. Check the spelling or use fewer words.",
    "empty.filtered": "Nothing fits all the filters at once.",
    "empty.freed": ("{count} asset without the filters", "{count} assets without the filters"),
    "empty.broader": "Something broader",
    "empty.browse": "Browse the vocabulary",
    "empty.all": "Show all assets",
    "empty.start.title": "Nothing here yet",
    "empty.start": "This workspace holds no assets that can be searched. Connect a folder or a table, then bring it in:",
    "empty.start.commands": "thesaury connect folder PATH\nthesaury sync",
    "facet.source": "Source",
    "facet.type": "Type",
    "facet.campaign": "Campaign",
    "facet.market": "Market",
    "facet.brand": "Brand",
    "facet.product": "Product",
    "facet.concept": "Concept",
    "facet.licensed_use": "Named in a licence: use",
    "facet.licensed_channel": "Named in a licence: channel",
    "facet.licensed_region": "Named in a licence: region",
    "facet.licensed_purpose": "Named in a licence: purpose",
    "facet.rights": "Rights",
    "facet.rights.none": "No licence known",
    "facet.rights.needs_review": "Needs review",
    "facet.rights.complete": "Read, not confirmed",
    "facet.rights.confirmed": "Confirmed by a person",
    "field.title": "Title",
    "field.description": "Description",
    "field.tag": "tags",
    "field.caption": "Caption",
    "field.headline": "Headline",
    "field.usage_context": "Usage context",
    "asset.texts": "Texts",
    "asset.texts.none": "No source says anything about this asset in words.",
    "asset.marked": "Marked words led to a concept; the name shows on hovering, the link leads to it.",
    "asset.concepts": "Concepts",
    "asset.concepts.none": "No concept yet. Add words to the asset or concepts to the vocabulary, then run thesaury sync.",
    "asset.elsewhere": "Not in the current vocabularies",
    "asset.accepted": "Accepted",
    "asset.suggested": "Suggested",
    "origin.tag": "from a tag",
    "origin.source": "from the source",
    "origin.review": "by review",
    "origin.rule": "by a rule",
    "asset.score": "Score {score}",
    "asset.evidence": "“{quote}” in {field}",
    "voice.neighbour": "Much like {name}, which carries it (likeness\N{NO-BREAK SPACE}{weight})",
    "voice.gone": "Much like an asset that is no longer here (likeness\N{NO-BREAK SPACE}{weight})",
    "voice.broader": "Found with the broader {name}",
    "voice.narrower": "Found with the narrower {name}",
    "voice.related": "Found with the related {name}",
    "voice.sibling": "Found with {name}, which has the same broader concept",
    "voice.graph": "Found with {name}",
    "voice.meaning": "Close in meaning to “{name}” (likeness\N{NO-BREAK SPACE}{weight})",
    "voice.experience": "Went with “{name}” in earlier reviews",
    "asset.tags": "Tags as they came",
    "asset.tags.unknown": "unknown",
    "asset.tags.note": "Dashed tags are no label in any vocabulary.",
    **RIGHTS,
    **CALENDAR,
    **SEARCH_BOX,
    **USE,
    "asset.properties": "Properties",
    "asset.records": ("Record", "Records in {count} systems"),
    "asset.record.id": "Id there",
    "asset.record.file": "File",
    "asset.record.form": "Form",
    "asset.record.size": "{width} × {height} pixels",
    "asset.id": "Asset id",
    "asset.picture.none": "There is no picture of this asset here.",
    "conflict.heading": "Sources disagree",
    "conflict.note": "Nothing is chosen for you: each source keeps what it says.",
    "conflict.licence": "Licence",
    "conflict.licence.field": "Licence: {field}",
    "alike.title": "Pictures that look alike",
    "alike.lead": (
        "Each pair may be one picture in two systems. One asset: records, licences and decisions of both come together. "
        "Two assets: they stay apart, and nobody is asked again."
    ),
    "alike.said.same": (
        "They are one asset. The next sync brings its concepts and the index up to date. Was it a mistake? A record is taken "
        "out again by: thesaury identity part CONNECTION/ID"
    ),
    "alike.said.different": "They stay two assets, and nobody is asked about them again.",
    "alike.same": "The same",
    "alike.very_close": "Very close",
    "alike.close": "Close",
    "alike.bits": ("{count} of 64 bits differs", "{count} of 64 bits differ"),
    "alike.one": "One asset",
    "alike.two": "Two assets",
    "alike.agreed": "Their sources contradict each other in nothing.",
    "alike.disagree": "What they say differently",
    "alike.more": "There are more: they follow when these are decided.",
    "alike.none.title": "No pair waits for a decision",
    "alike.none": (
        "Pictures are compared when assets are brought in. Two that look alike, of which nobody said yet whether they are "
        "one, appear here."
    ),
    "vocabulary.title": "Vocabulary",
    "vocabulary.lead": "The words this workspace understands. Every concept leads to the assets that carry it.",
    "vocabulary.version": "version {number}, {date}",
    "vocabulary.concepts": ("{count} concept", "{count} concepts"),
    "vocabulary.assets": ("{count} asset", "{count} assets"),
    "vocabulary.more": ("{count} more", "{count} more"),
    "vocabulary.none.title": "No vocabulary yet",
    "vocabulary.none": "Bring your words, as SKOS or as a table:",
    "vocabulary.none.commands": "thesaury vocabulary import terms.ttl",
    "concept.path": "Path to this concept",
    "concept.assets": ("{count} asset carries it", "{count} assets carry it"),
    "concept.within": ("{count} asset with everything narrower", "{count} assets with everything narrower"),
    "concept.assets.none": "No asset carries it yet.",
    "concept.search": "Search by meaning",
    "concept.seen": "Seen in",
    "concept.labels": "Labels",
    "concept.prefLabel": "Preferred",
    "concept.altLabel": "Also",
    "concept.hiddenLabel": "Found by, never shown",
    "concept.language.none": "none given",
    "concept.broader": "Broader",
    "concept.narrower": "Narrower",
    "concept.related": "Related",
    "concept.relations.none": "It stands alone: nothing broader, narrower or related.",
    "concept.more": ("and {count} more", "and {count} more"),
    "concept.notes": "Notes",
    "concept.mappings": "Elsewhere",
    "concept.exactMatch": "the same as",
    "concept.closeMatch": "close to",
    "concept.broadMatch": "narrower than",
    "concept.narrowMatch": "broader than",
    "concept.relatedMatch": "related to",
    "concept.notation": "Notation",
    "concept.iri": "IRI",
    "concept.deprecated": "This concept is no longer used.",
    "concept.replaced": "Use instead:",
    "error.home": "Go to all assets",
    "error.again": "Try again",
    "error.404.title": "Not found",
    "error.404": "There is nothing at this address. The asset or concept may have been removed, or the address has a typing error.",
    "error.404.asset": "No asset has this id. It may have left its source, or the address has a typing error.",
    "error.404.pair": "One of the two is not here any more: it left its sources, or somebody joined them already. Nothing was changed.",
    "error.404.flow": "There is no flow of this name. GET /api/flows lists them.",
    "error.404.run": "There is no run of this number. GET /api/runs lists the newest.",
    "error.404.rights": "There is no such rights record. Its source may have left, or the address has a typing error.",
    "error.404.concept": "No current vocabulary holds this concept. It may have been removed, or the address has a typing error.",
    "error.400.title": "That cannot be asked",
    "error.409.title": "Changed meanwhile",
    "error.405.title": "That cannot be done here",
    "error.413": "A form has 1 MiB at most.",
    "error.form": "That is no form of ours. Go back and send it again.",
    "error.422": "Check {where}: {why}.",
    "error.503.title": "Not ready just now",
    "error.500.title": "Something broke on our side",
    "error.500": (
        "The workspace could not answer; nothing was changed. Try again; if it happens again, stop the server, run "
        "thesaury status in the workspace, and read the server's log."
    ),
}

TEXTS: Mapping[str, Mapping[str, Phrase]] = {"en": ENGLISH}


def phrase(key: str, language: str = "en", /, **gaps: object) -> str:
    """The text of this key; numbers are grouped by thousands, `count` chooses the form. KeyError for an unknown key."""
    text = TEXTS[language][key]
    if isinstance(text, tuple):
        text = text[0 if gaps.get("count") == 1 else 1]
    return text.format(**{name: f"{gap:,}" if isinstance(gap, int) else gap for name, gap in gaps.items()})


def named(group: str, name: str) -> str:
    """The text `group.name` where there is one, else the name itself made readable: `usage_context` is Usage context,
    `LicenseEndDate` License end date."""
    if f"{group}.{name}" in ENGLISH:
        return phrase(f"{group}.{name}")
    spaced = _JOINTS.sub(" ", name).strip()
    spaced = " ".join(w if w.isupper() else w.lower() for w in spaced.split())
    return spaced[:1].upper() + spaced[1:]
