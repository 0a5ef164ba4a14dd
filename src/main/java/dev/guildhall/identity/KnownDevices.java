package dev.guildhall.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guildhall.security.SigningKeys;
import dev.guildhall.shared.RandomIds;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Browsers in which somebody has signed in by password. They carry a proof of that, which lets nobody in, but is listened to while others guess
 * at the name ({@link SignInThrottle}).
 */
@Component
public class KnownDevices {

    private static final Pattern PROOF = Pattern.compile("([0-9a-f]{32})\\.([0-9a-f]{64})");

    private final byte[] key;
    private final RandomIds ids;

    KnownDevices(SigningKeys keys, RandomIds ids) {
        this.key = keys.derive("known-device");
        this.ids = ids;
    }

    /** A proof that somebody of this name has signed in here. */
    public String proof(String username) {
        var device = ids.next().toString().replace("-", "");
        return device + "." + signature(device, username);
    }

    /** The device that a proof is of; empty when it is none, or somebody else's. */
    Optional<String> find(String proof, String username) {
        var match = PROOF.matcher(proof);
        return match.matches()
                        && MessageDigest.isEqual(
                                match.group(2).getBytes(UTF_8),
                                signature(match.group(1), username).getBytes(UTF_8))
                ? Optional.of(match.group(1))
                : Optional.empty();
    }

    private String signature(String device, String username) {
        return HexFormat.of().formatHex(SigningKeys.hmac(key, device + "\n" + username));
    }
}
