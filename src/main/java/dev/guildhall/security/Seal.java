package dev.guildhall.security;

import dev.guildhall.shared.RandomIds;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps what is stored from being read in the database. AES-GCM with a key for each purpose, derived from {@code SECRET_KEY}; what is sealed
 * is bound to its place.
 */
public final class Seal {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final RandomIds ids;

    public Seal(SigningKeys keys, String purpose, RandomIds ids) {
        this.ids = ids;
        this.key = new SecretKeySpec(keys.derive(purpose), "AES");
    }

    public byte[] close(byte[] place, byte[] open) {
        var id = ids.next();
        var nonce = ByteBuffer.allocate(NONCE_BYTES)
                .putInt((int) (id.getMostSignificantBits() >>> Integer.SIZE))
                .putLong(id.getLeastSignificantBits())
                .array();
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(open);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has " + CIPHER, impossible);
        }
    }

    /** What was sealed; nothing when it was sealed with another key. */
    public Optional<byte[]> open(byte[] place, byte[] sealed) {
        try {
            var nonce = ByteBuffer.wrap(sealed, 0, NONCE_BYTES);
            var copy = new byte[NONCE_BYTES];
            nonce.get(copy);
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, copy, place).doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
        } catch (GeneralSecurityException otherKey) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] place) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place);
        return cipher;
    }
}
