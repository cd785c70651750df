"""The words of a search that asks about a use: the form above the results, the badge of each hit, and what an empty answer says."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "use.heading": "May I use it?",
    "use.invite": "Say where and when, and every hit says whether it may be used.",
    "use.day.hint": "Today, if empty",
    "use.go": "Show rights",
    "use.stop": "Without rights",
    "use.asked": "For {use}",
    "use.amiss": "Rights are not looked at yet. Correct the marked fields.",
    "use.change": "Change",
    "use.only": "Show only",
    "use.counts": "Assets by answer",
    "use.until": "until {day}",
    "use.open": "no end in sight",
    "use.none": (
        "{count} asset matches, but it may not be used in {regions}.",
        "{count} assets match, but none may be used in {regions}.",
    ),
    "use.none.other": (
        "{count} asset matches, and its answer is another one.",
        "{count} assets match, and all have other answers.",
    ),
    "use.show": ("Show {count}: {word}", "Show all {count}: {word}"),
    "facet.verdict": "May I use it?",
    "facet.channel": "Channel",
    "facet.region": "Region",
    "facet.date": "Day",
    "facet.from": "From",
    "facet.to": "Until",
}

GERMAN: Phrases = {
    "use.heading": "Darf ich das verwenden?",
    "use.invite": "Sagen Sie, wo und wann: Jeder Treffer zeigt dann, ob er verwendet werden darf.",
    "use.day.hint": "Leer: heute",
    "use.go": "Rechte zeigen",
    "use.stop": "Ohne Rechte",
    "use.asked": "Für {use}",
    "use.amiss": "Die Rechte werden noch nicht geprüft. Berichtigen Sie die markierten Felder.",
    "use.change": "Ändern",
    "use.only": "Nur zeigen",
    "use.counts": "Medien nach Antwort",
    "use.until": "bis {day}",
    "use.open": "kein Ende absehbar",
    "use.none": (
        "{count} Medium passt, darf aber hier nicht verwendet werden: {regions}.",
        "{count} Medien passen, aber keines darf hier verwendet werden: {regions}.",
    ),
    "use.none.other": (
        "{count} Medium passt, hat aber eine andere Antwort.",
        "{count} Medien passen, haben aber alle andere Antworten.",
    ),
    "use.show": ("{count} zeigen: {word}", "Alle {count} zeigen: {word}"),
    "facet.verdict": "Darf ich das verwenden?",
    "facet.channel": "Kanal",
    "facet.region": "Region",
    "facet.date": "Tag",
    "facet.from": "Von",
    "facet.to": "Bis",
}
