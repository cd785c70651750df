<?php
/* The interface that the connector speaks: status, objects. */

defined('ABSPATH') || exit;

add_action('rest_api_init', 'thesaury_routes');

function thesaury_routes() {
    $id = ['id' => ['type' => 'integer', 'minimum' => 1]];
    register_rest_route('thesaury/v1', '/status', ['methods' => 'GET', 'callback' => 'thesaury_status', 'permission_callback' => 'is_user_logged_in']);
    register_rest_route('thesaury/v1', '/media', [
        ['methods' => 'GET', 'callback' => 'thesaury_list', 'permission_callback' => 'thesaury_may_list', 'args' => [
            'assets' => ['type' => 'array', 'maxItems' => 200, 'items' => ['type' => 'string']],
            'ids' => ['type' => 'array', 'maxItems' => 200, 'items' => ['type' => 'integer']],
            'after' => ['type' => 'integer', 'minimum' => 0, 'default' => 0],
            'limit' => ['type' => 'integer', 'minimum' => 1, 'maximum' => 200, 'default' => 100],
        ]],
        ['methods' => 'POST', 'callback' => 'thesaury_post_new', 'permission_callback' => 'thesaury_may_list', 'args' => [
            'asset' => ['type' => 'string', 'minLength' => 1, 'maxLength' => 500, 'required' => true],
            'name' => ['type' => 'string', 'minLength' => 1, 'maxLength' => 300, 'required' => true],
            'edit' => ['type' => 'string', 'default' => '{}'],
        ]],
    ]);
    register_rest_route('thesaury/v1', '/media/(?P<id>\d+)', ['methods' => 'POST', 'callback' => 'thesaury_post_change', 'permission_callback' => 'thesaury_may_change', 'args' => $id + [
        'edit' => ['type' => 'string', 'default' => '{}'],
    ]]);
    register_rest_route('thesaury/v1', '/media/(?P<id>\d+)/withdraw', ['methods' => 'POST', 'callback' => 'thesaury_post_withdraw', 'permission_callback' => 'thesaury_may_withdraw', 'args' => $id + [
        'how' => ['type' => 'string', 'enum' => ['unpublish', 'placeholder', 'delete'], 'required' => true],
    ]]);
}

function thesaury_may_list() {
    return current_user_can('upload_files') && current_user_can('edit_others_posts');
}

/** Whoever may edit what others made: for the author of a picture its rights are not his own to give back. What is not there nobody may change;
 * who may see that hears it, the others that they may not. */
function thesaury_may_change(WP_REST_Request $request) {
    return thesaury_may_list() && (!get_post($request['id']) || current_user_can('edit_post', $request['id']));
}

function thesaury_may_withdraw(WP_REST_Request $request) {
    return thesaury_may_change($request) && (!get_post($request['id']) || current_user_can('delete_post', $request['id']));
}

/** What the site is, and what whoever asks may do. */
function thesaury_status() {
    $may = [];
    foreach (['upload_files', 'edit_others_posts', 'delete_others_posts', 'manage_categories', 'read_private_posts'] as $name) {
        $may[$name] = current_user_can($name);
    }
    return [
        'version' => THESAURY_VERSION,
        'wordpress' => get_bloginfo('version'),
        'language' => thesaury_language(),
        'title' => get_bloginfo('name'),
        'most_bytes' => wp_max_upload_size(),
        'writable' => wp_is_writable(wp_get_upload_dir()['basedir']),
        'user' => wp_get_current_user()->user_login,
        'picker' => ['server' => thesaury_settings()['server'], 'channel' => thesaury_settings()['channel']],
        'may' => $may,
    ];
}

