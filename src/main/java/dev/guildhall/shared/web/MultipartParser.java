package dev.guildhall.shared.web;

import dev.guildhall.shared.MalformedBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;

/**
 * Takes a multipart/form-data body (RFC 7578) apart, in whatever pieces it arrives. Spring's reader of part events is not used
 * because it may drop the error of a body that ends too early, which then counts as complete.
 */
final class MultipartParser {

    private static final int MAX_HEADERS = 10 * 1024;
    private static final byte[] LINE_END = ascii("\r\n");
    private static final byte[] HEADERS_END = ascii("\r\n\r\n");
    private static final byte[] CLOSING = ascii("--");

    private final Parts parts;
    private final byte[] delimiter;
    private State state = State.PREAMBLE;
    /** What has not been understood yet. Begins with a line end, so that the first delimiter looks like all others. */
    private byte[] pending = LINE_END;

    MultipartParser(String boundary, Parts parts) {
        this.delimiter = ascii("\r\n--" + boundary);
        this.parts = parts;
    }

    /** Receives the parts, one after the other. */
    interface Parts {

        /** @param filename null when the part is no file */
        void begin(@Nullable String name, @Nullable String filename);

        void content(ByteBuffer bytes) throws IOException;

        void end() throws IOException;
    }

    private enum State {
        PREAMBLE,
        DELIMITER,
        HEADERS,
        CONTENT,
        EPILOGUE
    }

    /** The next piece of the body; fails with MalformedBody. */
    void accept(byte[] piece) throws IOException {
        pending = concatenate(pending, piece);
        boolean goOn = true;
        while (goOn) {
            goOn = step();
        }
    }

    /** The body is over; fails with MalformedBody when it should not be. */
    void finish() {
        require(state == State.EPILOGUE);
    }

    /** Whether something was understood and the rest may be looked at. */
    private boolean step() throws IOException {
        switch (state) {
            case PREAMBLE:
                return preamble();
            case DELIMITER:
                return delimiter();
            case HEADERS:
                return headers();
            case CONTENT:
                return content();
            default:
                drop(pending.length);
                return false;
        }
    }

    private boolean preamble() {
        int found = find(delimiter);
        drop(found < 0 ? settled() : found + delimiter.length);
        return found >= 0 && enter(State.DELIMITER);
    }

    /** After a delimiter come two hyphens, or perhaps blanks and then the headers. */
    private boolean delimiter() {
        if (pending.length < 2) {
            return false;
        }
        if (startsWith(CLOSING)) {
            return enter(State.EPILOGUE);
        }
        if (pending[0] == ' ' || pending[0] == '\t') {
            drop(1);
            return true;
        }
        require(startsWith(LINE_END));
        return enter(State.HEADERS);
    }

    private boolean headers() {
        int found = find(HEADERS_END);
        require((found < 0 ? pending.length : found) <= MAX_HEADERS);
        if (found < 0) {
            return false;
        }
        var disposition = disposition(Utf8.decode(ByteBuffer.wrap(pending, 0, found)));
        parts.begin(disposition.getName(), disposition.getFilename());
        drop(found + HEADERS_END.length);
        return enter(State.CONTENT);
    }

    private boolean content() throws IOException {
        int found = find(delimiter);
        int length = found < 0 ? settled() : found;
        if (length > 0) {
            parts.content(ByteBuffer.wrap(pending, 0, length).slice());
        }
        if (found < 0) {
            drop(length);
            return false;
        }
        parts.end();
        drop(found + delimiter.length);
        return enter(State.DELIMITER);
    }

    private boolean enter(State next) {
        state = next;
        return true;
    }

    private static ContentDisposition disposition(String headers) {
        try {
            return headers.lines()
                    .filter(line -> line.regionMatches(true, 0, "Content-Disposition:", 0, 20))
                    .findFirst()
                    .map(line -> ContentDisposition.parse(line.substring(20).strip()))
                    .orElseGet(ContentDisposition::empty);
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            throw new MalformedBody("error.malformed_body");
        }
    }

    /** How many bytes cannot belong to a delimiter that goes on in the next piece. */
    private int settled() {
        return Math.max(0, pending.length - delimiter.length + 1);
    }

    private int find(byte[] wanted) {
        for (int at = 0; at <= pending.length - wanted.length; at++) {
            if (pending[at] == wanted[0] && Arrays.equals(pending, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    private boolean startsWith(byte[] wanted) {
        return pending.length >= wanted.length && Arrays.equals(pending, 0, wanted.length, wanted, 0, wanted.length);
    }

    private void drop(int count) {
        pending = Arrays.copyOfRange(pending, count, pending.length);
    }

    private static void require(boolean wellFormed) {
        if (!wellFormed) {
            throw new MalformedBody("error.malformed_body");
        }
    }

    private static byte[] concatenate(byte[] one, byte[] two) {
        var both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
