"""Sentences of the floors below, which are English there, as somebody who brings a client in meets them on pages.

Their English is how each is known again: it stands here word for word as where it is said.
"""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "beneath.shut": "{path} cannot be opened: {why}. Check the path and its permissions.",
    "beneath.shut.missing": "No such file or directory",
    "beneath.shut.denied": "Permission denied",
    "beneath.shut.folder": "Is a directory",
    "beneath.line": "line {number}",
    "beneath.row.twice": "the id {id} stands in an earlier row already; give one of them another",
    "beneath.row.nameless": "the row has no id and no file to name it by; fill its id",
    "beneath.sent.empty": "{name} is empty. Look at it, then send it again.",
    "beneath.note.id": "{name} names the records.",
    "beneath.note.twins": "Columns of the same title are told apart by their place: {columns}.",
    "beneath.note.unused": "Kept with the record and not used: {columns}.",
    "beneath.note.outside": "{count} files lie outside {path} and are not opened; set root to allow them.",
    "beneath.note.sheets": "Read is the sheet “{sheet}”, and not: {others}. Bring those as files of their own.",
    "beneath.note.formulas": (
        "Formulas whose values were not saved, {count}, are read as empty cells. Open the workbook in a spreadsheet, and save it."
    ),
    "beneath.note.encoding": (
        "Read as Windows-1252, for line {line} is not UTF-8. Where letters look wrong, save it as .xlsx or as CSV in UTF-8."
    ),
    "beneath.table.wrong": "{name}, line {line}: {why}",
    "beneath.table.quote": (
        'a cell opens with a quote (") that is never closed. Close it, or double the quotes that belong to the text.'
    ),
    "beneath.table.id": "No column names the records. Say which does, with id=COLUMN; the columns are {columns}.",
    "beneath.table.column": "The table has no column '{name}'. Its columns are {columns}.",
    "beneath.table.rows": "{name} has no rows below its header, or is no table. Look at it, then send it again.",
    "beneath.table.empty": "{name} holds no row. Bring a table with a header and rows.",
    "beneath.table.old": "{name} is a workbook of the old Excel form. Save it as .xlsx or CSV.",
    "beneath.table.locked": ("{name} is protected by a password. Take that off in your spreadsheet, and save it anew."),
    "beneath.table.no": "{name} is {what}, not a table. Save the table as .xlsx or CSV, and bring that.",
    "beneath.table.no.pdf": "a PDF",
    "beneath.table.no.picture": "a picture",
    "beneath.table.no.archive": "an archive",
    "beneath.table.no.archive.empty": "an empty archive",
    "beneath.table.no.parquet": "a Parquet file",
    "beneath.table.no.database": "a database",
    "beneath.table.no.text": "a text document",
    "beneath.table.no.page": "a web page",
    "beneath.table.no.xml": "an XML file",
    "beneath.table.no.binary": "a binary workbook (.xlsb)",
    "beneath.table.no.slides": "a presentation",
    "beneath.table.no.numbers": "a Numbers document",
    "beneath.table.no.open": "an OpenDocument file (.ods)",
    "beneath.table.neither": ("{name} is neither a workbook nor text, or is damaged. Save it anew as .xlsx or CSV."),
    "beneath.table.damaged": "{name} is damaged {place}. Export or fetch it again, as .xlsx or CSV.",
    "beneath.table.damaged.start": "from the start",
    "beneath.table.damaged.after": "after row {line}",
    "beneath.table.nul": (
        "{name}, line {line}: there is a NUL character, so this is no text file or a damaged one. Export it again."
    ),
    "beneath.table.cells": "{name}, line {line}: {count} cells where the header has {most}. Quote cells that contain the delimiter.",
    "beneath.table.encoding": "{name}, line {line}: the text is not {encoding}. Save the file as UTF-8.",
    "beneath.place.link": (
        "{path} is not open here: a link in the folder of this workspace leads out of it. Put there what it leads to, in place of the "
        "link."
    ),
    "beneath.host": (
        "{host} is in a network that is not open here. Ask who runs the agency's server to write into agency.toml, under {heading}: "
        "{line}."
    ),
    "beneath.place": (
        "{path} is not open here. Put what is wanted from there into the folder of this workspace, or ask who runs the agency's server "
        "to write into agency.toml, under {heading}: {line}. What lies among the files of an agency, or around them, stays shut."
    ),
    "beneath.round.folder": (
        "There is no folder {path} on the server. Name the folder that the files in the table are relative to, by its whole path or by "
        "that within the folder of the workspace."
    ),
    "beneath.round.called": "The round '{name}' is that of the {kind} {source}. Give this one another name: --round NAME",
    "beneath.round.gone": "The round {name} is not there any more.",
    "beneath.round.name": (
        "'{name}' cannot be the name of a round: up to {most} signs, no slash, and no dot at the beginning. Give it another one: "
        "--round NAME"
    ),
    "beneath.round.itself": "{name} cannot be mapped to itself. Name the shared model with --vocabulary.",
    "beneath.round.read": (
        "The table of the round {name} is read by the connection {connections}. Remove that first, with its flow: thesaury disconnect "
        "{first}"
    ),
    "beneath.round.model": (
        "There is no vocabulary to map to yet. Take over what the agency offers (thesaury vocabulary offers), or bring the shared model: "
        "thesaury vocabulary import FILE"
    ),
    "beneath.round.connection": "There is a connection '{name}' already that reads something else. Name this one: --name NAME",
    "beneath.round.flow": (
        "There is a flow '{flow}' already that does not read {connection}. Give this connection another name: --name NAME"
    ),
    "beneath.layout": "{name} is no layout: it has no list of fields. One is written by: thesaury onboard export --form layout",
    "beneath.layout.toml": "{name} is no TOML: {why}. Is it the right file?",
    "beneath.mappings": (
        "{name} maps to {count} concepts that {vocabulary} does not have, such as {first}. Bring the version it was made for, or take "
        "these lines out. Nothing was kept."
    ),
    "beneath.offer.none": "No version of '{name}' is offered here. Offered: {offered}.",
    "beneath.offer.nothing": "nothing",
    "beneath.offer.other": "The offer of {name} is another one by now. Look at it, then decide.",
    "beneath.offer.later": (
        "Version {number} of {name} is offered by now, not the one that you looked at. Look at what it changes."
    ),
}

