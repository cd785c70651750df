"""Placements: what people did, where answers were given, and what to do about a picture in a document."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "deed.placement.add": "Placed it in a document",
    "deed.recommendation.pinned": "Pinned a recommendation",
    "deed.recommendation.rejected": "Put a recommendation aside",
    "deed.recommendation.placed": "Placed a recommendation",
    "deed.recommendation.take-back": "Took back what was said of a recommendation",
    "decisions.where.placing": "placing",
    "panel.todo.unknown": "Find out where it comes from, or place it anew from here.",
    "panel.todo.gone": "Replace it.",
    "panel.todo.denied": "Replace it, or have this use licensed.",
    "panel.todo.ended": "Replace it, or have its licence prolonged.",
    "panel.todo.review": "Ask whoever decides on rights before it goes out.",
    "panel.todo.replaced": "Put the newer version in its place.",
    "panel.todo.ends_soon": "Replace it by {day}, or have its licence prolonged.",
}

GERMAN: Phrases = {
    "deed.placement.add": "In ein Dokument platziert",
    "deed.recommendation.pinned": "Empfehlung angeheftet",
    "deed.recommendation.rejected": "Empfehlung beiseitegelegt",
    "deed.recommendation.placed": "Empfehlung platziert",
    "deed.recommendation.take-back": "Urteil über eine Empfehlung zurückgenommen",
    "decisions.where.placing": "Platzieren",
    "panel.todo.unknown": "Herausfinden, woher es kommt, oder von hier aus neu platzieren.",
    "panel.todo.gone": "Ersetzen.",
    "panel.todo.denied": "Ersetzen, oder diese Nutzung lizenzieren lassen.",
    "panel.todo.ended": "Ersetzen, oder die Lizenz verlängern lassen.",
    "panel.todo.review": "Vor der Veröffentlichung fragen, wer über Rechte entscheidet.",
    "panel.todo.replaced": "Die neuere Version einsetzen.",
    "panel.todo.ends_soon": "Bis {day} ersetzen, oder die Lizenz verlängern lassen.",
}
