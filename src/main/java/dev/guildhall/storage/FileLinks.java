package dev.guildhall.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.guildhall.security.SigningKeys;
import dev.guildhall.shared.web.BaseUrls;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * Links that open a file without a token, for whoever may see them at the moment they are given out. Signed with a key derived from
 * {@code SECRET_KEY}, so every node knows the links of all others.
 */
@Component
public class FileLinks {

    private static final long LONGEST_LIFE = Duration.ofHours(1).toSeconds();

    /**
     * Ends of validity are this far apart, so that one file has one link while somebody reads it again and again. They are counted
     * from the moment the file was made, so that it keeps its first link for as long as any.
     */
    private static final long STEP = Duration.ofMinutes(15).toSeconds();

    private final Supplier<byte[]> signingKey;
    private final BaseUrls baseUrls;
    private final Clock clock;

    /** The key is asked for when there is something to sign: an operator's command has no secret, and shows nobody a file. */
    @Autowired
    FileLinks(ObjectProvider<SigningKeys> keys, BaseUrls baseUrls, Clock clock) {
        this(SingletonSupplier.of(() -> keys.getObject().derive("media links")), baseUrls, clock);
    }

    FileLinks(Supplier<byte[]> signingKey, BaseUrls baseUrls, Clock clock) {
        this.signingKey = signingKey;
        this.baseUrls = baseUrls;
        this.clock = clock;
    }

    /** An absolute URL that is good for 45 minutes to an hour; null for no file. */
    public @Nullable String url(ServerRequest request, @Nullable String key) {
        return url(baseUrls.of(request), key);
    }

    /** As {@link #url(ServerRequest, String)}, for somebody whose URLs begin with this. */
    public @Nullable String url(String baseUrl, @Nullable String key) {
        if (key == null) {
            return null;
        }
        var expires = Long.toString(now() + LONGEST_LIFE - Math.floorMod(now() - Keys.secondOf(key), STEP));
        return baseUrl + "/media/" + key + "?expires=" + expires + "&signature=" + signature(key, expires);
    }

    /** Whether a link to the file is ours and still good. */
    public boolean opens(String key, String expires, String signature) {
        return expires.matches("[0-9]{1,12}")
                && Long.parseLong(expires) > now()
                && MessageDigest.isEqual(signature(key, expires).getBytes(UTF_8), signature.getBytes(UTF_8));
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private String signature(String key, String expires) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(SigningKeys.hmac(signingKey.get(), key + "\n" + expires));
    }
}
