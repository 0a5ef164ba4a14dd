package dev.guildhall.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.testing.Api;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.RawHttp;
import dev.guildhall.testing.RawHttp.Reply;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Bodies in chunks that are no chunks. */
@GuildhallTest
@ExtendWith(OutputCaptureExtension.class)
class BrokenBodiesTest {

    private static final String BROKEN = "zz\r\n{}\r\n";
    private static final String HEALTH = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String ME = "GET /api/v1/me/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n";
    private static final Pattern ANSWER = Pattern.compile("HTTP/1\\.1 ([0-9]{3})");

    @Autowired
    private Api api;

    @LocalServerPort
    private int port;

    private Person client;
    private CapturedOutput output;

    @BeforeEach
    void somebodyIsThere(CapturedOutput captured) {
        client = api.client();
        output = captured;
    }

    @AfterEach
    void nothingIsLoggedAsAnError() {
        assertThat(output.getAll().lines().filter(line -> line.contains(" ERROR ")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                BROKEN,
                "2\r\n{}\r\nzz\r\n",
                "2\r\n{}zz\r\n",
                "-1\r\n{}\r\n",
                "\r\n",
                "2\r\n{}\r\n0\r\nX\0Y: z\r\n\r\n"
            })
    void areRefusedByTheApplicationItself(String body) {
        for (var type : new String[] {"application/json", "multipart/form-data; boundary=b"}) {
            var reply = send(chunked("/appointments/", client.token(), type, body));

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).isEqualTo("{\"detail\":\"The request body could not be read.\"}");
            assertThat(reply.headers())
                    .containsEntry("connection", "close")
                    .containsKeys("x-request-id", "cache-control");
        }
        assertThat(client.get("/appointments/my/").expect(200)).isEmpty();
    }

    @Test
    void areNotLookedAtBeforeTheCaller() {
        var reply = send(chunked("/appointments/", "nonsense", "application/json", BROKEN));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.headers()).containsKey("www-authenticate");
    }

    /** Whoever hears of a refusal must be able to rely on it. */
    @Test
    void doNoHarmWhereNoBodyIsRead() {
        var order = client.files();
        var master = api.master();

        var reply = send(chunked("/appointments/" + order + "/take/", master.token(), "application/json", BROKEN));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(client.sees(order).path("status").asString()).isEqualTo("IN_REVIEW");
    }

    @Test
    void areTheLastThatIsReadFromAConnection() throws IOException {
        try (var socket = connection()) {
            write(socket, chunked("/appointments/", client.token(), "application/json", BROKEN) + HEALTH);

            assertThat(answers(socket)).containsExactly("400");
        }
    }

    @Test
    void endAConnectionWithoutAnotherWordWhenTheAnswerHasBeenGiven() throws IOException {
        try (var socket = connection()) {
            write(socket, chunked("/appointments/", "nonsense", "application/json", "2\r\n{}\r\n"));
            assertThat(readAnswer(socket)).startsWith("HTTP/1.1 401");
            write(socket, BROKEN);

            assertThat(answers(socket)).isEmpty();
        }
    }

    @Test
    void letTheRequestBeforeThemBeAnswered() throws IOException {
        try (var socket = connection()) {
            write(
                    socket,
                    ME.formatted(client.token()) + chunked("/appointments/", client.token(), "text/plain", BROKEN));

            assertThat(answers(socket)).startsWith("200").doesNotContain("500");
        }
    }

    private static String chunked(String path, String token, String type, String body) {
        return "POST /api/v1" + path + " HTTP/1.1\r\nHost: x\r\nAccept-Language: en\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n" + body;
    }

    private Reply send(String request) {
        return new RawHttp(port).send(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Socket connection() throws IOException {
        var socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void write(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** One answer, up to the end of its body in braces. */
    private static String readAnswer(Socket socket) throws IOException {
        var answer = new StringBuilder();
        while (answer.indexOf("}") < 0) {
            answer.append((char) socket.getInputStream().read());
        }
        return answer.toString();
    }

    /** The statuses of all answers that come before the server ends the connection, which it has to. */
    private static List<String> answers(Socket socket) throws IOException {
        var received = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        return ANSWER.matcher(received).results().map(answer -> answer.group(1)).toList();
    }
}
