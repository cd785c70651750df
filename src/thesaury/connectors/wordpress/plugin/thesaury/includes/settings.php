<?php
/* The page of settings, for whoever administers the site. */

defined('ABSPATH') || exit;

add_action('admin_menu', 'thesaury_settings_menu');
add_action('admin_init', 'thesaury_register_settings');

function thesaury_settings_menu() {
    add_options_page(thesaury_word('title'), thesaury_word('title'), 'manage_options', 'thesaury', 'thesaury_settings_page');
}

function thesaury_register_settings() {
    register_setting('thesaury', THESAURY_OPTION, ['type' => 'array', 'show_in_rest' => false, 'sanitize_callback' => 'thesaury_settings_given']);
}

/** The settings as they are kept; a wrong address and an empty token leave what was there. */
function thesaury_settings_given($given) {
    $before = thesaury_settings();
    $given = array_map('sanitize_text_field', array_filter((array) $given, 'is_string')) + $before;
    $server = rtrim($given['server'], '/');
    if ($server !== '' && thesaury_origin($server) !== strtolower($server)) {
        add_settings_error(THESAURY_OPTION, 'thesaury_server', thesaury_word('wrong_server'));
        $server = $before['server'];
    }
    return [
        'server' => $server === '' ? '' : thesaury_origin($server),
        'token' => $given['token'] !== '' ? $given['token'] : $before['token'],
        'channel' => $given['channel'],
        'feed_key' => $given['feed_key'] !== '' ? $given['feed_key'] : $before['feed_key'],
        'market' => $given['market'],
    ];
}

function thesaury_settings_page() {
    if (!current_user_can('manage_options')) {
        return;
    }
    $settings = thesaury_settings();
    echo '<div class="wrap"><h1>' . esc_html(thesaury_word('title')) . '</h1><p>' . esc_html(thesaury_word('settings_intro')) . '</p>';
    thesaury_settings_state($settings);
    echo '<form method="post" action="options.php">';
    settings_fields('thesaury');
    echo '<table class="form-table" role="presentation">';
    $origin = thesaury_origin(admin_url()) ?: admin_url();
    thesaury_settings_row('server', 'url', $settings['server'], sprintf(thesaury_word('setting_server_help'), $origin));
    thesaury_settings_secret('token', $settings['token']);
    thesaury_settings_row('channel', 'text', $settings['channel'], thesaury_word('setting_channel_help'));
    thesaury_settings_secret('feed_key', $settings['feed_key']);
    thesaury_settings_row('market', 'text', $settings['market'], thesaury_word('setting_market_help'));
    echo '</table>';
    submit_button();
    echo '</form></div>';
}

/** Whether it works, as the server says. */
function thesaury_settings_state(array $settings) {
    if ($settings['server'] === '' || $settings['token'] === '') {
        return;
    }
    $found = thesaury_picker_token();
    $found = is_wp_error($found) ? $found : thesaury_ask('GET', thesaury_feed('/items?limit=1'), 'feed_key');
    $works = !is_wp_error($found);
    $said = $works ? thesaury_word('works') : sprintf(thesaury_word('works_not'), $found->get_error_message());
    printf('<div class="notice inline %s"><p>%s</p></div>', $works ? 'notice-success' : 'notice-error', esc_html($said));
}

/** A row for what is never printed, once it is kept. */
function thesaury_settings_secret($name, $kept) {
    $there = $kept !== '' ? thesaury_word("setting_{$name}_there") . ' ' : '';
    thesaury_settings_row($name, 'password', '', $there . thesaury_word("setting_{$name}_help"));
}

function thesaury_settings_row($name, $type, $value, $help) {
    printf(
        '<tr><th scope="row"><label for="thesaury-%1$s">%2$s</label></th><td><input id="thesaury-%1$s" class="regular-text" name="%3$s[%1$s]" type="%4$s" value="%5$s" autocomplete="off" aria-describedby="thesaury-%1$s-help"><p class="description" id="thesaury-%1$s-help">%6$s</p></td></tr>',
        esc_attr($name), esc_html(thesaury_word("setting_$name")), esc_attr(THESAURY_OPTION), esc_attr($type), esc_attr($value), esc_html($help)
    );
}
