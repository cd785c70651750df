<?php
/* Files of an object: the one that was sent, and every size that WordPress made of it. */

defined('ABSPATH') || exit;

/** Media types that are taken, with the endings a file of them may have. */
const THESAURY_TYPES = ['image/jpeg' => ['jpg', 'jpeg', 'jpe'], 'image/png' => ['png'], 'image/webp' => ['webp'], 'image/gif' => ['gif']];

/** Why these bytes cannot be a file of this name; null where they can. */
function thesaury_wrong_file($bytes, $name) {
    if ($bytes === '' || strlen($bytes) > wp_max_upload_size()) {
        return new WP_Error('thesaury_size', sprintf('A file has to have 1 to %d bytes, this one has %d. The limit is that of PHP and of the site for uploads.', wp_max_upload_size(), strlen($bytes)), ['status' => 413]);
    }
    $seen = @getimagesizefromstring($bytes);
    $type = $seen ? $seen['mime'] : '';
    $ending = strtolower(pathinfo($name, PATHINFO_EXTENSION));
    if (!isset(THESAURY_TYPES[$type]) || !in_array($ending, THESAURY_TYPES[$type], true)) {
        return new WP_Error('thesaury_type', sprintf('%s is no picture of the type its name says.', $name), ['status' => 415]);
    }
    return in_array($type, get_allowed_mime_types(), true) ? null : new WP_Error('thesaury_type', "This site takes no files of the type $type.", ['status' => 415]);
}

/** Every file on disk that shows the picture of an object: itself, its sizes, what it was before it was scaled or edited. */
function thesaury_files($id) {
    $main = get_attached_file($id, true);
    if (!$main) {
        return [];
    }
    $folder = dirname($main);
    $about = wp_get_attachment_metadata($id, true) ?: [];
    $names = [basename($main), basename($about['file'] ?? ''), $about['original_image'] ?? ''];
    $backups = get_post_meta($id, '_wp_attachment_backup_sizes', true) ?: [];
    foreach (array_merge(array_values($about['sizes'] ?? []), array_values($backups), array_values(thesaury_kept($id, '_thesaury_sizes'))) as $size) {
        $names[] = $size['file'] ?? '';
    }
    $found = [];
    foreach (array_unique(array_filter($names)) as $name) {
        // Some plugins put the same picture in a newer format beside each file.
        foreach (['', '.webp', '.avif'] as $more) {
            $found[] = "$folder/" . wp_basename($name) . $more;
        }
    }
    return array_values(array_filter($found, 'is_file'));
}

/** Take every file of an object out of reach; true where nothing is left. Where it was is remembered, so that it can come back there. */
function thesaury_remove_files($id) {
    thesaury_remember_sizes($id);
    foreach (thesaury_files($id) as $path) {
        wp_delete_file($path);
    }
    clearstatcache();
    return thesaury_files($id) === [];
}

/** Addresses of sizes stand in pages: whatever the picture becomes, each of them has to show it. */
function thesaury_remember_sizes($id) {
    $about = wp_get_attachment_metadata($id, true) ?: [];
    $sizes = thesaury_kept($id, '_thesaury_sizes');
    foreach ($about['sizes'] ?? [] as $size) {
        $sizes[$size['file']] = ['file' => $size['file'], 'width' => (int) $size['width'], 'height' => (int) $size['height']];
    }
    thesaury_keep($id, '_thesaury_sizes', $sizes);
}

/** Put other bytes in the place of the file of an object. Its address stays, and so do those of its sizes. */
function thesaury_replace_file($id, $bytes, $tag) {
    $main = get_attached_file($id, true);
    $wrong = $main ? thesaury_wrong_file($bytes, $main) : new WP_Error('thesaury_file', 'The object has no file to replace.', ['status' => 409]);
    if ($wrong) {
        return $wrong;
    }
    thesaury_remember_sizes($id);
    foreach (thesaury_files($id) as $path) {
        if ($path !== $main) {
            wp_delete_file($path);
        }
    }
    wp_mkdir_p(dirname($main));
    $beside = "$main.thesaury-" . wp_generate_password(8, false);
    if (file_put_contents($beside, $bytes) !== strlen($bytes) || !rename($beside, $main)) {
        wp_delete_file($beside);
        return new WP_Error('thesaury_disk', 'The file could not be written. See that the folder of uploads is writable and the disk not full.', ['status' => 507]);
    }
    chmod($main, 0644 & ~umask());
    delete_post_meta($id, '_wp_attachment_backup_sizes');
    thesaury_make_sizes($id, $main);
    thesaury_keep($id, 'thesaury_file', $tag);
    return null;
}

/** Make the sizes of a file, those of before in the places they had. */
function thesaury_make_sizes($id, $main) {
    require_once ABSPATH . 'wp-admin/includes/image.php';
    // A picture made smaller would get another address, and leave the larger one lying beside it.
    add_filter('big_image_size_threshold', '__return_false', 99);
    $about = wp_generate_attachment_metadata($id, $main);
    remove_filter('big_image_size_threshold', '__return_false', 99);
    wp_update_attachment_metadata($id, $about);
    $made = array_column($about['sizes'] ?? [], 'file');
    foreach (thesaury_kept($id, '_thesaury_sizes') as $size) {
        $path = dirname($main) . '/' . wp_basename($size['file']);
        if (in_array($size['file'], $made, true) || is_file($path)) {
            continue;
        }
        $editor = wp_get_image_editor($main);
        if (is_wp_error($editor)) {
            copy($main, $path);
            continue;
        }
        $editor->resize($size['width'], $size['height'], true);
        if (is_wp_error($editor->save($path))) {
            copy($main, $path);
        }
    }
}
