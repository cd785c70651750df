"""The settings of models: which one finds meanings, and which were learned from reviews."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "model.lead": "An embedding model finds what means the same in other words. Everything works without one.",
    "model.embedding": "Meaning of queries",
    "model.which": "Which model",
    "model.none": "None: search by words and concepts",
    "model.other": "Another one, by folder or name:",
    "model.folder": "Folder or name",
    "model.size": "{mib} MiB",
    "model.fetch": "A further model is fetched on the command line, which needs the network:",
    "model.learned": "Models learned from reviews",
    "model.learned.why": "They suggest concepts. Another one is chosen by:",
    "model.learned.none": (
        "None yet: the model that comes with Thesaury speaks. It learns by itself once enough is decided."
    ),
    "model.number": "No.",
    "model.state": "State",
    "model.trained": "Trained",
    "model.examples": "Examples",
    "model.reason": "Why",
    "model.speaks": "Speaks",
    "model.kept": "kept",
    "model.deleted": "content deleted",
    "setting.embedding_model": "Embedding model",
    "setting.embedding_model.why": (
        "Folder of a model, relative to the workspace, or the name of a fetched one, as owner/name; empty for none."
    ),
    "setting.wordnet": "WordNet",
    "setting.wordnet.why": (
        "Dictionary of English meanings for queries where there is no model: auto for the one of this "
        "machine, a folder, or empty."
    ),
    "setting.model_hub": "Model hub",
    "setting.model_hub.why": "Address that thesaury models fetch asks; empty for the usual one.",
}

GERMAN: Phrases = {
    "model.lead": "Ein Einbettungsmodell findet, was mit anderen Worten dasselbe bedeutet. Ohne geht alles auch.",
    "model.embedding": "Bedeutung von Anfragen",
    "model.which": "Welches Modell",
    "model.none": "Keines: Suche nach Wörtern und Begriffen",
    "model.other": "Ein anderes, nach Ordner oder Name:",
    "model.folder": "Ordner oder Name",
    "model.size": "{mib} MiB",
    "model.fetch": "Ein weiteres Modell holt die Befehlszeile, die dazu das Netz braucht:",
    "model.learned": "Aus Prüfungen gelernte Modelle",
    "model.learned.why": "Sie schlagen Begriffe vor. Ein anderes wählt man mit:",
    "model.learned.none": (
        "Noch keines: Es spricht das mitgelieferte Modell. Gelernt wird von selbst, sobald genug entschieden ist."
    ),
    "model.number": "Nr.",
    "model.state": "Stand",
    "model.trained": "Gelernt",
    "model.examples": "Beispiele",
    "model.reason": "Warum",
    "model.speaks": "Spricht",
    "model.kept": "aufbewahrt",
    "model.deleted": "Inhalt gelöscht",
    "setting.embedding_model": "Einbettungsmodell",
    "setting.embedding_model.why": (
        "Ordner eines Modells, relativ zum Arbeitsbereich, oder Name eines geholten als owner/name; leer für keines."
    ),
    "setting.wordnet": "WordNet",
    "setting.wordnet.why": (
        "Wörterbuch englischer Bedeutungen für Anfragen ohne Modell: auto für das dieses Rechners, ein Ordner "
        "oder leer."
    ),
    "setting.model_hub": "Modell-Hub",
    "setting.model_hub.why": "Adresse, die thesaury models fetch fragt; leer für die übliche.",
}
