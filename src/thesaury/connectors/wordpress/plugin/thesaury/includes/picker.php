<?php
/* The picker in the block editor: a short-lived token for its frame, and pictures that are taken in when somebody selects one. */

defined('ABSPATH') || exit;

add_action('enqueue_block_editor_assets', 'thesaury_editor');
add_action('rest_api_init', 'thesaury_picker_routes');

/** The sidebar, for people who may add pictures, on a site that is set up. */
function thesaury_editor() {
    $settings = thesaury_settings();
    if (!current_user_can('upload_files') || $settings['server'] === '') {
        return;
    }
    $needs = ['wp-api-fetch', 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-core-data', 'wp-data', 'wp-edit-post', 'wp-editor', 'wp-element', 'wp-notices', 'wp-plugins'];
    wp_enqueue_script('thesaury-sidebar', plugins_url('editor/sidebar.js', THESAURY_PLUGIN), $needs, THESAURY_VERSION, true);
    wp_enqueue_style('thesaury-sidebar', plugins_url('editor/sidebar.css', THESAURY_PLUGIN), [], THESAURY_VERSION);
    $words = [];
    foreach (array_keys(THESAURY_WORDS) as $name) {
        $words[$name] = thesaury_word($name);
    }
    $told = [
        'server' => $settings['server'],
        'profile' => $settings['channel'],
        'market' => $settings['market'],
        'language' => thesaury_language(),
        'reader' => strpos(get_user_locale(), 'de') === 0 ? 'de' : 'en',
        'site' => home_url('/'),
        'taxonomy' => THESAURY_CONCEPT,
        'words' => $words,
    ];
    wp_add_inline_script('thesaury-sidebar', 'window.thesaurySidebar = ' . wp_json_encode($told, JSON_HEX_TAG | JSON_HEX_AMP | JSON_HEX_APOS | JSON_HEX_QUOT) . ';', 'before');
}

function thesaury_picker_routes() {
    register_rest_route('thesaury/v1', '/picker/token', ['methods' => 'POST', 'callback' => 'thesaury_give_token', 'permission_callback' => 'thesaury_may_pick']);
    register_rest_route('thesaury/v1', '/picker/take', ['methods' => 'POST', 'callback' => 'thesaury_take', 'permission_callback' => 'thesaury_may_pick', 'args' => [
        'asset' => ['type' => 'string', 'required' => true, 'pattern' => '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'],
        'language' => ['type' => 'string', 'default' => '', 'maxLength' => 100],
    ]]);
}

function thesaury_may_pick() {
    return current_user_can('upload_files');
}

function thesaury_give_token() {
    $token = thesaury_picker_token();
    $answer = rest_ensure_response(is_wp_error($token) ? $token : ['token' => $token]);
    if ($answer instanceof WP_REST_Response) {
        $answer->header('Cache-Control', 'no-store');
    }
    return $answer;
}

/** The picture that was selected: the object that is there, else one that is made as the channel publishes it now. What it is the server says,
 * not the browser. */
function thesaury_take(WP_REST_Request $request) {
    $id = thesaury_object($request['asset']);
    if ($id && (get_post_meta($id, 'thesaury_withdrawn', true) !== '' || thesaury_is_gone($id))) {
        return new WP_Error('thesaury_gone', thesaury_word('gone'), ['status' => 410]);
    }
    $item = thesaury_item($request['asset']);
    if (is_wp_error($item)) {
        return $item;
    }
    $id = $id ?: thesaury_take_in($request['asset'], $item);
    return is_wp_error($id) ? $id : thesaury_block_of($id, $request['language']);
}

/** The object of an asset that is not here yet, made of an item of the feed. */
function thesaury_take_in($asset, array $item) {
    if (!is_string($item['contentUrl'] ?? null)) {
        return new WP_Error('thesaury_type', thesaury_word('no_picture'), ['status' => 415]);
    }
    $bytes = thesaury_fetch($item['contentUrl']);
    if (is_wp_error($bytes)) {
        return $bytes;
    }
    $seen = @getimagesizefromstring($bytes);
    $ending = THESAURY_TYPES[$seen ? $seen['mime'] : ''][0] ?? 'bin';
    $concepts = array_filter(array_column(array_filter(thesaury_listed($item['about'] ?? []), 'is_array'), '@id'), 'is_string');
    return thesaury_make($asset, "thesaury-$asset.$ending", $bytes, ['fields' => thesaury_item_fields($item), 'add' => $concepts, 'file' => 'picked']);
}

/** The texts of an item by the names they have on an object. */
function thesaury_item_fields(array $item) {
    $fields = [];
    foreach (['title' => 'name', 'caption' => 'caption', 'alt' => 'description'] as $kind => $told) {
        foreach (thesaury_listed($item[$told] ?? []) as $one) {
            [$text, $language] = is_array($one) ? [$one['@value'] ?? '', $one['@language'] ?? ''] : [$one, ''];
            $fields[is_string($language) && $language !== '' ? "$kind@$language" : $kind] = $text;
        }
    }
    $usage = $item['usageInfo'] ?? '';
    $item['creditText'] = $item['creditText'] ?? $item['creator']['name'] ?? '';
    $plain = ['credit' => 'creditText', 'copyright' => 'copyrightNotice', 'licence' => 'license', 'allowed_until' => 'expires'];
    $fields += array_map(function ($told) use ($item) {
        return $item[$told] ?? '';
    }, $plain) + ['usage' => is_array($usage) ? $usage['text'] ?? '' : $usage];
    return array_filter($fields, function ($text) {
        return is_string($text) && $text !== '';
    });
}

/** What stands there once or several times, as a list. */
function thesaury_listed($told) {
    return is_array($told) && array_keys($told) === range(0, count($told) - 1) ? $told : ($told === [] ? [] : [$told]);
}

/** What the block of a picture needs, in the language of the page as far as there is a text in it. */
function thesaury_block_of($id, $language) {
    $fields = thesaury_fields(get_post($id));
    $in = function ($kind) use ($fields, $language) {
        $name = "$kind@$language";
        return $fields[$name] ?? $fields[thesaury_shown($fields, $kind)] ?? '';
    };
    $large = wp_get_attachment_image_src($id, 'large');
    return [
        'id' => $id,
        'url' => $large ? $large[0] : (string) wp_get_attachment_url($id),
        'alt' => $in('alt') !== '' ? $in('alt') : $in('title'),
        'title' => $in('title'),
        'credit' => $fields['credit'] ?? '',
    ];
}
