<?php
/* Objects: attachments that bear a reference to an asset. Made, changed, withdrawn; each answer tells what stands there afterwards. */

defined('ABSPATH') || exit;

const THESAURY_DELETED = 'thesaury_deleted';
const THESAURY_MOST_DELETED = 20000;

/** What a copy was cut from. With its first sign WordPress lets nobody change or delete it, not even who made the copy. */
const THESAURY_CUT = '_thesaury_cut_from';

add_filter('wp_edited_image_metadata', 'thesaury_note_cutting', 10, 3);

/** The object of an asset; 0 where there is none. Copies that somebody cut from it are not it. */
function thesaury_object($asset) {
    return thesaury_objects([$asset])[$asset] ?? 0;
}

/** By asset the id of its object. */
function thesaury_objects(array $assets) {
    global $wpdb;
    if (!$assets) {
        return [];
    }
    $in = implode(',', array_fill(0, count($assets), '%s'));
    $rows = $wpdb->get_results($wpdb->prepare(
        "SELECT MIN(m.meta_value) AS asset, MIN(p.ID) AS id FROM {$wpdb->postmeta} m JOIN {$wpdb->posts} p ON p.ID = m.post_id AND p.post_type = 'attachment'"
        . " WHERE m.meta_key = 'thesaury_asset' AND CAST(m.meta_value AS BINARY) IN ($in) GROUP BY CAST(m.meta_value AS BINARY)",
        array_values($assets)
    ));
    $found = [];
    foreach ($rows as $row) {
        $found[$row->asset] = (int) $row->id;
    }
    return $found;
}

/** What stands there now, in the order of these ids. */
function thesaury_told(array $ids) {
    _prime_post_caches($ids, false, true);
    $concepts = thesaury_concepts_of($ids);
    $told = [];
    foreach ($ids as $id) {
        $post = get_post($id);
        $asset = (string) get_post_meta($id, 'thesaury_asset', true);
        if (!$post || $post->post_type !== 'attachment' || $asset === '') {
            continue;
        }
        $told[] = [
            'id' => $id,
            'asset' => $asset,
            'fields' => (object) thesaury_fields($post),
            'concepts' => $concepts[$id],
            'file' => (string) get_post_meta($id, 'thesaury_file', true),
            'live' => thesaury_live($post),
            'withdrawn' => get_post_meta($id, 'thesaury_withdrawn', true) !== '',
            'modified' => $post->post_modified_gmt,
            'address' => (string) wp_get_attachment_url($id),
        ];
    }
    return $told;
}

function thesaury_live(WP_Post $post) {
    return $post->post_status === 'inherit' && get_post_meta($post->ID, 'thesaury_withdrawn', true) === '' && is_file((string) get_attached_file($post->ID, true));
}

/** Only one at a time makes the object of an asset: a reply may have been lost, and the question asked again while the first is at work. */
function thesaury_alone($asset, callable $work) {
    global $wpdb;
    $lock = 'thesaury-' . md5(DB_NAME . $wpdb->prefix . $asset);
    if ($wpdb->get_var($wpdb->prepare('SELECT GET_LOCK(%s, 20)', $lock)) !== '1') {
        return new WP_Error('thesaury_busy', 'Somebody else writes the same object. Ask again later.', ['status' => 503]);
    }
    try {
        return $work();
    } finally {
        $wpdb->query($wpdb->prepare('SELECT RELEASE_LOCK(%s)', $lock));
    }
}

/** The object of an asset, made where there is none; an error where that cannot be. */
function thesaury_make($asset, $name, $bytes, array $edit) {
    return thesaury_alone($asset, function () use ($asset, $name, $bytes, $edit) {
        $id = thesaury_object($asset);
        if ($id) {
            return thesaury_change($id, ['revive' => true] + $edit, $bytes);
        }
        $name = sanitize_file_name($name);
        $wrong = thesaury_wrong_file($bytes, $name);
        if ($wrong) {
            return $wrong;
        }
        $kept = wp_upload_bits($name, null, $bytes);
        if (!empty($kept['error'])) {
            return new WP_Error('thesaury_disk', "The file could not be written: {$kept['error']}", ['status' => 507]);
        }
        // The reference comes with the object, so that no object is ever without.
        $id = wp_insert_attachment([
            'post_title' => wp_slash(pathinfo($name, PATHINFO_FILENAME)),
            'post_name' => sanitize_title(pathinfo($name, PATHINFO_FILENAME)),
            'post_mime_type' => $kept['type'],
            'guid' => $kept['url'],
            'meta_input' => wp_slash(['thesaury_asset' => $asset, 'thesaury_file' => $edit['file'] ?? '']),
        ], $kept['file'], 0, true);
        if (is_wp_error($id)) {
            wp_delete_file($kept['file']);
            return $id;
        }
        thesaury_make_sizes($id, $kept['file']);
        return thesaury_change($id, $edit, '');
    });
}

