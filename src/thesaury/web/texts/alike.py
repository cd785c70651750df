"""Pictures that look alike."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
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
}

GERMAN: Phrases = {
    "alike.title": "Bilder, die sich gleichen",
    "alike.lead": (
        "Jedes Paar kann ein und dasselbe Bild in zwei Systemen sein. Ein Medium: Einträge, Lizenzen und Entscheidungen beider kommen "
        "zusammen. Zwei Medien: Sie bleiben getrennt, und niemand wird noch einmal gefragt."
    ),
    "alike.said.same": (
        "Sie sind ein Medium. Beim nächsten Abgleich kommen Begriffe und Suche auf den neuen Stand. War es ein Versehen? Einen Eintrag "
        "löst wieder heraus: thesaury identity part CONNECTION/ID"
    ),
    "alike.said.different": "Sie bleiben zwei Medien, und niemand wird noch einmal danach gefragt.",
    "alike.same": "Gleich",
    "alike.very_close": "Sehr ähnlich",
    "alike.close": "Ähnlich",
    "alike.bits": ("{count} von 64 Bits ist verschieden", "{count} von 64 Bits sind verschieden"),
    "alike.one": "Ein Medium",
    "alike.two": "Zwei Medien",
    "alike.agreed": "Ihre Quellen widersprechen sich in nichts.",
    "alike.disagree": "Worin sie sich unterscheiden",
    "alike.more": "Es gibt noch mehr: Sie folgen, wenn über diese entschieden ist.",
    "alike.none.title": "Kein Paar wartet auf eine Entscheidung",
    "alike.none": (
        "Bilder werden beim Einlesen der Medien verglichen. Gleichen sich zwei, und hat noch niemand gesagt, ob sie eines sind, "
        "erscheinen sie hier."
    ),
}
