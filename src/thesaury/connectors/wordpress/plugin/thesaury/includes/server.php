<?php
/* What this site asks of the Thesaury server. The API token and the key of the feed are used here and nowhere else. */

defined('ABSPATH') || exit;

const THESAURY_OPTION = 'thesaury_settings';
const THESAURY_LARGEST = 33554432;

/** The settings: server (an origin), token, channel, the key of its feed, market. */
function thesaury_settings() {
    return array_merge(['server' => '', 'token' => '', 'channel' => '', 'feed_key' => '', 'market' => ''], array_filter((array) get_option(THESAURY_OPTION, []), 'is_string'));
}

/** Scheme, host and port of an address, as browsers write them; empty for what is no such address, and for plain http but of this machine. */
function thesaury_origin($address) {
    $parts = wp_parse_url(trim((string) $address));
    $scheme = strtolower($parts['scheme'] ?? '');
    $host = strtolower($parts['host'] ?? '');
    $near = in_array($host, ['localhost', '127.0.0.1', '[::1]'], true);
    if ($host === '' || isset($parts['user']) || !($scheme === 'https' || ($scheme === 'http' && $near))) {
        return '';
    }
    $port = $parts['port'] ?? 0;
    return "$scheme://$host" . ($port && $port !== ['https' => 443, 'http' => 80][$scheme] ? ":$port" : '');
}

/** A token for the picker in the pages where people write, good for what the channel publishes and nothing else; an error with a sentence. */
function thesaury_picker_token() {
    $asked = ['origin' => thesaury_origin(admin_url()), 'minutes' => 10, 'profile' => thesaury_settings()['channel']];
    $answer = thesaury_ask('POST', '/api/v1/picker/tokens', 'token', $asked);
    if (is_wp_error($answer)) {
        return $answer;
    }
    return is_string($answer['token'] ?? null) ? $answer['token'] : new WP_Error('thesaury_answer', thesaury_word('no_answer'), ['status' => 502]);
}

/** What the channel publishes of an asset now; an error with a sentence, also where it publishes it not (any more). */
function thesaury_item($asset) {
    $item = thesaury_ask('GET', thesaury_feed('/items/' . rawurlencode($asset)), 'feed_key');
    $none = is_wp_error($item) && in_array($item->get_error_data()['answered'] ?? 0, [404, 410], true);
    return $none ? new WP_Error('thesaury_gone', thesaury_word('not_published'), ['status' => 410]) : $item;
}

/** The address of the channel's feed on the server. */
function thesaury_feed($path) {
    return '/feed/' . rawurlencode(thesaury_settings()['channel']) . $path;
}

/** What the server answers to a question, asked with the key that the setting named holds, as a list; an error with a sentence. */
function thesaury_ask($method, $path, $key, array $body = []) {
    $settings = thesaury_settings();
    if (in_array('', [$settings['server'], $settings['channel'], $settings[$key]], true)) {
        return new WP_Error('thesaury_settings', thesaury_word('not_set_up'), ['status' => 409]);
    }
    $reply = wp_remote_request($settings['server'] . $path, [
        'method' => $method,
        'timeout' => 15,
        'redirection' => 0,
        'headers' => ['Authorization' => "Bearer {$settings[$key]}", 'Content-Type' => 'application/json', 'Accept' => 'application/json, application/ld+json'],
        'body' => $body ? wp_json_encode($body) : null,
    ]);
    $told = is_wp_error($reply) ? null : json_decode(wp_remote_retrieve_body($reply), true);
    $status = is_wp_error($reply) ? 0 : wp_remote_retrieve_response_code($reply);
    if ($status >= 200 && $status < 300 && is_array($told)) {
        return $told;
    }
    $said = is_array($told) ? ($told['detail'] ?? $told['title'] ?? '') : '';
    $sentence = is_string($said) && $said !== '' ? sprintf(thesaury_word('server_says'), $said) : thesaury_word('no_answer');
    return new WP_Error('thesaury_server', $sentence, ['status' => $status === 0 || $status >= 500 ? 503 : 502, 'answered' => $status]);
}

/** The bytes at a signed address of the server, and of no other; an error with a sentence. */
function thesaury_fetch($address) {
    $server = thesaury_settings()['server'];
    if ($server === '' || thesaury_origin($address) !== $server || strpos($address, '@') !== false) {
        return new WP_Error('thesaury_address', thesaury_word('wrong_address'), ['status' => 400]);
    }
    $reply = wp_remote_get($address, ['timeout' => 30, 'redirection' => 0, 'limit_response_size' => THESAURY_LARGEST + 1]);
    $bytes = is_wp_error($reply) ? '' : wp_remote_retrieve_body($reply);
    if (is_wp_error($reply) || wp_remote_retrieve_response_code($reply) !== 200 || $bytes === '' || strlen($bytes) > THESAURY_LARGEST) {
        return new WP_Error('thesaury_server', thesaury_word('no_answer'), ['status' => 503]);
    }
    return $bytes;
}
