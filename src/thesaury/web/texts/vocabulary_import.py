"""Importing a vocabulary: the upload, and what waits for a word."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "import.title": "Import a vocabulary",
    "import.lead": (
        "A file is read and looked through first. You see what it says, what it changes and which assets it "
        "touches; nothing is kept before you say so."
    ),
    "import.file": "File",
    "import.file.hint": (
        "SKOS as Turtle, RDF/XML, JSON-LD, N-Triples or TriG, or a table as CSV, TSV, XLSX or JSON Lines; each "
        "may be gzipped. At most {limit} MiB."
    ),
    "import.name": "Name of the vocabulary",
    "import.name.hint": (
        "The name of a vocabulary that is here makes the file its next version. Left empty, it is called like the file."
    ),
    "import.go": "Read the file",
    "import.sending": "The file is being sent.",
    "begin.title": "No file? Begin an empty vocabulary",
    "begin.lead": "It has one concept scheme and no concept yet; you add them in its draft and publish it.",
    "begin.name": "Name",
    "begin.name.hint": "What addresses and commands call it, such as terms",
    "begin.called": "Title that people read",
    "begin.language": "Language of the title",
    "begin.go": "Begin",
    "import.promise": "The file waits for your word for seven days, also when the server is started anew.",
    "import.waiting": "Waiting for a word",
    "import.too_large": "A vocabulary has {limit} MiB at most. Pack it with gzip, or split it.",
    "import.no_file": "No file was chosen. Choose one and send it again.",
    "import.bad_name": "A vocabulary is called by up to 100 readable signs without a slash, such as iptc.",
    "import.no_space": "The file could not be written into the workspace. Make room, then send it again.",
    "import.broke": (
        "Something broke on our side while the file was read; the server's log tells more. Nothing was kept."
    ),
    "draft.title": "Import of {name}",
    "draft.back_to": "{name}: back to version {number}",
    "draft.by": "by {who}, {at} UTC; waits until {until}",
    "draft.state.reading": "being read",
    "draft.state.ready": "waits for a word",
    "draft.state.refused": "cannot be read",
    "draft.state.keeping": "being kept",
    "draft.state.kept": "kept",
    "draft.stage.read": "The file is being read",
    "draft.stage.diff": "It is compared with the current version",
    "draft.stage.compare": "Assets are being looked through",
    "draft.stage.keep": "The version is being kept",
    "draft.stage.enrich": "Assets are being annotated again",
    "draft.stage.project": "The search is brought up to date",
    "draft.done_of": "{done} of {total}",
    "draft.stays": "You can leave this page; the work goes on, and Import leads back here.",
    "draft.reload": "Look again",
    "draft.refused": "The file cannot be imported. Nothing was kept.",
    "draft.another": "Choose another file",
    "draft.kept": "{name} is kept as version {number}.",
    "draft.kept.but": "Annotating its assets stopped; the next sync does the rest.",
    "draft.annotated": ("{count} asset was annotated again.", "{count} assets were annotated again."),
    "draft.see": "See the vocabulary",
    "draft.versions": "All versions",
    "draft.run": "The run in the log",
    "draft.cut_off": (
        "The work was cut off, perhaps because the server was stopped. What was begun can be gone on with."
    ),
    "draft.go_on": "Go on",
    "draft.not_kept": "It could not be kept. Nothing was changed.",
    "draft.outdated": "Somebody imported another version meanwhile. Look at what would change now, then decide again.",
    "draft.ask": "Keep this as version {next} of {name}?",
    "draft.ask.back": (
        "Make version {number} of {name} the current one again, as version {next}? Nothing is lost: every "
        "version stays."
    ),
    "draft.ask.same": "There is nothing to keep.",
    "draft.keep": "Keep it",
    "draft.leave": "Leave it",
    "draft.changes": "What {name} would change",
    "draft.back": "Back to the report",
}

GERMAN: Phrases = {
    "import.title": "Vokabular importieren",
    "import.lead": (
        "Eine Datei wird erst gelesen und durchgesehen. Sie sehen, was darin steht, was sie ändert und welche "
        "Medien sie berührt; nichts wird übernommen, bevor Sie es sagen."
    ),
    "import.file": "Datei",
    "import.file.hint": (
        "SKOS als Turtle, RDF/XML, JSON-LD, N-Triples oder TriG, oder eine Tabelle als CSV, TSV, XLSX oder JSON "
        "Lines; jede auch als gzip. Höchstens {limit} MiB."
    ),
    "import.name": "Name des Vokabulars",
    "import.name.hint": (
        "Der Name eines vorhandenen Vokabulars macht die Datei zu dessen nächster Version. Bleibt das Feld leer, "
        "heißt es wie die Datei."
    ),
    "import.go": "Datei lesen",
    "import.sending": "Die Datei wird gesendet.",
    "begin.title": "Keine Datei? Ein leeres Vokabular beginnen",
    "begin.lead": "Es hat ein Begriffsschema und noch keinen Begriff; Sie ergänzen sie im Entwurf und veröffentlichen ihn.",
    "begin.name": "Name",
    "begin.name.hint": "So heißt es in Adressen und Befehlen, etwa begriffe",
    "begin.called": "Titel, den Menschen lesen",
    "begin.language": "Sprache des Titels",
    "begin.go": "Beginnen",
    "import.promise": "Die Datei wartet sieben Tage auf Ihr Wort, auch wenn der Server neu startet.",
    "import.waiting": "Wartet auf eine Entscheidung",
    "import.too_large": (
        "Ein Vokabular darf höchstens {limit} MiB groß sein. Packen Sie es mit gzip oder teilen Sie es."
    ),
    "import.no_file": "Es wurde keine Datei gewählt. Wählen Sie eine und senden Sie noch einmal.",
    "import.bad_name": "Ein Vokabular heißt mit bis zu 100 lesbaren Zeichen ohne Schrägstrich, zum Beispiel iptc.",
    "import.no_space": (
        "Die Datei konnte nicht in den Arbeitsbereich geschrieben werden. Schaffen Sie Platz und senden Sie sie "
        "noch einmal."
    ),
    "import.broke": (
        "Beim Lesen ist bei uns etwas schiefgegangen; das Protokoll des Servers sagt mehr. Nichts wurde übernommen."
    ),
    "draft.title": "Import von {name}",
    "draft.back_to": "{name}: zurück zu Version {number}",
    "draft.by": "von {who}, {at} UTC; wartet bis {until}",
    "draft.state.reading": "wird gelesen",
    "draft.state.ready": "wartet auf eine Entscheidung",
    "draft.state.refused": "nicht lesbar",
    "draft.state.keeping": "wird übernommen",
    "draft.state.kept": "übernommen",
    "draft.stage.read": "Die Datei wird gelesen",
    "draft.stage.diff": "Sie wird mit der aktuellen Version verglichen",
    "draft.stage.compare": "Medien werden durchgesehen",
    "draft.stage.keep": "Die Version wird übernommen",
    "draft.stage.enrich": "Medien werden neu verschlagwortet",
    "draft.stage.project": "Die Suche wird auf den neuen Stand gebracht",
    "draft.done_of": "{done} von {total}",
    "draft.stays": "Sie können diese Seite verlassen; die Arbeit geht weiter, und „Importieren“ führt hierher zurück.",
    "draft.reload": "Noch einmal nachsehen",
    "draft.refused": "Die Datei lässt sich nicht importieren. Nichts wurde übernommen.",
    "draft.another": "Andere Datei wählen",
    "draft.kept": "{name} ist als Version {number} übernommen.",
    "draft.kept.but": "Das Verschlagworten der Medien brach ab; der nächste Abgleich erledigt den Rest.",
    "draft.annotated": ("{count} Medium wurde neu verschlagwortet.", "{count} Medien wurden neu verschlagwortet."),
    "draft.see": "Zum Vokabular",
    "draft.versions": "Alle Versionen",
    "draft.run": "Der Lauf im Protokoll",
    "draft.cut_off": (
        "Die Arbeit wurde unterbrochen, vielleicht weil der Server angehalten wurde. Was begonnen wurde, lässt "
        "sich fortsetzen."
    ),
    "draft.go_on": "Fortsetzen",
    "draft.not_kept": "Es konnte nicht übernommen werden. Nichts wurde geändert.",
    "draft.outdated": (
        "Inzwischen hat jemand eine andere Version importiert. Sehen Sie sich an, was sich jetzt ändern würde, "
        "und entscheiden Sie dann neu."
    ),
    "draft.ask": "Dies als Version {next} von {name} übernehmen?",
    "draft.ask.back": (
        "Version {number} von {name} wieder zur aktuellen machen, als Version {next}? Nichts geht verloren: Jede "
        "Version bleibt."
    ),
    "draft.ask.same": "Es gibt nichts zu übernehmen.",
    "draft.keep": "Übernehmen",
    "draft.leave": "Verwerfen",
    "draft.changes": "Was {name} ändern würde",
    "draft.back": "Zurück zum Bericht",
}
