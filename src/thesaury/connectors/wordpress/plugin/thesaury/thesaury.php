<?php
/**
 * Plugin Name: Thesaury
 * Description: Pictures that may be used, with their rights, from your asset systems: published into the media library, found in the editor, gone when the rights are.
 * Version: 0.1.0
 * Requires at least: 6.1
 * Requires PHP: 7.4
 * License: Apache-2.0
 * Text Domain: thesaury
 *
 * It is one end of an interface whose other end is the WordPress connector of Thesaury; both come from the same place and change together.
 */

defined('ABSPATH') || exit;

const THESAURY_VERSION = '0.1.0';
const THESAURY_PLUGIN = __FILE__;

foreach (['words', 'concepts', 'texts', 'files', 'objects', 'interface', 'uses', 'withdrawn', 'server', 'settings', 'picker'] as $thesaury_part) {
    require_once __DIR__ . "/includes/$thesaury_part.php";
}
