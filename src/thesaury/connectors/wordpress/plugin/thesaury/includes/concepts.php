<?php
/* Concepts of the vocabularies as terms: found by their IRI, called and placed as Thesaury says. */

defined('ABSPATH') || exit;

const THESAURY_CONCEPT = 'thesaury_concept';

add_action('init', 'thesaury_register_concepts', 5);
add_action('rest_api_init', 'thesaury_concept_routes');

/** The taxonomy, and what each of its terms says of its concept. */
function thesaury_register_concepts() {
    register_taxonomy(THESAURY_CONCEPT, ['attachment', 'post', 'page'], [
        'labels' => ['name' => thesaury_word('concepts'), 'singular_name' => thesaury_word('concept')],
        'hierarchical' => true,
        'public' => false,
        'show_ui' => true,
        'show_in_rest' => true,
        'rest_base' => 'concepts',
        'show_admin_column' => true,
        'rewrite' => false,
        'update_count_callback' => '_update_generic_term_count',
    ]);
    foreach (['concept_uri', 'concept_notation'] as $name) {
        register_term_meta(THESAURY_CONCEPT, $name, ['type' => 'string', 'single' => true, 'show_in_rest' => true, 'auth_callback' => 'thesaury_may_keep_concepts']);
    }
    $labels = ['schema' => ['type' => 'object', 'additionalProperties' => ['type' => 'string']]];
    register_term_meta(THESAURY_CONCEPT, 'concept_labels', ['type' => 'object', 'single' => true, 'show_in_rest' => $labels, 'auth_callback' => 'thesaury_may_keep_concepts']);
}

function thesaury_may_keep_concepts() {
    return current_user_can('manage_categories');
}

function thesaury_concept_routes() {
    register_rest_route('thesaury/v1', '/concepts', [
        ['methods' => 'GET', 'callback' => 'thesaury_list_concepts', 'permission_callback' => 'thesaury_may_keep_concepts', 'args' => [
            'after' => ['type' => 'integer', 'minimum' => 0, 'default' => 0],
            'limit' => ['type' => 'integer', 'minimum' => 1, 'maximum' => 1000, 'default' => 500],
        ]],
        ['methods' => 'POST', 'callback' => 'thesaury_put_concepts', 'permission_callback' => 'thesaury_may_keep_concepts', 'args' => [
            'concepts' => ['type' => 'array', 'required' => true, 'maxItems' => 200, 'items' => ['type' => 'object', 'properties' => [
                'iri' => ['type' => 'string', 'minLength' => 1, 'required' => true],
                'name' => ['type' => 'string', 'required' => true],
                'labels' => ['type' => 'object', 'additionalProperties' => ['type' => 'string']],
                'notation' => ['type' => 'string'],
                'broader' => ['type' => 'string'],
                'digest' => ['type' => 'string', 'required' => true],
            ]]],
        ]],
    ]);
}

/** Concepts that are here, by rising id of their terms. */
function thesaury_list_concepts(WP_REST_Request $request) {
    global $wpdb;
    $rows = $wpdb->get_results($wpdb->prepare(
        "SELECT t.term_id, t.name, x.parent, u.meta_value AS iri FROM {$wpdb->terms} t JOIN {$wpdb->term_taxonomy} x ON x.term_id = t.term_id"
        . " JOIN {$wpdb->termmeta} u ON u.term_id = t.term_id AND u.meta_key = 'concept_uri'"
        . ' WHERE x.taxonomy = %s AND t.term_id > %d ORDER BY t.term_id LIMIT %d',
        THESAURY_CONCEPT, $request['after'], $request['limit']
    ));
    update_termmeta_cache(wp_list_pluck($rows, 'term_id'));
    $told = array_map(function ($row) {
        return ['id' => (int) $row->term_id, 'iri' => $row->iri, 'digest' => thesaury_concept_digest($row)];
    }, $rows);
    $last = end($told);
    return ['concepts' => $told, 'next' => count($told) === $request['limit'] ? $last['id'] : 0];
}

/** The digest of what was written last, empty where somebody has changed it since. */
function thesaury_concept_digest($row) {
    $written = get_term_meta((int) $row->term_id, '_thesaury_written', true);
    $same = is_array($written) && $written['name'] === $row->name && $written['parent'] === (int) $row->parent;
    return $same ? $written['digest'] : '';
}

