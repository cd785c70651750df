<?php
/* Where objects stand: in which pages and drafts, and in which place of them. */

defined('ABSPATH') || exit;

const THESAURY_STATES = ['publish', 'future', 'draft', 'pending', 'private'];
const THESAURY_NO_PAGES = ['attachment', 'revision', 'nav_menu_item', 'custom_css', 'customize_changeset', 'oembed_cache', 'user_request', 'wp_block', 'wp_global_styles', 'wp_navigation'];

add_action('rest_api_init', 'thesaury_uses_route');

function thesaury_uses_route() {
    register_rest_route('thesaury/v1', '/uses', ['methods' => 'GET', 'callback' => 'thesaury_uses', 'permission_callback' => 'thesaury_may_list', 'args' => [
        'after' => ['type' => 'integer', 'minimum' => 0, 'default' => 0],
        'limit' => ['type' => 'integer', 'minimum' => 1, 'maximum' => 500, 'default' => 200],
    ]]);
}

/** Uses in pages by rising id of the page. */
function thesaury_uses(WP_REST_Request $request) {
    global $wpdb;
    $states = "'" . implode("','", THESAURY_STATES) . "'";
    $no = "'" . implode("','", THESAURY_NO_PAGES) . "'";
    $ids = array_map('intval', $wpdb->get_col($wpdb->prepare(
        "SELECT ID FROM {$wpdb->posts} WHERE ID > %d AND post_status IN ($states) AND post_type NOT IN ($no) ORDER BY ID LIMIT %d",
        $request['after'], $request['limit']
    )));
    _prime_post_caches($ids, false, true);
    $found = [];
    foreach (array_map('get_post', $ids) as $post) {
        foreach (thesaury_places($post) as $id => $places) {
            foreach ($places as $place) {
                $found[] = ['id' => $id] + thesaury_page($post) + ['place' => $place];
            }
        }
    }
    if (!$request['after']) {
        $found = array_merge($found, thesaury_uses_of_site());
    }
    return ['uses' => thesaury_of_assets($found), 'next' => count($ids) === $request['limit'] ? end($ids) : 0];
}

function thesaury_page(WP_Post $post) {
    $live = $post->post_status === 'publish';
    return [
        'page' => "{$post->post_type}:{$post->ID}",
        'title' => html_entity_decode($post->post_title, ENT_QUOTES | ENT_HTML5, 'UTF-8'),
        'address' => $live ? (string) get_permalink($post) : admin_url("post.php?post={$post->ID}&action=edit"),
        'language' => (string) get_post_meta($post->ID, 'thesaury_language', true),
        'since' => $live ? mysql2date('Y-m-d\TH:i:s+00:00', $post->post_date_gmt, false) : '',
        'live' => $live,
    ];
}

/** The places of objects in a page: id => [cover, body]. */
function thesaury_places(WP_Post $post) {
    $found = [];
    $cover = (int) get_post_meta($post->ID, '_thumbnail_id', true);
    if ($cover) {
        $found[$cover][] = 'cover';
    }
    foreach (array_unique(thesaury_ids_in($post->post_content, [])) as $id) {
        $found[$id][] = 'body';
    }
    return $found;
}

/** Ids of attachments that a content names, in blocks, classes, galleries and addresses, and in the blocks it takes from elsewhere. */
function thesaury_ids_in($content, array $seen) {
    $found = [];
    preg_match_all('/wp-(?:image|video|audio)-(\d+)/', $content, $classes);
    preg_match_all('/\[(?:gallery|playlist)[^\]]*\bids=["\']?([\d,\s]+)/', $content, $galleries);
    foreach (array_merge($classes[1], ...array_map('wp_parse_id_list', $galleries[1])) as $id) {
        $found[] = (int) $id;
    }
    if (has_blocks($content)) {
        foreach (parse_blocks($content) as $block) {
            $found = array_merge($found, thesaury_ids_of_block($block, $seen));
        }
    }
    return array_merge($found, thesaury_ids_of_addresses($content));
}

