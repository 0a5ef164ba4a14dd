package dev.guildhall.shared.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import dev.guildhall.shared.MalformedBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartParserTest {

    private static final String TWO_PARTS =
            "preamble\r\n--b \t\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n-\r\n--\r\n--b\r\n"
                    + "X: y\r\ncontent-disposition:form-data; name=\"ы\"; filename=\"x.png\"\r\n\r\n\r\n--b--\r\nepilogue\r\n--b\r\n";

    @Property
    void readsTheSamePartsHoweverTheyArrive(@ForAll @Size(max = 20) List<@IntRange(min = 1, max = 40) Integer> pieces)
            throws IOException {
        assertThat(parse(TWO_PARTS.getBytes(StandardCharsets.UTF_8), pieces))
                .containsExactly("a=1\r\n-\r\n--", "ы(x.png)=");
    }

    @Property
    void givesBackAnyContent(
            @ForAll byte[] content, @ForAll @Size(max = 20) List<@IntRange(min = 1, max = 40) Integer> pieces)
            throws IOException {
        var body = new ByteArrayOutputStream();
        body.writeBytes("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--b--".getBytes(StandardCharsets.UTF_8));
        assertThat(parse(body.toByteArray(), pieces))
                .containsExactly("a=" + new String(content, StandardCharsets.UTF_8));
    }

    @Property
    void refusesOrReadsAnyBytes(@ForAll byte[] body) throws IOException {
        try {
            parse(body, List.of());
        } catch (MalformedBody refusal) {
            assertThat(refusal.status()).isEqualTo(400);
        }
    }

    @Property
    void refusesOrReadsAnyDisposition(@ForAll("dispositions") String disposition) throws IOException {
        refusesOrReadsAnyBytes(
                ("--b\r\nContent-Disposition: " + disposition + "\r\n\r\nx\r\n--b--").getBytes(StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<String> dispositions() {
        return Arbitraries.of(
                        "form-data",
                        ";",
                        " ",
                        "name",
                        "filename",
                        "*",
                        "=",
                        "\"",
                        "\\",
                        "'",
                        "%",
                        "%D1",
                        "UTF-8''",
                        "x",
                        "=?",
                        "?=",
                        "B?",
                        "\0")
                .list()
                .ofMaxSize(12)
                .map(words -> String.join("", words));
    }

    @Test
    void refusesABodyThatEndsAnywhereTooEarly() {
        var whole = TWO_PARTS.substring(0, TWO_PARTS.indexOf("--b--") + 5);
        for (int end = 0; end < whole.length(); end++) {
            var part = whole.substring(0, end);
            assertThatThrownBy(() -> parse(part.getBytes(StandardCharsets.UTF_8), List.of()))
                    .as(part)
                    .isInstanceOf(MalformedBody.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--bX\r\n\r\n\r\n--b--",
                "--b\r\nContent-Disposition: form-data; name=\"\r\n\r\nx\r\n--b--x",
                "--b\r\nContent-Disposition: ;;;\r\n\r\nx\r\n--b--"
            })
    void refusesMalformedHeads(String body) {
        assertThatThrownBy(() -> parse(body.getBytes(StandardCharsets.UTF_8), List.of()))
                .isInstanceOf(MalformedBody.class);
    }

    @Test
    void refusesHeadsWithoutEnd() {
        var body = "--b\r\nX: " + "y".repeat(20_000);
        assertThatThrownBy(() -> parse(body.getBytes(StandardCharsets.UTF_8), List.of(5, 10_000, 10_000)))
                .isInstanceOf(MalformedBody.class);
    }

    @Test
    void overlooksBlanksBehindADelimiterWithinReason() throws IOException {
        var body = "--b%s\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b--";
        var most = body.formatted(" \t".repeat(512));
        assertThat(parse(most.getBytes(StandardCharsets.UTF_8), List.of(100, 1, 1, 900)))
                .containsExactly("a=1");
        var tooMany = body.formatted(" ".repeat(1025)).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> parse(tooMany, List.of(100, 1, 1, 900))).isInstanceOf(MalformedBody.class);
    }

    /** Each of the blanks once moved all that followed, which takes minutes. */
    @Test
    @Timeout(value = 20, threadMode = SEPARATE_THREAD)
    void looksAtEveryByteOfALargePieceOnlyOnce() throws IOException {
        var part = "--b" + " ".repeat(1000) + "\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n";
        var body = (part.repeat(4000) + "--b--").getBytes(StandardCharsets.UTF_8);
        assertThat(parse(body, List.of())).hasSize(4000).containsOnly("a=1");
    }

    /** The headers were once searched from their beginning for each of the pieces, which takes minutes. */
    @Test
    @Timeout(value = 20, threadMode = SEPARATE_THREAD)
    void looksAtEveryByteOnlyOnceHoweverSmallThePieces() throws IOException {
        var part = "--b\r\nX: " + "\r".repeat(10_000) + "\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n";
        var collected = new Collected();
        var parser = new MultipartParser("b", collected);
        for (var octet : (part.repeat(1000) + "--b--").getBytes(StandardCharsets.UTF_8)) {
            parser.accept(new byte[] {octet});
        }
        parser.finish();
        assertThat(collected.parts).hasSize(1000).containsOnly("a=1");
    }

    /** The parts of a body that arrives in pieces of these lengths, and then the rest. */
    private static List<String> parse(byte[] body, List<Integer> pieces) throws IOException {
        var collected = new Collected();
        var parser = new MultipartParser("b", collected);
        int from = 0;
        for (int length : pieces) {
            int to = Math.min(body.length, from + length);
            parser.accept(Arrays.copyOfRange(body, from, to));
            from = to;
        }
        parser.accept(Arrays.copyOfRange(body, from, body.length));
        parser.finish();
        return collected.parts;
    }

    private static final class Collected implements MultipartParser.Parts {

        private final List<String> parts = new ArrayList<>();
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private String head = "";

        @Override
        public void begin(@Nullable String name, @Nullable String filename) {
            head = name + (filename == null ? "" : "(" + filename + ")");
            content.reset();
        }

        @Override
        public void content(ByteBuffer bytes) {
            while (bytes.hasRemaining()) {
                content.write(bytes.get());
            }
        }

        @Override
        public void end() {
            parts.add(head + "=" + content.toString(StandardCharsets.UTF_8));
        }
    }
}
