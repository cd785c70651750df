"""Reports that go out again and again, and one made now."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "error.404.table": "There is no such table. All of them are listed by GET /api/v1/analytics/tables.",
    "error.404.report": "There is no report of this name. It may have been removed; all of them are listed under Analytics, Reports.",
}

GERMAN: Phrases = {
    "error.404.table": "Diese Tabelle gibt es nicht. Alle nennt GET /api/v1/analytics/tables.",
    "error.404.report": "Es gibt keinen Bericht mit diesem Namen. Er wurde vielleicht entfernt; alle stehen unter Analyse, Berichte.",
}
