"""The terms of the named questions, which their definitions say in English."""

from collections.abc import Mapping

from thesaury.analytics.definitions import questions
from thesaury.web.texts.phrases import Phrases

_MARKET = (
    "Ein Land, ein Gebiet oder eine Gruppe, wie es genannt wurde: was von einer Gruppe wie DACH gemeldet wird, zählt für sie und "
    "für alle, nicht für ihre Mitglieder."
)
_TERMS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("most-reused-concepts", "use"): (
        "Nutzung",
        "Ein Asset wurde verwendet, wie ein System es meldete; ein Ereignis, das mehrere meldet, zählt als so viele. Aufrufe "
        "und Downloads sind keine Nutzungen.",
    ),
    ("most-reused-concepts", "concept"): (
        "Begriff",
        "Nach den angenommenen Annotationen des Assets, mit dem Begriff selbst oder etwas Engerem; ein Asset zählt einmal, auf "
        "wie vielen Wegen es auch dahin kommt.",
    ),
    ("most-reused-concepts", "market"): ("Markt", _MARKET),
    ("most-reused-concepts", "reuse rate"): (
        "Wiederverwendung",
        "Assets, die mindestens zweimal genutzt wurden, geteilt durch genutzte Assets.",
    ),
    ("licensed-dependence", "licensed use"): (
        "lizenzierte Nutzung",
        "Die Nutzung eines Assets, das mindestens ein Lizenzkauf deckt, wann immer er war.",
    ),
    ("licensed-dependence", "use"): (
        "Nutzung",
        "Ein Asset wurde für die Kampagne verwendet, wie ein System es meldete.",
    ),
    ("ending-in-live-campaigns", "last day"): (
        "letzter Tag",
        "Der letzte Tag, an dem die Rechte des Assets erlauben, was die Kampagne in ihren Märkten und Kanälen damit tut.",
    ),
    ("ending-in-live-campaigns", "live campaign"): (
        "laufende Kampagne",
        "Eine Kampagne, die nach diesem Tag endet oder kein Ende hat.",
    ),
    ("used-after-expiry", "after expiry"): (
        "nach Ablauf",
        "An einem Tag nach dem Ende einer Laufzeit und in keiner anderen: Mit zwei Lizenzen oder einer Verlängerung, die den "
        "Tag deckt, ist es nicht zu spät.",
    ),
    ("used-after-expiry", "day"): ("Tag", "Gezählt, wo Kampagnen und Lizenzen ihre Tage zählen."),
    ("content-gaps", "demand"): (
        "Nachfrage",
        "Suchen, Briefings und Bitten um Empfehlungen, die den Begriff oder etwas Engeres nennen, jede einmal gezählt.",
    ),
    ("content-gaps", "supply"): (
        "Angebot",
        "Vorhandene Assets mit einer angenommenen Annotation des Begriffs oder von etwas Engerem, deren Rechte heute eine "
        "Nutzung in diesem Markt oder Kanal erlauben; irgendwo, wo der Ort nicht genannt wurde.",
    ),
    ("content-gaps", "market"): ("Markt", _MARKET),
    ("content-gaps", "gap"): (
        "Lücke",
        "Der Anteil an der Nachfrage geteilt durch den Anteil am Angebot, beide um eins geglättet, damit nichts durch nichts "
        "geteilt wird.",
    ),
    ("found-nothing", "found nothing"): (
        "fand nichts",
        "Die Suche hatte gar kein Ergebnis, was auch die Rechte sagen.",
    ),
    ("found-nothing", "zero-result rate"): (
        "Anteil der Suchen ohne Ergebnis",
        "Suchen ohne Ergebnis, geteilt durch Suchen.",
    ),
    ("blocked-by-rights", "blocked"): (
        "versperrt",
        "Die Suche fragte nach einer Nutzung und hatte Ergebnisse, und die Rechte erlauben diese Nutzung für keines davon.",
    ),
    ("blocked-by-rights", "axis"): (
        "Seite der Nutzung",
        "Eine Seite der Nutzung, von der Rechte sprechen: Kanal, Gebiet, Datum und so weiter. Eine Suche, die mehrere "
        "verwehren, zählt bei jeder, und einmal bei allen zusammen.",
    ),
    ("spend-per-use", "cost"): (
        "Kosten",
        "Der Preis des Kaufs in der Währung des Workspace, nach der Tabelle der Kurse mit ihrem Datum. Was mehrere Assets "
        "deckt, wird gleichmäßig auf sie verteilt.",
    ),
    ("spend-per-use", "spend per use"): (
        "Ausgaben je Nutzung",
        "Kosten geteilt durch die Nutzungen in den Laufzeiten der Lizenzen. Eine Nutzung, die zwei decken, ist in jeder "
        "Summe eine.",
    ),
    ("spend-per-use", "idle spend"): (
        "ungenutzte Ausgaben",
        "Die Kosten der Lizenzen, von deren Assets in der Laufzeit keines genutzt wurde.",
    ),
    ("spend-per-use", "by campaign"): (
        "nach Kampagne",
        "Eine Kampagne bekommt vom Anteil eines Assets so viel, wie ihre Nutzungen von allen in der Laufzeit sind; Kampagnen "
        "ergeben so nicht mehr als das Ganze.",
    ),
    ("spend-per-use", "by concept"): (
        "nach Begriff",
        "Ein Begriff bekommt den Anteil jedes Assets, das ihn oder etwas Engeres trägt; Summen über Begriffe können so mehr "
        "als das Ganze ergeben.",
    ),
    ("coverage-matrix", "place"): (
        "Ort",
        "Jeder Markt und jeder Kanal, für den etwas gesucht oder in dem etwas genutzt wurde; einzelne Kanäle eines Marktes für die "
        "zwölf von beiden, nach denen am meisten gefragt wird.",
    ),
    ("coverage-matrix", "usable"): (
        "nutzbar",
        "Die Rechte des Assets erlauben heute eine Nutzung in diesem Markt und Kanal.",
    ),
    ("coverage-matrix", "approved"): (
        "freigegeben",
        "Ein vorhandenes Asset mit einer angenommenen Annotation des Begriffs oder von etwas Engerem.",
    ),
    ("tag-quality", "acceptance"): (
        "Annahme",
        "Angenommene, geteilt durch angenommene und abgelehnte. Was noch niemand entschied, zählt nicht.",
    ),
    ("time-to-find", "session"): (
        "Sitzung",
        "Was eine Person an einem Tag tut. Ihr Schlüssel wechselt jeden Tag, sodass sich keine zwei Tage verbinden lassen.",
    ),
    ("time-to-find", "time to find"): (
        "Zeit bis zum Fund",
        "Von der ersten Suche bis zum ersten Download oder Platzieren danach; Sitzungen ohne einen haben keine Zeit.",
    ),
    ("impact-of-withdrawal", "made from"): (
        "entstanden aus",
        "Der Katalog weiß, dass eines aus dem anderen entstand, unmittelbar oder über weitere.",
    ),
}


def _keyed(term: tuple[str, str], name: str, meaning: str) -> Phrases:
    key = f"analytics.term.{'.'.join(term)}"
    return {key: name, f"{key}.means": meaning}


ENGLISH: Phrases = {
    key: text
    for question in questions().values()
    for term, meaning in question.terms
    for key, text in _keyed((question.name, term), term, meaning).items()
}
GERMAN: Phrases = {key: text for term, told in _TERMS.items() for key, text in _keyed(term, *told).items()}
