package dev.guildhall.storage;

import dev.guildhall.shared.web.Upload;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The keys of files: a category's folder and a name nobody can guess, which begins with the second of its making. */
final class Keys {

    private static final Pattern KEY = Pattern.compile("([a-z_]+)/[0-9a-f]{32}(\\.[a-z0-9]{1,10})?");
    private static final Pattern EXTENSION = Pattern.compile("\\.[a-z0-9]{1,10}");
    private static final int SECOND_DIGITS = 8;
    private static final int RANDOM_BYTES = 12;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    Keys(Clock clock) {
        this.clock = clock;
    }

    /** One that was never used, with the extension of the upload if that is a plain one. */
    String next(Upload upload, Category category) {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        var extension = upload.extension();
        return category.folder() + "/"
                + HexFormat.of().toHexDigits(clock.instant().getEpochSecond(), SECOND_DIGITS)
                + HexFormat.of().formatHex(bytes)
                + (EXTENSION.matcher(extension).matches() ? extension : "");
    }

    /** Whether it is one, so that no text leads out of the store. */
    static boolean isKey(String text) {
        var matcher = KEY.matcher(text);
        return matcher.matches() && Category.hasFolder(matcher.group(1));
    }

    /** The second since 1970 in which a key was made; any number for one of the time when names were random from their first digit. */
    static long secondOf(String key) {
        var name = key.indexOf('/') + 1;
        return HexFormat.fromHexDigitsToLong(key, name, name + SECOND_DIGITS);
    }
}
