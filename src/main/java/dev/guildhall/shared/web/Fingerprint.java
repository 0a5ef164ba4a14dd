package dev.guildhall.shared.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** SHA-256 of a body as it comes in, where somebody wants it. Of a multipart body it is that of its parts: senders make up a new boundary each time. */
final class Fingerprint {

    private final @Nullable MessageDigest digest;

    private Fingerprint(@Nullable MessageDigest digest) {
        this.digest = digest;
    }

    static Fingerprint unwanted() {
        return new Fingerprint(null);
    }

    static Fingerprint wanted() {
        try {
            return new Fingerprint(MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    void add(byte[] piece) {
        if (digest != null) {
            digest.update(piece);
        }
    }

    /** Leaves the piece as it is. */
    void add(ByteBuffer piece) {
        if (digest != null) {
            digest.update(piece.duplicate());
        }
    }

    /** A word with its length, so that no two rows of words look alike. */
    void add(@Nullable String word) {
        if (digest != null) {
            var bytes = word == null ? new byte[0] : word.getBytes(UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES + 1)
                    .put((byte) (word == null ? 0 : 1))
                    .putInt(bytes.length)
                    .flip());
            digest.update(bytes);
        }
    }

    void add(long number) {
        if (digest != null) {
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
        }
    }

    byte[] value() {
        return digest == null ? new byte[0] : digest.digest();
    }
}
