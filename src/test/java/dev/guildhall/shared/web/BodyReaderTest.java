package dev.guildhall.shared.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.guildhall.shared.Home;
import dev.guildhall.testing.HttpFixture;
import dev.guildhall.testing.Multipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@Timeout(60)
class BodyReaderTest {

    private static final ObjectProvider<SecondLook> NOBODY_IS_KNOWN = nobodyIsKnown();

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int LIMIT = (int) Upload.MAX_SIZE;

    @TempDir
    Path home;

    private BodyReader reader;
    /** One that waits as long for the next piece, but not as long for all of them. */
    private BodyReader hasty;

    private HttpFixture http;

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CompletableFuture<String> goOn = new CompletableFuture<>();
    private final CompletableFuture<Boolean> fileWasThere = new CompletableFuture<>();

    @BeforeEach
    void serve() {
        reader = new BodyReader(new Home(home), NOBODY_IS_KNOWN, Clock.systemUTC());
        hasty = new BodyReader(
                new Home(home),
                NOBODY_IS_KNOWN,
                Clock.systemUTC(),
                new BodyReader.Patience(Duration.ofSeconds(20), Duration.ofMillis(500), Duration.ofSeconds(1)));
        http = new HttpFixture(route(POST("/text"), this::text)
                .andRoute(POST("/file"), this::file)
                .andRoute(POST("/ignore"), this::ignore)
                .andRoute(POST("/slow"), this::slow)
                .andRoute(POST("/hasty"), request -> hasty.with(request, BodyReaderTest::received))
                .andRoute(POST("/hasty-file"), request -> hasty.withFiles(request, BodyReaderTest::received))
                .filter((request, next) -> next.handle(request)
                        .doOnSubscribe(begin -> requests.incrementAndGet())
                        .doFinally(end -> answers.incrementAndGet())));
    }

    @AfterEach
    void stop() {
        http.close();
    }

    @Test
    void readsTheSameFieldsFromEveryKindOfBody() {
        assertThat(http.post("/text", JSON, "{\"x\":\" чек \"}").body()).isEqualTo("чек");
        assertThat(http.post("/text", JSON + "; charset=koi8-r", "{\"x\":\"чек\"}")
                        .body())
                .isEqualTo("чек");
        assertThat(http.post("/text", FORM, "x=%D1%87%D0%B5%D0%BA").body()).isEqualTo("чек");
        assertThat(http.post("/text", FORM + ";charset=UTF-8", "x=чек").body()).isEqualTo("чек");
        assertThat(http.post(
                                "/text",
                                Multipart.TYPE,
                                new Multipart().text("x", "чек").closed())
                        .body())
                .isEqualTo("чек");
        var typed = "form-data; name=x\r\nContent-Type: application/json; charset=utf-8";
        assertThat(http.post(
                                "/text",
                                Multipart.TYPE,
                                new Multipart().part(typed, new byte[] {'5'}).closed())
                        .body())
                .isEqualTo("5");
    }

    @Test
    void noBodyIsAnEmptyObject() {
        for (var type : List.of(JSON, FORM, Multipart.TYPE, "multipart/form-data", "text/plain", "nonsense")) {
            assertThat(http.post("/text", type, "").body()).as(type).isEqualTo("x: field.required");
        }
        assertThat(http.send(HttpRequest.newBuilder(http.uri("/text")).POST(HttpRequest.BodyPublishers.noBody()))
                        .body())
                .isEqualTo("x: field.required");
    }

    @Test
    void otherContentTypesAreUnsupported() {
        for (var type :
                List.of("text/plain", "application/xml", "multipart/mixed; boundary=frontier", "nonsense", "*/*")) {
            assertThat(http.post("/text", type, "x").statusCode()).as(type).isEqualTo(415);
        }
        var untyped = HttpRequest.newBuilder(http.uri("/text")).POST(HttpRequest.BodyPublishers.ofString("x"));
        assertThat(http.send(untyped).statusCode()).isEqualTo(415);
    }

