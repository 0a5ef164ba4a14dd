package dev.guildhall.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guildhall.security.SigningKeys;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Where a reader stands, as a text to resume by: whose it is, when it was given out, and the position in each feed. Signed with a key
 * derived from {@code SECRET_KEY}, so every node knows those of all others, and nobody gets anywhere by changing one.
 */
@Component
class Cursors {

    /** E.g. {@code 5~1764104400~shared=812-7,user:5=3~Xk3…}. */
    private static final Pattern CURSOR = Pattern.compile(
            "([0-9]{1,18})~([0-9]{1,12})~((?:[a-z]+(?::[0-9]{1,18})?=[0-9]{1,18}(?:-[0-9]{1,18})?,?)*)~([A-Za-z0-9_-]{22})");

    private static final String HMAC = "HmacSHA256";
    private static final int MAC_BYTES = 16;

    private final Mac mac;
    private final Clock clock;

    Cursors(SigningKeys keys, Clock clock) throws GeneralSecurityException {
        this.mac = Mac.getInstance(HMAC);
        this.mac.init(new SecretKeySpec(keys.derive("stream cursors"), HMAC));
        this.clock = clock;
    }

    String write(long accountId, Map<String, Position> positions) {
        var text = new StringBuilder()
                .append(accountId)
                .append('~')
                .append(clock.instant().getEpochSecond())
                .append('~');
        var separator = "";
        for (var position : new TreeMap<>(positions).entrySet()) {
            text.append(separator).append(position.getKey()).append('=').append(written(position.getValue()));
            separator = ",";
        }
        return text + "~" + mac(text.toString());
    }

    /** What it says, whoever it was given to; {@link Cursor#UNKNOWN} if we have not written it. */
    Cursor read(String text) {
        var match = CURSOR.matcher(text);
        if (!match.matches() || !isOurs(text.substring(0, text.lastIndexOf('~')), match.group(4))) {
            return Cursor.UNKNOWN;
        }
        Map<String, Position> positions = new TreeMap<>();
        Arrays.stream(match.group(3).split(","))
                .filter(position -> !position.isEmpty())
                .map(position -> position.split("="))
                .forEach(position -> positions.put(position[0], position(position[1])));
        return new Cursor(
                Long.parseLong(match.group(1)), Instant.ofEpochSecond(Long.parseLong(match.group(2))), positions);
    }

    private boolean isOurs(String text, String mac) {
        return MessageDigest.isEqual(mac(text).getBytes(UTF_8), mac.getBytes(UTF_8));
    }

    /** Every frame has one, so the instance is kept; it is only ever wanted on the one thread of the streams. */
    private synchronized String mac(String text) {
        var bytes = Arrays.copyOf(mac.doFinal(text.getBytes(UTF_8)), MAC_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String written(Position position) {
        return position.transaction() == 0
                ? String.valueOf(position.id())
                : position.transaction() + "-" + position.id();
    }

    private static Position position(String written) {
        var parts = written.split("-");
        return parts.length == 1
                ? Position.of(Long.parseLong(parts[0]))
                : new Position(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    /** A cursor that was given out. */
    record Cursor(long accountId, Instant issuedAt, Map<String, Position> positions) {

        /** Stands for one that was not. */
        static final Cursor UNKNOWN = new Cursor(0, Instant.EPOCH, Map.of());
    }
}