/** Change what is named: `fields` by name, concepts to `add` and to `remove`, other bytes with their tag as `file`, and `revive`. */
function thesaury_change($id, array $edit, $bytes) {
    foreach ($bytes !== '' ? thesaury_same($id) : [] as $one) {
        $wrong = thesaury_replace_file($one, $bytes, $edit['file'] ?? '');
        if ($wrong && $one === $id) {
            return $wrong;
        }
    }
    if (!empty($edit['revive']) && get_post_meta($id, 'thesaury_withdrawn', true) !== '') {
        foreach (thesaury_same($id) as $one) {
            if ($one !== $id && !is_file((string) get_attached_file($one, true))) {
                continue;
            }
            delete_post_meta($one, 'thesaury_withdrawn');
            wp_update_post(['ID' => $one, 'post_status' => 'inherit']);
        }
    }
    thesaury_write_fields($id, (array) ($edit['fields'] ?? []));
    $wrong = thesaury_place_concepts($id, (array) ($edit['add'] ?? []), (array) ($edit['remove'] ?? []));
    thesaury_moved($id);
    return $wrong ?: $id;
}

function thesaury_place_concepts($id, array $add, array $remove) {
    foreach (['add' => $add, 'remove' => $remove] as $way => $iris) {
        $terms = array_values(array_filter(array_map('thesaury_concept_term', $iris)));
        if (!$terms) {
            continue;
        }
        $done = $way === 'add' ? wp_set_object_terms($id, $terms, THESAURY_CONCEPT, true) : wp_remove_object_terms($id, $terms, THESAURY_CONCEPT);
        if (is_wp_error($done)) {
            return $done;
        }
    }
    return null;
}

/** See that nobody is shown the picture any more; gives the id, or 0 where the object is gone then. Copies that were cut from it go, too. */
function thesaury_withdraw($id, $how, $bytes) {
    $same = thesaury_same($id);
    foreach (array_merge([], ...array_map('thesaury_cuttings', $same)) as $cutting) {
        thesaury_delete($cutting);
    }
    if ($how === 'delete') {
        return array_filter($same, 'thesaury_delete') === $same ? 0 : new WP_Error('thesaury_left', 'Not every file could be deleted. See that the folder of uploads is writable.', ['status' => 500]);
    }
    $left = null;
    foreach ($same as $one) {
        $wrong = thesaury_hide($one, $how, $bytes);
        if ($wrong && $how === 'placeholder' && $one !== $id) {
            // A double of another type takes no such placeholder.
            $wrong = thesaury_hide($one, 'unpublish', '');
        }
        $left = $left ?: $wrong;
    }
    array_map('thesaury_moved', $same);
    return $left ?: $id;
}

/** Withdraw one attachment; why that cannot be, null where it is done. */
function thesaury_hide($id, $how, $bytes) {
    update_post_meta($id, 'thesaury_withdrawn', $how);
    if ($how === 'placeholder') {
        return thesaury_replace_file($id, $bytes, '');
    }
    wp_update_post(['ID' => $id, 'post_status' => 'private']);
    thesaury_keep($id, 'thesaury_file', '');
    return thesaury_remove_files($id) ? null : new WP_Error('thesaury_left', 'Not every file could be taken away. See that the folder of uploads is writable.', ['status' => 500]);
}

function thesaury_delete($id) {
    $paths = thesaury_files($id);
    wp_delete_attachment($id, true);
    // Pages may name it still: they leave it out, and not what other sites' numbers they may have brought along.
    update_option(THESAURY_DELETED, array_slice(array_unique(array_merge((array) get_option(THESAURY_DELETED, []), [$id])), -THESAURY_MOST_DELETED), false);
    array_map('wp_delete_file', $paths);
    clearstatcache();
    return array_filter($paths, 'is_file') === [] && get_post($id) === null;
}

/** Caches that keep pages are told by what they listen to anyway; others by an action of ours. */
function thesaury_moved($id) {
    clean_post_cache($id);
    foreach (thesaury_pages_with($id) as $page) {
        clean_post_cache($page);
    }
    do_action('thesaury_changed', $id);
}

/** The object and its doubles: plugins for sites of several languages make one for each language, with the same file and all fields; importers
 * and those who duplicate media make some with files of their own. What would be taken for another by its case is none. */
function thesaury_same($id) {
    global $wpdb;
    $found = $wpdb->get_col($wpdb->prepare(
        "SELECT m.post_id FROM {$wpdb->postmeta} m JOIN {$wpdb->posts} p ON p.ID = m.post_id AND p.post_type = 'attachment'"
        . " WHERE m.meta_key = 'thesaury_asset' AND CAST(m.meta_value AS BINARY) = %s",
        get_post_meta($id, 'thesaury_asset', true)
    ));
    return array_values(array_unique(array_map('intval', array_merge([$id], $found))));
}

/** Copies of a picture that somebody cut, turned or scaled in the editor: objects of their own, which have to go with it. */
function thesaury_cuttings($id) {
    // `any` would leave out the trash, from where it can be had back.
    $states = array_keys(get_post_stati());
    return get_posts(['post_type' => 'attachment', 'post_status' => $states, 'numberposts' => -1, 'fields' => 'ids', 'meta_key' => THESAURY_CUT, 'meta_value' => (string) $id, 'suppress_filters' => true]);
}

function thesaury_note_cutting($about, $new, $old) {
    $from = (int) get_post_meta($old, THESAURY_CUT, true) ?: (get_post_meta($old, 'thesaury_asset', true) !== '' ? $old : 0);
    if ($from) {
        update_post_meta($new, THESAURY_CUT, $from);
    }
    return $about;
}
