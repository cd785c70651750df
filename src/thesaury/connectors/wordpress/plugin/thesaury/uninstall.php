<?php
/* What is of this site alone goes with the plugin; pictures stay, and so does what says whose they are and how long they may be shown. */

defined('WP_UNINSTALL_PLUGIN') || exit;

delete_option('thesaury_settings');
delete_option('thesaury_deleted');
