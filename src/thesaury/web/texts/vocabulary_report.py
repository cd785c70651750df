"""What the checks of a vocabulary find, and the report on an import."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "report.read": "What was read",
    "report.schemes": "schemes",
    "report.concepts": "concepts",
    "report.relation.broader": "broader relations",
    "report.relation.related": "related pairs",
    "report.relation.matches": "mappings elsewhere",
    "report.labels": "Labels by kind and language",
    "report.kind": "Kind",
    "report.columns": "What the columns were taken for",
    "report.columns.hint": (
        "Columns are guessed by their names. Say where a guess is wrong, and the table is read again."
    ),
    "report.columns.again": "Read again",
    "report.column.guess": "as guessed: {role}",
    "report.column.none": "left out",
    "column.preferred": "preferred label",
    "column.alternative": "alternative label",
    "column.hidden": "hidden label",
    "column.definition": "definition",
    "column.note": "note",
    "column.id": "id",
    "column.notation": "notation",
    "column.iri": "IRI",
    "column.broader": "broader concept",
    "column.related": "related concept",
    "column.scheme": "scheme",
    "report.findings": "What the checks found",
    "report.clean": "Nothing had to be mended or left out.",
    "report.line": "line {number}",
    "report.more": ("and {count} more", "and {count} more"),
    "report.changes": "What it changes of version {number}",
    "report.changes.all": ("Read {count} change", "Read all {count} changes"),
    "report.first": "A new vocabulary",
    "report.first.text": (
        "It has {count} concept, and none of this name is here yet.",
        "It has {count} concepts, and none of this name is here yet.",
    ),
    "report.same": "It says what the current version says already.",
    "report.impact": "Which assets it touches",
    "report.touched": ("{count} asset would be annotated again.", "{count} assets would be annotated again."),
    "report.carried": (
        "{count} carries a concept that changes, or something narrower.",
        "{count} carry a concept that changes, or something narrower.",
    ),
    "report.lost": (
        "{count} asset carries a concept that would be gone.",
        "{count} assets carry a concept that would be gone.",
    ),
    "severity.refused": "left out",
    "severity.mended": "mended",
    "severity.info": "noted",
    "quality.lead": "Nothing here is wrong, and nothing is changed. It is what a second look is worth.",
    "quality.fine": "Nothing here needs a second look.",
    "quality.all": ("All {count}", "All {count}"),
    "quality.all_schemes": "All schemes",
    "quality.text.languages": "missing: {text}",
    "rule.alternative-is-preferred": "Label given twice",
    "rule.alternative-is-preferred.why": (
        "An alternative or hidden label that says the same as a better label is dropped."
    ),
    "rule.ambiguous-parent": "Broader concept unclear",
    "rule.ambiguous-parent.why": (
        "A broader concept named by a label that several rows have is left out: name it by its id."
    ),
    "rule.broader-and-related": "Both broader and related",
    "rule.broader-and-related.why": (
        "Concepts that are broader and narrower, also over several steps, are not related as well."
    ),
    "rule.concept-without-label": "Concept without a label",
    "rule.concept-without-label.why": "A concept without any label is refused, with every relation to it.",
    "rule.control-character": "Control character",
    "rule.control-character.why": "Control characters are removed from texts.",
    "rule.cycle": "Circle of broader concepts",
    "rule.cycle.why": "A circle of broader concepts is cut at one relation, the last by IRI.",
    "rule.deep-hierarchy": "Hierarchy too deep",
    "rule.deep-hierarchy.why": (
        "A hierarchy with more than 20 million pairs of narrower and broader concepts is refused as a whole."
    ),
    "rule.duplicate-id": "Id given twice",
    "rule.duplicate-id.why": "A row whose id an earlier row has is refused.",
    "rule.duplicate-label": "Same preferred label",
    "rule.duplicate-label.why": "Several concepts of one scheme bear the same preferred label.",
    "rule.empty-label": "Empty text",
    "rule.empty-label.why": "Empty texts are dropped.",
    "rule.iri": "IRI that cannot be kept",
    "rule.iri.why": "A concept or scheme whose IRI is not http, https or urn is refused, with every relation to it.",
    "rule.language-tag": "Language tag mended",
    "rule.language-tag.why": "A language tag is brought into the form of BCP 47, or dropped where it has none.",
    "rule.long-text": "Text too long",
    "rule.long-text.why": "A text of more than 64 KiB is refused.",
    "rule.missing-tier": "Tier without a row",
    "rule.missing-tier.why": "A tier that no row describes becomes a concept of its own.",
    "rule.no-preferred-label": "No preferred label",
    "rule.no-preferred-label.why": "A concept has only alternative or hidden labels.",
    "rule.no-scheme": "No scheme",
    "rule.no-scheme.why": "A concept without scheme joins the only scheme, or one that is named after the vocabulary.",
    "rule.orphan": "Stands alone",
    "rule.orphan.why": "A concept is no top concept and has no broader, narrower or related one.",
    "rule.parent-disagrees": "Parent and tiers disagree",
    "rule.parent-disagrees.why": "A row's parent is not the concept its tiers lie under; the tiers are followed.",
    "rule.self-relation": "Related to itself",
    "rule.self-relation.why": "A concept is not broader than or related to itself; the relation is dropped.",
    "rule.several-preferred": "Several preferred labels",
    "rule.several-preferred.why": (
        "Of several preferred labels in one language the shortest stays, the rest become alternative."
    ),
    "rule.top-concepts": "Top concepts worked out",
    "rule.top-concepts.why": "A scheme without top concepts gets those that have no broader one in it.",
    "rule.triple-term": "Statement about a statement",
    "rule.triple-term.why": "Statements about statements are left out.",
    "rule.undeclared-scheme": "Scheme not described",
    "rule.undeclared-scheme.why": "A scheme that concepts name is not described; it is kept without title.",
    "rule.unknown-concept": "Relation to nothing",
    "rule.unknown-concept.why": "A relation to a concept that is not in the file is dropped.",
    "rule.untyped-concept": "Taken for a concept",
    "rule.untyped-concept.why": "A resource that is used as a concept and has a label is taken for one.",
    "rule.white-space": "White space",
    "rule.white-space.why": "Line breaks and runs of spaces in labels become one space.",
    "rule.overlapping-label": "Label of several concepts",
    "rule.overlapping-label.why": (
        "Several concepts bear this label, one of them at most as its preferred one: words in texts cannot tell "
        "which is meant."
    ),
    "rule.missing-language": "Translation missing",
    "rule.missing-language.why": (
        "Most concepts of the scheme have a preferred label in a language in which these have none."
    ),
    "rule.no-definition": "No definition",
    "rule.no-definition.why": "Most concepts of the scheme are defined, these are not.",
    "rule.deprecated-without-replacement": "No longer used, no replacement",
    "rule.deprecated-without-replacement.why": (
        "Nothing is named that takes their place, so assets that carry them stay with them."
    ),
    "rule.deprecated-above": "Below one no longer used",
    "rule.deprecated-above.why": "These are in use, but a concept above them no longer is.",
}

GERMAN: Phrases = {
    "report.read": "Was gelesen wurde",
    "report.schemes": "Begriffsschemata",
    "report.concepts": "Begriffe",
    "report.relation.broader": "Oberbegriffs-Beziehungen",
    "report.relation.related": "verwandte Begriffe",
    "report.relation.matches": "Verweise nach anderswo",
    "report.labels": "Bezeichnungen nach Art und Sprache",
    "report.kind": "Art",
    "report.columns": "Wofür die Spalten gehalten wurden",
    "report.columns.hint": (
        "Spalten werden an ihren Namen erkannt. Sagen Sie, wo das falsch ist, und die Tabelle wird noch einmal gelesen."
    ),
    "report.columns.again": "Noch einmal lesen",
    "report.column.guess": "wie erkannt: {role}",
    "report.column.none": "weggelassen",
    "column.preferred": "bevorzugte Bezeichnung",
    "column.alternative": "andere Bezeichnung",
    "column.hidden": "verborgene Bezeichnung",
    "column.definition": "Definition",
    "column.note": "Anmerkung",
    "column.id": "Kennung",
    "column.notation": "Notation",
    "column.iri": "IRI",
    "column.broader": "Oberbegriff",
    "column.related": "verwandter Begriff",
    "column.scheme": "Begriffsschema",
    "report.findings": "Was die Prüfung fand",
    "report.clean": "Nichts musste berichtigt oder weggelassen werden.",
    "report.line": "Zeile {number}",
    "report.more": ("und noch {count}", "und noch {count}"),
    "report.changes": "Was sich gegenüber Version {number} ändert",
    "report.changes.all": ("{count} Änderung lesen", "Alle {count} Änderungen lesen"),
    "report.first": "Ein neues Vokabular",
    "report.first.text": (
        "Es hat {count} Begriff, und noch ist keines dieses Namens hier.",
        "Es hat {count} Begriffe, und noch ist keines dieses Namens hier.",
    ),
    "report.same": "Es sagt, was die aktuelle Version schon sagt.",
    "report.impact": "Welche Medien es berührt",
    "report.touched": ("{count} Medium würde neu verschlagwortet.", "{count} Medien würden neu verschlagwortet."),
    "report.carried": (
        "{count} trägt einen Begriff, der sich ändert, oder etwas darunter.",
        "{count} tragen einen Begriff, der sich ändert, oder etwas darunter.",
    ),
    "report.lost": (
        "{count} Medium trägt einen Begriff, der wegfiele.",
        "{count} Medien tragen einen Begriff, der wegfiele.",
    ),
    "severity.refused": "weggelassen",
    "severity.mended": "berichtigt",
    "severity.info": "bemerkt",
    "quality.lead": "Nichts davon ist falsch, und nichts wird geändert. Es ist, was einen zweiten Blick wert ist.",
    "quality.fine": "Hier braucht nichts einen zweiten Blick.",
    "quality.all": ("Alle {count}", "Alle {count}"),
    "quality.all_schemes": "Alle Begriffsschemata",
    "quality.text.languages": "fehlt: {text}",
    "rule.alternative-is-preferred": "Bezeichnung doppelt",
    "rule.alternative-is-preferred.why": (
        "Eine andere oder verborgene Bezeichnung, die dasselbe sagt wie eine bessere, wird weggelassen."
    ),
    "rule.ambiguous-parent": "Oberbegriff mehrdeutig",
    "rule.ambiguous-parent.why": (
        "Ein Oberbegriff, dessen Bezeichnung mehrere Zeilen haben, wird weggelassen: Nennen Sie seine Kennung."
    ),
    "rule.broader-and-related": "Oberbegriff und verwandt zugleich",
    "rule.broader-and-related.why": (
        "Begriffe, die über- und untergeordnet sind, auch über mehrere Stufen, sind nicht zugleich verwandt."
    ),
    "rule.concept-without-label": "Begriff ohne Bezeichnung",
    "rule.concept-without-label.why": (
        "Ein Begriff ohne jede Bezeichnung wird abgewiesen, mit allen Beziehungen zu ihm."
    ),
    "rule.control-character": "Steuerzeichen",
    "rule.control-character.why": "Steuerzeichen werden aus Texten entfernt.",
    "rule.cycle": "Kreis von Oberbegriffen",
    "rule.cycle.why": "Ein Kreis von Oberbegriffen wird an einer Beziehung aufgetrennt, der letzten nach IRI.",
    "rule.deep-hierarchy": "Hierarchie zu tief",
    "rule.deep-hierarchy.why": (
        "Eine Hierarchie mit mehr als 20 Millionen Paaren von Ober- und Unterbegriffen wird ganz abgewiesen."
    ),
    "rule.duplicate-id": "Kennung doppelt",
    "rule.duplicate-id.why": "Eine Zeile, deren Kennung eine frühere hat, wird abgewiesen.",
    "rule.duplicate-label": "Gleiche bevorzugte Bezeichnung",
    "rule.duplicate-label.why": "Mehrere Begriffe eines Schemas haben dieselbe bevorzugte Bezeichnung.",
    "rule.empty-label": "Leerer Text",
    "rule.empty-label.why": "Leere Texte werden weggelassen.",
    "rule.iri": "IRI nicht verwendbar",
    "rule.iri.why": (
        "Ein Begriff oder Schema, dessen IRI nicht http, https oder urn ist, wird abgewiesen, mit allen "
        "Beziehungen zu ihm."
    ),
    "rule.language-tag": "Sprachkennung berichtigt",
    "rule.language-tag.why": (
        "Eine Sprachkennung wird in die Form von BCP 47 gebracht, oder weggelassen, wo sie keine hat."
    ),
    "rule.long-text": "Text zu lang",
    "rule.long-text.why": "Ein Text von mehr als 64 KiB wird abgewiesen.",
    "rule.missing-tier": "Stufe ohne Zeile",
    "rule.missing-tier.why": "Eine Stufe, die keine Zeile beschreibt, wird ein eigener Begriff.",
    "rule.no-preferred-label": "Keine bevorzugte Bezeichnung",
    "rule.no-preferred-label.why": "Ein Begriff hat nur andere oder verborgene Bezeichnungen.",
    "rule.no-scheme": "Kein Begriffsschema",
    "rule.no-scheme.why": "Ein Begriff ohne Schema kommt in das einzige, oder in eines, das wie das Vokabular heißt.",
    "rule.orphan": "Steht allein",
    "rule.orphan.why": "Ein Begriff ist kein oberster und hat keinen Ober-, Unter- oder verwandten Begriff.",
    "rule.parent-disagrees": "Oberbegriff und Stufen widersprechen sich",
    "rule.parent-disagrees.why": (
        "Der Oberbegriff einer Zeile ist nicht der, unter dem ihre Stufen liegen; die Stufen gelten."
    ),
    "rule.self-relation": "Beziehung zu sich selbst",
    "rule.self-relation.why": "Ein Begriff ist sich selbst weder über- noch verwandt; die Beziehung wird weggelassen.",
    "rule.several-preferred": "Mehrere bevorzugte Bezeichnungen",
    "rule.several-preferred.why": (
        "Von mehreren bevorzugten Bezeichnungen einer Sprache bleibt die kürzeste, die übrigen werden andere."
    ),
    "rule.top-concepts": "Oberste Begriffe ermittelt",
    "rule.top-concepts.why": "Ein Schema ohne oberste Begriffe bekommt die, die darin keinen Oberbegriff haben.",
    "rule.triple-term": "Aussage über eine Aussage",
    "rule.triple-term.why": "Aussagen über Aussagen werden weggelassen.",
    "rule.undeclared-scheme": "Schema nicht beschrieben",
    "rule.undeclared-scheme.why": "Ein Schema, das Begriffe nennen, ist nicht beschrieben; es bleibt ohne Titel.",
    "rule.unknown-concept": "Beziehung ins Leere",
    "rule.unknown-concept.why": "Eine Beziehung zu einem Begriff, der nicht in der Datei steht, wird weggelassen.",
    "rule.untyped-concept": "Für einen Begriff gehalten",
    "rule.untyped-concept.why": "Was wie ein Begriff verwendet wird und eine Bezeichnung hat, gilt als einer.",
    "rule.white-space": "Leerraum",
    "rule.white-space.why": "Zeilenumbrüche und mehrere Leerzeichen in Bezeichnungen werden zu einem Leerzeichen.",
    "rule.overlapping-label": "Bezeichnung mehrerer Begriffe",
    "rule.overlapping-label.why": (
        "Mehrere Begriffe haben diese Bezeichnung, höchstens einer als bevorzugte: Wörter in Texten lassen "
        "offen, welcher gemeint ist."
    ),
    "rule.missing-language": "Übersetzung fehlt",
    "rule.missing-language.why": (
        "Die meisten Begriffe des Schemas haben eine bevorzugte Bezeichnung in einer Sprache, in der diese keine haben."
    ),
    "rule.no-definition": "Keine Definition",
    "rule.no-definition.why": "Die meisten Begriffe des Schemas sind definiert, diese nicht.",
    "rule.deprecated-without-replacement": "Nicht mehr verwendet, ohne Ersatz",
    "rule.deprecated-without-replacement.why": "Ein Ersatz ist nicht genannt; Medien, die sie tragen, behalten sie.",
    "rule.deprecated-above": "Unter einem nicht mehr verwendeten",
    "rule.deprecated-above.why": "Diese sind in Gebrauch, ein Begriff über ihnen aber nicht mehr.",
}