function thesaury_ids_of_block(array $block, array $seen) {
    $found = [];
    foreach (['id', 'mediaId', 'backgroundId'] as $name) {
        if (is_int($block['attrs'][$name] ?? null)) {
            $found[] = $block['attrs'][$name];
        }
    }
    foreach ((array) ($block['attrs']['ids'] ?? []) as $id) {
        $found[] = (int) $id;
    }
    $ref = $block['blockName'] === 'core/block' ? (int) ($block['attrs']['ref'] ?? 0) : 0;
    if ($ref && !in_array($ref, $seen, true) && ($shared = get_post($ref))) {
        $found = array_merge($found, thesaury_ids_in($shared->post_content, array_merge($seen, [$ref])));
    }
    foreach ($block['innerBlocks'] as $inner) {
        $found = array_merge($found, thesaury_ids_of_block($inner, $seen));
    }
    return $found;
}

/** Attachments whose file a content names by its address, whatever the size. */
function thesaury_ids_of_addresses($content) {
    return array_merge([], ...array_values(thesaury_addresses_in($content)));
}

/** By address of a file that a content names the attachments that show it, whatever the size; those that are of none are left out. */
function thesaury_addresses_in($content) {
    global $wpdb;
    $base = preg_replace('#^https?:#', '', wp_get_upload_dir()['baseurl']);
    $place = (string) wp_parse_url("http:$base", PHP_URL_PATH);
    if (!preg_match_all('#(?:(?:https?:)?' . preg_quote(substr($base, 0, -strlen($place) ?: null), '#') . ')?' . preg_quote($place, '#') . '/([^\s"\'<>()?\#\\\\&,]+)#', $content, $addresses)) {
        return [];
    }
    $paths = [];
    foreach (array_combine($addresses[0], $addresses[1]) as $address => $path) {
        $path = rawurldecode($path);
        $whole = preg_replace('/-\d+x\d+(?=\.[a-z]+$)/i', '', $path);
        $paths[$address] = [$path, $whole, preg_replace('/(?=\.[a-z]+$)/i', '-scaled', $whole)];
    }
    $every = array_values(array_unique(array_merge(...array_values($paths))));
    $in = implode(',', array_fill(0, count($every), '%s'));
    $rows = $wpdb->get_results($wpdb->prepare("SELECT post_id, meta_value FROM {$wpdb->postmeta} WHERE meta_key = '_wp_attached_file' AND meta_value IN ($in)", $every));
    $ids = [];
    foreach ($rows as $row) {
        $ids[$row->meta_value][] = (int) $row->post_id;
    }
    return array_filter(array_map(function ($names) use ($ids) {
        // What has this very name comes before that of which it would be a size.
        return $ids[$names[0]] ?? $ids[$names[1]] ?? $ids[$names[2]] ?? [];
    }, $paths));
}

function thesaury_uses_of_site() {
    $found = [];
    foreach (['icon' => (int) get_option('site_icon'), 'logo' => (int) (get_theme_mod('custom_logo') ?: get_option('site_logo'))] as $place => $id) {
        if ($id) {
            $found[] = ['id' => $id, 'page' => 'site', 'title' => get_bloginfo('name'), 'address' => home_url('/'), 'language' => '', 'since' => '', 'live' => true, 'place' => $place];
        }
    }
    return $found;
}

/** Those that are of our assets, with the asset; a copy that was cut from an object counts as that object. */
function thesaury_of_assets(array $uses) {
    _prime_post_caches(array_values(array_unique(array_column($uses, 'id'))), false, true);
    $named = $kept = [];
    foreach ($uses as $use) {
        $id = (int) get_post_meta($use['id'], THESAURY_CUT, true) ?: $use['id'];
        $asset = (string) get_post_meta($id, 'thesaury_asset', true);
        if ($asset !== '') {
            $named["$asset {$use['page']} {$use['place']}"] = ['asset' => $asset] + $use;
        }
    }
    $objects = thesaury_objects(array_values(array_unique(array_column($named, 'asset'))));
    foreach ($named as $use) {
        $kept[] = ['id' => $objects[$use['asset']] ?? $use['id']] + $use;
    }
    return $kept;
}

/** Pages that name an object by its number, for whoever keeps copies of pages. */
function thesaury_pages_with($id) {
    global $wpdb;
    $like = '%' . $wpdb->esc_like("wp-image-$id") . '%';
    return array_map('intval', $wpdb->get_col($wpdb->prepare(
        "SELECT ID FROM {$wpdb->posts} WHERE post_status = 'publish' AND post_content LIKE %s UNION SELECT post_id FROM {$wpdb->postmeta} WHERE meta_key = '_thumbnail_id' AND meta_value = %s LIMIT 200",
        $like, (string) $id
    )));
}
