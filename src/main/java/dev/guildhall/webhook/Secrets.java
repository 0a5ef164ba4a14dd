package dev.guildhall.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guildhall.security.Seal;
import dev.guildhall.security.SigningKeys;
import dev.guildhall.shared.RandomIds;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The keys webhooks are signed with: made here, and stored so that nobody reads them in the database. */
@Component
class Secrets {

    private static final String PREFIX = "whsec_";
    private static final byte[] PLACE = "webhook".getBytes(UTF_8);

    private final Seal seal;
    private final SigningKeys keys;
    private final RandomIds ids;

    Secrets(SigningKeys keys, RandomIds ids) {
        this.seal = new Seal(keys, "webhook", ids);
        this.keys = keys;
        this.ids = ids;
    }

    /** A new one, of 32 bytes that nobody can guess. */
    byte[] make() {
        return SigningKeys.hmac(keys.derive("webhook secrets"), ids.next() + " " + ids.next());
    }

    /** As its owner gets it. */
    static String shown(byte[] secret) {
        return PREFIX + Base64.getEncoder().encodeToString(secret);
    }

    byte[] close(byte[] secret) {
        return seal.close(PLACE, secret);
    }

    /** Nothing when it was stored under another {@code SECRET_KEY}. */
    Optional<byte[]> open(byte[] stored) {
        return seal.open(PLACE, stored);
    }
}
