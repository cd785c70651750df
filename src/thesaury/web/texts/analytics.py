"""The dashboard of analytics, and the pages of its named questions."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "analytics.tabs": "Pages of analytics",
    "analytics.dashboard": "Dashboard",
    "analytics.questions": "Questions",
    "analytics.own": "Own questions",
    "analytics.graph": "Graph",
    "analytics.behind": "What is behind it",
    "analytics.takes": "{name} as {form}",
    "analytics.table": "The same as a table",
    "analytics.all_rows": (
        "See the row",
        "See all {count} rows",
    ),
    "analytics.more": "More",
    "analytics.as_of": "As of",
    "analytics.stale": "These figures could not be brought up to date and are those of before.",
    "analytics.never": (
        "The graph of analysis has not been brought up to date yet. The worker does it, or the command: thesaury "
        "analytics refresh"
    ),
    "analytics.all": "All",
    "analytics.unknown": "Not reported",
    "analytics.period.all": "All time",
    "analytics.period.quarter": "Quarter {quarter}, {year}",
    "analytics.refused.month": (
        "Concepts of one market or channel are counted by year and quarter, not by month: instead of {asked}, ask for "
        "{told}, or for all markets and channels."
    ),
    "analytics.filters": "Period and market",
    "analytics.filter": "Show",
    "analytics.figures": "Key figures",
    "analytics.note": (
        "Spend, dependence on licences and what is at risk are counted for all markets together; what may be used "
        "is counted for today, and licences that end are looked for from today on, a year ahead."
    ),
    "analytics.all_markets": "All markets",
    "analytics.all_months": "All months",
    "analytics.unknown_period": (
        "“{given}” is no period, such as 2026, 2026-Q4, 2026-11 or all. Choose one above: this is {shown}."
    ),
    "analytics.unknown_market": (
        "“{given}” is no market: countries are written by their two letters, such as DE. Choose one above: these are "
        "all markets."
    ),
    "analytics.instead.year": "Nothing was used in {year} yet: this is {shown}, the newest year in which something was.",
    "analytics.instead.quarter": (
        "Months are counted for all markets together only: instead of {asked}, this is {shown}."
    ),
    "analytics.note.left-out": (
        "There is so much here that concepts of one market or channel are told by year, not by quarter. Choose a "
        "year, or all markets and channels."
    ),
    "analytics.figure.uses": "Uses",
    "analytics.figure.reuse": "Reuse rate",
    "analytics.figure.dependence": "Licensed content in campaigns",
    "analytics.figure.zero": "Searches that found nothing",
    "analytics.figure.blocked": "Blocked by rights",
    "analytics.figure.per_use": "Spend per use",
    "analytics.figure.idle": "Idle spend",
    "analytics.figure.risk": "Uses at risk",
    "analytics.figure.late": "Used after expiry",
    "analytics.of.uses": (
        "of {count} asset",
        "of {count} assets",
    ),
    "analytics.of.reuse": "{part} of {whole} used assets were used at least twice",
    "analytics.of.dependence": "{part} of {whole} uses in campaigns are of bought assets",
    "analytics.of.zero": "{part} of {whole} searches",
    "analytics.of.blocked": "{part} of {whole} searches that asked about a use",
    "analytics.of.per_use": "{cost} for {uses} uses within the term",
    "analytics.of.idle": "of {cost}: licences never used within their term",
    "analytics.of.risk": (
        "{count} asset in a live campaign may no longer be used before it ends",
        "{count} times an asset in a live campaign may no longer be used before it ends",
    ),
    "analytics.of.nothing": "nothing of this in this period",
    "analytics.of.late": "uses on a day that no term covers any more",
    "analytics.empty.title": "Nothing to analyse yet",
    "analytics.empty": (
        "No use, search or purchase has been reported here. As soon as systems tell what was used, this page "
        "fills by itself."
    ),
    "analytics.empty.never": (
        "The graph of analysis has not been brought up to date yet, or nothing was reported that could be in it."
    ),
    "analytics.empty.connect": "Connections",
    "analytics.ways": "How events come in",
    "analytics.ways.systems": (
        "Connected DAMs and CMS that report usage, with the step uses of a flow; the portal and the picker report "
        "by themselves."
    ),
    "analytics.ways.file": "A table of events:",
    "analytics.ways.call": "A program:",
    "analytics.ways.refresh": "The worker then brings the graph up to date; at once it is done by:",
    "analytics.questions.lead": (
        "Each question is answered from the graph, with its definition, a chart, a table, and the rows behind "
        "every figure. Programs ask the same by the API and the command thesaury ask."
    ),
    "analytics.questions.first": "Twelve questions",
    "analytics.questions.others": "Totals, and what is behind them",
    "analytics.parameters": "What is asked about",
    "analytics.ask": "Ask",
    "analytics.lacking": "Say what is asked about, and ask.",
    "analytics.concept.hint": "The label of a concept",
    "analytics.none.title": "Nothing fits",
    "analytics.none": (
        "The question was understood, and nothing that was reported fits it. Try a longer period, or all markets."
    ),
    "analytics.rows": (
        "{count} row",
        "{count} rows",
    ),
    "analytics.first": "The first {count} are shown; the table to take along has them all.",
    "analytics.cut": "There are more than these {count}: narrow the question to see the others.",
    "analytics.definition": "What the words mean",
    "analytics.sparql": "The question in SPARQL",
    "analytics.says.nothing": "Nothing was reported for this period and market.",
    "analytics.says.rows": (
        "{count} row.",
        "{count} rows.",
    ),
    "analytics.says.one": "{measure}: {first} with {most}.",
    "analytics.says.bars": (
        "{measure}: {first} comes first with {most}, then {second} with {next}; {count} rows in all."
    ),
    "analytics.says.line": "{measure} from {begin} to {end}: most in {peak} with {most}, at last {last}.",
    "analytics.says.endings": (
        "Within {days} days: {count} live campaign uses {assets} assets that may no longer be used before it ends: {names}. The "
        "first is permitted until {day}.",
        "Within {days} days: {count} live campaigns use {assets} assets that may no longer be used before they end: {names}. The "
        "first is permitted until {day}.",
    ),
    "analytics.says.gaps": (
        "{count} concept is asked for more than there are usable assets: {first}, with a demand of {demand} "
        "and {usable} usable assets.",
        "{count} concepts are asked for more than there are usable assets, most of all {first}, with "
        "a demand of {demand} and {usable} usable assets.",
    ),
    "analytics.says.gaps.none": (
        "The concept that is asked for has its share of usable assets.",
        "All {count} concepts that are asked for have their share of usable assets.",
    ),
    "analytics.says.dependence": (
        "{share} of all uses in campaigns are of bought assets; most in {first}, with {most}."
    ),
    "analytics.says.spend": (
        "Licences cost {cost}, of which {idle} were never used within their term; {first} comes first with {most}."
    ),
    "analytics.says.coverage": (
        "In {count} of {cells} cells nothing may be used, such as {first} in {place}.",
        "In {count} of {cells} cells nothing may be used, such as {first} in {place}.",
    ),
    "analytics.says.coverage.full": (
        "Something may be used in the one cell there is.",
        "Something may be used in each of the {count} cells.",
    ),
    "error.404.question": "There is no such question here, or it is not shared with you.",
    "error.404.thing": (
        "The graph knows nothing of this. It may not have been brought up to date since the thing came."
    ),
}

GERMAN: Phrases = {
    "analytics.tabs": "Seiten der Auswertung",
    "analytics.dashboard": "Übersicht",
    "analytics.questions": "Fragen",
    "analytics.own": "Eigene Fragen",
    "analytics.graph": "Graph",
    "analytics.behind": "Was dahintersteht",
    "analytics.takes": "{name} als {form}",
    "analytics.table": "Dasselbe als Tabelle",
    "analytics.all_rows": (
        "Die Zeile ansehen",
        "Alle {count} Zeilen ansehen",
    ),
    "analytics.more": "Mehr",
    "analytics.as_of": "Stand:",
    "analytics.stale": "Diese Zahlen ließen sich nicht auf den neuesten Stand bringen und sind die von vorher.",
    "analytics.never": (
        "Der Graph der Auswertung ist noch nicht auf dem neuesten Stand. Das erledigt der Arbeitsprozess, oder der "
        "Befehl: thesaury analytics refresh"
    ),
    "analytics.all": "Alle",
    "analytics.unknown": "Nicht gemeldet",
    "analytics.period.all": "Gesamte Zeit",
    "analytics.period.quarter": "{quarter}. Quartal {year}",
    "analytics.refused.month": (
        "Begriffe eines einzelnen Markts oder Kanals werden nach Jahr und Quartal gezählt, nicht nach Monat: Fragen Sie "
        "statt nach {asked} nach {told}, oder nach allen Märkten und Kanälen."
    ),
    "analytics.filters": "Zeitraum und Markt",
    "analytics.filter": "Zeigen",
    "analytics.figures": "Kennzahlen",
    "analytics.note": (
        "Ausgaben, Abhängigkeit von Lizenzen und Gefährdetes werden für alle Märkte zusammen gezählt; was genutzt "
        "werden darf, für heute, und Lizenzen, die enden, von heute an ein Jahr voraus."
    ),
    "analytics.all_markets": "Alle Märkte",
    "analytics.all_months": "Alle Monate",
    "analytics.unknown_period": (
        "„{given}“ ist kein Zeitraum wie 2026, 2026-Q4, 2026-11 oder all. Wählen Sie oben einen: Das ist {shown}."
    ),
    "analytics.unknown_market": (
        "„{given}“ ist kein Markt: Länder werden mit zwei Buchstaben geschrieben, etwa DE. Wählen Sie oben einen: Das sind "
        "alle Märkte."
    ),
    "analytics.instead.year": (
        "Im Jahr {year} wurde noch nichts genutzt: Das ist {shown}, das neueste Jahr mit Nutzungen."
    ),
    "analytics.instead.quarter": ("Monate werden nur für alle Märkte zusammen gezählt: Statt {asked} ist das {shown}."),
    "analytics.note.left-out": (
        "Hier gibt es so viel, dass Begriffe eines einzelnen Markts oder Kanals nach Jahren gezählt werden, nicht "
        "nach Quartalen. Wählen Sie ein Jahr oder alle Märkte und Kanäle."
    ),
    "analytics.figure.uses": "Nutzungen",
    "analytics.figure.reuse": "Wiederverwendung",
    "analytics.figure.dependence": "Lizenzierte Inhalte in Kampagnen",
    "analytics.figure.zero": "Suchen ohne Ergebnis",
    "analytics.figure.blocked": "Durch Rechte versperrt",
    "analytics.figure.per_use": "Ausgaben je Nutzung",
    "analytics.figure.idle": "Ungenutzte Ausgaben",
    "analytics.figure.risk": "Gefährdete Nutzungen",
    "analytics.figure.late": "Nach Ablauf genutzt",
    "analytics.of.uses": (
        "von {count} Asset",
        "von {count} Assets",
    ),
    "analytics.of.reuse": "{part} von {whole} genutzten Assets wurden mindestens zweimal genutzt",
    "analytics.of.dependence": "{part} von {whole} Nutzungen in Kampagnen sind von gekauften Assets",
    "analytics.of.zero": "{part} von {whole} Suchen",
    "analytics.of.blocked": "{part} von {whole} Suchen, die nach einer Nutzung fragten",
    "analytics.of.per_use": "{cost} für {uses} Nutzungen in der Laufzeit",
    "analytics.of.idle": "von {cost}: Lizenzen, die in ihrer Laufzeit nie genutzt wurden",
    "analytics.of.risk": (
        "{count} Asset darf in einer laufenden Kampagne vor ihrem Ende nicht mehr genutzt werden",
        "{count}-mal darf ein Asset in einer laufenden Kampagne vor deren Ende nicht mehr genutzt werden",
    ),
    "analytics.of.nothing": "nichts davon in diesem Zeitraum",
    "analytics.of.late": "Nutzungen an einem Tag, den keine Laufzeit mehr deckt",
    "analytics.empty.title": "Noch nichts auszuwerten",
    "analytics.empty": (
        "Hier wurde noch keine Nutzung, keine Suche und kein Kauf gemeldet. Sobald Systeme melden, was genutzt "
        "wurde, füllt sich diese Seite von selbst."
    ),
    "analytics.empty.never": (
        "Der Graph der Auswertung ist noch nicht auf dem neuesten Stand, oder es wurde nichts gemeldet, was darin "
        "stehen könnte."
    ),
    "analytics.empty.connect": "Verbindungen",
    "analytics.ways": "Wie Ereignisse hereinkommen",
    "analytics.ways.systems": (
        "Verbundene DAMs und CMS, die Nutzung melden, mit dem Schritt Nutzung eines Ablaufs; das Portal und der "
        "Picker melden von selbst."
    ),
    "analytics.ways.file": "Eine Tabelle von Ereignissen:",
    "analytics.ways.call": "Ein Programm:",
    "analytics.ways.refresh": "Danach bringt der Arbeitsprozess den Graphen auf den neuesten Stand; sofort geht es mit:",
    "analytics.questions.lead": (
        "Jede Frage wird aus dem Graphen beantwortet, mit ihrer Definition, einem Diagramm, einer Tabelle und den "
        "Zeilen hinter jeder Zahl. Programme fragen dasselbe über die API und den Befehl thesaury ask."
    ),
    "analytics.questions.first": "Zwölf Fragen",
    "analytics.questions.others": "Summen und was dahintersteht",
    "analytics.parameters": "Wonach gefragt wird",
    "analytics.ask": "Fragen",
    "analytics.lacking": "Geben Sie an, wonach gefragt wird, und fragen Sie.",
    "analytics.concept.hint": "Die Bezeichnung eines Begriffs",
    "analytics.none.title": "Nichts passt",
    "analytics.none": (
        "Die Frage wurde verstanden, und nichts Gemeldetes passt dazu. Versuchen Sie es mit einem längeren "
        "Zeitraum oder allen Märkten."
    ),
    "analytics.rows": (
        "{count} Zeile",
        "{count} Zeilen",
    ),
    "analytics.first": "Die ersten {count} sind zu sehen; die Tabelle zum Mitnehmen enthält alle.",
    "analytics.cut": "Es gibt mehr als diese {count}: Grenzen Sie die Frage ein, um die anderen zu sehen.",
    "analytics.definition": "Was die Wörter bedeuten",
    "analytics.sparql": "Die Frage in SPARQL",
    "analytics.says.nothing": "Für diesen Zeitraum und Markt wurde nichts gemeldet.",
    "analytics.says.rows": (
        "{count} Zeile.",
        "{count} Zeilen.",
    ),
    "analytics.says.one": "{measure}: {first} mit {most}.",
    "analytics.says.bars": (
        "{measure}: {first} steht mit {most} vorn, dann {second} mit {next}; insgesamt {count} Zeilen."
    ),
    "analytics.says.line": "{measure} von {begin} bis {end}: am meisten im {peak} mit {most}, zuletzt {last}.",
    "analytics.says.endings": (
        "Binnen {days} Tagen: {count} laufende Kampagne nutzt {assets} Assets, die vor ihrem Ende nicht mehr genutzt werden "
        "dürfen: {names}. Das erste ist bis {day} erlaubt.",
        "Binnen {days} Tagen: {count} laufende Kampagnen nutzen {assets} Assets, die vor deren Ende nicht mehr genutzt werden "
        "dürfen: {names}. Das erste ist bis {day} erlaubt.",
    ),
    "analytics.says.gaps": (
        "{count} Begriff wird stärker gefragt, als es nutzbare Assets gibt: {first}, mit einer Nachfrage von {demand} "
        "und {usable} nutzbaren Assets.",
        "{count} Begriffe werden stärker gefragt, als es nutzbare Assets gibt, am meisten {first}, mit "
        "einer Nachfrage von {demand} und {usable} nutzbaren Assets.",
    ),
    "analytics.says.gaps.none": (
        "Der gefragte Begriff hat seinen Anteil an nutzbaren Assets.",
        "Alle {count} gefragten Begriffe haben ihren Anteil an nutzbaren Assets.",
    ),
    "analytics.says.dependence": (
        "{share} aller Nutzungen in Kampagnen sind von gekauften Assets; am meisten in {first}, mit {most}."
    ),
    "analytics.says.spend": (
        "Lizenzen kosteten {cost}, davon wurden {idle} in ihrer Laufzeit nie genutzt; {first} steht mit {most} vorn."
    ),
    "analytics.says.coverage": (
        "In {count} von {cells} Zellen darf nichts genutzt werden, etwa {first} in {place}.",
        "In {count} von {cells} Zellen darf nichts genutzt werden, etwa {first} in {place}.",
    ),
    "analytics.says.coverage.full": (
        "In der einen Zelle darf etwas genutzt werden.",
        "In jeder der {count} Zellen darf etwas genutzt werden.",
    ),
    "error.404.question": "Diese Frage gibt es hier nicht, oder sie ist nicht mit Ihnen geteilt.",
    "error.404.thing": (
        "Davon weiß der Graph nichts. Vielleicht wurde er seitdem nicht auf den neuesten Stand gebracht."
    ),
}
