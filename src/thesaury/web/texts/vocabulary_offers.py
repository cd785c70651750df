"""The shared model in a client: versions that the agency offers, what they change, and whose a vocabulary is."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "offer.banner": "The agency offers version {number} of {name}. Nothing changes before you take it over.",
    "offer.see": "See what it changes",
    "offer.title": "{name}, from the agency",
    "offer.lead.first": "The agency offers version {number}. It has not been taken over here yet.",
    "offer.lead.next": "The agency offers version {number}; here is its version {has}.",
    "offer.by": "Offered by {who} on {day}.",
    "offer.none": "Nothing is offered",
    "offer.none.text": "As soon as the agency offers another version, it is told on all pages of the vocabulary.",
    "offer.none.taken": "Here is version {number} of the agency's, taken over on {day} by {who}.",
    "offer.declined": "Version {number} was declined by {who} on {day}. The agency sees that, and may offer it again.",
    "offer.own_name": (
        "A vocabulary called {name} is here already that is not the agency's. The agency has to offer its own under another name."
    ),
    "offer.impact": "What it changes here",
    "offer.changed": "changed",
    "offer.lost": (
        "{count} concept that assets carry goes, or is in use no more with nothing in its place:",
        "{count} concepts that assets carry go, or are in use no more with nothing in their place:",
    ),
    "offer.moved": (
        "{count} mapping of onboarding is carried over to the concept that replaces its own. Onboarding can take that back.",
        "{count} mappings of onboarding are carried over to the concepts that replace theirs. Onboarding can take that back.",
    ),
    "offer.reopened": (
        "{count} mapping of onboarding is open again, for its concept goes.",
        "{count} mappings of onboarding are open again, for their concepts go.",
    ),
    "offer.reopened.assets": (
        "The words are on {count} asset.",
        "The words are on {count} assets, each word counted for itself.",
    ),
    "offer.brand": (
        "{count} brand term is about a concept that goes",
        "{count} brand terms are about concepts that go",
    ),
    "offer.matches": (
        "{count} concept of other vocabularies is matched to one that goes",
        "{count} concepts of other vocabularies are matched to some that go",
    ),
    "offer.take": "Take it over",
    "offer.decline": "Decline",
    "offer.taking": "It is being taken over",
    "offer.taken": "Version {offered} of the agency's was taken over, as version {number} here.",
    "offer.failed": "It could not be taken over.",
    "offer.badge": "the agency's",
    "offer.rules": "It is only read here",
    "offer.rules.text": (
        "Its versions come from the agency: ask there for changes. Give its concepts your own wording by brand terms, "
        "and keep concepts of your own in a vocabulary of your own."
    ),
    "offer.rules.brand": "Brand terms",
    "offer.concept": (
        "This vocabulary is the agency's, and only read here. Ask the agency for changes, or give the concept your own wording:"
    ),
    "offer.own": "Make it your own",
    "offer.own.ask": (
        "From then on {name} is edited here, and what the agency offers of it is refused. This is for who leaves the agency or goes "
        "another way; it cannot be undone."
    ),
    "offer.own.go": "Make it our own",
    "error.404.offer": "Nothing is offered of this vocabulary. What is offered is told on the pages of the vocabulary.",
    "deed.vocabulary.offer": "Offered a version of a vocabulary",
    "deed.vocabulary.take": "Took over a vocabulary of the agency",
    "deed.vocabulary.decline": "Declined a vocabulary of the agency",
    "deed.vocabulary.own": "Made a vocabulary of the agency one's own",
    "deed.onboarding.follow": "Carried mappings over",
    "deed.client.offer": "Offered clients a vocabulary",
}

GERMAN: Phrases = {
    "offer.banner": "Die Agentur bietet Version {number} von {name} an. Nichts ändert sich, bevor Sie sie übernehmen.",
    "offer.see": "Ansehen, was sie ändert",
    "offer.title": "{name}, von der Agentur",
    "offer.lead.first": "Die Agentur bietet Version {number} an. Übernommen wurde hier noch keine.",
    "offer.lead.next": "Die Agentur bietet Version {number} an; hier ist ihre Version {has}.",
    "offer.by": "Angeboten von {who} am {day}.",
    "offer.none": "Nichts wird angeboten",
    "offer.none.text": "Sobald die Agentur eine andere Version anbietet, steht es auf allen Seiten des Vokabulars.",
    "offer.none.taken": "Hier ist Version {number} der Agentur, übernommen am {day} von {who}.",
    "offer.declined": "Version {number} hat {who} am {day} abgelehnt. Die Agentur sieht das und kann sie wieder anbieten.",
    "offer.own_name": (
        "Ein Vokabular namens {name} ist schon hier und nicht das der Agentur. Die Agentur muss ihres unter einem anderen Namen anbieten."
    ),
    "offer.impact": "Was sich hier ändert",
    "offer.changed": "geändert",
    "offer.lost": (
        "{count} Begriff, den Medien tragen, entfällt oder gilt nicht mehr, ohne dass etwas an seine Stelle tritt:",
        "{count} Begriffe, die Medien tragen, entfallen oder gelten nicht mehr, ohne dass etwas an ihre Stelle tritt:",
    ),
    "offer.moved": (
        "{count} Zuordnung geht auf den Begriff über, der ihren ersetzt. Das lässt sich in der Aufnahme zurücknehmen.",
        "{count} Zuordnungen gehen auf die Begriffe über, die ihre ersetzen. Das lässt sich in der Aufnahme zurücknehmen.",
    ),
    "offer.reopened": (
        "{count} Zuordnung ist wieder offen, denn ihr Begriff entfällt.",
        "{count} Zuordnungen sind wieder offen, denn ihre Begriffe entfallen.",
    ),
    "offer.reopened.assets": (
        "Die Wörter stehen auf {count} Medium.",
        "Die Wörter stehen auf {count} Medien, jedes Wort für sich gezählt.",
    ),
    "offer.brand": (
        "{count} Markenwort steht für einen Begriff, der entfällt",
        "{count} Markenwörter stehen für Begriffe, die entfallen",
    ),
    "offer.matches": (
        "{count} Begriff anderer Vokabulare entspricht einem, der entfällt",
        "{count} Begriffe anderer Vokabulare entsprechen solchen, die entfallen",
    ),
    "offer.take": "Übernehmen",
    "offer.decline": "Ablehnen",
    "offer.taking": "Sie wird übernommen",
    "offer.taken": "Version {offered} der Agentur wurde übernommen, hier als Version {number}.",
    "offer.failed": "Sie konnte nicht übernommen werden.",
    "offer.badge": "von der Agentur",
    "offer.rules": "Hier ist es nur zu lesen",
    "offer.rules.text": (
        "Seine Versionen kommen von der Agentur: Änderungen erbitten Sie dort. Ihre eigene Wortwahl legen Sie mit Markenwörtern fest, "
        "eigene Begriffe gehören in ein eigenes Vokabular."
    ),
    "offer.rules.brand": "Markenwörter",
    "offer.concept": (
        "Dieses Vokabular gehört der Agentur und wird hier nur gelesen. Erbitten Sie Änderungen dort, oder legen Sie Ihre Wortwahl fest:"
    ),
    "offer.own": "Zum eigenen machen",
    "offer.own.ask": (
        "Von da an wird {name} hier bearbeitet, und was die Agentur davon anbietet, wird abgewiesen. Das ist für alle, die die Agentur "
        "verlassen oder eigene Wege gehen; es lässt sich nicht rückgängig machen."
    ),
    "offer.own.go": "Zu unserem eigenen machen",
    "error.404.offer": "Von diesem Vokabular wird nichts angeboten. Was angeboten wird, steht auf den Seiten des Vokabulars.",
    "deed.vocabulary.offer": "Version eines Vokabulars angeboten",
    "deed.vocabulary.take": "Vokabular der Agentur übernommen",
    "deed.vocabulary.decline": "Vokabular der Agentur abgelehnt",
    "deed.vocabulary.own": "Vokabular der Agentur zum eigenen gemacht",
    "deed.onboarding.follow": "Zuordnungen nachgeführt",
    "deed.client.offer": "Kunden ein Vokabular angeboten",
}
