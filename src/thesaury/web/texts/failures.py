"""What went wrong, and what to do."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "error.home": "Go to all assets",
    "error.again": "Try again",
    "error.404.title": "Not found",
    "error.404": (
        "There is nothing at this address. The asset or concept may have been removed, or the address has a "
        "typing error."
    ),
    "error.404.asset": "No asset has this id. It may have left its source, or the address has a typing error.",
    "error.404.pair": (
        "One of the two is not here any more: it left its sources, or somebody joined them already. Nothing was "
        "changed."
    ),
    "error.404.board": "There is no such board. It may have been deleted; all of them are listed under Boards.",
    "error.404.connection": "There is no such connection. It may have been disconnected, or the address has a typing error.",
    "error.404.flow": "There is no flow of this name. It may have been deleted, or the address has a typing error.",
    "error.404.webhook": "There is no such webhook. It may have been removed; all of them are listed under Publishing.",
    "error.404.run": "There is no run of this number. The newest are listed under Runs, and by GET /api/v1/runs.",
    "error.404.brand_term": "There is no brand term of this text and language. It may have been removed meanwhile.",
    "error.404.profile": "There is no profile of this name. It may have been removed, or the address has a typing error.",
    "error.404.rights": "There is no such rights record. Its source may have left, or the address has a typing error.",
    "error.404.concept": "No current vocabulary holds this concept. It may have been removed, or the address has a typing error.",
    "error.400.title": "That cannot be asked",
    "error.409.title": "Changed meanwhile",
    "error.405.title": "That cannot be done here",
    "error.413": "A form has 1 MiB at most.",
    "error.form": "That is no form of ours. Go back and send it again.",
    "error.422": "Check {where}: {why}.",
    "error.503.title": "Not ready just now",
    "error.500.title": "Something broke on our side",
    "error.500": (
        "The workspace could not answer; nothing was changed. Try again; if it happens again, stop the server, run "
        "thesaury status in the workspace, and read the server's log."
    ),
}

GERMAN: Phrases = {
    "error.home": "Zu allen Medien",
    "error.again": "Noch einmal versuchen",
    "error.404.title": "Nicht gefunden",
    "error.404": (
        "Unter dieser Adresse gibt es nichts. Das Medium oder der Begriff wurde vielleicht entfernt, oder die "
        "Adresse enthält einen Tippfehler."
    ),
    "error.404.asset": (
        "Kein Medium hat diese Kennung. Es hat vielleicht seine Quelle verlassen, oder die Adresse enthält einen "
        "Tippfehler."
    ),
    "error.404.pair": (
        "Eines der beiden ist nicht mehr da: Es hat seine Quellen verlassen, oder jemand hat beide schon "
        "verbunden. Nichts wurde geändert."
    ),
    "error.404.board": "Dieses Board gibt es nicht. Vielleicht wurde es gelöscht; alle stehen unter Boards.",
    "error.404.connection": "Diese Verbindung gibt es nicht. Vielleicht wurde sie getrennt, oder die Adresse enthält einen Tippfehler.",
    "error.404.flow": "Es gibt keinen Ablauf mit diesem Namen. Vielleicht wurde er gelöscht, oder die Adresse enthält einen Tippfehler.",
    "error.404.webhook": "Diesen Webhook gibt es nicht. Er wurde vielleicht entfernt; alle stehen unter Veröffentlichen.",
    "error.404.run": "Es gibt keinen Lauf mit dieser Nummer. Die neuesten stehen unter Läufe, auch bei GET /api/v1/runs.",
    "error.404.brand_term": "Es gibt kein Markenwort mit diesem Text in dieser Sprache. Vielleicht wurde es inzwischen entfernt.",
    "error.404.profile": "Es gibt kein Profil mit diesem Namen. Vielleicht wurde es entfernt, oder die Adresse enthält einen Tippfehler.",
    "error.404.rights": (
        "Diesen Rechteeintrag gibt es nicht. Seine Quelle ist vielleicht fort, oder die Adresse enthält einen "
        "Tippfehler."
    ),
    "error.404.concept": (
        "Kein aktuelles Vokabular enthält diesen Begriff. Er wurde vielleicht entfernt, oder die Adresse enthält "
        "einen Tippfehler."
    ),
    "error.400.title": "So lässt sich das nicht abfragen",
    "error.409.title": "Inzwischen geändert",
    "error.405.title": "Das geht hier nicht",
    "error.413": "Ein Formular darf höchstens 1 MiB groß sein.",
    "error.form": "Dieses Formular stammt nicht von uns. Gehen Sie zurück und senden Sie es noch einmal.",
    "error.422": "Prüfen Sie {where}: {why}.",
    "error.503.title": "Im Augenblick nicht bereit",
    "error.500.title": "Bei uns ist etwas schiefgegangen",
    "error.500": (
        "Der Arbeitsbereich konnte nicht antworten; nichts wurde geändert. Versuchen Sie es noch einmal. Geschieht es wieder, halten Sie "
        "den Server an, führen Sie im Arbeitsbereich thesaury status aus und lesen Sie das Protokoll des Servers."
    ),
}
