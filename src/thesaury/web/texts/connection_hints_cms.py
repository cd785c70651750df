"""What the settings of the CMS are for, as their manifests say it."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "beneath.hint.contentful.space": "The id of the space.",
    "beneath.hint.contentful.organization": "The id of the organisation, whose taxonomy holds the concepts.",
    "beneath.hint.contentful.prefix": (
        "What all ids of this client begin with in this organisation, such as fennmoor; never the same for two "
        "clients, never changed."
    ),
    "beneath.hint.contentful.channel": "The channel whose assets are published here.",
    "beneath.hint.contentful.token": "A personal access token of Contentful's Content Management API.",
    "beneath.hint.contentful.environment": "The environment of the space.",
    "beneath.hint.contentful.locales": (
        "The locales to publish texts in, as Contentful writes them, the default one of the space first: en-US, de, fr."
    ),
    "beneath.hint.contentful.content_type": (
        "The content type of the entries that hold caption, credit, licence and the like; without one these are "
        "not published."
    ),
    "beneath.hint.contentful.rendition": "The form in which pictures are sent, such as large, medium or wide.",
    "beneath.hint.contentful.withdrawal": "What becomes of an asset that is withdrawn.",
    "beneath.hint.contentful.types": (
        "The content types that are pages, parted by commas; entries of all types if not given."
    ),
    "beneath.hint.contentful.page_address": (
        "Where people see a page: https://www.example.com/{{slug}}, with {{id}}, {{type}}, {{space}} and {{environment}}."
    ),
    "beneath.hint.contentful.base_url": (
        "Base of the management interface; the European one is https://api.eu.contentful.com."
    ),
    "beneath.hint.contentful.upload_url": (
        "Base of the interface for uploads; the European one is https://upload.eu.contentful.com."
    ),
    "beneath.hint.contentful.page_size": "Things a request, at most 1000.",
    "beneath.hint.contentful.process_seconds": "How long to wait until Contentful has processed a file.",
    "beneath.hint.drupal.base_url": "The address of the site, such as https://www.example.com.",
    "beneath.hint.drupal.username": "The account that publishes (Basic authentication); none where there is a token.",
    "beneath.hint.drupal.password": "The password of the account.",
    "beneath.hint.drupal.token": "An OAuth access token, in the place of name and password.",
    "beneath.hint.drupal.media_type": "The machine name of the media type.",
    "beneath.hint.drupal.file_field": "The field of the media type that holds the file.",
    "beneath.hint.drupal.reference_field": "The field of the media type that holds our reference to the asset.",
    "beneath.hint.drupal.tag_field": "The field of the media type that says which file was sent.",
    "beneath.hint.drupal.concepts_field": "The field of the media type that refers to terms, any number of them.",
    "beneath.hint.drupal.vocabulary": "The machine name of the vocabulary whose terms are concepts.",
    "beneath.hint.drupal.uri_field": "The field of the terms that holds the concept's IRI.",
    "beneath.hint.drupal.fields": (
        "Which field of the media type holds which text: credit=field_credit; caption=field_caption; also "
        "copyright, licence, usage, allowed_until."
    ),
    "beneath.hint.drupal.withdrawal": (
        "What becomes of an asset that is withdrawn. Its file is deleted in each of them."
    ),
    "beneath.hint.drupal.types": (
        "The content types whose nodes are pages, by machine name, parted by commas: article, page."
    ),
    "beneath.hint.drupal.language": "The language of the names of terms.",
    "beneath.hint.drupal.page_size": "Things a request, at most 50.",
    "beneath.hint.strapi.base_url": "Where Strapi answers, without /api, such as https://cms.example.com.",
    "beneath.hint.strapi.token": "An API token of Strapi (Settings, API Tokens).",
    "beneath.hint.strapi.withdrawal": (
        "What becomes of an asset that is withdrawn. Its file is out of reach in each of them."
    ),
    "beneath.hint.strapi.types": (
        "The types of the site that are pages, by their plural API ids: articles; pages=cover,blocks.* where "
        "pictures lie in components."
    ),
    "beneath.hint.strapi.page_address": (
        "Where people see a page: https://www.example.com/{{language}}/{{slug}}, with {{type}} and {{id}}; its address in "
        "the REST interface if not given."
    ),
    "beneath.hint.strapi.language": (
        "The language of the words beside the file in the media library, and of the name under which concepts are "
        "listed."
    ),
    "beneath.hint.strapi.page_size": "Entries a request, at most 100.",
    "beneath.hint.wagtail.channel": "The publishing channel whose assets are published there.",
    "beneath.hint.wagtail.withdrawal": (
        "What becomes of an image that is withdrawn. Without the app on the site there is only delete."
    ),
    "beneath.hint.wagtail.token": (
        "An API token of a user of the site, as `manage.py api_tokens create --user=NAME --name=thesaury` prints it."
    ),
    "beneath.hint.wagtail.api_path": "Where the site has Wagtail's API v3.",
    "beneath.hint.wagtail.page_fields": (
        "Only without the app: fields of pages that hold images, parted by commas; every field the API gives if "
        "none is named."
    ),
    "beneath.hint.wagtail.page_size": (
        "Only without the app: images and pages asked for at once, at most the site's WAGTAILAPI_LIMIT_MAX."
    ),
    "beneath.hint.wagtail.retry_first_seconds": (
        "Seconds before the second try of a failed read, twice as many before the next."
    ),
    "beneath.hint.wordpress.site": (
        "The address of the site, such as https://www.example.com or https://example.com/blog."
    ),
    "beneath.hint.wordpress.user": "The name of the user who publishes, best one for this alone with the role Editor.",
    "beneath.hint.wordpress.password": "An application password of this user (Users, Profile, Application Passwords).",
    "beneath.hint.wordpress.channel": "The publishing channel whose assets this site shows.",
    "beneath.hint.wordpress.withdrawal": (
        "What becomes of a picture that is withdrawn: its files are taken away and pages leave it out, a "
        "placeholder takes its place, or it is deleted."
    ),
    "beneath.hint.wordpress.rendition": (
        "The form in which pictures are sent, as docs/feeds.md names them; WordPress makes its smaller sizes of it."
    ),
    "beneath.hint.wordpress.language": "The language in which concepts are called, such as en.",
    "beneath.hint.wordpress.retry_first_seconds": "Seconds before the second try.",
    "beneath.hint.wordpress.patience_seconds": "How long a question is asked again.",
    "beneath.hint.wordpress.circuit_failures": (
        "After so many failed calls in a row the site is left alone for a while."
    ),
    "beneath.hint.wordpress.circuit_rest_seconds": "How long it is left alone then.",
    "beneath.hint.contentful.page_address.empty": "the entry in Contentful's web app",
    "beneath.hint.wordpress.language.empty": "that of the site",
}

GERMAN: Phrases = {
    "beneath.hint.contentful.space": "Die ID des Space.",
    "beneath.hint.contentful.organization": "Die ID der Organisation, deren Taxonomie die Begriffe enthält.",
    "beneath.hint.contentful.prefix": (
        "Womit alle IDs dieses Kunden in dieser Organisation beginnen, etwa fennmoor; nie für zwei Kunden "
        "dasselbe, nie geändert."
    ),
    "beneath.hint.contentful.channel": "Der Kanal, dessen Medien hier veröffentlicht werden.",
    "beneath.hint.contentful.token": "Ein persönliches Zugriffstoken der Content Management API von Contentful.",
    "beneath.hint.contentful.environment": "Die Umgebung des Space.",
    "beneath.hint.contentful.locales": (
        "Die Sprachen, in denen Texte veröffentlicht werden, wie Contentful sie schreibt, die Standardsprache des "
        "Space zuerst: en-US, de, fr."
    ),
    "beneath.hint.contentful.content_type": (
        "Der Inhaltstyp der Einträge, in denen Bildunterschrift, Credit, Lizenz und dergleichen stehen; ohne ihn "
        "werden sie nicht veröffentlicht."
    ),
    "beneath.hint.contentful.rendition": "Die Form, in der Bilder gesendet werden, etwa large, medium oder wide.",
    "beneath.hint.contentful.withdrawal": "Was aus einem Medium wird, das zurückgezogen wird.",
    "beneath.hint.contentful.types": (
        "Die Inhaltstypen, die Seiten sind, durch Kommas getrennt; ohne Angabe Einträge aller Typen."
    ),
    "beneath.hint.contentful.page_address": (
        "Wo Menschen eine Seite sehen: https://www.example.com/{{slug}}, mit {{id}}, {{type}}, {{space}} und "
        "{{environment}}."
    ),
    "beneath.hint.contentful.base_url": (
        "Basis der Verwaltungsschnittstelle; die europäische ist https://api.eu.contentful.com."
    ),
    "beneath.hint.contentful.upload_url": (
        "Basis der Schnittstelle für Uploads; die europäische ist https://upload.eu.contentful.com."
    ),
    "beneath.hint.contentful.page_size": "Einträge je Anfrage, höchstens 1000.",
    "beneath.hint.contentful.process_seconds": (
        "Wie viele Sekunden gewartet wird, bis Contentful eine Datei verarbeitet hat."
    ),
    "beneath.hint.drupal.base_url": "Die Adresse der Website, etwa https://www.example.com.",
    "beneath.hint.drupal.username": "Das Konto, das veröffentlicht (Basic-Anmeldung); keines, wo es ein Token gibt.",
    "beneath.hint.drupal.password": "Das Passwort des Kontos.",
    "beneath.hint.drupal.token": "Ein OAuth-Zugriffstoken, anstelle von Name und Passwort.",
    "beneath.hint.drupal.media_type": "Der Systemname des Medientyps.",
    "beneath.hint.drupal.file_field": "Das Feld des Medientyps, in dem die Datei liegt.",
    "beneath.hint.drupal.reference_field": "Das Feld des Medientyps, in dem unser Verweis auf das Medium steht.",
    "beneath.hint.drupal.tag_field": "Das Feld des Medientyps, das sagt, welche Datei gesendet wurde.",
    "beneath.hint.drupal.concepts_field": "Das Feld des Medientyps, das auf beliebig viele Terme verweist.",
    "beneath.hint.drupal.vocabulary": "Der Systemname des Vokabulars, dessen Terme Begriffe sind.",
    "beneath.hint.drupal.uri_field": "Das Feld der Terme, in dem die IRI des Begriffs steht.",
    "beneath.hint.drupal.fields": (
        "Welches Feld des Medientyps welchen Text aufnimmt: credit=field_credit; caption=field_caption; auch "
        "copyright, licence, usage, allowed_until."
    ),
    "beneath.hint.drupal.withdrawal": (
        "Was aus einem Medium wird, das zurückgezogen wird. Seine Datei wird in jedem Fall gelöscht."
    ),
    "beneath.hint.drupal.types": (
        "Die Inhaltstypen, deren Nodes Seiten sind, mit Systemnamen, durch Kommas getrennt: article, page."
    ),
    "beneath.hint.drupal.language": "Die Sprache, in der die Terme heißen.",
    "beneath.hint.drupal.page_size": "Einträge je Anfrage, höchstens 50.",
    "beneath.hint.strapi.base_url": "Wo Strapi antwortet, ohne /api, etwa https://cms.example.com.",
    "beneath.hint.strapi.token": "Ein API-Token von Strapi (Settings, API Tokens).",
    "beneath.hint.strapi.withdrawal": (
        "Was aus einem Medium wird, das zurückgezogen wird. Seine Datei ist in jedem Fall nicht mehr erreichbar."
    ),
    "beneath.hint.strapi.types": (
        "Die Typen der Website, die Seiten sind, mit ihren API-IDs im Plural: articles; pages=cover,blocks.*, wo "
        "Bilder in Komponenten liegen."
    ),
    "beneath.hint.strapi.page_address": (
        "Wo Menschen eine Seite sehen: https://www.example.com/{{language}}/{{slug}}, mit {{type}} und {{id}}; ohne "
        "Angabe ihre Adresse in der REST-Schnittstelle."
    ),
    "beneath.hint.strapi.language": (
        "Die Sprache der Wörter neben der Datei in der Mediathek, und des Namens, unter dem Begriffe aufgeführt sind."
    ),
    "beneath.hint.strapi.page_size": "Einträge je Anfrage, höchstens 100.",
    "beneath.hint.wagtail.channel": "Der Kanal, dessen Medien dort veröffentlicht werden.",
    "beneath.hint.wagtail.withdrawal": (
        "Was aus einem Bild wird, das zurückgezogen wird. Ohne die App auf der Website gibt es nur delete."
    ),
    "beneath.hint.wagtail.token": (
        "Ein API-Token eines Benutzers der Website, wie `manage.py api_tokens create --user=NAME --name=thesaury` "
        "es ausgibt."
    ),
    "beneath.hint.wagtail.api_path": "Wo die Website Wagtails API v3 hat.",
    "beneath.hint.wagtail.page_fields": (
        "Nur ohne die App: Felder von Seiten, in denen Bilder liegen, durch Kommas getrennt; ohne Angabe jedes "
        "Feld, das die API gibt."
    ),
    "beneath.hint.wagtail.page_size": (
        "Nur ohne die App: wie viele Bilder und Seiten auf einmal erfragt werden, höchstens WAGTAILAPI_LIMIT_MAX "
        "der Website."
    ),
    "beneath.hint.wagtail.retry_first_seconds": (
        "Sekunden bis zum zweiten Versuch eines gescheiterten Lesens, vor dem nächsten doppelt so viele."
    ),
    "beneath.hint.wordpress.site": (
        "Die Adresse der Website, etwa https://www.example.com oder https://example.com/blog."
    ),
    "beneath.hint.wordpress.user": (
        "Der Name des Benutzers, der veröffentlicht, am besten einer nur hierfür mit der Rolle Editor."
    ),
    "beneath.hint.wordpress.password": (
        "Ein Anwendungspasswort dieses Benutzers (Benutzer, Profil, Anwendungspasswörter)."
    ),
    "beneath.hint.wordpress.channel": "Der Kanal, dessen Medien diese Website zeigt.",
    "beneath.hint.wordpress.withdrawal": (
        "Was aus einem Bild wird, das zurückgezogen wird: Seine Dateien werden entfernt und Seiten lassen es weg, "
        "ein Platzhalter tritt an seine Stelle, oder es wird gelöscht."
    ),
    "beneath.hint.wordpress.rendition": (
        "Die Form, in der Bilder gesendet werden, wie docs/feeds.md sie nennt; WordPress macht daraus seine "
        "kleineren Größen."
    ),
    "beneath.hint.wordpress.language": "Die Sprache, in der Begriffe benannt werden, etwa en.",
    "beneath.hint.wordpress.retry_first_seconds": "Sekunden bis zum zweiten Versuch.",
    "beneath.hint.wordpress.patience_seconds": "Wie viele Sekunden lang eine Anfrage wiederholt wird.",
    "beneath.hint.wordpress.circuit_failures": (
        "Nach so vielen gescheiterten Aufrufen in Folge bleibt die Website eine Weile in Ruhe."
    ),
    "beneath.hint.wordpress.circuit_rest_seconds": "So viele Sekunden bleibt sie dann in Ruhe.",
    "beneath.hint.contentful.page_address.empty": "der Eintrag in der Web-App von Contentful",
    "beneath.hint.wordpress.language.empty": "die der Website",
}
