<?php
/* Installs WordPress in the folder of its first argument, with our plugin switched on, and prints what a test needs to know as JSON. */
$_SERVER['HTTP_HOST'] = $argv[2];
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['REQUEST_METHOD'] = 'GET';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
define('WP_INSTALLING', true);
function wp_new_blog_notification() {}
function wp_mail() { return true; }
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
wp_install('Demo', 'admin', 'admin@example.org', false, '', 'admin-pw');
update_option('timezone_string', 'Asia/Kolkata');
update_option('permalink_structure', '');
wp_insert_user(['user_login' => 'erika', 'user_pass' => 'erika-pw', 'user_email' => 'erika@example.org', 'role' => 'editor', 'locale' => 'de_DE']);
wp_insert_user(['user_login' => 'anton', 'user_pass' => 'anton-pw', 'user_email' => 'anton@example.org', 'role' => 'author']);
$wrong = is_dir(WP_PLUGIN_DIR . '/thesaury') ? activate_plugin('thesaury/thesaury.php') : null;
$keys = [];
foreach (['admin', 'erika', 'anton'] as $name) {
    $keys[$name] = WP_Application_Passwords::create_new_application_password(get_user_by('login', $name)->ID, ['name' => 'tests'])[0];
}
echo json_encode(['keys' => $keys, 'wrong' => is_wp_error($wrong) ? $wrong->get_error_message() : '']);