    @Test
    void refusesWhatCannotBeRead() {
        assertThat(http.post("/text", JSON, "{\"x\":").body()).isEqualTo("error.malformed_body");
        assertThat(http.post("/text", JSON, new byte[] {'"', (byte) 0xff, '"'}).body())
                .isEqualTo("error.malformed_body");
        assertThat(http.post("/text", JSON, "[".repeat(100_000) + "]".repeat(100_000))
                        .body())
                .isEqualTo("error.malformed_body");
        assertThat(http.post("/text", JSON, "{\"x\":" + "9".repeat(5000) + "}").body())
                .isEqualTo("error.malformed_body");
        assertThat(http.post("/text", JSON, "[]").body()).isEqualTo("non_field_errors: error.not_an_object");
        assertThat(http.post("/text", FORM, "x=%zz").body()).isEqualTo("error.malformed_body");
        assertThat(http.post("/text", FORM, "a=1&".repeat(1001)).body()).isEqualTo("error.malformed_body");
    }

    @Test
    void refusesBrokenMultipartBodies() {
        var good = new Multipart().text("x", "y");
        assertThat(http.post("/text", Multipart.TYPE, good.open()).body()).isEqualTo("error.malformed_body");
        assertThat(http.post("/text", "multipart/form-data", good.closed()).body())
                .isEqualTo("error.malformed_body");
        assertThat(http.post("/text", "multipart/form-data; boundary=\"\"", "--\r\n\r\n\r\n----")
                        .body())
                .isEqualTo("error.malformed_body");
        assertThat(http.post("/text", "multipart/form-data; boundary=other", good.closed())
                        .body())
                .isEqualTo("error.malformed_body");
        assertThat(http.post("/text", Multipart.TYPE, "--frontier\r\nnonsense").body())
                .isEqualTo("error.malformed_body");
        assertThat(http.post("/text", Multipart.TYPE, "--frontier\r\n\r\nx\r\n--frontier--")
                        .statusCode())
                .isEqualTo(400);
        assertThat(http.post(
                                "/text",
                                Multipart.TYPE,
                                new Multipart()
                                        .part("attachment; name", new byte[1])
                                        .closed())
                        .statusCode())
                .isEqualTo(400);
        assertThat(http.post(
                                "/text",
                                Multipart.TYPE,
                                new Multipart()
                                        .part("form-data; name=x", new byte[] {(byte) 0xff})
                                        .closed())
                        .body())
                .isEqualTo("error.malformed_body");
        var many = new Multipart();
        for (int i = 0; i < 1001; i++) {
            many.text("x", "y");
        }
        assertThat(http.post("/text", Multipart.TYPE, many.closed()).body()).isEqualTo("error.malformed_body");
        assertNothingIsLeft();
    }

    @Test
    void neverLooksAtABodyNobodyAsksFor() {
        assertThat(http.post("/ignore", JSON, "{").body()).isEqualTo("ignored");
        assertThat(http.post("/ignore", "text/plain", "x").body()).isEqualTo("ignored");
        assertThat(http.post("/ignore", Multipart.TYPE, "x").body()).isEqualTo("ignored");
    }

    @Test
    void readsAMegabyteOfTextAndNoMore() {
        var text = "\"" + "x".repeat(1024 * 1024 - 10) + "\"";
        assertThat(http.post("/text", JSON, "{\"x\": " + text + " }").body()).isEqualTo("x: field.max_length");
        assertThat(http.post("/text", JSON, "{\"x\": " + text + "  }").statusCode())
                .isEqualTo(413);
        assertThat(http.post("/text", FORM, "x=" + "x".repeat(1024 * 1024)).statusCode())
                .isEqualTo(413);
        var parts = new Multipart().text("x", "x".repeat(600_000)).text("y", "y".repeat(600_000));
        assertThat(http.post("/text", Multipart.TYPE, parts.closed()).statusCode())
                .isEqualTo(413);
        var part = new Multipart().text("x", "x".repeat(1024 * 1024 + 1));
        assertThat(http.post("/text", Multipart.TYPE, part.closed()).statusCode())
                .isEqualTo(413);
    }

