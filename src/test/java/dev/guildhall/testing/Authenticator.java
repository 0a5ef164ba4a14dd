package dev.guildhall.testing;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An app that makes codes, by what it was told in Base32; no part of ours. */
public record Authenticator(String secret) {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /** The code of so many half minutes from now. */
    public String code(int ahead) {
        return code(Instant.now(), ahead);
    }

    /** The code of so many half minutes after a moment. */
    public String code(Instant moment, int ahead) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key(), "HmacSHA1"));
            var step = moment.getEpochSecond() / 30 + ahead;
            var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            var number = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & 0x7fffffff;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] key() {
        var number = BigInteger.ZERO;
        for (var letter : secret.toCharArray()) {
            number = number.shiftLeft(5).or(BigInteger.valueOf(LETTERS.indexOf(letter)));
        }
        var bytes = number.toByteArray();
        var key = new byte[secret.length() * 5 / 8];
        var from = Math.max(0, bytes.length - key.length);
        System.arraycopy(bytes, from, key, key.length - (bytes.length - from), bytes.length - from);
        return key;
    }
}
