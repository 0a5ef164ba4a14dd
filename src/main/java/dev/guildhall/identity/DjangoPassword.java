package dev.guildhall.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Password hashes of the original service: {@code pbkdf2_sha256$<iterations>$<salt>$<base64 of 32 bytes>}. */
final class DjangoPassword {

    private static final Pattern FORMAT =
            Pattern.compile("pbkdf2_sha256\\$([0-9]{1,8})\\$([^$]+)\\$([A-Za-z0-9+/]+=*)");
    private static final int HASH_BITS = 256;

    private DjangoPassword() {}

    /** Takes as long as the iterations say; false for every other format, such as Django's unusable passwords. */
    static boolean matches(String password, String stored) {
        var parts = FORMAT.matcher(stored);
        return parts.matches()
                && MessageDigest.isEqual(
                        pbkdf2(password, parts.group(2), Integer.parseInt(parts.group(1))),
                        Base64.getDecoder().decode(parts.group(3)));
    }

    private static byte[] pbkdf2(String password, String salt, int iterations) {
        var key = new PBEKeySpec(password.toCharArray(), salt.getBytes(UTF_8), iterations, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(key)
                    .getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has PBKDF2", impossible);
        } finally {
            key.clearPassword();
        }
    }
}
