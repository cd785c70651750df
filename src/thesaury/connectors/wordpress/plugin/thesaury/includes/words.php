<?php
/* What people read, in English and German, by the language each of them has chosen. */

defined('ABSPATH') || exit;

const THESAURY_WORDS = [
    'concepts' => ['Concepts', 'Konzepte'],
    'concept' => ['Concept', 'Konzept'],
    'title' => ['Thesaury', 'Thesaury'],
    'field_withdrawn' => ['Withdrawn', 'Zurückgezogen'],
    'withdrawn_said' => ['It may not be shown any more.', 'Es darf nicht mehr gezeigt werden.'],
    'field_credit' => ['Credit', 'Bildnachweis'],
    'field_copyright' => ['Copyright', 'Urheberrecht'],
    'field_licence' => ['Licence', 'Lizenz'],
    'field_usage' => ['Terms of use', 'Nutzungsbedingungen'],
    'field_allowed_until' => ['May be shown until', 'Darf gezeigt werden bis'],
    'settings_intro' => [
        'Where the editor\'s picker asks for pictures. The API token stays on this server; editors\' browsers get tokens of some minutes.',
        'Wo die Bildauswahl des Editors nach Bildern fragt. Der API-Token bleibt auf diesem Server; die Browser der Redaktion bekommen Token für wenige Minuten.',
    ],
    'setting_server' => ['Address of Thesaury', 'Adresse von Thesaury'],
    'setting_server_help' => ['Such as https://dam.example.com. Allow this site there, at Settings, Picker: %s', 'Etwa https://dam.example.com. Diese Website dort unter Einstellungen, Auswahl erlauben: %s'],
    'setting_token' => ['API token', 'API-Token'],
    'setting_token_help' => ['It needs to read and to edit. Leave empty to keep the one that is there.', 'Er braucht Lesen und Bearbeiten. Leer lassen, um den vorhandenen zu behalten.'],
    'setting_token_there' => ['A token is kept.', 'Ein Token ist hinterlegt.'],
    'setting_channel' => ['Publishing channel', 'Veröffentlichungskanal'],
    'setting_channel_help' => ['Editors see only what this channel publishes.', 'Die Redaktion sieht nur, was dieser Kanal veröffentlicht.'],
    'setting_feed_key' => ['Key of the feed', 'Schlüssel des Feeds'],
    'setting_feed_key_help' => [
        'A key of this channel\'s feed: what editors choose is taken in by it. Leave empty to keep the one that is there.',
        'Ein Schlüssel zum Feed dieses Kanals: damit wird übernommen, was die Redaktion auswählt. Leer lassen, um den vorhandenen zu behalten.',
    ],
    'setting_feed_key_there' => ['A key is kept.', 'Ein Schlüssel ist hinterlegt.'],
    'setting_market' => ['Usual market', 'Üblicher Markt'],
    'setting_market_help' => ['Such as DE, for pages that name none. Several are parted by blanks.', 'Etwa DE, für Seiten, die keinen nennen. Mehrere durch Leerzeichen getrennt.'],
    'wrong_server' => ['The address has to begin with https://, without a path; http:// only for this machine itself.', 'Die Adresse muss mit https:// beginnen, ohne Pfad; http:// nur für diesen Rechner selbst.'],
    'works' => ['The server gave a token for the picker and opened the feed: it works.', 'Der Server hat einen Token für die Auswahl gegeben und den Feed geöffnet: Es funktioniert.'],
    'works_not' => ['It does not work yet: %s', 'Es funktioniert noch nicht: %s'],
    'not_set_up' => ['Thesaury is not set up on this site yet. An administrator does it under Settings, Thesaury.', 'Thesaury ist auf dieser Website noch nicht eingerichtet. Das geht unter Einstellungen, Thesaury.'],
    'no_answer' => ['Thesaury does not answer. Try again in a minute.', 'Thesaury antwortet nicht. Bitte gleich noch einmal versuchen.'],
    'server_says' => ['Thesaury says: %s', 'Thesaury sagt: %s'],
    'gone' => ['This picture may not be shown any more.', 'Dieses Bild darf nicht mehr gezeigt werden.'],
    'not_published' => ['This channel does not publish that (any more).', 'Dieser Kanal veröffentlicht das nicht (mehr).'],
    'no_picture' => ['Only pictures can be taken in.', 'Nur Bilder können übernommen werden.'],
    'wrong_address' => ['The file does not come from the server that is set.', 'Die Datei kommt nicht von dem eingestellten Server.'],
    'no_frame' => ['Thesaury does not answer, or does not allow this site to hold the picker.', 'Thesaury antwortet nicht oder erlaubt dieser Website die Bildauswahl nicht.'],
    'again' => ['Try again', 'Erneut versuchen'],
    'frame' => ['Choose pictures', 'Bilder auswählen'],
    'page' => ['This page', 'Diese Seite'],
    'market' => ['Market', 'Markt'],
    'market_help' => ['Such as DE or DACH; several are parted by blanks.', 'Etwa DE oder DACH; mehrere durch Leerzeichen getrennt.'],
    'audience' => ['Audience', 'Zielgruppe'],
    'language' => ['Language', 'Sprache'],
    'filter' => ['Filter by this page', 'Nach dieser Seite filtern'],
    'filter_off' => ['Show everything', 'Alles zeigen'],
    'filter_none' => ['This page has no concepts yet: choose some under Concepts.', 'Diese Seite hat noch keine Konzepte: bitte unter Konzepte wählen.'],
    'suggest' => ['Suggest for this page', 'Für diese Seite vorschlagen'],
    'suggest_none' => ['Write a title or some text first.', 'Bitte zuerst einen Titel oder etwas Text schreiben.'],
    'taking' => ['Taking in the picture ...', 'Bild wird übernommen ...'],
    'inserted' => ['Inserted: %s', 'Eingefügt: %s'],
];

/** A word in the language of whoever reads it. */
function thesaury_word($name) {
    $words = THESAURY_WORDS[$name];
    return $words[strpos(function_exists('get_user_locale') && did_action('set_current_user') ? get_user_locale() : get_locale(), 'de') === 0 ? 1 : 0];
}
