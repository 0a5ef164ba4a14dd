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

    /** After a delimiter; RFC 2046 allows any number, and mail programs once added some. */
    private static final int MAX_BLANKS = 1024;

    private static final byte[] LINE_END = ascii("\r\n");
    private static final byte[] HEADERS_END = ascii("\r\n\r\n");
    private static final byte[] CLOSING = ascii("--");

    private final Parts parts;
    private final byte[] delimiter;
    private final Pending pending = new Pending();
    private State state = State.PREAMBLE;
    private int blanks;

    MultipartParser(String boundary, Parts parts) {
        this.delimiter = ascii("\r\n--" + boundary);
        this.parts = parts;
        // So that the first delimiter looks like all others.
        pending.add(LINE_END);
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
        pending.add(piece);
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
                pending.drop(pending.length());
                return false;
        }
    }

    private boolean preamble() {
        int found = pending.find(delimiter);
        pending.drop(found < 0 ? settled() : found + delimiter.length);
        return found >= 0 && enter(State.DELIMITER);
    }

    /** After a delimiter come two hyphens, or perhaps blanks and then the headers. */
    private boolean delimiter() {
        blanks += pending.dropBlanks();
        require(blanks <= MAX_BLANKS);
        if (pending.length() < 2) {
            return false;
        }
        blanks = 0;
        if (pending.startsWith(CLOSING)) {
            return enter(State.EPILOGUE);
        }
        require(pending.startsWith(LINE_END));
        return enter(State.HEADERS);
    }

    private boolean headers() {
        int found = pending.find(HEADERS_END);
        require((found < 0 ? pending.length() : found) <= MAX_HEADERS);
        if (found < 0) {
            return false;
        }
        var disposition = disposition(Utf8.decode(pending.first(found)));
        parts.begin(disposition.getName(), disposition.getFilename());
        pending.drop(found + HEADERS_END.length);
        return enter(State.CONTENT);
    }

    private boolean content() throws IOException {
        int found = pending.find(delimiter);
        int length = found < 0 ? settled() : found;
        if (length > 0) {
            parts.content(pending.first(length));
        }
        if (found < 0) {
            pending.drop(length);
            return false;
        }
        parts.end();
        pending.drop(found + delimiter.length);
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
        return Math.max(0, pending.length() - delimiter.length + 1);
    }

    private static void require(boolean wellFormed) {
        if (!wellFormed) {
            throw new MalformedBody("error.malformed_body");
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What has not been understood yet. Every byte is copied and looked at a limited number of times, however the body is cut up. */
    private static final class Pending {

        private byte[] bytes = new byte[1024];
        private int from;
        private int to;
        /** No occurrence of what was last searched for begins before it. */
        private int searched;

        int length() {
            return to - from;
        }

        void add(byte[] piece) {
            if (bytes.length - to < piece.length) {
                makeRoom(piece.length);
            }
            System.arraycopy(piece, 0, bytes, to, piece.length);
            to += piece.length;
        }

        /** The first bytes, good until the next are added. */
        ByteBuffer first(int count) {
            return ByteBuffer.wrap(bytes, from, count).slice();
        }

        void drop(int count) {
            from += count;
            searched = from;
        }

        int dropBlanks() {
            int before = from;
            while (from < to && (bytes[from] == ' ' || bytes[from] == '\t')) {
                from++;
            }
            searched = from;
            return from - before;
        }

        /** How many bytes stand before it, or -1. Whoever searches for something else drops something first. */
        int find(byte[] wanted) {
            for (; searched <= to - wanted.length; searched++) {
                if (isAt(searched, wanted)) {
                    return searched - from;
                }
            }
            return -1;
        }

        boolean startsWith(byte[] wanted) {
            return length() >= wanted.length && isAt(from, wanted);
        }

        private boolean isAt(int place, byte[] wanted) {
            return bytes[place] == wanted[0]
                    && Arrays.equals(bytes, place, place + wanted.length, wanted, 0, wanted.length);
        }

        /** At least as much as is moved, so that moving costs no more than adding did. */
        private void makeRoom(int needed) {
            int length = length();
            var roomier = length + Math.max(length, needed) > bytes.length
                    ? new byte[length + Math.max(length, needed)]
                    : bytes;
            System.arraycopy(bytes, from, roomier, 0, length);
            bytes = roomier;
            searched -= from;
            from = 0;
            to = length;
        }
    }
}