GERMAN: Phrases = {
    "beneath.shut": "{path} lässt sich nicht öffnen: {why}. Prüfen Sie den Pfad und die Zugriffsrechte.",
    "beneath.shut.missing": "Dort liegt nichts",
    "beneath.shut.denied": "Der Zugriff ist nicht erlaubt",
    "beneath.shut.folder": "Es ist ein Ordner",
    "beneath.line": "Zeile {number}",
    "beneath.row.twice": "Die Kennung {id} steht schon in einer früheren Zeile. Geben Sie einer der beiden eine andere.",
    "beneath.row.nameless": "Die Zeile hat weder Kennung noch Datei, nach der sie heißen könnte. Tragen Sie eine Kennung ein.",
    "beneath.sent.empty": "{name} ist leer. Sehen Sie nach, und senden Sie die Datei dann noch einmal.",
    "beneath.note.id": "{name} benennt die Datensätze.",
    "beneath.note.twins": "Gleich benannte Spalten werden nach ihrem Platz unterschieden: {columns}.",
    "beneath.note.unused": "Aufbewahrt und nicht genutzt: {columns}.",
    "beneath.note.outside": "{count} Dateien liegen außerhalb von {path} und werden nicht geöffnet; root erlaubt sie.",
    "beneath.note.sheets": "Gelesen wird das Blatt „{sheet}“, nicht aber: {others}. Nehmen Sie dafür eigene Dateien.",
    "beneath.note.formulas": (
        "Formeln ohne gespeicherten Wert ({count}) gelten als leere Zellen. Öffnen Sie die Arbeitsmappe in einer Tabellenkalkulation, und "
        "speichern Sie sie."
    ),
    "beneath.note.encoding": (
        "Als Windows-1252 gelesen, denn Zeile {line} ist kein UTF-8. Wo Buchstaben falsch aussehen, speichern Sie die Tabelle als .xlsx "
        "oder als CSV in UTF-8."
    ),
    "beneath.table.wrong": "{name}, Zeile {line}: {why}",
    "beneath.table.quote": (
        'Eine Zelle beginnt mit einem Anführungszeichen ("), das nirgends endet. Schließen Sie es, oder verdoppeln Sie die, die zum Text '
        "gehören."
    ),
    "beneath.table.id": (
        "Keine Spalte benennt die Datensätze. Sagen Sie, welche es tut, mit id=SPALTE; die Spalten sind {columns}."
    ),
    "beneath.table.column": "Die Tabelle hat keine Spalte „{name}“. Ihre Spalten sind {columns}.",
    "beneath.table.rows": (
        "{name} hat unter der Kopfzeile keine Zeile oder ist keine Tabelle. Sehen Sie nach, und senden Sie sie dann noch einmal."
    ),
    "beneath.table.empty": "{name} enthält keine Zeile. Nehmen Sie eine Tabelle mit Kopfzeile und Zeilen.",
    "beneath.table.old": "{name} ist eine Arbeitsmappe in der alten Form von Excel. Speichern Sie sie als .xlsx oder CSV.",
    "beneath.table.locked": (
        "{name} ist mit einem Passwort geschützt. Heben Sie es in der Tabellenkalkulation auf, und speichern Sie die Datei neu."
    ),
    "beneath.table.no": "Keine Tabelle: {name} ist {what}. Speichern Sie die Tabelle als .xlsx oder CSV, und nehmen Sie diese Datei.",
    "beneath.table.no.pdf": "ein PDF",
    "beneath.table.no.picture": "ein Bild",
    "beneath.table.no.archive": "ein Archiv",
    "beneath.table.no.archive.empty": "ein leeres Archiv",
    "beneath.table.no.parquet": "eine Parquet-Datei",
    "beneath.table.no.database": "eine Datenbank",
    "beneath.table.no.text": "ein Textdokument",
    "beneath.table.no.page": "eine Webseite",
    "beneath.table.no.xml": "eine XML-Datei",
    "beneath.table.no.binary": "eine binäre Arbeitsmappe (.xlsb)",
    "beneath.table.no.slides": "eine Präsentation",
    "beneath.table.no.numbers": "ein Numbers-Dokument",
    "beneath.table.no.open": "eine OpenDocument-Datei (.ods)",
    "beneath.table.neither": (
        "{name} ist weder Arbeitsmappe noch Text, oder die Datei ist beschädigt. Speichern Sie sie neu als .xlsx oder CSV."
    ),
    "beneath.table.damaged": "{name} ist beschädigt ({place}). Exportieren oder holen Sie die Datei noch einmal, als .xlsx oder CSV.",
    "beneath.table.damaged.start": "von Anfang an",
    "beneath.table.damaged.after": "nach Zeile {line}",
    "beneath.table.nul": (
        "{name}, Zeile {line}: Dort steht ein NUL-Zeichen; das ist keine Textdatei oder eine beschädigte. Exportieren Sie sie noch einmal."
    ),
    "beneath.table.cells": (
        "{name}, Zeile {line}: {count} Zellen, wo die Kopfzeile {most} hat. Setzen Sie Zellen, die das Trennzeichen enthalten, in "
        "Anführungszeichen."
    ),
    "beneath.table.encoding": "{name}, Zeile {line}: Der Text ist nicht {encoding}. Speichern Sie die Datei als UTF-8.",
    "beneath.place.link": (
        "{path} steht hier nicht offen: Eine Verknüpfung im Ordner dieses Arbeitsbereichs führt aus ihm hinaus. Legen Sie an ihre "
        "Stelle, worauf sie zeigt."
    ),
    "beneath.host": (
        "{host} liegt in einem Netz, das hier nicht offen steht. Bitten Sie, wer den Server der Agentur betreibt, in agency.toml unter "
        "{heading} zu schreiben: {line}."
    ),
    "beneath.place": (
        "{path} steht hier nicht offen. Legen Sie in den Ordner dieses Arbeitsbereichs, was von dort gebraucht wird, oder bitten Sie, wer "
        "den Server der Agentur betreibt, in agency.toml unter {heading} zu schreiben: {line}. Was zwischen den Dateien einer Agentur "
        "liegt oder um sie herum, bleibt verschlossen."
    ),
    "beneath.round.folder": (
        "Auf dem Server gibt es keinen Ordner {path}. Nennen Sie den Ordner, von dem aus die Dateien in der Tabelle benannt sind: mit "
        "ganzem Pfad, oder mit dem Pfad innerhalb des Arbeitsbereichs."
    ),
    "beneath.round.called": "Die Runde „{name}“ gehört zu einer anderen Quelle: {source} ({kind}). Geben Sie dieser einen anderen Namen.",
    "beneath.round.gone": "Die Runde {name} gibt es nicht mehr.",
    "beneath.round.name": (
        "So kann eine Runde nicht heißen: „{name}“. Erlaubt sind bis zu {most} Zeichen, kein Schrägstrich und am Anfang kein Punkt. "
        "Geben Sie ihr einen anderen Namen."
    ),
    "beneath.round.itself": "{name} lässt sich nicht sich selbst zuordnen. Wählen Sie ein anderes gemeinsames Modell.",
    "beneath.round.read": (
        "Die Tabelle der Runde {name} wird von einer Verbindung gelesen: {connections}. Entfernen Sie zuerst {first} mit dem Ablauf."
    ),
    "beneath.round.model": (
        "Noch gibt es kein Vokabular, dem zugeordnet wird. Übernehmen Sie, was die Agentur anbietet, oder importieren Sie das gemeinsame "
        "Modell."
    ),
    "beneath.round.connection": (
        "Eine Verbindung „{name}“ gibt es schon, und sie liest etwas anderes. Geben Sie dieser einen anderen Namen."
    ),
    "beneath.round.flow": (
        "Einen Ablauf „{flow}“ gibt es schon, und er liest {connection} nicht. Geben Sie dieser Verbindung einen anderen Namen."
    ),
    "beneath.layout": "{name} ist kein Layout, denn eine Liste von Feldern fehlt. Eines laden Sie auf dieser Seite herunter.",
    "beneath.layout.toml": "{name} ist kein TOML: {why}. Ist es die richtige Datei?",
    "beneath.mappings": (
        "{name} führt zu {count} Begriffen, die {vocabulary} nicht hat, etwa {first}. Nehmen Sie die Version, für die die Datei gemacht "
        "wurde, oder lassen Sie diese Zeilen weg. Nichts wurde übernommen."
    ),
    "beneath.offer.none": "Von „{name}“ wird hier keine Version angeboten. Angeboten: {offered}.",
    "beneath.offer.nothing": "nichts",
    "beneath.offer.other": "Das Angebot von {name} ist inzwischen ein anderes. Sehen Sie es an, und entscheiden Sie dann.",
    "beneath.offer.later": (
        "Inzwischen wird Version {number} von {name} angeboten, nicht die, die Sie angesehen haben. Sehen Sie, was sie ändert."
    ),
}
