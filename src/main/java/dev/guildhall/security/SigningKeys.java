package dev.guildhall.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** The secret that signs tokens, and keys derived from it for everything else that is signed. */
@Component
public class SigningKeys {

    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec secret;

    SigningKeys(SecretKeySource source) {
        this.secret = new SecretKeySpec(source.secret().getBytes(UTF_8), HMAC);
    }

    /** A key of 32 bytes for one purpose; the same one as long as the secret stays the same. */
    public byte[] derive(String purpose) {
        return hmac(secret, purpose);
    }

    /** HMAC-SHA256 of the text. */
    public static byte[] hmac(byte[] key, String text) {
        return hmac(new SecretKeySpec(key, HMAC), text);
    }

    /** The secret itself, as tokens of the original service are signed with it. */
    SecretKeySpec tokenKey() {
        return secret;
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has " + HMAC, impossible);
        }
    }
}
