<?php
/* What became of a page whose picture may not be shown any more: the page stays whole, the picture is left out of it. */

defined('ABSPATH') || exit;

add_filter('render_block_core/image', 'thesaury_without_block', 99, 2);
add_filter('render_block_core/cover', 'thesaury_without_pictures', 99);
add_filter('render_block_core/media-text', 'thesaury_without_pictures', 99);
add_filter('the_content', 'thesaury_without_pictures', 999);
add_filter('wp_get_attachment_image', 'thesaury_without_picture', 99, 2);
add_filter('wp_get_attachment_image_src', 'thesaury_without_source', 99, 2);
add_filter('post_thumbnail_html', 'thesaury_without_thumbnail', 99, 3);
add_filter('ajax_query_attachments_args', 'thesaury_library_without');
add_filter('attachment_fields_to_edit', 'thesaury_say_rights', 10, 2);

/** Whether a picture is not to be shown: it was withdrawn and no placeholder stands for it, or its last day is over. */
function thesaury_is_gone($id) {
    if (get_post($id) === null) {
        return in_array($id, (array) get_option(THESAURY_DELETED, []), true);
    }
    $id = (int) get_post_meta($id, THESAURY_CUT, true) ?: $id;
    if (get_post_meta($id, 'thesaury_asset', true) === '') {
        return false;
    }
    $how = get_post_meta($id, 'thesaury_withdrawn', true);
    $until = (string) get_post_meta($id, 'thesaury_allowed_until', true);
    // The day counts where nothing was heard from the server since; it ends where the days of licences do in Thesaury.
    $today = wp_date('Y-m-d', null, new DateTimeZone('Europe/Berlin'));
    return $how !== 'placeholder' && ($how !== '' || ($until !== '' && $today > $until));
}

function thesaury_without_block($html, $block) {
    $id = (int) ($block['attrs']['id'] ?? 0);
    if (!$id || !thesaury_is_gone($id)) {
        // Texts of assets stand in the blocks of their pictures. They are no program: shortcodes in them are not run.
        return $id && get_post_meta($id, 'thesaury_asset', true) !== '' ? str_replace('[', '&#091;', $html) : $html;
    }
    return '';
}

/** Every tag that shows a picture that is gone, by its number or by its address, is left out, or loses the address where it holds other things. */
function thesaury_without_pictures($html) {
    $place = wp_parse_url(wp_get_upload_dir()['baseurl'], PHP_URL_PATH) . '/';
    $gone = null;
    return preg_replace_callback('/<[a-z](?:"[^"]*+"|\'[^\']*+\'|[^>"\']++)*+>/i', function ($found) use ($html, $place, &$gone) {
        [$tag] = $found;
        $numbered = preg_match('/\bwp-image-(\d+)\b/', $tag, $number);
        $alone = preg_match('/^<(?:img|source)\b/i', $tag);
        if ($numbered && $alone && thesaury_is_gone((int) $number[1])) {
            return '';
        }
        if (strpos($tag, $place) === false || ($numbered && $alone)) {
            return $tag;
        }
        // The database is asked once, and only where something shows a file without saying whose it is.
        $gone = $gone ?? array_keys(array_filter(thesaury_addresses_in($html), function ($ids) {
            return array_filter($ids, 'thesaury_is_gone') !== [];
        }));
        $named = array_filter($gone, function ($address) use ($tag) {
            return strpos($tag, $address) !== false;
        });
        return $named && $alone ? '' : str_replace($named, '', $tag);
    }, $html) ?? $html;
}

function thesaury_without_picture($html, $id) {
    return thesaury_is_gone((int) $id) && !is_admin() ? '' : $html;
}

/** What themes and other plugins make of a picture by themselves: previews for other sites, structured data. */
function thesaury_without_source($source, $id) {
    $for_people = !is_admin() && !(defined('REST_REQUEST') && REST_REQUEST);
    return $for_people && thesaury_is_gone((int) $id) ? false : $source;
}

function thesaury_without_thumbnail($html, $post, $id) {
    return thesaury_is_gone((int) $id) ? '' : $html;
}

/** Nobody chooses what was withdrawn. */
function thesaury_library_without($query) {
    $query['meta_query'] = array_merge((array) ($query['meta_query'] ?? []), [['key' => 'thesaury_withdrawn', 'compare' => 'NOT EXISTS']]);
    return $query;
}

/** What editors see of the rights of a picture, where they see its other texts. */
function thesaury_say_rights($fields, $post) {
    if (get_post_meta($post->ID, 'thesaury_asset', true) === '') {
        return $fields;
    }
    foreach (array_merge(['withdrawn'], THESAURY_PLAIN) as $name) {
        $text = (string) get_post_meta($post->ID, "thesaury_$name", true);
        if ($text !== '') {
            $said = $name === 'withdrawn' ? thesaury_word('withdrawn_said') : $text;
            $fields["thesaury_$name"] = ['label' => esc_html(thesaury_word("field_$name")), 'input' => 'html', 'html' => '<span>' . esc_html($said) . '</span>'];
        }
    }
    return $fields;
}
