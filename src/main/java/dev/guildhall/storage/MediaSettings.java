package dev.guildhall.storage;

import dev.guildhall.shared.Home;
import dev.guildhall.shared.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where uploaded files are kept.
 *
 * @param store {@code MEDIA_STORE}: {@code local} or {@code s3}
 * @param root {@code MEDIA_ROOT}, a folder; when blank, {@code media} in {@code GUILDHALL_HOME}
 * @param clamav {@code CLAMAV}: host and port of a ClamAV daemon that uploads are shown to; when blank, there is none
 * @param s3 the bucket; means nothing without {@code s3}
 */
@ConfigurationProperties("guildhall.media")
record MediaSettings(String store, String root, String clamav, S3Settings s3) {

    private static final String S3 = "s3";
    private static final Pattern HOST_AND_PORT = Pattern.compile("([^\\s:/\\[\\]]+|\\[[0-9a-fA-F:.]+]):([0-9]{1,5})");

    MediaSettings {
        store = new Setting("MEDIA_STORE", store).oneOf("local", S3);
        if (S3.equals(store)) {
            s3.check();
        }
        if (!clamav.isBlank() && address(clamav).isEmpty()) {
            throw new Setting("CLAMAV", clamav).refused("host:port, such as localhost:3310");
        }
    }

    Optional<ClamAv.Address> scanner() {
        return address(clamav);
    }

    private static Optional<ClamAv.Address> address(String text) {
        var matcher = HOST_AND_PORT.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new ClamAv.Address(
                                matcher.group(1).replaceAll("[\\[\\]]", ""), Integer.parseInt(matcher.group(2))))
                        .filter(it -> it.port() > 0 && it.port() <= 65_535)
                : Optional.empty();
    }

    boolean inBucket() {
        return S3.equals(store);
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
