"""The words of reports in German. A pair is singular and plural."""

from thesaury.pipeline.reporting.words.phrases import Phrases

GERMAN: Phrases = {
    "title": "{name}, {period}",
    "lead": "{covers}, {market}. Auf den Stand gebracht am {day}.",
    "covers.all": "Alles bisher",
    "covers.quarter": "{quarter}. Quartal {year}",
    "market.all": "alle Märkte",
    "market.one": "Markt {market}",
    "lead.never": "{covers}, {market}. Der Graph wurde noch nie auf den Stand gebracht.",
    "footer": "{title} · erstellt am {day}",
    "page": "Seite {page} von {pages}",
    "missing": "Diese Zeichen kennt keine Schrift dieses Rechners; sie stehen als Kästchen oder als Buchstabe ohne Zusatz: {signs}",
    "nothing": "Für diesen Zeitraum und Markt wurde nichts gemeldet.",
    "figure.uses": "Nutzungen",
    "figure.before": "{count} im Zeitraum davor",
    "figure.before.running": "bisher; {count} im ganzen Zeitraum davor",
    "figure.reuse": "Mindestens zweimal genutzt",
    "figure.reuse.of": "{part} von {all} genutzten Assets",
    "figure.nothing": "Suchen ohne Treffer",
    "figure.nothing.of": "{part} von {all} Suchen",
    "figure.blocked": "Suchen, die an Rechten scheitern",
    "figure.blocked.of": "{part} von {all} Suchen, die nach einer Nutzung fragten",
    "figure.per-use": "Kosten einer Lizenznutzung",
    "figure.per-use.of": "{part} für {all} Nutzungen in der Laufzeit",
    "figure.idle": "Bezahlt, nie genutzt",
    "figure.idle.of": "von {all}",
    "figure.none": "–",
    "months": "Nutzungen je Monat",
    "months.said": "{count} im {month}, die meisten der {all} gezeigten Monate.",
    "months.none": "Es wurde noch keine Nutzung gemeldet.",
    "concepts": "Meistgenutzte Begriffe",
    "concepts.said": "{concept} wird am meisten genutzt: {count}, von {assets}. Jeder Begriff zählt mit allem Engeren.",
    "left-out": "Hier gibt es so viel, dass Begriffe eines einzelnen Markts nach Jahren gezählt werden, nicht nach Quartalen.",
    "concepts.none": "Für diesen Zeitraum und Markt wurde keine Nutzung eines Assets mit Begriff gemeldet.",
    "gaps": "Was fehlt",
    "gaps.said": "{concept} wird gemessen an dem, was genutzt werden darf, am meisten gesucht: {demand}, dagegen {usable}.",
    "gaps.none": "In diesem Zeitraum und Markt hat niemand nach einem Begriff gefragt.",
    "gaps.note": (
        "Lücke: der Anteil an aller Nachfrage (Suchen, Anfragen nach Empfehlungen, Briefings) geteilt durch den "
        "Anteil an allen nutzbaren "
        "Assets, beide um eins geglättet."
    ),
    "spend": "Was Lizenzen kosten, nach Anbieter",
    "spend.said": "{cost} insgesamt, davon {idle} für Lizenzen, deren Assets in der Laufzeit nie genutzt wurden.",
    "spend.none": "In diesem Zeitraum wurde keine Lizenz mit bekanntem Preis gekauft.",
    "spend.unconverted": (
        "{count} hat keinen bekannten Preis oder Kurs und fehlt hier.",
        "{count} haben keinen bekannten Preis oder Kurs und fehlen hier.",
    ),
    "endings": "Lizenzen, die in laufenden Kampagnen enden",
    "endings.said": (
        "Die Lizenzen von {assets} enden binnen 90 Tagen, während eine Kampagne, die sie nutzt, weitergeht; "
        "zuerst nach dem {day}."
    ),
    "endings.none": "Binnen 90 Tagen endet keine Lizenz in einer Kampagne, die weitergeht.",
    "forecast": "Lizenzen, die in den nächsten Quartalen enden",
    "forecast.said": (
        "{count} bis {day}. Zum selben Preis verlängert kosten sie {cost}; von {ended}, die bisher endeten, wurden {renewed} verlängert, "
        "und so viele kosten {at_rate}."
    ),
    "forecast.said.no-rate": (
        "{count} bis {day}. Zum selben Preis verlängert kosten sie {cost}. Für einen Anteil der Verlängerungen "
        "endeten bisher zu wenige: {ended}."
    ),
    "forecast.none": "In den nächsten Quartalen läuft keine Lizenz mit bekanntem Ende aus.",
    "forecast.unpriced": (
        "{count} hat keine bekannten Kosten und zählt ohne sie.",
        "{count} haben keine bekannten Kosten und zählen ohne sie.",
    ),
    "trend": "Zu erwartende Käufe",
    "trend.said": (
        "Jedes Quartal wie dasselbe Quartal im Jahr davor (saisonal naiv). Die Grenzen sind der kleinste und der "
        "größte der {count} Fehler, "
        "die so bisher entstanden wären, mit der Schätzung dazwischen."
    ),
    "trend.bias.0": "",
    "trend.bias.1": "Jedes Mal wäre sie zu niedrig gewesen: Es ist eher mehr zu erwarten.",
    "trend.bias.-1": "Jedes Mal wäre sie zu hoch gewesen: Es ist eher weniger zu erwarten.",
    "trend.so-far": "{quarter} steht als Ganzes da; {cost} davon sind schon gekauft.",
    "trend.unpriced": (
        "{count} aus den Quartalen davor hat keine bekannten Kosten und fehlt darin.",
        "{count} aus den Quartalen davor haben keine bekannten Kosten und fehlen darin.",
    ),
    "trend.none": "Es gibt keine Vorhersage der Käufe: sie braucht {need} ganze Quartale, und {have} sind bekannt.",
    "advice": "Was zu tun ist",
    "advice.said": ("{count} Empfehlung mit ihrer Rechnung.", "{count} Empfehlungen, jede mit ihrer Rechnung."),
    "advice.most": "Von jeder Art die {most} gewichtigsten; die anderen stehen unter Auswertung, Empfehlungen.",
    "advice.none": "Es gibt keine Empfehlung.",
    "head.month": "Monat",
    "head.uses": "Nutzungen",
    "head.concept": "Begriff",
    "head.assets": "Assets",
    "head.demand": "Nachfrage",
    "head.usable": "Nutzbar",
    "head.gap": "Lücke",
    "head.provider": "Anbieter",
    "head.cost": "Kosten",
    "head.per-use": "Je Nutzung",
    "head.idle": "Nie genutzt",
    "head.asset": "Asset",
    "head.campaign": "Kampagne",
    "head.until": "Letzter Tag",
    "head.owner": "Zuständig",
    "head.quarter": "Quartal",
    "head.licences": "Lizenzen",
    "head.at-rate": "Beim bisherigen Anteil",
    "head.low": "Mindestens",
    "head.high": "Höchstens",
    "head.advice": "Empfehlung",
    "head.arithmetic": "Rechnung",
    "rest": "Rest von {quarter}",
    "unit.uses": ("{n} Nutzung", "{n} Nutzungen"),
    "unit.times": ("einmal", "{n}-mal"),
    "unit.assets": ("{n} Asset", "{n} Assets"),
    "unit.usable": ("{n} nutzbares Asset", "{n} nutzbare Assets"),
    "unit.demand": ("{n} Suche, Anfrage oder Briefing", "{n} Suchen, Anfragen und Briefings"),
    "unit.licences": ("{n} Lizenz", "{n} Lizenzen"),
    "unit.purchases": ("{n} Kauf", "{n} Käufe"),
    "unit.days": ("{n} Tag", "{n} Tagen"),
    "produce": (
        "Assets zu „{label}“ produzieren: von {demand}, die danach fragen, liegen {unmet} über dem Anteil an dem, "
        "was genutzt werden darf ({usable})."
    ),
    "produce.formula": "{demand_n} × (1 − {supplyShare} ÷ {demandShare}) = {unmet}",
    "produce.formula.nothing": "nichts davon darf genutzt werden: alle {demand_n} bleiben offen",
    "clear": (
        "Rechte für „{label}“ einholen: von {approved} dürfen {usable_n} genutzt werden, und von {demand}, die danach fragen, "
        "bleiben {unmet} offen."
    ),
    "clear.formula": "{demand_n} × (1 − {supplyShare} ÷ {demandShare}) = {unmet}",
    "clear.formula.nothing": "nichts davon darf genutzt werden: alle {demand_n} bleiben offen",
    "renew-for-campaign": (
        "Für die Kampagne „{label}“ verlängern, die bis {ends} läuft: die Lizenzen von {assets} enden vorher, "
        "zuerst nach dem {first}."
    ),
    "renew-for-campaign.open": (
        "Für die Kampagne „{label}“ verlängern, die kein Ende hat: die Lizenzen von {assets} enden, "
        "zuerst nach dem {first}."
    ),
    "renew-for-campaign.ended": (
        "Zurückziehen oder neu lizenzieren, was die Kampagne „{label}“ weiter nutzt: die Lizenzen von {assets} haben geendet, "
        "zuerst nach dem {ended}."
    ),
    "renew-for-campaign.formula": "{assets}, in dieser Kampagne {times} genutzt",
    "renew": (
        "{label} verlängern (endet am {ends}): eine Nutzung kostete weniger als eine Lizenznutzung im Ganzen. Zum "
        "selben Preis lohnt es sich ab {again}."
    ),
    "renew.formula": "{cost} ÷ {uses} = {perUse} ≤ {average}",
    "let-end": (
        "{label} am {ends} enden lassen: eine Nutzung kostete mehr als eine Lizenznutzung im Ganzen. Zum selben "
        "Preis würde es sich ab {again} lohnen."
    ),
    "let-end.formula": "{cost} ÷ {uses} = {perUse} > {average}",
    "retire": "{label} nutzen oder am {ends} enden lassen: was es umfasst ({assets}), wurde seit Beginn der Laufzeit nicht genutzt.",
    "retire.open": (
        "{label} nutzen oder aufgeben (kein bekanntes Ende): was es umfasst ({assets}), "
        "wurde seit Beginn der Laufzeit nicht genutzt."
    ),
    "retire.formula": "{cost} für keine Nutzung in {days}",
    "withdraw": (
        "„{label}“ zurückziehen oder neu lizenzieren: es wurde {times} genutzt, nachdem die Lizenz am {ended} geendet hatte, "
        "zuletzt am {last}."
    ),
    "withdraw.formula": "{uses} an Tagen, die keine Laufzeit deckt",
    "silence.produce.demand": (
        "Suchen, Anfragen und Briefings in diesem Zeitraum und Markt: {have}. Empfehlungen, was zu produzieren ist, "
        "beginnen bei {need}."
    ),
    "silence.produce.gap": "Kein Begriff, nach dem mindestens fünfmal gefragt wurde, ist mehr gefragt, als da ist.",
    "silence.renew-for-campaign.ending": "Binnen 90 Tagen endet keine Lizenz in einer Kampagne, die weitergeht.",
    "silence.renew.ending": "Binnen 90 Tagen läuft keine Lizenz mit bekanntem Ende aus.",
    "silence.renew.uses": (
        "Nutzungen lizenzierter Assets mit bekanntem Preis: {have}. Kosten je Nutzung zum Vergleichen gibt es ab "
        "{need}."
    ),
    "silence.renew.uses-of-one": "Keine Lizenz, die binnen 90 Tagen endet, hat einen bekannten Preis und mindestens {need} Nutzungen.",
    "silence.retire.idle": "Keine Lizenz läuft seit {need} Tagen ohne eine Nutzung.",
    "silence.withdraw.late": "Es ist keine Nutzung nach dem Ende einer Lizenz bekannt.",
}
