"""The graph store of a connection: whether the graph is kept current there, and how far that is."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "graphs.title": "Graph store",
    "graphs.kept": "The graph is kept current there: once analytics are up to date, what changed is put there again.",
    "graphs.by_hand": "Nothing is put there by itself.",
    "graphs.choose": "Keep it current",
    "graphs.change": "Change that",
    "graphs.none": "Nothing was put there yet.",
    "graphs.whole": "Everything there was as here last {when}.",
    "graphs.never_whole": "Not everything is there yet.",
    "graphs.statements": ("statement", "statements"),
    "graphs.failed": "Not put",
    "graphs.all": "The graphs there",
    "graphs.of": ("1 statement, put {when}", "{count} statements, put {when}"),
    "graphs.not_there": "not there yet",
    "graphs.failing": "The graph was not put there",
    "connections.setting.graph_keep": "Keep the graph current",
}
GERMAN: Phrases = {
    "graphs.title": "Graphspeicher",
    "graphs.kept": (
        "Der Graph wird dort aktuell gehalten: Ist die Auswertung auf dem neuesten Stand, wird hingebracht, was sich "
        "geändert hat."
    ),
    "graphs.by_hand": "Von selbst wird nichts dorthin gebracht.",
    "graphs.choose": "Aktuell halten",
    "graphs.change": "Ändern",
    "graphs.none": "Noch wurde nichts dorthin gebracht.",
    "graphs.whole": "Zuletzt war dort alles wie hier: {when}.",
    "graphs.never_whole": "Noch ist nicht alles dort.",
    "graphs.statements": ("Aussage", "Aussagen"),
    "graphs.failed": "Nicht hingebracht",
    "graphs.all": "Die Graphen dort",
    "graphs.of": ("1 Aussage, hingebracht {when}", "{count} Aussagen, hingebracht {when}"),
    "graphs.not_there": "noch nicht dort",
    "graphs.failing": "Der Graph wurde nicht hingebracht",
    "connections.setting.graph_keep": "Den Graphen aktuell halten",
}