    @Test
    void answersASenderOfFarTooMuch() {
        assertThat(http.post("/text", JSON, new byte[30 * 1024 * 1024]).statusCode())
                .isEqualTo(413);
        assertThat(http.post("/text", JSON, "{}").statusCode()).isEqualTo(400);
        var file = new Multipart().file("x", "a.png", new byte[30 * 1024 * 1024]);
        assertThat(http.post("/file", Multipart.TYPE, file.closed()).body()).isEqualTo("x: field.file_size");
        assertNothingIsLeft();
    }

    @Test
    void receivesFilesUpToTheLimitSharp() {
        assertThat(send("a.png", new byte[LIMIT]).body()).isEqualTo("a.png " + LIMIT + " kept " + LIMIT);
        assertThat(send("a.png", new byte[LIMIT + 1]).body()).isEqualTo("x: field.file_size");
        assertThat(send("a.png", new byte[1]).body()).isEqualTo("a.png 1 kept 1");
        assertThat(send("a.png", new byte[0]).body()).isEqualTo("x: field.file_empty");
        assertNothingIsLeft();
    }

    @Test
    void writesNoMoreThanTheLimitOfAFileThatGoesOn() throws IOException {
        var body = new Multipart().file("x", "a.png", new byte[3 * LIMIT]).open();
        try (var socket = http.raw(head("/slow", 4 * LIMIT))) {
            socket.getOutputStream().write(body);
            await(() -> received() == LIMIT + 1);
        }
        assertNothingIsLeft();
    }

    @Test
    void keepsNoFilesForRoutesThatTakeNone() throws IOException {
        var body = new Multipart().file("x", "a.png", new byte[LIMIT]).closed();
        assertThat(http.post("/text", Multipart.TYPE, body).body()).isEqualTo("x: field.text");
        assertThat(http.post("/ignore", Multipart.TYPE, body).body()).isEqualTo("ignored");
        var both = new Multipart().file("y", "a.png", new byte[LIMIT]).text("x", "чек");
        assertThat(http.post("/text", Multipart.TYPE, both.closed()).body()).isEqualTo("чек");
        assertThat(http.post("/text", Multipart.TYPE, both.open()).body()).isEqualTo("error.malformed_body");
        assertThat(home.resolve("incoming")).doesNotExist();
    }