/** Objects of some assets or ids, or all of them by rising id. */
function thesaury_list(WP_REST_Request $request) {
    global $wpdb;
    if ($request['assets'] !== null || $request['ids'] !== null) {
        $ids = array_merge(array_values(thesaury_objects((array) $request['assets'])), array_map('intval', (array) $request['ids']));
        return ['objects' => thesaury_told(array_values(array_unique($ids))), 'next' => 0];
    }
    $ids = array_map('intval', $wpdb->get_col($wpdb->prepare(
        "SELECT MIN(p.ID) AS first FROM {$wpdb->postmeta} m JOIN {$wpdb->posts} p ON p.ID = m.post_id AND p.post_type = 'attachment'"
        . " WHERE m.meta_key = 'thesaury_asset' AND m.meta_value <> '' GROUP BY CAST(m.meta_value AS BINARY) HAVING first > %d ORDER BY first LIMIT %d",
        $request['after'], $request['limit']
    )));
    return ['objects' => thesaury_told($ids), 'next' => count($ids) === $request['limit'] ? end($ids) : 0];
}

function thesaury_post_new(WP_REST_Request $request) {
    $edit = thesaury_edit($request);
    $bytes = thesaury_sent($request);
    return thesaury_answer(is_wp_error($edit) ? $edit : (is_wp_error($bytes) ? $bytes : thesaury_make($request['asset'], $request['name'], $bytes, $edit)), 201);
}

function thesaury_post_change(WP_REST_Request $request) {
    $edit = thesaury_edit($request);
    $bytes = $request->get_file_params() ? thesaury_sent($request) : '';
    $wrong = thesaury_not_ours((int) $request['id']);
    foreach ([$edit, $bytes, $wrong] as $one) {
        if (is_wp_error($one)) {
            return $one;
        }
    }
    return thesaury_answer(thesaury_change((int) $request['id'], $edit, $bytes));
}

function thesaury_post_withdraw(WP_REST_Request $request) {
    $bytes = $request['how'] === 'placeholder' ? thesaury_sent($request) : '';
    $wrong = thesaury_not_ours((int) $request['id']);
    foreach ([$bytes, $wrong] as $one) {
        if (is_wp_error($one)) {
            return $one;
        }
    }
    return thesaury_answer(thesaury_withdraw((int) $request['id'], $request['how'], $bytes));
}

/** The object as it stands now, read anew; null where it is gone. */
function thesaury_answer($id, $status = 200) {
    if (is_wp_error($id)) {
        return $id;
    }
    clean_post_cache($id);
    return new WP_REST_Response(['object' => $id ? (thesaury_told([$id])[0] ?? null) : null], $status);
}

function thesaury_not_ours($id) {
    $ours = get_post_type($id) === 'attachment' && get_post_meta($id, 'thesaury_asset', true) !== '';
    return $ours ? null : new WP_Error('thesaury_none', 'There is no object of Thesaury with this id.', ['status' => 404]);
}

function thesaury_edit(WP_REST_Request $request) {
    $edit = json_decode((string) $request['edit'], true);
    if (!is_array($edit)) {
        return new WP_Error('thesaury_edit', 'What is to be changed is no JSON object.', ['status' => 400]);
    }
    $texts = array_filter((array) ($edit['fields'] ?? []), 'is_string');
    $lists = array_map(function ($name) use ($edit) {
        return array_values(array_filter((array) ($edit[$name] ?? []), 'is_string'));
    }, ['add' => 'add', 'remove' => 'remove']);
    return ['fields' => $texts] + $lists + ['file' => is_string($edit['file'] ?? null) ? $edit['file'] : '', 'revive' => !empty($edit['revive'])];
}

/** The bytes that came as the part `file`. */
function thesaury_sent(WP_REST_Request $request) {
    $file = $request->get_file_params()['file'] ?? null;
    if (!$file || $file['error'] !== UPLOAD_ERR_OK || !is_uploaded_file($file['tmp_name'])) {
        return new WP_Error('thesaury_file', 'No file came, or one that is larger than PHP takes (upload_max_filesize, post_max_size).', ['status' => 413]);
    }
    return (string) file_get_contents($file['tmp_name']);
}
