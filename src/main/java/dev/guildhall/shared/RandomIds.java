package dev.guildhall.shared;

import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Unguessable ids without touching the operating system: {@link UUID#randomUUID()} reads a file, which does not belong on an event
 * loop. Seeded by the operating system once, at start-up.
 */
@Component
public class RandomIds {

    private final SecureRandom random;

    public RandomIds() throws NoSuchAlgorithmException {
        random = SecureRandom.getInstance("DRBG");
        random.nextBytes(new byte[16]);
    }

    /** So many bytes nobody can guess. */
    public byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    public UUID next() {
        var bytes = bytes(16);
        bytes[6] = (byte) (bytes[6] & 0x0f | 0x40);
        bytes[8] = (byte) (bytes[8] & 0x3f | 0x80);
        var halves = ByteBuffer.wrap(bytes);
        return new UUID(halves.getLong(), halves.getLong());
    }
}
