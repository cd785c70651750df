"""What the admin says in English and in German."""

from django.utils.translation import get_language

WORDS = {
    "en": {
        "title": "Thesaury",
        "suggest": "Suggest for this page",
        "nothing_to_suggest": "Give the page a title or a text first.",
        "topics": "Only this page's topics",
        "no_topics": "This page has no topics yet.",
        "taking": "The image is being taken in …",
        "no_answer": "Thesaury does not answer. Try again, or ask whoever runs this site.",
        "not_allowed": "You may not add images.",
        "not_set_up": "Thesaury is not set up on this site.",
        "not_published": "This asset is not published for this site (any more).",
        "no_image": "Of this asset there is no image that could be taken in.",
        "no_key": "Thesaury does not accept the keys of this site. Ask whoever runs it.",
        "no_model": "The image model of this site cannot hold assets. Ask whoever runs it.",
        "refused": "The image cannot be taken in: %s",
        "asset": "This image comes from Thesaury, which keeps it up to date. What you change of its words stays.",
        "withdrawn": "This image was withdrawn: it may not be shown any more. Pages show nothing, or a placeholder, in its place.",
        "until": "It may be shown until %s.",
        "licence": "Licence",
        "usage": "Terms",
        "concepts": "Concepts",
    },
    "de": {
        "title": "Thesaury",
        "suggest": "Für diese Seite vorschlagen",
        "nothing_to_suggest": "Geben Sie der Seite zuerst einen Titel oder einen Text.",
        "topics": "Nur Themen dieser Seite",
        "no_topics": "Diese Seite hat noch keine Themen.",
        "taking": "Das Bild wird übernommen …",
        "no_answer": "Thesaury antwortet nicht. Versuchen Sie es noch einmal, oder fragen Sie, wer diese Website betreibt.",
        "not_allowed": "Sie dürfen keine Bilder hinzufügen.",
        "not_set_up": "Thesaury ist auf dieser Website nicht eingerichtet.",
        "not_published": "Dieses Asset wird für diese Website nicht (mehr) veröffentlicht.",
        "no_image": "Von diesem Asset gibt es kein Bild, das sich übernehmen ließe.",
        "no_key": "Thesaury nimmt die Schlüssel dieser Website nicht an. Fragen Sie, wer sie betreibt.",
        "no_model": "Das Bildmodell dieser Website kann keine Assets aufnehmen. Fragen Sie, wer sie betreibt.",
        "refused": "Das Bild lässt sich nicht übernehmen: %s",
        "asset": "Dieses Bild kommt aus Thesaury und wird von dort aktuell gehalten. Was Sie an seinen Texten ändern, bleibt.",
        "withdrawn": "Dieses Bild wurde zurückgezogen: Es darf nicht mehr gezeigt werden. Seiten zeigen nichts oder einen Platzhalter.",
        "until": "Es darf bis %s gezeigt werden.",
        "licence": "Lizenz",
        "usage": "Bedingungen",
        "concepts": "Konzepte",
    },
}


def word(name: str) -> str:
    """A text in the language of whoever looks."""
    language = (get_language() or "en").partition("-")[0]
    return WORDS.get(language, WORDS["en"])[name]
