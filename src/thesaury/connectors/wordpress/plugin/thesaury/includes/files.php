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

/** Every file on disk that shows the picture of an object: what is named of it, and what lies beside it under its name and is of nobody else. */
function thesaury_files($id) {
    $main = get_attached_file($id, true);
    if (!$main) {
        return [];
    }
    $folder = dirname($main);
    $named = thesaury_named($id, $main);
    $beside = array_diff(thesaury_beside($folder, array_map('thesaury_stem', thesaury_whole($id, $main))), $named);
    $found = array_map(function ($name) use ($folder) {
        return "$folder/$name";
    }, array_merge($named, $beside ? array_diff($beside, thesaury_of_others($id, $main, $named, $beside)) : []));
    return array_values(array_filter($found, 'is_file'));
}

/** The names of the files that WordPress keeps of an attachment: itself, its sizes, what it was before it was scaled or edited. */
function thesaury_named($id, $main) {
    $names = thesaury_whole($id, $main);
    $kept = [wp_get_attachment_metadata($id, true) ?: [], get_post_meta($id, '_wp_attachment_backup_sizes', true) ?: [], thesaury_kept($id, '_thesaury_sizes')];
    // Other formats stand as `sources` beside the file they were made of, on whatever floor that is.
    array_walk_recursive($kept, function ($value, $key) use (&$names) {
        if ($key === 'file' && is_string($value)) {
            $names[] = wp_basename($value);
        }
    });
    return array_values(array_unique(array_filter($names)));
}

/** The names of the whole picture, as it is now and as it was before it was scaled or edited. */
function thesaury_whole($id, $main) {
    $about = wp_get_attachment_metadata($id, true) ?: [];
    $names = [wp_basename($main), wp_basename($about['file'] ?? ''), wp_basename($about['original_image'] ?? '')];
    foreach (get_post_meta($id, '_wp_attachment_backup_sizes', true) ?: [] as $size => $backup) {
        if (strpos($size, 'full-') === 0) {
            $names[] = wp_basename($backup['file'] ?? '');
        }
    }
    return array_values(array_unique(array_filter($names)));
}

function thesaury_stem($name) {
    return preg_replace('/(-scaled|-rotated|-e\d{13})*\.[^.]*$/', '', $name);
}

/** Files of a folder that have names as WordPress and its plugins make them of pictures with these stems: sizes of once, other formats. */
function thesaury_beside($folder, array $stems) {
    $any = implode('|', array_map('preg_quote', array_unique(array_filter($stems, 'strlen'))));
    $pattern = "#^(?:$any)(?:-\d+x\d+|-scaled|-rotated|-e\d{13}|@\d+x)*(?:-(?:jpe?g|jpe|png|gif|webp))?\.(?:jpe?g|jpe|png|gif|webp|avif|jxl|heic)(?:\..+)?$#i";
    return $any === '' || !is_dir($folder) ? [] : array_values(preg_grep($pattern, scandir($folder)));
}

/** Which of these names are of another attachment, that has a file of its own. */
function thesaury_of_others($id, $main, array $named, array $names) {
    global $wpdb;
    $place = (string) get_post_meta($id, '_wp_attached_file', true);
    $start = $wpdb->esc_like(strpos($place, '/') === false ? '' : dirname($place) . '/');
    $found = [];
    foreach (array_unique(array_map('thesaury_stem', thesaury_whole($id, $main))) as $stem) {
        $rows = $wpdb->get_results($wpdb->prepare(
            "SELECT post_id, meta_value FROM {$wpdb->postmeta} WHERE meta_key = '_wp_attached_file' AND meta_value LIKE %s", $start . $wpdb->esc_like($stem) . '%'
        ));
        foreach ($rows as $row) {
            // Whoever has the very same file shows our picture.
            if ((int) $row->post_id === $id || in_array(wp_basename($row->meta_value), $named, true)) {
                continue;
            }
            $found[] = array_intersect($names, thesaury_named((int) $row->post_id, $row->meta_value));
            $found[] = thesaury_like(wp_basename($row->meta_value), $stem, $main, $names);
        }
    }
    return array_merge([], ...$found);
}

/** Which of these names go with the file of another attachment, and not with ours of this stem: its stem says more, or its ending is in them. */
function thesaury_like($file, $stem, $main, array $names) {
    $other = thesaury_stem($file);
    if ($other !== $stem) {
        return preg_grep('#^' . preg_quote($other, '#') . '[-.@]#', $names);
    }
    $ending = pathinfo($file, PATHINFO_EXTENSION);
    return strcasecmp($ending, pathinfo($main, PATHINFO_EXTENSION)) === 0 ? [] : preg_grep('#[-.]' . preg_quote($ending, '#') . '(?:\.|$)#i', $names);
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
    $ending = preg_quote(pathinfo((string) get_attached_file($id, true), PATHINFO_EXTENSION), '/');
    foreach (array_map('wp_basename', thesaury_files($id)) as $name) {
        if (!isset($sizes[$name]) && preg_match("/-(\d+)x(\d+)\.$ending$/", $name, $of_once)) {
            $sizes[$name] = ['file' => $name, 'width' => (int) $of_once[1], 'height' => (int) $of_once[2]];
        }
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
