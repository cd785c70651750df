"""What the settings of Smint.io are for, as its manifest says it."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "beneath.hint.smintio.tenant": (
        "The first part of your address, before .smint.io; needed but for content = export, where it only makes links."
    ),
    "beneath.hint.smintio.content": (
        "licensed (what was bought), portal (the DAMs behind a portal) or export (what was bought, from a file); "
        "make a connection for each."
    ),
    "beneath.hint.smintio.path": (
        "content = export: the file with the exported purchases, as JSON Lines or a JSON array; previews may lie "
        "beside it."
    ),
    "beneath.hint.smintio.portal_url": "The address of the portal; needed with content = portal.",
    "beneath.hint.smintio.client_id": "The client Smint.io registered for you.",
    "beneath.hint.smintio.redirect_uri": "The address Smint.io registered for the browser to come back to.",
    "beneath.hint.smintio.client_credentials": (
        "yes where Smint.io allows machines to log in by client id and secret alone."
    ),
    "beneath.hint.smintio.authority_url": "Where the login is.",
    "beneath.hint.smintio.licensed_url": "Base of the content licensing interface.",
    "beneath.hint.smintio.backend_url": "Base of the portals backend, for publishing vocabularies.",
    "beneath.hint.smintio.frontend_url": "Base of the portals frontend; the portal says it by itself.",
    "beneath.hint.smintio.app_url": "Where people see a bought picture.",
    "beneath.hint.smintio.metadata_path": (
        "Path of GetGenericMetadataForSync below licensed_url, from your Swagger page."
    ),
    "beneath.hint.smintio.transactions_path": "Path of GetLicensePurchaseTransactionsForSync.",
    "beneath.hint.smintio.binaries_path": (
        "Path of GetLicensePurchaseTransactionBinariesForSync, with the places {{cart}} and {{lpt}}."
    ),
    "beneath.hint.smintio.payload_path": "Path below PORTAL/portal/v1 where the portal tells of itself.",
    "beneath.hint.smintio.portal_uuid": "The portal's uuid; the portal says it by itself.",
    "beneath.hint.smintio.search_page_uuid": "The page whose search is used; found by search_page_type.",
    "beneath.hint.smintio.search_page_type": "The type of page whose search is used.",
    "beneath.hint.smintio.search_property": "The property of that page that searches.",
    "beneath.hint.smintio.search_index": "Its index.",
    "beneath.hint.smintio.search_interface": (
        "A public interface to search by instead of a page, such as IAssetsSearch."
    ),
    "beneath.hint.smintio.read_interface": "The public interface that reads assets.",
    "beneath.hint.smintio.body_encoding": "raw, or string where the list of arguments is wrapped in a text once more.",
    "beneath.hint.smintio.culture": "Query parameter culture of portal calls; not sent if not given.",
    "beneath.hint.smintio.context_url": "Header X-Frontend-Context-Url of portal calls; not sent if not given.",
    "beneath.hint.smintio.content_types": (
        "Numbers of content types to search one after the other (0 images, 1 documents, 2 videos, 3 audio); all "
        "at once if not given."
    ),
    "beneath.hint.smintio.data_adapters": "Data adapters to keep to, such as 12,14; all if not given.",
    "beneath.hint.smintio.resource_asset_mode": "0 assets, 1 resource assets, 2 both; not sent if not given.",
    "beneath.hint.smintio.details": "batch, single, or none where search results hold everything.",
    "beneath.hint.smintio.batch_size": "Assets read in one call.",
    "beneath.hint.smintio.poll_seconds": "How often a background task is asked, at least 1.",
    "beneath.hint.smintio.task_seconds": "How long a background task is waited for.",
    "beneath.hint.smintio.layout": "How asset data objects are laid out: flat, list, map, or auto.",
    "beneath.hint.smintio.totals": "exact, or loose where the portal's totals are estimates.",
    "beneath.hint.smintio.selectors": (
        'JSON object of our names to paths in an asset, such as {{"region": "rawData/LAYER/region"}}; licence_text, '
        "region, channel, expiry, permitted_use, editorial and licensee speak of rights, tags and concepts of "
        "content, any other name becomes a property."
    ),
    "beneath.hint.smintio.cultures": (
        "Languages to read, such as en,de; all if not given, English where a text has none of them."
    ),
    "beneath.hint.smintio.vocabulary_iri": "What the IRIs of the licence vocabularies begin with.",
    "beneath.hint.smintio.usage": (
        "content = licensed or export: yes to count the downloads that each purchase tells; it tells how many, "
        "not when each was."
    ),
    "beneath.hint.smintio.page_size": "Purchases or assets a page.",
    "beneath.hint.smintio.sweep_hours": "How often every id is compared.",
    "beneath.hint.smintio.requests_per_second": "Requests a second to one host at most.",
    "beneath.hint.smintio.write": "How concepts are written: dam, adapter, template, marks or none.",
    "beneath.hint.smintio.dams": (
        "The connection of the DAM behind each data adapter, such as 12=studio,14=archive: records join, and "
        "write = dam writes there."
    ),
    "beneath.hint.smintio.adapter_interface": "write = adapter: interface of your own data adapter.",
    "beneath.hint.smintio.adapter_method": "Its method that sets concepts.",
    "beneath.hint.smintio.adapter_body": "JSON template of its argument.",
    "beneath.hint.smintio.adapter_read_method": "Its method that gives concepts, or none.",
    "beneath.hint.smintio.adapter_read_body": "JSON template of that argument.",
    "beneath.hint.smintio.adapter_read_path": "Where the concepts are in its result.",
    "beneath.hint.smintio.template_method": "write = template: the HTTP method.",
    "beneath.hint.smintio.template_url": "The address, with places such as {{external_id}}.",
    "beneath.hint.smintio.template_headers": (
        "JSON object of headers; {{secret}} stands for the secret template_secret."
    ),
    "beneath.hint.smintio.template_body": "JSON template of the body.",
    "beneath.hint.smintio.template_read_url": "An address that gives what an asset holds, for reading back.",
    "beneath.hint.smintio.template_read_path": "Where the concepts are in that answer.",
    "beneath.hint.smintio.template_secret": "A credential for the templated call.",
    "beneath.hint.smintio.marks": "write = marks: what is left for people, of collection, comment, flag and task.",
    "beneath.hint.smintio.review_collection": "Name of the collection that assets are put into.",
    "beneath.hint.smintio.flag_id": "The flag that is set.",
    "beneath.hint.smintio.task_handler": "The handler of tasks.",
    "beneath.hint.smintio.task_form": "The form of tasks.",
    "beneath.hint.smintio.marks_methods": (
        "JSON object with the interface/method of create_collection, search_collections, add_assets, comment, "
        "flag and task, where your Swagger page has others."
    ),
    "beneath.hint.smintio.form_values": (
        "iri or notation: what names a concept among the allowed values of a published form."
    ),
    "beneath.hint.smintio.tenant_uuid": "The tenant's uuid, for attaching published forms.",
    "beneath.hint.smintio.attach_to": (
        "The member of the tenant a published form is attached to, such as resource_custom_form_uuids."
    ),
    "beneath.hint.smintio.user_group_path": (
        "Path of user groups below backend_url, with the place {{uuid}}, for values of published forms."
    ),
    "beneath.hint.smintio.scopes.empty": "smintio.full or smintio.portals.frontend, with openid profile offline_access",
    "beneath.hint.smintio.authority_url.empty": "https://TENANT.smint.io, or the portal_url",
    "beneath.hint.smintio.sweep_hours.empty": "168 for bought content, 24 for a portal, after every pass for an export",
    "beneath.hint.smintio.write.empty": "dam where dams is set, else none",
}

GERMAN: Phrases = {
    "beneath.hint.smintio.tenant": (
        "Der erste Teil Ihrer Adresse, vor .smint.io; nötig außer bei content = export, wo daraus nur Links entstehen."
    ),
    "beneath.hint.smintio.content": (
        "licensed (was gekauft wurde), portal (die DAMs hinter einem Portal) oder export (was gekauft wurde, aus "
        "einer Datei); für jedes eine eigene Verbindung."
    ),
    "beneath.hint.smintio.path": (
        "content = export: die Datei mit den exportierten Käufen, als JSON Lines oder JSON-Array; Vorschaubilder "
        "dürfen daneben liegen."
    ),
    "beneath.hint.smintio.portal_url": "Die Adresse des Portals; nötig mit content = portal.",
    "beneath.hint.smintio.client_id": "Der Client, den Smint.io für Sie eingetragen hat.",
    "beneath.hint.smintio.redirect_uri": "Die Adresse, die Smint.io für die Rückkehr des Browsers eingetragen hat.",
    "beneath.hint.smintio.client_credentials": (
        "yes, wo Smint.io Maschinen erlaubt, sich allein mit Client-ID und Geheimnis anzumelden."
    ),
    "beneath.hint.smintio.authority_url": "Wo man sich anmeldet.",
    "beneath.hint.smintio.licensed_url": "Basis der Schnittstelle für die Lizenzierung von Inhalten.",
    "beneath.hint.smintio.backend_url": "Basis des Backends der Portale, um Vokabulare zu veröffentlichen.",
    "beneath.hint.smintio.frontend_url": "Basis des Frontends der Portale; das Portal nennt sie selbst.",
    "beneath.hint.smintio.app_url": "Wo Menschen ein gekauftes Bild sehen.",
    "beneath.hint.smintio.metadata_path": (
        "Pfad von GetGenericMetadataForSync unter licensed_url, aus Ihrer Swagger-Seite."
    ),
    "beneath.hint.smintio.transactions_path": "Pfad von GetLicensePurchaseTransactionsForSync.",
    "beneath.hint.smintio.binaries_path": (
        "Pfad von GetLicensePurchaseTransactionBinariesForSync, mit den Stellen {{cart}} und {{lpt}}."
    ),
    "beneath.hint.smintio.payload_path": "Pfad unter PORTAL/portal/v1, wo das Portal über sich selbst Auskunft gibt.",
    "beneath.hint.smintio.portal_uuid": "Die UUID des Portals; das Portal nennt sie selbst.",
    "beneath.hint.smintio.search_page_uuid": "Die Seite, deren Suche genutzt wird; search_page_type findet sie.",
    "beneath.hint.smintio.search_page_type": "Der Typ der Seite, deren Suche genutzt wird.",
    "beneath.hint.smintio.search_property": "Die Eigenschaft dieser Seite, die sucht.",
    "beneath.hint.smintio.search_index": "Ihr Index.",
    "beneath.hint.smintio.search_interface": (
        "Eine öffentliche Schnittstelle, über die statt über eine Seite gesucht wird, etwa IAssetsSearch."
    ),
    "beneath.hint.smintio.read_interface": "Die öffentliche Schnittstelle, die Medien liest.",
    "beneath.hint.smintio.body_encoding": (
        "raw, oder string, wo die Liste der Argumente noch einmal als Text verpackt ist."
    ),
    "beneath.hint.smintio.culture": "Abfrageparameter culture bei Aufrufen des Portals; ohne Angabe nicht gesendet.",
    "beneath.hint.smintio.context_url": (
        "Kopfzeile X-Frontend-Context-Url bei Aufrufen des Portals; ohne Angabe nicht gesendet."
    ),
    "beneath.hint.smintio.content_types": (
        "Nummern der Inhaltstypen, nach denen nacheinander gesucht wird (0 Bilder, 1 Dokumente, 2 Videos, 3 "
        "Audio); ohne Angabe alle auf einmal."
    ),
    "beneath.hint.smintio.data_adapters": "Datenadapter, die allein gelesen werden, etwa 12,14; ohne Angabe alle.",
    "beneath.hint.smintio.resource_asset_mode": "0 Medien, 1 Ressourcen, 2 beide; ohne Angabe nicht gesendet.",
    "beneath.hint.smintio.details": "batch, single, oder none, wo die Suchergebnisse alles enthalten.",
    "beneath.hint.smintio.batch_size": "Medien, die ein Aufruf liest.",
    "beneath.hint.smintio.poll_seconds": (
        "Alle wie viele Sekunden nach einer Hintergrundaufgabe gefragt wird, mindestens 1."
    ),
    "beneath.hint.smintio.task_seconds": "Wie viele Sekunden auf eine Hintergrundaufgabe gewartet wird.",
    "beneath.hint.smintio.layout": "Wie die Datenobjekte der Medien angelegt sind: flat, list, map oder auto.",
    "beneath.hint.smintio.totals": "exact, oder loose, wo die Summen des Portals Schätzungen sind.",
    "beneath.hint.smintio.selectors": (
        'JSON-Objekt von unseren Namen zu Pfaden in einem Medium, etwa {{"region": "rawData/LAYER/region"}}; '
        "licence_text, region, channel, expiry, permitted_use, editorial und licensee handeln von Rechten, tags "
        "und concepts vom Inhalt, jeder andere Name wird eine Eigenschaft."
    ),
    "beneath.hint.smintio.cultures": (
        "Sprachen, die gelesen werden, etwa en,de; ohne Angabe alle, Englisch, wo ein Text keine davon hat."
    ),
    "beneath.hint.smintio.vocabulary_iri": "Womit die IRIs der Lizenzvokabulare beginnen.",
    "beneath.hint.smintio.usage": (
        "content = licensed oder export: yes zählt die Downloads, die jeder Kauf nennt; er nennt, wie viele es "
        "waren, nicht wann."
    ),
    "beneath.hint.smintio.page_size": "Käufe oder Medien je Seite.",
    "beneath.hint.smintio.sweep_hours": "Alle wie viele Stunden sämtliche IDs verglichen werden.",
    "beneath.hint.smintio.requests_per_second": "Höchstens so viele Anfragen je Sekunde an einen Host.",
    "beneath.hint.smintio.write": (
        "Wie Begriffe geschrieben werden: dam, adapter, template, marks oder none (gar nicht)."
    ),
    "beneath.hint.smintio.dams": (
        "Die Verbindung des DAM hinter jedem Datenadapter, etwa 12=studio,14=archive: Datensätze werden "
        "zusammengeführt, und write = dam schreibt dorthin."
    ),
    "beneath.hint.smintio.adapter_interface": "write = adapter: die Schnittstelle Ihres eigenen Datenadapters.",
    "beneath.hint.smintio.adapter_method": "Seine Methode, die Begriffe setzt.",
    "beneath.hint.smintio.adapter_body": "JSON-Vorlage ihres Arguments.",
    "beneath.hint.smintio.adapter_read_method": "Seine Methode, die Begriffe gibt, oder none.",
    "beneath.hint.smintio.adapter_read_body": "JSON-Vorlage ihres Arguments.",
    "beneath.hint.smintio.adapter_read_path": "Wo die Begriffe in ihrem Ergebnis stehen.",
    "beneath.hint.smintio.template_method": "write = template: die HTTP-Methode.",
    "beneath.hint.smintio.template_url": "Die Adresse, mit Stellen wie {{external_id}}.",
    "beneath.hint.smintio.template_headers": (
        "JSON-Objekt der Kopfzeilen; {{secret}} steht für das Geheimnis template_secret."
    ),
    "beneath.hint.smintio.template_body": "JSON-Vorlage des Rumpfs.",
    "beneath.hint.smintio.template_read_url": "Eine Adresse, die nennt, was ein Medium enthält, zum Zurücklesen.",
    "beneath.hint.smintio.template_read_path": "Wo die Begriffe in dieser Antwort stehen.",
    "beneath.hint.smintio.template_secret": "Zugangsdaten für den Aufruf nach Vorlage.",
    "beneath.hint.smintio.marks": (
        "write = marks: was für Menschen hinterlassen wird, aus collection, comment, flag und task."
    ),
    "beneath.hint.smintio.review_collection": "Name der Sammlung, in die Medien gelegt werden.",
    "beneath.hint.smintio.flag_id": "Die Markierung, die gesetzt wird.",
    "beneath.hint.smintio.task_handler": "Wer Aufgaben bearbeitet.",
    "beneath.hint.smintio.task_form": "Das Formular der Aufgaben.",
    "beneath.hint.smintio.marks_methods": (
        "JSON-Objekt mit Schnittstelle/Methode von create_collection, search_collections, add_assets, comment, "
        "flag und task, wo Ihre Swagger-Seite andere nennt."
    ),
    "beneath.hint.smintio.form_values": (
        "iri oder notation: was einen Begriff unter den erlaubten Werten eines veröffentlichten Formulars benennt."
    ),
    "beneath.hint.smintio.tenant_uuid": "Die UUID des Mandanten, um veröffentlichte Formulare anzuhängen.",
    "beneath.hint.smintio.attach_to": (
        "Das Element des Mandanten, an das ein veröffentlichtes Formular gehängt wird, etwa resource_custom_form_uuids."
    ),
    "beneath.hint.smintio.user_group_path": (
        "Pfad der Benutzergruppen unter backend_url, mit der Stelle {{uuid}}, für Werte veröffentlichter Formulare."
    ),
    "beneath.hint.smintio.scopes.empty": "smintio.full oder smintio.portals.frontend, mit openid profile offline_access",
    "beneath.hint.smintio.authority_url.empty": "https://TENANT.smint.io oder portal_url",
    "beneath.hint.smintio.sweep_hours.empty": "168 bei gekauften Inhalten, 24 bei einem Portal, nach jedem Durchgang bei einem Export",
    "beneath.hint.smintio.write.empty": "dam, wo dams gesetzt ist, sonst none",
}