/** Make or change these concepts, in the order given: what is broader comes first. */
function thesaury_put_concepts(WP_REST_Request $request) {
    $told = [];
    foreach ($request['concepts'] as $concept) {
        $id = thesaury_put_concept($concept + ['labels' => [], 'notation' => '', 'broader' => '']);
        if (is_wp_error($id)) {
            return new WP_Error('thesaury_concept', sprintf('The concept %s could not be kept: %s', $concept['iri'], $id->get_error_message()), ['status' => 400]);
        }
        $told[] = ['id' => $id, 'iri' => $concept['iri'], 'digest' => $concept['digest']];
    }
    return ['concepts' => $told];
}

function thesaury_put_concept(array $concept) {
    $parent = $concept['broader'] !== '' ? thesaury_concept_term($concept['broader']) : 0;
    $term = thesaury_concept_term($concept['iri']);
    $slug = 'c-' . substr(sha1($concept['iri']), 0, 24);
    $mark = $concept['notation'] !== '' ? $concept['notation'] : basename(rtrim(preg_replace('/[#?]/', '/', $concept['iri']), '/'));
    // Two concepts of one name may stand beside each other, two terms may not.
    foreach ([$concept['name'], "{$concept['name']} ($mark)", "{$concept['name']} (" . substr($slug, 2, 8) . ')'] as $name) {
        $given = ['slug' => $slug, 'parent' => $parent, 'name' => wp_slash(thesaury_markup(mb_substr($name, 0, 180)))];
        $done = $term ? wp_update_term($term, THESAURY_CONCEPT, $given) : thesaury_insert_concept($given);
        if (!is_wp_error($done) || !in_array($done->get_error_code(), ['term_exists', 'duplicate_term_slug'], true)) {
            break;
        }
    }
    if (is_wp_error($done)) {
        return $done;
    }
    $id = (int) $done['term_id'];
    update_term_meta($id, 'concept_uri', wp_slash($concept['iri']));
    update_term_meta($id, 'concept_notation', wp_slash($concept['notation']));
    update_term_meta($id, 'concept_labels', wp_slash((array) $concept['labels']));
    $now = get_term($id, THESAURY_CONCEPT);
    update_term_meta($id, '_thesaury_written', wp_slash(['name' => $now->name, 'parent' => (int) $now->parent, 'digest' => $concept['digest']]));
    return $id;
}

/** A new term, or one of this name that somebody made by hand and that stands for no concept yet. */
function thesaury_insert_concept(array $given) {
    $named = ['taxonomy' => THESAURY_CONCEPT, 'name' => wp_unslash($given['name']), 'parent' => $given['parent'], 'hide_empty' => false, 'fields' => 'ids'];
    foreach ((array) get_terms($named) as $there) {
        if (get_term_meta((int) $there, 'concept_uri', true) === '') {
            return wp_update_term((int) $there, THESAURY_CONCEPT, $given);
        }
    }
    return wp_insert_term($given['name'], THESAURY_CONCEPT, ['slug' => $given['slug'], 'parent' => $given['parent']]);
}

/** The term of a concept, 0 where there is none. */
function thesaury_concept_term($iri) {
    global $wpdb;
    return (int) $wpdb->get_var($wpdb->prepare(
        "SELECT m.term_id FROM {$wpdb->termmeta} m JOIN {$wpdb->term_taxonomy} x ON x.term_id = m.term_id"
        . " WHERE m.meta_key = 'concept_uri' AND m.meta_value = %s AND x.taxonomy = %s ORDER BY m.term_id LIMIT 1",
        $iri, THESAURY_CONCEPT
    ));
}

/** The IRIs of the concepts of some objects, by the id of the object. */
function thesaury_concepts_of(array $ids) {
    global $wpdb;
    $found = array_fill_keys($ids, []);
    if (!$ids) {
        return $found;
    }
    $in = implode(',', array_map('intval', $ids));
    $rows = $wpdb->get_results($wpdb->prepare(
        "SELECT r.object_id, m.meta_value AS iri FROM {$wpdb->term_relationships} r JOIN {$wpdb->term_taxonomy} x ON x.term_taxonomy_id = r.term_taxonomy_id"
        . " JOIN {$wpdb->termmeta} m ON m.term_id = x.term_id AND m.meta_key = 'concept_uri' WHERE x.taxonomy = %s AND r.object_id IN ($in)",
        THESAURY_CONCEPT
    ));
    foreach ($rows as $row) {
        $found[(int) $row->object_id][] = $row->iri;
    }
    return $found;
}
