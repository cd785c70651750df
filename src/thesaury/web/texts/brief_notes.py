"""What could not be read of a brief, or was read otherwise than it may have been meant."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "brief.notes": ("{count} thing to look at", "{count} things to look at"),
    "brief.note.nothing_named": "No concept of the vocabulary is named in this brief. Add concepts, or use other words.",
    "brief.note.too_many": "The brief names {about} concepts; those it speaks of most are kept.",
    "brief.note.wanted_and_excluded": "“{about}” is wanted in one place and excluded in another; it stays wanted.",
    "brief.note.excluded_and_wanted": "“{about}” is wanted in one place and excluded in another; it stays excluded.",
    "brief.note.excluded_in_part": (
        "“{about}” excludes more than one concept says, so nothing is excluded by it: look at the pictures."
    ),
    "brief.note.excluded_elsewhere": "“{about}” excludes something for one market alone, so nothing is excluded by it.",
    "brief.note.region_left_out": "The markets are many; “{about}” was to be left out of them, and is not. Name the markets.",
    "brief.note.date_unclear": "“{about}” can be more than one day, or is none. Give the days.",
    "brief.note.period_backwards": "“{about}” ends before it begins. Give the days.",
    "brief.note.several_periods": "The brief names several periods; “{about}” is taken.",
    "brief.note.rights_remark": "“{about}” speaks of rights: they are decided by the licences, not by the brief.",
    "brief.note.wording": "“{about}” speaks of words in texts, not of pictures.",
}

GERMAN: Phrases = {
    "brief.notes": ("{count} Stelle zum Ansehen", "{count} Stellen zum Ansehen"),
    "brief.note.nothing_named": (
        "Kein Begriff des Vokabulars ist in diesem Briefing genannt. Fügen Sie Begriffe hinzu, oder nehmen Sie andere Wörter."
    ),
    "brief.note.too_many": "Das Briefing nennt {about} Begriffe; behalten werden die, von denen es am meisten spricht.",
    "brief.note.wanted_and_excluded": "„{about}“ ist einmal gewünscht und einmal ausgeschlossen; es bleibt gewünscht.",
    "brief.note.excluded_and_wanted": "„{about}“ ist einmal gewünscht und einmal ausgeschlossen; es bleibt ausgeschlossen.",
    "brief.note.excluded_in_part": (
        "„{about}“ schließt mehr aus, als ein Begriff sagt; deshalb wird danach nichts ausgeschlossen: Sehen Sie sich die Bilder an."
    ),
    "brief.note.excluded_elsewhere": "„{about}“ schließt etwas nur für einen Markt aus; deshalb wird danach nichts ausgeschlossen.",
    "brief.note.region_left_out": (
        "Die Märkte sind viele; „{about}“ sollte ausgenommen sein und ist es nicht. Nennen Sie die Märkte einzeln."
    ),
    "brief.note.date_unclear": "„{about}“ kann mehr als ein Tag sein, oder keiner. Nennen Sie die Tage.",
    "brief.note.period_backwards": "„{about}“ endet, bevor es beginnt. Nennen Sie die Tage.",
    "brief.note.several_periods": "Das Briefing nennt mehrere Zeiträume; genommen ist „{about}“.",
    "brief.note.rights_remark": "„{about}“ spricht von Rechten: Darüber entscheiden die Lizenzen, nicht das Briefing.",
    "brief.note.wording": "„{about}“ spricht von Wörtern in Texten, nicht von Bildern.",
}
