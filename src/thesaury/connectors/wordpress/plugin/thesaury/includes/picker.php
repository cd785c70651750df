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
    $text = ['type' => 'string', 'default' => '', 'maxLength' => 20000];
    register_rest_route('thesaury/v1', '/picker/token', ['methods' => 'POST', 'callback' => 'thesaury_give_token', 'permission_callback' => 'thesaury_may_pick']);
    register_rest_route('thesaury/v1', '/picker/take', ['methods' => 'POST', 'callback' => 'thesaury_take', 'permission_callback' => 'thesaury_may_pick', 'args' => [
        'asset' => ['type' => 'string', 'required' => true, 'minLength' => 1, 'maxLength' => 500],
        'url' => ['type' => 'string', 'required' => true, 'format' => 'uri', 'maxLength' => 4000],
        'title' => $text, 'creator' => $text, 'language' => $text,
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

/** The picture that was selected: the object that is there, else one that is made of the file at its signed address. */
function thesaury_take(WP_REST_Request $request) {
    $id = thesaury_object($request['asset']);
    if ($id && (get_post_meta($id, 'thesaury_withdrawn', true) !== '' || thesaury_is_gone($id))) {
        return new WP_Error('thesaury_gone', thesaury_word('gone'), ['status' => 410]);
    }
    if (!$id) {
        $bytes = thesaury_fetch($request['url']);
        if (is_wp_error($bytes)) {
            return $bytes;
        }
        $seen = @getimagesizefromstring($bytes);
        $ending = THESAURY_TYPES[$seen ? $seen['mime'] : ''][0] ?? 'bin';
        $language = $request['language'] ?: thesaury_language();
        $fields = array_filter(["title@$language" => $request['title'], 'credit' => $request['creator']]);
        $name = 'thesaury-' . sanitize_file_name($request['asset']) . ".$ending";
        $id = thesaury_make($request['asset'], $name, $bytes, ['fields' => $fields, 'file' => 'picked']);
        if (is_wp_error($id)) {
            return $id;
        }
    }
    return thesaury_block_of($id, $request['language']);
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
