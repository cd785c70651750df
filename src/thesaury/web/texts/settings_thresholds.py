"""The settings of thresholds: which suggestions are accepted without a person."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "thresholds.lead": (
        "Suggestions of a scheme can be accepted without a person where earlier decisions show that they are "
        "right often enough. Everything else waits for people."
    ),
    "thresholds.on": "Accepts by itself",
    "thresholds.off": "People decide",
    "thresholds.silent": "Accepts nothing just now",
    "thresholds.holds": (
        "From score {score} on, for a precision of {precision} %: that is {share} % of the scheme's suggestions."
    ),
    "thresholds.precision": "Right in at least",
    "thresholds.try": "See what it would do",
    "thresholds.switch-on": "Switch on",
    "thresholds.switch-off": "Switch off",
    "thresholds.unproven": "Cannot be switched on.",
    "thresholds.said.on": "The rule is on; what waited and reaches it is accepted.",
    "thresholds.said.off": "The rule is off; from now on people decide.",
    "thresholds.none": "No concept scheme yet",
    "thresholds.none.why": "Rules stand over the schemes of your vocabularies. Import one first.",
    "thresholds.waiting": ("{count} waits", "{count} wait"),
    "thresholds.would": (
        "It would accept {count} waiting suggestion now.",
        "It would accept {count} waiting suggestions now.",
    ),
}

GERMAN: Phrases = {
    "thresholds.lead": (
        "Vorschläge eines Schemas können ohne Menschen angenommen werden, wo frühere Entscheidungen zeigen, "
        "dass sie oft genug stimmen. Alles andere wartet auf Menschen."
    ),
    "thresholds.on": "Nimmt selbst an",
    "thresholds.off": "Menschen entscheiden",
    "thresholds.silent": "Nimmt gerade nichts an",
    "thresholds.holds": (
        "Ab Wert {score}, für eine Genauigkeit von {precision} %: Das sind {share} % der Vorschläge des Schemas."
    ),
    "thresholds.precision": "Richtig in mindestens",
    "thresholds.try": "Zeigen, was sie täte",
    "thresholds.switch-on": "Einschalten",
    "thresholds.switch-off": "Ausschalten",
    "thresholds.unproven": "Kann nicht eingeschaltet werden.",
    "thresholds.said.on": "Die Regel ist eingeschaltet; was wartete und sie erreicht, ist angenommen.",
    "thresholds.said.off": "Die Regel ist ausgeschaltet; von nun an entscheiden Menschen.",
    "thresholds.none": "Noch kein Begriffsschema",
    "thresholds.none.why": "Regeln gelten für die Schemata Ihrer Vokabulare. Importieren Sie zuerst eines.",
    "thresholds.waiting": ("{count} wartet", "{count} warten"),
    "thresholds.would": (
        "Sie würde jetzt {count} wartenden Vorschlag annehmen.",
        "Sie würde jetzt {count} wartende Vorschläge annehmen.",
    ),
}
