package dev.guildhall.storage;

import dev.guildhall.shared.web.Upload;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The keys of files: a category's folder and a name nobody can guess. */
final class Keys {

    private static final Pattern KEY = Pattern.compile("([a-z_]+)/[0-9a-f]{32}(\\.[a-z0-9]{1,10})?");
    private static final Pattern EXTENSION = Pattern.compile("\\.[a-z0-9]{1,10}");
    private static final int NAME_BYTES = 16;

    private final SecureRandom random = new SecureRandom();

    /** One that was never used, with the extension of the upload if that is a plain one. */
    String next(Upload upload, Category category) {
        var bytes = new byte[NAME_BYTES];
        random.nextBytes(bytes);
        var extension = upload.extension();
        return category.folder() + "/" + HexFormat.of().formatHex(bytes)
                + (EXTENSION.matcher(extension).matches() ? extension : "");
    }

    /** Whether it is one, so that no text leads out of the store. */
    static boolean isKey(String text) {
        var matcher = KEY.matcher(text);
        return matcher.matches() && Category.hasFolder(matcher.group(1));
    }
}
