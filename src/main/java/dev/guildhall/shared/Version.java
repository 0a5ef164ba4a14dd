package dev.guildhall.shared;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Names a state by what it consists of: equal states have equal names, others do not. */
public final class Version {

    private static final int BYTES = 10;

    private Version() {}

    /** The name of the state with these values, each of which says by {@code toString} all that it is. */
    public static String of(@Nullable Object... values) {
        return of(Arrays.deepToString(values).getBytes(UTF_8));
    }

    public static String of(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
