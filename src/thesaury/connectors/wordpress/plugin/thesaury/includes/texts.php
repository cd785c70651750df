<?php
/* What an object says of its asset: the exact texts in fields of ours, one of each kind in WordPress's own, where people may change it. */

defined('ABSPATH') || exit;

/** Texts that each language has of its own, and where WordPress keeps the one it shows. */
const THESAURY_CORE = ['title' => 'post_title', 'caption' => 'post_excerpt', 'alt' => '_wp_attachment_image_alt'];
const THESAURY_PLAIN = ['credit', 'copyright', 'licence', 'usage', 'allowed_until'];

add_action('init', 'thesaury_register_texts', 5);

function thesaury_register_texts() {
    $reads = ['single' => true, 'show_in_rest' => true, 'type' => 'string', 'auth_callback' => '__return_false'];
    $for_editors = ['show_in_rest' => ['schema' => ['context' => ['edit']]]] + $reads;
    foreach (['thesaury_asset', 'thesaury_withdrawn', 'thesaury_file'] as $name) {
        register_post_meta('attachment', $name, $for_editors);
    }
    foreach (THESAURY_PLAIN as $name) {
        register_post_meta('attachment', "thesaury_$name", $name === 'usage' ? $for_editors : $reads);
    }
    $schema = ['schema' => ['type' => 'object', 'additionalProperties' => ['type' => 'string']]];
    register_post_meta('attachment', 'thesaury_texts', ['type' => 'object', 'show_in_rest' => $schema] + $reads);
    $writes = ['auth_callback' => 'thesaury_may_edit_meta'] + $reads;
    foreach (['post', 'page'] as $type) {
        foreach (['thesaury_market', 'thesaury_audience', 'thesaury_language'] as $name) {
            register_post_meta($type, $name, ['sanitize_callback' => 'sanitize_text_field'] + $writes);
        }
    }
}

function thesaury_may_edit_meta($allowed, $key, $id) {
    return current_user_can('edit_post', $id);
}

/** The language of the site, as the first part of a tag. */
function thesaury_language() {
    return strtolower(strtok(str_replace('_', '-', get_locale()), '-'));
}

/** Which of the texts of one kind WordPress shows: that of the site's language, else the first; empty where there is none. */
function thesaury_shown(array $texts, $kind) {
    $names = array_values(array_filter(array_keys($texts), function ($name) use ($kind) {
        return $name === $kind || strpos($name, "$kind@") === 0;
    }));
    sort($names);
    $site = thesaury_language();
    foreach ([thesaury_locale(), $site] as $language) {
        if (in_array("$kind@$language", $names, true)) {
            return "$kind@$language";
        }
    }
    foreach ($names as $name) {
        if (strpos($name, "$kind@$site-") === 0) {
            return $name;
        }
    }
    return $names[0] ?? '';
}

function thesaury_locale() {
    return str_replace('_', '-', get_locale());
}

/** A text as HTML that shows it and nothing else: titles are printed as they are. */
function thesaury_markup($text) {
    $bare = preg_replace('/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/', '', $text);
    $bare = preg_replace('/&(?=#?[a-zA-Z0-9]+;)/', '&amp;', $bare);
    // An opening bracket begins a shortcode, which WordPress runs wherever a text has come to stand.
    $bare = str_replace(['<', '>', '['], ['&lt;', '&gt;', '&#091;'], $bare);
    return preg_replace('/%(?=[a-fA-F0-9]{2})/', '&#037;', $bare);
}

/** What it shows now, by the names of Thesaury: what a person has written counts in the place of what we wrote there. */
function thesaury_fields(WP_Post $post) {
    $texts = thesaury_kept($post->ID, 'thesaury_texts');
    $written = thesaury_kept($post->ID, '_thesaury_core');
    foreach (array_keys(THESAURY_CORE) as $kind) {
        $now = thesaury_core($post, $kind);
        if ($now === ($written[$kind]['text'] ?? '')) {
            continue;
        }
        $name = $written[$kind]['name'] ?? ($kind . '@' . thesaury_language());
        if ($now === '') {
            unset($texts[$name]);
        } else {
            $texts[$name] = html_entity_decode($now, ENT_QUOTES | ENT_HTML5, 'UTF-8');
        }
    }
    foreach (THESAURY_PLAIN as $name) {
        $texts[$name] = (string) get_post_meta($post->ID, "thesaury_$name", true);
    }
    return array_filter($texts, function ($text) {
        return $text !== '';
    });
}

/** Change the texts that are named and leave every other one; an empty one is taken away. */
function thesaury_write_fields($id, array $fields) {
    $texts = thesaury_kept($id, 'thesaury_texts');
    $kinds = [];
    foreach ($fields as $name => $text) {
        $kind = strtok($name, '@');
        if (in_array($name, THESAURY_PLAIN, true)) {
            thesaury_keep($id, "thesaury_$name", (string) $text);
        } elseif (isset(THESAURY_CORE[$kind])) {
            $kinds[$kind] = true;
            if ($text === '') {
                unset($texts[$name]);
            } else {
                $texts[$name] = (string) $text;
            }
        }
    }
    thesaury_keep($id, 'thesaury_texts', $texts);
    thesaury_write_core($id, array_keys($kinds), $texts, array_keys($fields));
}

/** Let WordPress show the texts of these kinds, where the one it shows was named, and remember what came of it. */
function thesaury_write_core($id, array $kinds, array $texts, array $named) {
    $written = thesaury_kept($id, '_thesaury_core');
    $post = ['ID' => $id];
    $touched = [];
    foreach ($kinds as $kind) {
        $name = thesaury_shown($texts, $kind);
        $before = $written[$kind]['name'] ?? '';
        if (!in_array($name, $named, true) && !in_array($before, $named, true)) {
            continue;
        }
        $touched[$kind] = $name;
        $text = $name === '' ? '' : $texts[$name];
        if ($kind === 'alt') {
            update_post_meta($id, THESAURY_CORE['alt'], wp_slash(str_replace('"', '&quot;', thesaury_markup($text))));
        } else {
            $post[THESAURY_CORE[$kind]] = wp_slash(thesaury_markup($text));
        }
    }
    if (count($post) > 1) {
        wp_update_post($post);
    }
    clean_post_cache($id);
    foreach ($touched as $kind => $name) {
        $written[$kind] = ['name' => $name, 'text' => thesaury_core(get_post($id), $kind)];
    }
    thesaury_keep($id, '_thesaury_core', $written);
}

function thesaury_core(WP_Post $post, $kind) {
    return $kind === 'alt' ? (string) get_post_meta($post->ID, THESAURY_CORE['alt'], true) : (string) $post->{THESAURY_CORE[$kind]};
}

/** A field that holds a list, as it was kept. */
function thesaury_kept($id, $name) {
    $found = get_post_meta($id, $name, true);
    return is_array($found) ? $found : [];
}

/** Keep a text or a list; an empty one is taken away. */
function thesaury_keep($id, $name, $value) {
    if ($value === '' || $value === []) {
        delete_post_meta($id, $name);
    } else {
        update_post_meta($id, $name, wp_slash($value));
    }
}
