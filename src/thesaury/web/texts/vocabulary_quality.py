"""The score of a scheme, where it goes, and the rules that only a second look knows."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "score.name": "Score",
    "score.of": "{score} of 100",
    "score.clean": (
        "{clean} of {count} concept has no notice",
        "{clean} of {count} concepts have no notice",
    ),
    "score.before": "{score} in version {number}",
    "score.trend": "Score by version",
    "score.table": "As a table",
    "score.version": "Version",
    "score.when": "When",
    "score.notices": "Notices",
    "score.turned": "Since version {number}",
    "score.same": "No rule finds more or less than in version {number}.",
    "score.turn.better": "better",
    "score.turn.worse": "worse",
    "score.turn": "{before} before, {after} now",
    "score.why": (
        "Every concept is worth 1 and loses half of what it is still worth to a grave notice, a quarter to a plain one, a tenth to a "
        "light one. The score is the mean, of 100."
    ),
    "score.why.title": "How the score comes about",
    "score.grave": "grave",
    "score.plain": "plain",
    "score.light": "light",
    "score.waiting": "Earlier versions are being looked through.",
    "rule.inconsistent-preferred": "Two preferred labels in one language",
    "rule.inconsistent-preferred.why": "A concept has one preferred label in a language. Make one of them alternative.",
    "rule.label-of-two-kinds": "Label of two kinds",
    "rule.label-of-two-kinds.why": "The same label is given twice to one concept, as two kinds.",
    "rule.untagged-label": "Label without a language",
    "rule.untagged-label.why": "Most concepts say in which language their labels are, these do not, or by no known tag.",
    "rule.ambiguous-notation": "Notation of several concepts",
    "rule.ambiguous-notation.why": "A notation names one concept of a scheme.",
    "rule.disconnected-cluster": "An island",
    "rule.disconnected-cluster.why": "These are bound to each other, and no way leads from them to a top concept.",
    "rule.relation-clash": "Both broader and related",
    "rule.relation-clash.why": "One of these lies above the other, so they are not related as well.",
    "rule.redundant-broader": "Broader concept named twice",
    "rule.redundant-broader.why": "It lies above another broader concept already, so it need not be named.",
    "rule.valueless-relation": "Related siblings",
    "rule.valueless-relation.why": "These lie directly below the same concept: that they are near each other is said already.",
    "rule.omitted-top-concept": "Top concept not named",
    "rule.omitted-top-concept.why": "Nothing is above these and something is below, and no scheme names them as a top concept.",
    "rule.top-concept-with-broader": "Top concept below another",
    "rule.top-concept-with-broader.why": "The scheme names these as top concepts, and something of the scheme is above them.",
    "rule.broken-mapping": "Mapping to nothing",
    "rule.broken-mapping.why": "The mapping leads to where a vocabulary kept here has its concepts, and it has no such concept.",
    "rule.mapping-to-deprecated": "Mapping to one no longer used",
    "rule.mapping-to-deprecated.why": "What the mapping leads to is no longer used.",
    "rule.mapping-clash": "Mappings that deny each other",
    "rule.mapping-clash.why": "What is the same is not broader, narrower or related as well.",
    "rule.several-exact-matches": "The same as two of one scheme",
    "rule.several-exact-matches.why": "Two concepts of one scheme are not the same, so a concept is the same as one of them at most.",
    "rule.mapping-within-scheme": "Mapping within the scheme",
    "rule.mapping-within-scheme.why": "Mappings lead to other schemes; within one, concepts are broader, narrower or related.",
    "rule.unmapped": "Not mapped",
    "rule.unmapped.why": "Most concepts of the scheme are mapped to a concept elsewhere, these are not.",
    "rule.broken-replacement": "Replaced by nothing in use",
    "rule.broken-replacement.why": "What takes their place is not there, or no longer used itself.",
}

GERMAN: Phrases = {
    "score.name": "Güte",
    "score.of": "{score} von 100",
    "score.clean": (
        "{clean} von {count} Begriff ohne Hinweis",
        "{clean} von {count} Begriffen ohne Hinweis",
    ),
    "score.before": "{score} in Version {number}",
    "score.trend": "Güte nach Version",
    "score.table": "Als Tabelle",
    "score.version": "Version",
    "score.when": "Wann",
    "score.notices": "Hinweise",
    "score.turned": "Seit Version {number}",
    "score.same": "Keine Regel findet mehr oder weniger als in Version {number}.",
    "score.turn.better": "besser",
    "score.turn.worse": "schlechter",
    "score.turn": "vorher {before}, jetzt {after}",
    "score.why": (
        "Jeder Begriff zählt 1. Ein schwerer Hinweis nimmt ihm die Hälfte dessen, was er noch zählt, ein mittlerer ein Viertel, ein "
        "leichter ein Zehntel. Die Güte ist der Durchschnitt, von 100."
    ),
    "score.why.title": "Wie die Güte zustande kommt",
    "score.grave": "schwer",
    "score.plain": "mittel",
    "score.light": "leicht",
    "score.waiting": "Frühere Versionen werden durchgesehen.",
    "rule.inconsistent-preferred": "Zwei bevorzugte Bezeichnungen in einer Sprache",
    "rule.inconsistent-preferred.why": (
        "Ein Begriff hat in einer Sprache eine bevorzugte Bezeichnung. Machen Sie eine zur anderen Bezeichnung."
    ),
    "rule.label-of-two-kinds": "Bezeichnung zweier Arten",
    "rule.label-of-two-kinds.why": "Ein Begriff trägt dieselbe Bezeichnung zweimal, in zwei Arten.",
    "rule.untagged-label": "Bezeichnung ohne Sprache",
    "rule.untagged-label.why": (
        "Die meisten Begriffe sagen, in welcher Sprache ihre Bezeichnungen sind, diese nicht, oder mit keinem bekannten Kürzel."
    ),
    "rule.ambiguous-notation": "Notation mehrerer Begriffe",
    "rule.ambiguous-notation.why": "Eine Notation benennt einen Begriff eines Schemas.",
    "rule.disconnected-cluster": "Eine Insel",
    "rule.disconnected-cluster.why": "Diese hängen aneinander, und kein Weg führt von ihnen zu einem obersten Begriff.",
    "rule.relation-clash": "Oberbegriff und zugleich verwandt",
    "rule.relation-clash.why": "Einer von ihnen liegt über dem anderen, also sind sie nicht auch noch verwandt.",
    "rule.redundant-broader": "Oberbegriff doppelt genannt",
    "rule.redundant-broader.why": "Er liegt schon über einem anderen Oberbegriff und muss nicht genannt werden.",
    "rule.valueless-relation": "Verwandte Geschwister",
    "rule.valueless-relation.why": (
        "Diese liegen direkt unter demselben Begriff: dass sie einander nahe sind, ist schon gesagt."
    ),
    "rule.omitted-top-concept": "Oberster Begriff nicht genannt",
    "rule.omitted-top-concept.why": (
        "Über diesen ist nichts und unter ihnen etwas, und kein Schema nennt sie als obersten Begriff."
    ),
    "rule.top-concept-with-broader": "Oberster Begriff unter einem anderen",
    "rule.top-concept-with-broader.why": "Das Schema nennt diese als oberste Begriffe, und etwas aus ihm liegt über ihnen.",
    "rule.broken-mapping": "Verweis ins Leere",
    "rule.broken-mapping.why": (
        "Der Verweis führt dorthin, wo ein Vokabular von hier seine Begriffe hat, und es hat keinen solchen."
    ),
    "rule.mapping-to-deprecated": "Verweis auf einen nicht mehr verwendeten",
    "rule.mapping-to-deprecated.why": "Worauf der Verweis führt, wird nicht mehr verwendet.",
    "rule.mapping-clash": "Verweise, die einander widersprechen",
    "rule.mapping-clash.why": "Was dasselbe ist, ist nicht auch noch weiter, enger oder verwandt.",
    "rule.several-exact-matches": "Dasselbe wie zwei eines Schemas",
    "rule.several-exact-matches.why": (
        "Zwei Begriffe eines Schemas sind nicht dasselbe, also ist ein Begriff höchstens mit einem von ihnen gleich."
    ),
    "rule.mapping-within-scheme": "Verweis innerhalb des Schemas",
    "rule.mapping-within-scheme.why": (
        "Verweise führen in andere Schemata; innerhalb eines Schemas gibt es Ober-, Unter- und verwandte Begriffe."
    ),
    "rule.unmapped": "Ohne Verweis",
    "rule.unmapped.why": "Die meisten Begriffe des Schemas verweisen auf einen Begriff anderswo, diese nicht.",
    "rule.broken-replacement": "Ersatz nicht in Gebrauch",
    "rule.broken-replacement.why": "Was an ihre Stelle tritt, ist nicht da oder wird selbst nicht mehr verwendet.",
}
