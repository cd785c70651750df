"""What the settings of a table and of a folder of pictures are for: their manifests say it in English, and each is known again by that."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "beneath.hint.table.path": "The table; .gz is understood.",
    "beneath.hint.table.id": "The column that names each record, where the guess is wrong.",
    "beneath.hint.table.mapping": 'JSON object of column to field, such as {{"Titel": "title@de"}}; what it leaves out is guessed.',
    "beneath.hint.table.lists": (
        'JSON object of column to the sign that parts its values, such as {{"Keywords": ","}}: a line break, |, ;, a comma, " / '
        '", a blank, or an empty text where a cell is one value. What it leaves out is parted as usual.'
    ),
    "beneath.hint.table.dates": (
        'JSON object of column to the order in which its days are written in numbers, dmy, mdy or ymd, such as {{"Expires": '
        '"dmy"}}; they become ISO 8601.'
    ),
    "beneath.hint.table.decimals": (
        'JSON object of column to the sign before decimals, a comma or a point, such as {{"Price": ","}}; numbers are then '
        "written with a point."
    ),
    "beneath.hint.table.language": "The language of texts that do not say theirs, as a BCP 47 tag.",
    "beneath.hint.table.root": (
        "The folder that file columns are relative to; the table's own folder if not given. Nothing outside it is opened."
    ),
    "beneath.hint.table.rights": (
        "What fields are about, for the rights in an asset: Field=role, parted by semicolons, such as Usage regions=regions; "
        "Expiry=valid_until. The roles are those of docs/rights.md."
    ),
    "beneath.hint.folder.path": "The folder; everything below it is read.",
    "beneath.hint.folder.reader": "Which program reads embedded metadata: exiftool, pillow, or auto (ExifTool where it is installed).",
    "beneath.hint.folder.write": (
        "Where concepts are written: sidecar (beside the picture), embed (into JPEG and PNG pictures, by ExifTool), or none."
    ),
    "beneath.hint.folder.language": "The language of the keywords that are written, such as de; without one, the workspace's first.",
    "beneath.hint.folder.licences_in_files": (
        "What rights in files are: embedded (they restrict what is licensed elsewhere) or purchase (they are your purchase records)."
    ),
    "beneath.hint.folder.looks": "Whether pictures are compared by what they look like: yes or no.",
    "beneath.hint.folder.poll": "Whether watching looks again every few seconds, as network shares need: yes or no.",
}

GERMAN: Phrases = {
    "beneath.hint.table.path": "Die Tabelle; auch als .gz.",
    "beneath.hint.table.id": "Die Spalte, die jeden Datensatz benennt, wo die Vermutung falsch ist.",
    "beneath.hint.table.mapping": 'JSON-Objekt von Spalte zu Feld, etwa {{"Titel": "title@de"}}; was fehlt, wird vermutet.',
    "beneath.hint.table.lists": (
        'JSON-Objekt von Spalte zu dem Zeichen, das ihre Werte trennt, etwa {{"Keywords": ","}}: ein Zeilenumbruch, |, ;, ein '
        'Komma, " / ", ein Leerzeichen, oder ein leerer Text, wo eine Zelle ein einziger Wert ist. Was fehlt, wird wie üblich '
        "getrennt."
    ),
    "beneath.hint.table.dates": (
        'JSON-Objekt von Spalte zu der Reihenfolge, in der ihre Tage in Zahlen stehen, dmy, mdy oder ymd, etwa {{"Expires": '
        '"dmy"}}; daraus wird ISO 8601.'
    ),
    "beneath.hint.table.decimals": (
        'JSON-Objekt von Spalte zu dem Zeichen vor den Dezimalstellen, Komma oder Punkt, etwa {{"Price": ","}}; Zahlen stehen '
        "dann mit Punkt."
    ),
    "beneath.hint.table.language": "Die Sprache der Texte, die ihre nicht selbst nennen, als BCP-47-Kürzel.",
    "beneath.hint.table.root": (
        "Der Ordner, von dem aus Dateien in Spalten benannt sind; ohne Angabe der Ordner der Tabelle. Nichts außerhalb wird geöffnet."
    ),
    "beneath.hint.table.rights": (
        "Wovon Felder handeln, für die Rechte an einem Medium: Feld=Rolle, getrennt durch Semikolons, etwa Usage regions=regions; "
        "Expiry=valid_until. Die Rollen sind die aus docs/rights.md."
    ),
    "beneath.hint.folder.path": "Der Ordner; alles darunter wird gelesen.",
    "beneath.hint.folder.reader": (
        "Welches Programm eingebettete Metadaten liest: exiftool, pillow oder auto (ExifTool, wo es installiert ist)."
    ),
    "beneath.hint.folder.write": (
        "Wohin Begriffe geschrieben werden: sidecar (neben das Bild), embed (in JPEG- und PNG-Bilder, mit ExifTool) oder none."
    ),
    "beneath.hint.folder.language": (
        "Die Sprache der Schlagwörter, die geschrieben werden, etwa de; ohne Angabe die erste des Arbeitsbereichs."
    ),
    "beneath.hint.folder.licences_in_files": (
        "Was Rechte in Dateien sind: embedded (sie schränken ein, was anderswo lizenziert ist) oder purchase (sie sind Ihre "
        "Kaufbelege)."
    ),
    "beneath.hint.folder.looks": "Ob Bilder nach ihrem Aussehen verglichen werden: yes oder no.",
    "beneath.hint.folder.poll": "Ob beim Beobachten alle paar Sekunden neu nachgesehen wird, wie Netzlaufwerke es brauchen: yes oder no.",
}
