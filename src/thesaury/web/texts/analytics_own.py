"""Questions of one's own to the graph, and what stands around a thing in it."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "analytics.own.lead": (
        "Questions in SPARQL to the graph of this workspace: uses, searches, purchases, campaigns, assets and "
        "vocabularies. Nothing is changed, and a question that takes too much is stopped."
    ),
    "analytics.own.save": "Save this question",
    "analytics.own.save.go": "Save",
    "analytics.own.again": "Save the change",
    "analytics.own.name": "Name",
    "analytics.own.shared": "Everybody in this workspace sees it",
    "analytics.own.is_shared": "shared",
    "analytics.own.kept": "Saved questions",
    "analytics.own.none": "None yet.",
    "analytics.own.remove.of": "Remove {name}",
    "analytics.own.saved": "The question is saved.",
    "analytics.own.removed": "The question is removed.",
    "analytics.own.chart": "The answer as bars; the table below has the same.",
    "analytics.example.places": "Where assets are used most",
    "analytics.example.campaigns": "Campaigns by their assets",
    "analytics.example.prices": "What was paid, by who sold it",
    "analytics.example.searches": "Searches by where they were asked",
    "analytics.example.tallies": "The tallies behind the charts",
    "deed.question.save": "Saved a question to the graph",
    "deed.question.drop": "Removed a question to the graph",
    "analytics.to.graph": "What stands around it",
    "analytics.to.impact": "What withdrawing it would mean",
    "analytics.graph.lead": (
        "An asset, a concept, a campaign or a purchase with what stands around it. The list beside the drawing "
        "has the same."
    ),
    "analytics.graph.thing": "Label of a concept, id of an asset, name of a campaign or number of an order",
    "analytics.graph.show": "Show",
    "analytics.graph.unknown": (
        "No concept or campaign is called “{thing}”, and no asset or order has this id. Type the label of a concept, or "
        "come here from the page of an asset."
    ),
    "analytics.graph.of": "Around {name}",
    "analytics.graph.around": "Around",
    "analytics.graph.how": "Click a thing to see what stands around it too; drag to move, scroll to come closer.",
    "analytics.graph.picture": "A drawing of these things and what joins them; the list has the same.",
    "analytics.graph.look": "look around",
    "analytics.graph.look.of": "Look around {name}",
    "analytics.graph.alone": "Nothing in the graph is joined to it.",
    "analytics.graph.cut": "There is more around it than is shown.",
    "analytics.kind.concept": "Concept",
    "analytics.kind.asset": "Asset",
    "analytics.kind.campaign": "Campaign",
    "analytics.kind.purchase": "Purchase",
    "analytics.kind.brief": "Brief",
    "analytics.tie.broader.to": "below",
    "analytics.tie.broader.from": "above",
    "analytics.tie.related.to": "related to",
    "analytics.tie.related.from": "related to",
    "analytics.tie.carries.to": "carries",
    "analytics.tie.carries.from": "on",
    "analytics.tie.about.to": "is about",
    "analytics.tie.about.from": "subject of",
    "analytics.tie.wants.to": "wants",
    "analytics.tie.wants.from": "wanted by",
    "analytics.tie.uses.to": "uses",
    "analytics.tie.uses.from": "used by",
    "analytics.tie.covers.to": "covers",
    "analytics.tie.covers.from": "covered by",
    "analytics.tie.derived.to": "made from",
    "analytics.tie.derived.from": "became",
    "analytics.tie.for.to": "is for",
    "analytics.tie.for.from": "planned in",
}

GERMAN: Phrases = {
    "analytics.own.lead": (
        "Fragen in SPARQL an den Graphen dieses Workspace: Nutzungen, Suchen, Käufe, Kampagnen, Assets und "
        "Vokabulare. Geändert wird nichts, und eine Frage, die zu viel braucht, wird angehalten."
    ),
    "analytics.own.save": "Diese Frage speichern",
    "analytics.own.save.go": "Speichern",
    "analytics.own.again": "Änderung speichern",
    "analytics.own.name": "Name",
    "analytics.own.shared": "Alle in diesem Workspace sehen sie",
    "analytics.own.is_shared": "geteilt",
    "analytics.own.kept": "Gespeicherte Fragen",
    "analytics.own.none": "Noch keine.",
    "analytics.own.remove.of": "{name} entfernen",
    "analytics.own.saved": "Die Frage ist gespeichert.",
    "analytics.own.removed": "Die Frage ist entfernt.",
    "analytics.own.chart": "Die Antwort als Balken; die Tabelle darunter enthält dasselbe.",
    "analytics.example.places": "Wo Assets am meisten genutzt werden",
    "analytics.example.campaigns": "Kampagnen nach ihren Assets",
    "analytics.example.prices": "Was bezahlt wurde, nach Verkäufer",
    "analytics.example.searches": "Suchen nach dem Ort, an dem gefragt wurde",
    "analytics.example.tallies": "Die Zählungen hinter den Diagrammen",
    "deed.question.save": "Frage an den Graphen gespeichert",
    "deed.question.drop": "Frage an den Graphen entfernt",
    "analytics.to.graph": "Was darum steht",
    "analytics.to.impact": "Was eine Rücknahme bedeuten würde",
    "analytics.graph.lead": (
        "Ein Asset, ein Begriff, eine Kampagne oder ein Kauf mit dem, was darum steht. Die Liste neben der "
        "Zeichnung enthält dasselbe."
    ),
    "analytics.graph.thing": "Bezeichnung eines Begriffs, ID eines Assets, Name einer Kampagne oder Nummer einer Bestellung",
    "analytics.graph.show": "Zeigen",
    "analytics.graph.unknown": (
        "Kein Begriff und keine Kampagne heißt „{thing}“, und kein Asset und keine Bestellung hat diese ID. Geben Sie die "
        "Bezeichnung eines Begriffs ein, oder kommen Sie von der Seite eines Assets hierher."
    ),
    "analytics.graph.of": "Um {name}",
    "analytics.graph.around": "Um",
    "analytics.graph.how": (
        "Klicken Sie auf ein Ding, um auch zu sehen, was darum steht; ziehen bewegt, scrollen bringt näher."
    ),
    "analytics.graph.picture": "Eine Zeichnung dieser Dinge und ihrer Verbindungen; die Liste enthält dasselbe.",
    "analytics.graph.look": "umsehen",
    "analytics.graph.look.of": "Um {name} umsehen",
    "analytics.graph.alone": "Nichts im Graphen ist damit verbunden.",
    "analytics.graph.cut": "Darum steht mehr, als gezeigt wird.",
    "analytics.kind.concept": "Begriff",
    "analytics.kind.asset": "Asset",
    "analytics.kind.campaign": "Kampagne",
    "analytics.kind.purchase": "Kauf",
    "analytics.kind.brief": "Briefing",
    "analytics.tie.broader.to": "unter",
    "analytics.tie.broader.from": "über",
    "analytics.tie.related.to": "verwandt mit",
    "analytics.tie.related.from": "verwandt mit",
    "analytics.tie.carries.to": "trägt",
    "analytics.tie.carries.from": "an",
    "analytics.tie.about.to": "handelt von",
    "analytics.tie.about.from": "Thema von",
    "analytics.tie.wants.to": "wünscht",
    "analytics.tie.wants.from": "gewünscht von",
    "analytics.tie.uses.to": "nutzt",
    "analytics.tie.uses.from": "genutzt von",
    "analytics.tie.covers.to": "deckt",
    "analytics.tie.covers.from": "gedeckt durch",
    "analytics.tie.derived.to": "entstanden aus",
    "analytics.tie.derived.from": "wurde zu",
    "analytics.tie.for.to": "ist für",
    "analytics.tie.for.from": "geplant in",
}
