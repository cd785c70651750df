"""What the settings of PoolParty are for, as its manifest says it."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "beneath.hint.poolparty.url": (
        "The root of the server, such as https://taxonomy.example.com; TLS certificates are always verified."
    ),
    "beneath.hint.poolparty.project": "The project: its UUID or its URI supplement.",
    "beneath.hint.poolparty.user": "The user name; never that of a super-user.",
    "beneath.hint.poolparty.password": "The password of that user.",
    "beneath.hint.poolparty.auth": "How to log in: basic, or oauth (Keycloak).",
    "beneath.hint.poolparty.auth_url": "Where Keycloak is, for oauth; the server's root and /auth if not given.",
    "beneath.hint.poolparty.realm": "The Keycloak realm, for oauth.",
    "beneath.hint.poolparty.client_id": "The OAuth client.",
    "beneath.hint.poolparty.client_secret": "The secret of the OAuth client.",
    "beneath.hint.poolparty.version": "The version segment of paths, such as 9.4, where a server asks for one.",
    "beneath.hint.poolparty.languages": "Languages to read, parted by commas; all those of the project if not given.",
    "beneath.hint.poolparty.base_uri": (
        "What the IRIs of the project's concepts begin with, where the project does not say it right."
    ),
    "beneath.hint.poolparty.drafts": "yes takes concepts that the workflow calls drafts; suggested ones never come.",
    "beneath.hint.poolparty.export": "auto reads whole projects by export where the credential may, no never does.",
    "beneath.hint.poolparty.history_overlap_hours": (
        "How far each reading of the history reaches back behind the last one, because its times have no zone."
    ),
    "beneath.hint.poolparty.whole_every_hours": (
        "After how many hours everything is compared, to find changes the history leaves out."
    ),
    "beneath.hint.poolparty.min_score": "Extracted concepts with a lower score (0 to 1) are left out.",
    "beneath.hint.poolparty.max_concepts": (
        "How many concepts of one text are asked for; the server's own limit is not documented."
    ),
    "beneath.hint.poolparty.chunk_size": "Texts with more characters are extracted in pieces.",
    "beneath.hint.poolparty.language": (
        "The language of texts and tags that do not say theirs; detected by the server if not given."
    ),
    "beneath.hint.poolparty.offsets": (
        "What the extractor counts positions in: codepoints, utf16, or auto (found out by comparing)."
    ),
    "beneath.hint.poolparty.parallel": "How many assets are extracted at a time.",
    "beneath.hint.poolparty.iri_form": (
        "How broader concepts of a proposal are sent: text, or object for servers that ask for {{uri}}."
    ),
    "beneath.hint.poolparty.per_second": "How many requests a second are sent at most.",
    "beneath.hint.poolparty.first_wait": (
        "Seconds before a failed read is tried again; twice as long each further time, 32 at most."
    ),
    "beneath.hint.poolparty.graph_url": "The Graph Store Protocol address of a SPARQL 1.1 store, for the role graph.",
    "beneath.hint.poolparty.graph_update_url": "The SPARQL Update address of that store.",
    "beneath.hint.poolparty.graph_query_url": (
        "The SPARQL query address of that store; with it a lost answer is settled by looking."
    ),
    "beneath.hint.poolparty.graph_user": "The user name at that store; no credential is sent without one.",
    "beneath.hint.poolparty.graph_keep": (
        "yes keeps the graph of the workspace current in that store: after it was measured, what changed is put "
        "there again."
    ),
    "beneath.hint.poolparty.graph_password": "The password at that store.",
}

GERMAN: Phrases = {
    "beneath.hint.poolparty.url": (
        "Die Wurzel des Servers, etwa https://taxonomy.example.com; TLS-Zertifikate werden immer geprüft."
    ),
    "beneath.hint.poolparty.project": "Das Projekt: seine UUID oder sein URI-Zusatz.",
    "beneath.hint.poolparty.user": "Der Benutzername; nie der eines Super-Users.",
    "beneath.hint.poolparty.password": "Das Passwort dieses Benutzers.",
    "beneath.hint.poolparty.auth": "Wie man sich anmeldet: basic oder oauth (Keycloak).",
    "beneath.hint.poolparty.auth_url": "Wo Keycloak ist, für oauth; ohne Angabe die Wurzel des Servers mit /auth.",
    "beneath.hint.poolparty.realm": "Der Realm von Keycloak, für oauth.",
    "beneath.hint.poolparty.client_id": "Der OAuth-Client.",
    "beneath.hint.poolparty.client_secret": "Das Geheimnis des OAuth-Clients.",
    "beneath.hint.poolparty.version": "Der Versionsteil der Pfade, etwa 9.4, wo ein Server danach verlangt.",
    "beneath.hint.poolparty.languages": (
        "Sprachen, die gelesen werden, durch Kommas getrennt; ohne Angabe alle des Projekts."
    ),
    "beneath.hint.poolparty.base_uri": (
        "Womit die IRIs der Begriffe des Projekts beginnen, wo das Projekt es nicht richtig nennt."
    ),
    "beneath.hint.poolparty.drafts": "yes nimmt Begriffe, die der Workflow Entwürfe nennt; vorgeschlagene kommen nie.",
    "beneath.hint.poolparty.export": "auto liest ganze Projekte als Export, wo die Zugangsdaten es dürfen, no nie.",
    "beneath.hint.poolparty.history_overlap_hours": (
        "Wie viele Stunden jedes Lesen des Verlaufs hinter das letzte zurückreicht, weil dessen Zeiten keine Zone "
        "haben."
    ),
    "beneath.hint.poolparty.whole_every_hours": (
        "Nach wie vielen Stunden alles verglichen wird, um Änderungen zu finden, die im Verlauf fehlen."
    ),
    "beneath.hint.poolparty.min_score": "Erkannte Begriffe mit kleinerem Wert (0 bis 1) fallen weg.",
    "beneath.hint.poolparty.max_concepts": (
        "Wie viele Begriffe eines Textes erfragt werden; die eigene Grenze des Servers ist nicht dokumentiert."
    ),
    "beneath.hint.poolparty.chunk_size": "Texte mit mehr Zeichen werden in Stücken gelesen.",
    "beneath.hint.poolparty.language": (
        "Die Sprache von Texten und Tags, die ihre nicht nennen; ohne Angabe erkennt sie der Server."
    ),
    "beneath.hint.poolparty.offsets": (
        "Worin der Server Positionen zählt: codepoints, utf16 oder auto (durch Vergleichen herausgefunden)."
    ),
    "beneath.hint.poolparty.parallel": "Wie viele Medien gleichzeitig gelesen werden.",
    "beneath.hint.poolparty.iri_form": (
        "Wie Oberbegriffe eines Vorschlags gesendet werden: text, oder object für Server, die {{uri}} verlangen."
    ),
    "beneath.hint.poolparty.per_second": "Wie viele Anfragen je Sekunde höchstens gesendet werden.",
    "beneath.hint.poolparty.first_wait": (
        "Sekunden, bis ein gescheitertes Lesen noch einmal versucht wird; jedes weitere Mal doppelt so viele, "
        "höchstens 32."
    ),
    "beneath.hint.poolparty.graph_url": (
        "Die Adresse eines SPARQL-1.1-Speichers nach dem Graph Store Protocol, für die Rolle graph."
    ),
    "beneath.hint.poolparty.graph_update_url": "Die Adresse dieses Speichers für SPARQL Update.",
    "beneath.hint.poolparty.graph_query_url": (
        "Die Adresse dieses Speichers für SPARQL-Abfragen; damit klärt ein Blick, was eine verlorene Antwort "
        "offen lässt."
    ),
    "beneath.hint.poolparty.graph_user": (
        "Der Benutzername bei diesem Speicher; ohne ihn werden keine Zugangsdaten gesendet."
    ),
    "beneath.hint.poolparty.graph_keep": (
        "yes hält den Graphen des Arbeitsbereichs in diesem Speicher aktuell: nach dem Messen wird, was sich "
        "geändert hat, wieder dorthin gelegt."
    ),
    "beneath.hint.poolparty.graph_password": "Das Passwort bei diesem Speicher.",
}
