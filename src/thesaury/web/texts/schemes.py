"""The settings of concept schemes: facets of the search and what assets are tagged with."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "settings.schemes": "Concept schemes",
    "schemes.lead": (
        "Each scheme of your vocabularies can be a facet of the search, and a source of suggestions for assets. "
        "Queries are understood by all of them, whatever is switched off here."
    ),
    "schemes.facet": "Facet",
    "schemes.facet.why": "Searches offer its concepts as filters, in the order below. Holds at once.",
    "schemes.tagging": "Tagging",
    "schemes.tagging.why": (
        "Assets get suggestions from it. Switched off, nothing new is suggested; what is suggested already stays "
        "until the next run, which reads every asset again. What people decided stays."
    ),
    "schemes.up": "Move {scheme} up",
    "schemes.down": "Move {scheme} down",
    "schemes.concepts": ("{count} concept", "{count} concepts"),
    "schemes.assets": ("{count} asset", "{count} assets"),
    "schemes.vocabulary": "vocabulary {name}",
    "schemes.said.up": "{scheme} moved up.",
    "schemes.said.down": "{scheme} moved down.",
    "schemes.said.facet-on": "{scheme} is a facet of the search.",
    "schemes.said.facet-off": "{scheme} is no longer a facet of the search.",
    "schemes.said.tagging-on": "The next run suggests concepts from {scheme} again; it reads every asset.",
    "schemes.said.tagging-off": (
        "From now on nothing is suggested from {scheme}. What is suggested already stays until the next run."
    ),
    "schemes.none.why": "Schemes come with your vocabularies. Import one first.",
    "schemes.effect": (
        "Kept in thesaury.toml as schemes_first, schemes_without_facet and schemes_without_tagging, each a list of IRIs."
    ),
    "setting.schemes_first": "Order of facets",
    "setting.schemes_first.why": "Concept schemes whose facets come first, in this order, by IRI.",
    "setting.schemes_without_facet": "No facets",
    "setting.schemes_without_facet.why": "Concept schemes that searches do not show as facets, by IRI.",
    "setting.schemes_without_tagging": "No tagging",
    "setting.schemes_without_tagging.why": "Concept schemes from which nothing is suggested for assets, by IRI.",
}

GERMAN: Phrases = {
    "settings.schemes": "Begriffsschemata",
    "schemes.lead": (
        "Jedes Schema Ihrer Vokabulare kann ein Filter der Suche sein und Vorschläge für Medien liefern. "
        "Suchanfragen werden mit allen verstanden, was immer hier ausgeschaltet ist."
    ),
    "schemes.facet": "Filter",
    "schemes.facet.why": "Die Suche bietet seine Begriffe zum Filtern an, in der Reihenfolge unten. Gilt sofort.",
    "schemes.tagging": "Verschlagworten",
    "schemes.tagging.why": (
        "Medien erhalten Vorschläge daraus. Ausgeschaltet wird nichts Neues vorgeschlagen; was schon vorgeschlagen "
        "ist, bleibt bis zum nächsten Lauf, der alle Medien neu liest. Was Menschen entschieden haben, bleibt."
    ),
    "schemes.up": "{scheme} nach oben",
    "schemes.down": "{scheme} nach unten",
    "schemes.concepts": ("{count} Begriff", "{count} Begriffe"),
    "schemes.assets": ("{count} Medium", "{count} Medien"),
    "schemes.vocabulary": "Vokabular {name}",
    "schemes.said.up": "{scheme} steht eine Stelle höher.",
    "schemes.said.down": "{scheme} steht eine Stelle tiefer.",
    "schemes.said.facet-on": "{scheme} ist ein Filter der Suche.",
    "schemes.said.facet-off": "{scheme} ist kein Filter der Suche mehr.",
    "schemes.said.tagging-on": "Der nächste Lauf schlägt wieder Begriffe aus {scheme} vor; er liest alle Medien.",
    "schemes.said.tagging-off": (
        "Ab jetzt wird nichts aus {scheme} vorgeschlagen. Was schon vorgeschlagen ist, bleibt bis zum nächsten Lauf."
    ),
    "schemes.none.why": "Schemata kommen mit Ihren Vokabularen. Importieren Sie zuerst eines.",
    "schemes.effect": (
        "Steht in thesaury.toml als schemes_first, schemes_without_facet und schemes_without_tagging, je eine Liste von IRIs."
    ),
    "setting.schemes_first": "Reihenfolge der Filter",
    "setting.schemes_first.why": "Begriffsschemata, deren Filter zuerst kommen, in dieser Reihenfolge, nach IRI.",
    "setting.schemes_without_facet": "Keine Filter",
    "setting.schemes_without_facet.why": "Begriffsschemata, die die Suche nicht als Filter zeigt, nach IRI.",
    "setting.schemes_without_tagging": "Kein Verschlagworten",
    "setting.schemes_without_tagging.why": "Begriffsschemata, aus denen nichts für Medien vorgeschlagen wird, nach IRI.",
}
