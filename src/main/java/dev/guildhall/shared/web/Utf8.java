package dev.guildhall.shared.web;

import dev.guildhall.shared.MalformedBody;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text from bytes, without replacing what cannot be read. */
final class Utf8 {

    private Utf8() {}

    /** The text, or MalformedBody. */
    static String decode(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException invalid) {
            throw new MalformedBody("error.malformed_body");
        }
    }
}
