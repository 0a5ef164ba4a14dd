package dev.guildhall.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a message is signed, after https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md. */
final class Signature {

    private static final String HMAC = "HmacSHA256";

    private Signature() {}

    /** The header {@code webhook-signature}: one signature for each key. */
    static String of(String id, Instant moment, byte[] body, List<byte[]> keys) {
        return keys.stream().map(key -> "v1," + of(id, moment, body, key)).collect(Collectors.joining(" "));
    }

    private static String of(String id, Instant moment, byte[] body, byte[] key) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            mac.update((id + "." + moment.getEpochSecond() + ".").getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has " + HMAC, impossible);
        }
    }
}
