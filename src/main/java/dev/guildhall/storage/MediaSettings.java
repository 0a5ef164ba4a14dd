package dev.guildhall.storage;

import dev.guildhall.shared.Home;
import dev.guildhall.shared.Setting;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where uploaded files are kept.
 *
 * @param store {@code MEDIA_STORE}: {@code local}
 * @param root {@code MEDIA_ROOT}, a folder; when blank, {@code media} in {@code GUILDHALL_HOME}
 */
@ConfigurationProperties("guildhall.media")
record MediaSettings(String store, String root) {

    MediaSettings {
        store = new Setting("MEDIA_STORE", store).oneOf("local");
    }

    /** The folder of the local store, which exists now. Blocks on the disk: for start-up. */
    Path folder(Home home) {
        if (root.isBlank()) {
            return home.folder("media");
        }
        var folder = Path.of(root.strip()).toAbsolutePath().normalize();
        try {
            return Home.ownersFolder(folder);
        } catch (IOException failure) {
            throw new Setting("MEDIA_ROOT", root)
                    .refused("a folder this process can write to, and " + folder + " is not");
        }
    }
}
