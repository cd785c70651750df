"""`/governance/brand`: the words this client prefers, allows and forbids."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "brand.title": "Brand terms",
    "brand.lead": (
        "What this brand calls things, which words mean something of its own, and which words it does not use. Tags, searches, "
        "suggestions and recommendations keep to it."
    ),
    "brand.none": "There is no brand term yet",
    "brand.none.why": "Everything is called what the vocabularies call it, and every word may be used.",
    "brand.new": "New term",
    "brand.new.title": "A new brand term",
    "brand.edit": "Change",
    "brand.find": "Find a term",
    "brand.find.go": "Find",
    "brand.count": ("{count} term", "{count} terms"),
    "brand.more": "More terms",
    "brand.standing": "Standing",
    "brand.standing.all": "All",
    "brand.standing.preferred": "Preferred",
    "brand.standing.preferred.hint": "The concept is called so here.",
    "brand.standing.approved": "Approved",
    "brand.standing.approved.hint": "The word may be used for the concept too.",
    "brand.standing.forbidden": "Forbidden",
    "brand.standing.forbidden.hint": "The word is not used.",
    "brand.later": "from {day}",
    "brand.means": "Means",
    "brand.term": "Term",
    "brand.term.hint": "The word or words as people write them.",
    "brand.language": "Language",
    "brand.language.hint": "A tag such as en or de-AT; empty for every language.",
    "brand.concept": "Concept",
    "brand.concept.hint": "What the word means to this brand, and then nothing else: a label or an IRI. A forbidden word needs none.",
    "brand.instead": "Instead",
    "brand.instead.hint": "What stands in place of a forbidden word.",
    "brand.reason": "Reason",
    "brand.reason.hint": "Whoever types the word is told so.",
    "brand.from": "From",
    "brand.from.hint": "The day it holds from; empty for at once.",
    "brand.case": "Capitals",
    "brand.case.exact": "Capitals count",
    "brand.case.hint": "Then Apple may be the brand and apple the fruit.",
    "brand.note": "Note",
    "brand.note.hint": "Whatever else is to be remembered.",
    "brand.by": "{who}, {at}",
    "brand.save": "Save",
    "brand.back": "Back to the list",
    "brand.remove": "Remove",
    "brand.remove.ask": "Remove {name}? The word is read and shown again as the vocabularies have it.",
    "brand.remove.go": "Remove it",
    "brand.said.saved": "{name} is saved. Assets that it touches are annotated again with the next sync.",
    "brand.said.same": "{name} is as it was.",
    "brand.said.removed": "{name} is no brand term any more.",
    "brand.said.imported": "New or changed terms: {name}.",
    "brand.table": "Terms as a table",
    "brand.table.lead": (
        "Rows with a text and language that are there take the place of that term, others stay. One wrong row, and nothing is kept."
    ),
    "brand.table.hint": (
        "At most {limit} MiB. Columns: term and standing; language, concept (IRI), instead, reason, from, case (exact or any) and note."
    ),
    "brand.table.go": "Import",
    "brand.table.out": "As a table (CSV)",
    "brand.table.large": "The table is larger than {limit} MiB. Part it into several.",
    "brand.table.no-file": "Choose a file first.",
    "brand.table.wrong": ("{count} row is wrong. Nothing was kept.", "{count} rows are wrong. Nothing was kept."),
    "brand.table.line": "Line {line}:",
    "brand.wrong.no-word": "A term has at least one word; “{text}” has none.",
    "brand.wrong.long": "A term has up to {most} characters, a reason and a note up to {most_said}.",
    "brand.wrong.standing": "A term is preferred, approved or forbidden, not “{given}”.",
    "brand.wrong.language": "“{given}” is no language tag such as en or de-AT.",
    "brand.wrong.case": "Case is exact or any, not “{given}”.",
    "brand.wrong.day": "“{given}” is no day; write it as 2026-12-31.",
    "brand.wrong.no-concept": "“{text}” is {standing} and needs the concept that it means.",
    "brand.wrong.unknown-concept": "No vocabulary here has a concept “{concept}” in use that “{text}” could mean.",
    "brand.wrong.needless-instead": "Something stands instead of forbidden terms only; “{text}” is {standing}.",
    "brand.wrong.instead-itself": "“{text}” cannot stand instead of itself.",
    "brand.wrong.instead-elsewhere": (
        "What stands instead of “{text}” ({language}), “{instead}”, is forbidden as “{other}” ({elsewhere}): a tag does not say its "
        "language. Choose another word, or let capitals count for “{other}”."
    ),
    "brand.wrong.instead-forbidden": "What stands instead of “{text}”, “{instead}”, is forbidden too.",
    "brand.wrong.twice": "“{text}” and “{other}” are the same word unless capitals count for both. It has been decided on already.",
    "brand.wrong.two-preferred": "“{other}” is the preferred term for the concept of “{text}” in that language already.",
}

GERMAN: Phrases = {
    "brand.title": "Markenwörter",
    "brand.lead": (
        "Wie diese Marke die Dinge nennt, welche Wörter für sie etwas Eigenes bedeuten und welche sie nicht verwendet. Schlagwörter, "
        "Suchen, Vorschläge und Empfehlungen halten sich daran."
    ),
    "brand.none": "Es gibt noch kein Markenwort",
    "brand.none.why": "Alles heißt, wie die Vokabulare es nennen, und jedes Wort darf verwendet werden.",
    "brand.new": "Neues Wort",
    "brand.new.title": "Ein neues Markenwort",
    "brand.edit": "Ändern",
    "brand.find": "Wort finden",
    "brand.find.go": "Finden",
    "brand.count": ("{count} Wort", "{count} Wörter"),
    "brand.more": "Weitere Wörter",
    "brand.standing": "Stellung",
    "brand.standing.all": "Alle",
    "brand.standing.preferred": "Bevorzugt",
    "brand.standing.preferred.hint": "So heißt der Begriff hier.",
    "brand.standing.approved": "Freigegeben",
    "brand.standing.approved.hint": "Das Wort darf auch für den Begriff stehen.",
    "brand.standing.forbidden": "Verboten",
    "brand.standing.forbidden.hint": "Das Wort wird nicht verwendet.",
    "brand.later": "ab {day}",
    "brand.means": "Bedeutet",
    "brand.term": "Wort",
    "brand.term.hint": "Das Wort oder die Wörter, wie man sie schreibt.",
    "brand.language": "Sprache",
    "brand.language.hint": "Ein Kürzel wie en oder de-AT; leer für jede Sprache.",
    "brand.concept": "Begriff",
    "brand.concept.hint": (
        "Was das Wort für diese Marke bedeutet, und dann nichts anderes: eine Bezeichnung oder eine IRI. Ein verbotenes Wort braucht "
        "keinen."
    ),
    "brand.instead": "Stattdessen",
    "brand.instead.hint": "Was an der Stelle eines verbotenen Wortes steht.",
    "brand.reason": "Grund",
    "brand.reason.hint": "Wer das Wort tippt, erfährt ihn.",
    "brand.from": "Ab",
    "brand.from.hint": "Der Tag, ab dem es gilt; leer für sofort.",
    "brand.case": "Schreibung",
    "brand.case.exact": "Groß und klein zählt",
    "brand.case.hint": "Dann kann Apple die Marke sein und apple die Frucht.",
    "brand.note": "Notiz",
    "brand.note.hint": "Was sonst noch zu merken ist.",
    "brand.by": "{who}, {at}",
    "brand.save": "Speichern",
    "brand.back": "Zurück zur Liste",
    "brand.remove": "Entfernen",
    "brand.remove.ask": "{name} entfernen? Das Wort wird wieder gelesen und gezeigt, wie die Vokabulare es haben.",
    "brand.remove.go": "Entfernen",
    "brand.said.saved": "{name} ist gespeichert. Betroffene Medien werden beim nächsten Abgleich neu verschlagwortet.",
    "brand.said.same": "{name} ist, wie es war.",
    "brand.said.removed": "{name} ist kein Markenwort mehr.",
    "brand.said.imported": "Neue oder geänderte Wörter: {name}.",
    "brand.table": "Wörter als Tabelle",
    "brand.table.lead": (
        "Zeilen, deren Text und Sprache es schon gibt, treten an die Stelle dieses Wortes, andere bleiben. Ist eine Zeile falsch, wird "
        "nichts übernommen."
    ),
    "brand.table.hint": (
        "Höchstens {limit} MiB. Spalten: term und standing; language, concept (IRI), instead, reason, from, case (exact oder any) und note."
    ),
    "brand.table.go": "Importieren",
    "brand.table.out": "Als Tabelle (CSV)",
    "brand.table.large": "Die Tabelle ist größer als {limit} MiB. Bitte in mehrere teilen.",
    "brand.table.no-file": "Zuerst eine Datei wählen.",
    "brand.table.wrong": (
        "{count} Zeile ist falsch. Nichts wurde übernommen.",
        "{count} Zeilen sind falsch. Nichts wurde übernommen.",
    ),
    "brand.table.line": "Zeile {line}:",
    "brand.wrong.no-word": "„{text}“ enthält kein Wort.",
    "brand.wrong.long": "Ein Markenwort hat bis zu {most} Zeichen, ein Grund und eine Notiz bis zu {most_said}.",
    "brand.wrong.standing": "Ein Markenwort ist preferred, approved oder forbidden, nicht „{given}“.",
    "brand.wrong.language": "„{given}“ ist kein Sprachkürzel wie en oder de-AT.",
    "brand.wrong.case": "Case ist exact oder any, nicht „{given}“.",
    "brand.wrong.day": "„{given}“ ist kein Tag; geschrieben wird er wie 2026-12-31.",
    "brand.wrong.no-concept": "„{text}“ braucht den Begriff, den es bedeutet ({standing}).",
    "brand.wrong.unknown-concept": "Kein Vokabular hat hier einen Begriff „{concept}“ in Gebrauch, den „{text}“ bedeuten könnte.",
    "brand.wrong.needless-instead": "Nur an der Stelle verbotener Wörter steht etwas anderes („{text}“: {standing}).",
    "brand.wrong.instead-itself": "„{text}“ kann nicht an seiner eigenen Stelle stehen.",
    "brand.wrong.instead-elsewhere": (
        "Was an der Stelle von „{text}“ ({language}) steht, „{instead}“, ist als „{other}“ ({elsewhere}) verboten: Ein Tag sagt nicht, "
        "welche Sprache es spricht. Wählen Sie ein anderes Wort, oder lassen Sie bei „{other}“ die Großschreibung zählen."
    ),
    "brand.wrong.instead-forbidden": "Was an der Stelle von „{text}“ steht, „{instead}“, ist auch verboten.",
    "brand.wrong.twice": (
        "„{text}“ und „{other}“ sind dasselbe Wort, wenn nicht bei beiden Groß und klein zählt. Darüber ist schon entschieden."
    ),
    "brand.wrong.two-preferred": "„{other}“ ist in dieser Sprache schon das bevorzugte Wort für den Begriff von „{text}“.",
}