    @Test
    void keepsFilesFromOtherUsersOfTheMachine() throws IOException {
        send("a.png", new byte[1]);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("incoming"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aSenderWhoseBodyDripsIsToldAfterAWhile() throws IOException {
        var piece = new byte[] {'x'};
        for (var path : List.of("/hasty", "/hasty-file")) {
            for (var type : List.of(JSON, FORM, Multipart.TYPE, "text/plain")) {
                try (var socket = http.raw(head(path, type, LIMIT))) {
                    assertThat(answerWhileDripping(socket, piece)).startsWith("HTTP/1.1 400 ");
                }
            }
        }
        try (var socket = http.raw(head("/hasty-file", LIMIT))) {
            socket.getOutputStream().write(halfAFile());
            await(() -> !incoming().isEmpty());
            assertThat(answerWhileDripping(socket, piece)).startsWith("HTTP/1.1 400 ");
        }
        assertNothingIsLeft();
    }

    @Test
    void aBodyThatDripsButComesInTimeIsRead() throws IOException {
        var body = new Multipart().text("x", "чек").closed();
        try (var socket = http.raw(head("/text", body.length))) {
            socket.setTcpNoDelay(true);
            for (var octet : body) {
                socket.getOutputStream().write(octet);
                socket.getOutputStream().flush();
            }
            var answer = new byte[12];
            assertThat(socket.getInputStream().readNBytes(answer, 0, 12)).isEqualTo(12);
            assertThat(answer).asString().isEqualTo("HTTP/1.1 200");
        }
    }

    @Test
    void takesFileNamesOfAnyKindWithoutTheirDirectories() {
        assertThat(send("чек об оплате.png", new byte[1]).body()).startsWith("чек об оплате.png ");
        assertThat(send("../../../../etc/passwd.png", new byte[1]).body()).startsWith("passwd.png ");
        assertThat(send("a b+c%20d&e.png", new byte[1]).body()).startsWith("a b+c%20d&e.png ");
        assertThat(send("C:\\\\temp\\\\a.png", new byte[1]).body()).startsWith("a.png ");
        assertThat(send("", new byte[1]).body()).isEqualTo("none");
        assertThat(send("..", new byte[1]).body()).isEqualTo("none");
        var encoded = new Multipart().part("form-data; name=x; filename*=UTF-8''%D1%87%D0%B5%D0%BA.png", new byte[1]);
        assertThat(http.post("/file", Multipart.TYPE, encoded.closed()).body()).startsWith("чек.png ");
    }

    @Test
    void deletesTheFilesWhenTheWorkEndsHoweverItEnds() {
        send("a.png", new byte[100_000]);
        assertNothingIsLeft();
        send("a.gif", new byte[100_000]);
        assertNothingIsLeft();
        http.post(
                "/ignore",
                Multipart.TYPE,
                new Multipart().file("x", "a.png", new byte[100_000]).closed());
        assertNothingIsLeft();
    }

    @Test
    void aSenderWhoLeavesInMidUploadLeavesNoFile() throws IOException {
        try (var socket = http.raw(head("/slow", LIMIT) + new String(halfAFile(), StandardCharsets.ISO_8859_1))) {
            await(() -> !incoming().isEmpty());
        }
        await(() -> incoming().isEmpty());
        assertThat(begun.getCount()).isEqualTo(1);
    }

    @Test
    void aSenderWhoResetsTheConnectionInMidBodyIsNotWorthALine() throws IOException {
        var dropped = new ConcurrentLinkedQueue<Throwable>();
        Hooks.onErrorDropped(dropped::add);
        try {
            for (int request = 1; request <= 20; request++) {
                int number = request;
                try (var socket = http.raw(head("/text", request % 2 == 0 ? JSON : Multipart.TYPE, LIMIT))) {
                    socket.getOutputStream().write(halfAFile());
                    await(() -> requests.get() == number);
                    socket.setSoLinger(true, 0);
                }
                await(() -> answers.get() == number);
            }
            // Whoever is answered after that was served by a thread that has done with it.
            for (int connection = 0; connection < 100; connection++) {
                try (var socket = http.raw(head("/ignore", JSON, 0))) {
                    assertThat(socket.getInputStream().read()).isEqualTo('H');
                }
            }
        } finally {
            Hooks.resetOnErrorDropped();
        }
        assertThat(dropped).isEmpty();
    }

    @Test
    void aSenderWhoStopsInMidUploadIsToldOrCutOff() throws IOException {
        try (var socket = http.raw(head("/slow", LIMIT) + new String(halfAFile(), StandardCharsets.ISO_8859_1))) {
            await(() -> !incoming().isEmpty());
            socket.shutdownOutput();
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).satisfiesAnyOf(none -> assertThat(none).isEmpty(), some -> assertThat(some)
                    .startsWith("HTTP/1.1 400"));
        }
        await(() -> incoming().isEmpty());
    }

    @Test
    void aHalfBodyThatClaimsToBeWholeIsMalformed() throws IOException {
        var half = halfAFile();
        try (var socket = http.raw(head("/file", half.length) + new String(half, StandardCharsets.ISO_8859_1))) {
            var answer = new byte[12];
            assertThat(socket.getInputStream().readNBytes(answer, 0, 12)).isEqualTo(12);
            assertThat(answer).asString().isEqualTo("HTTP/1.1 400");
        }
        assertNothingIsLeft();
    }

    @Test
    void workOnceBegunGoesOnWithItsFilesAfterTheSenderHasLeft() throws Exception {
        var body = new Multipart().file("x", "a.png", new byte[100_000]).closed();
        try (var socket = http.raw(head("/slow", body.length) + new String(body, StandardCharsets.ISO_8859_1))) {
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        }
        // The server needs a moment to notice; whether it has, nothing tells, so it gets one round trip.
        http.post("/ignore", JSON, "{}");
        assertThat(incoming()).hasSize(1);
        goOn.complete("go on");
        assertThat(fileWasThere.get(20, TimeUnit.SECONDS)).isTrue();
        await(() -> incoming().isEmpty());
    }

    @Test
    void sweepsWhatACrashLeftBehindButNotWhatOthersAreReceiving() throws IOException {
        var folder = Files.createDirectories(home.resolve("incoming"));
        var leftover = Files.createFile(folder.resolve("leftover"));
        var fresh = Files.createFile(folder.resolve("fresh"));
        Files.setLastModifiedTime(leftover, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        reader.sweep();
        assertThat(folder.toFile().listFiles()).containsExactly(fresh.toFile());
    }

    private Mono<ServerResponse> text(ServerRequest request) {
        return reader.with(request, body -> {
            var fields = body.fields();
            var text = fields.text("x", 100);
            fields.check();
            return ServerResponse.ok().bodyValue(text);
        });
    }

    private Mono<ServerResponse> file(ServerRequest request) {
        return reader.withFiles(request, body -> {
            var fields = body.fields();
            var file = fields.file("x", Set.of(".png"));
            fields.check();
            return ServerResponse.ok()
                    .bodyValue(file.map(BodyReaderTest::describe).orElse("none"));
        });
    }

    private Mono<ServerResponse> ignore(ServerRequest request) {
        return reader.with(request, body -> ServerResponse.ok().bodyValue("ignored"));
    }

    private Mono<ServerResponse> slow(ServerRequest request) {
        return reader.withFiles(request, body -> {
            begun.countDown();
            return Mono.fromFuture(goOn)
                    .publishOn(Schedulers.boundedElastic())
                    .doOnNext(word -> fileWasThere.complete(!incoming().isEmpty()))
                    .flatMap(ServerResponse.ok()::bodyValue);
        });
    }

    /** The body is judged, and its sender told. */
    private static Mono<ServerResponse> received(Body body) {
        return Mono.fromSupplier(body::fields)
                .flatMap(fields -> ServerResponse.ok().bodyValue("received"));
    }

    /** What comes back first, to somebody who goes on sending until something does. */
    private static String answerWhileDripping(Socket socket, byte[] piece) throws IOException {
        var answer = new byte[200];
        socket.setSoTimeout(20);
        socket.setTcpNoDelay(true);
        for (int waited = 0; waited < 1000; waited++) {
            try {
                return new String(answer, 0, socket.getInputStream().read(answer), StandardCharsets.ISO_8859_1);
            } catch (SocketTimeoutException notYet) {
                socket.getOutputStream().write(piece);
            }
        }
        return "nothing";
    }

    private static String describe(Upload upload) {
        try {
            return upload.filename() + " " + upload.size() + " kept " + Files.size(upload.content());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private java.net.http.HttpResponse<String> send(String filename, byte[] content) {
        return http.post(
                "/file",
                Multipart.TYPE,
                new Multipart().file("x", filename, content).closed());
    }

    private static String head(String path, int length) {
        return head(path, Multipart.TYPE, length);
    }

    private static String head(String path, String type, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + type + "\r\nContent-Length: " + length
                + "\r\n\r\n";
    }

    private static byte[] halfAFile() {
        return new Multipart().file("x", "a.png", new byte[200_000]).open();
    }

    private List<String> incoming() {
        var names = home.resolve("incoming").toFile().list();
        return names == null ? List.of() : List.of(names);
    }

    /** How many bytes the temporary files have. */
    private long received() {
        return incoming().stream()
                .mapToLong(
                        name -> home.resolve("incoming").resolve(name).toFile().length())
                .sum();
    }

    private void assertNothingIsLeft() {
        await(() -> incoming().isEmpty());
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still not so").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static ObjectProvider<SecondLook> nobodyIsKnown() {
        var beans = new StaticListableBeanFactory();
        beans.addBean("secondLook", (SecondLook) exchange -> Mono.empty());
        return beans.getBeanProvider(SecondLook.class);
    }
}
