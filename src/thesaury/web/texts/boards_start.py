"""The list of boards, a new one, and a board that somebody sees by a link."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "boards.lead": "From a brief to pictures that may be used: paste what you need pictures for, and put together what fits.",
    "boards.new": "New board",
    "boards.none.title": "No board yet",
    "boards.none": (
        "Paste a brief, and Thesaury reads what it is about, where and when the pictures are planned, and recommends those that fit and "
        "may be used. What you choose stays on a board that you can order, discuss, share and export."
    ),
    "boards.shared.count": ("{count} link", "{count} links"),
    "boards.changed": "changed {ago}",
    "boards.by": "by {who}",
    "boards.made": "Made {ago} by {who}",
    "boards.you": "you",
    "boards.you.say": "You",
    "boards.somebody.say": "Somebody",
    "boards.somebody": "somebody",
    "boards.more": "Older boards",
    "boards.first": "Newest boards",
    "boards.untitled": "Untitled board",
    "boards.start.lead": "Say what you need pictures for, in one of three ways. You can correct everything that was read from it.",
    "boards.start.name": "Name of the board",
    "boards.start.name.hint": "May stay empty: then it is named after the brief.",
    "boards.start.text": "Paste a brief",
    "boards.start.text.label": "Text of the brief",
    "boards.start.text.hint": "Any language of your vocabulary. Name markets, channels and dates, and rights are checked for them.",
    "boards.start.text.go": "Read the text",
    "boards.start.file": "Or a file",
    "boards.start.file.label": "File with the brief",
    "boards.start.file.hint": "Word, PowerPoint, PDF, Markdown or plain text, at most {limit} MB.",
    "boards.start.file.go": "Read the file",
    "boards.start.file.none": "Choose a file first.",
    "boards.start.file.again": "Your browser has let go of the file: choose it again.",
    "boards.start.file.large": "This file is larger than {limit} MB. Save it smaller, or paste its text.",
    "boards.start.sending": "Sending the file …",
    "boards.start.sent": "How much of the file is sent",
    "boards.start.campaign": "Or a campaign",
    "boards.start.campaign.label": "Campaign",
    "boards.start.campaign.choose": "Choose …",
    "boards.start.campaign.hint": "Markets and dates come from the record of the campaign.",
    "boards.start.campaign.go": "Take this campaign",
    "boards.start.campaign.none": "Choose a campaign first.",
    "boards.start.campaign.empty": (
        "This workspace knows no campaigns. Put a table campaigns.csv into its folder, and they can be chosen here."
    ),
    "boards.start.empty": "Paste the text of the brief first.",
    "shared.title": "Shared board",
    "shared.until": "Shared until {day}",
    "shared.note": "You see pictures to look at, not to use: ask whoever sent you the link for the files.",
    "shared.none": "Nothing is on this board yet.",
    "shared.talk": "Say what you think",
    "shared.talk.lead": (
        "Who works at this board reads it, with the name you give and a mark that it came by a link. What others say is not shown here."
    ),
    "shared.name": "Your name",
    "shared.name.empty": "Say who you are.",
    "shared.said": "Your comment is there. Who works at this board can read it now.",
    "shared.ended.title": "This link leads nowhere any more",
    "shared.ended": "It has ended or was revoked. Ask whoever sent it to you for a new one.",
}

GERMAN: Phrases = {
    "boards.lead": (
        "Vom Briefing zu Bildern, die verwendet werden dürfen: Fügen Sie ein, wofür Sie Bilder brauchen, und stellen Sie zusammen, "
        "was passt."
    ),
    "boards.new": "Neues Board",
    "boards.none.title": "Noch kein Board",
    "boards.none": (
        "Fügen Sie ein Briefing ein: Thesaury liest, worum es geht und wo und wann die Bilder geplant sind, und empfiehlt, was passt und "
        "verwendet werden darf. Was Sie wählen, bleibt auf einem Board, das Sie ordnen, besprechen, teilen und exportieren können."
    ),
    "boards.shared.count": ("{count} Link", "{count} Links"),
    "boards.changed": "geändert {ago}",
    "boards.by": "von {who}",
    "boards.made": "Angelegt {ago} von {who}",
    "boards.you": "Ihnen",
    "boards.you.say": "Sie",
    "boards.somebody.say": "Jemand",
    "boards.somebody": "jemandem",
    "boards.more": "Ältere Boards",
    "boards.first": "Neueste Boards",
    "boards.untitled": "Board ohne Namen",
    "boards.start.lead": (
        "Sagen Sie auf einem von drei Wegen, wofür Sie Bilder brauchen. Alles, was daraus gelesen wird, können Sie berichtigen."
    ),
    "boards.start.name": "Name des Boards",
    "boards.start.name.hint": "Darf leer bleiben: Dann heißt es wie das Briefing.",
    "boards.start.text": "Briefing einfügen",
    "boards.start.text.label": "Text des Briefings",
    "boards.start.text.hint": (
        "In jeder Sprache Ihres Vokabulars. Nennen Sie Märkte, Kanäle und Daten, dann werden die Rechte dafür geprüft."
    ),
    "boards.start.text.go": "Text lesen",
    "boards.start.file": "Oder eine Datei",
    "boards.start.file.label": "Datei mit dem Briefing",
    "boards.start.file.hint": "Word, PowerPoint, PDF, Markdown oder einfacher Text, höchstens {limit} MB.",
    "boards.start.file.go": "Datei lesen",
    "boards.start.file.none": "Wählen Sie zuerst eine Datei.",
    "boards.start.file.again": "Ihr Browser hat die Datei losgelassen: Wählen Sie sie noch einmal.",
    "boards.start.file.large": "Diese Datei ist größer als {limit} MB. Speichern Sie sie kleiner, oder fügen Sie ihren Text ein.",
    "boards.start.sending": "Die Datei wird gesendet …",
    "boards.start.sent": "Wie viel der Datei gesendet ist",
    "boards.start.campaign": "Oder eine Kampagne",
    "boards.start.campaign.label": "Kampagne",
    "boards.start.campaign.choose": "Wählen …",
    "boards.start.campaign.hint": "Märkte und Daten kommen aus dem Eintrag der Kampagne.",
    "boards.start.campaign.go": "Diese Kampagne nehmen",
    "boards.start.campaign.none": "Wählen Sie zuerst eine Kampagne.",
    "boards.start.campaign.empty": (
        "Dieser Arbeitsbereich kennt keine Kampagnen. Legen Sie eine Tabelle campaigns.csv in seinen Ordner, dann stehen sie hier zur Wahl."
    ),
    "boards.start.empty": "Fügen Sie zuerst den Text des Briefings ein.",
    "shared.title": "Geteiltes Board",
    "shared.until": "Geteilt bis {day}",
    "shared.note": "Sie sehen Bilder zum Ansehen, nicht zum Verwenden: Fragen Sie nach den Dateien, wer Ihnen den Link gesandt hat.",
    "shared.none": "Noch ist nichts auf diesem Board.",
    "shared.talk": "Sagen Sie, was Sie meinen",
    "shared.talk.lead": (
        "Wer an diesem Board arbeitet, liest es, mit dem Namen, den Sie angeben, und dem Zeichen, dass es über einen Link kam. Was andere "
        "sagen, steht nicht hier."
    ),
    "shared.name": "Ihr Name",
    "shared.name.empty": "Sagen Sie, wer Sie sind.",
    "shared.said": "Ihr Kommentar steht da. Wer an diesem Board arbeitet, kann ihn jetzt lesen.",
    "shared.ended.title": "Dieser Link führt nirgends mehr hin",
    "shared.ended": "Er ist abgelaufen oder wurde zurückgezogen. Bitten Sie um einen neuen, wer ihn Ihnen gesandt hat.",
}
