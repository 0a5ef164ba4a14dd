package dev.guildhall.storage.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.guildhall.shared.web.Addresses;
import dev.guildhall.shared.web.Upload;
import dev.guildhall.storage.Category;
import dev.guildhall.storage.FileLinks;
import dev.guildhall.storage.FileStore;
import dev.guildhall.storage.Storage;
import dev.guildhall.storage.StoredFile;
import dev.guildhall.testing.HttpFixture;
import dev.guildhall.testing.TestClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Timeout(60)
class MediaTest {

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private FileStore store;
    private FileLinks links;
    private HttpFixture http;
    private boolean goneWhenFound;
    private boolean presigned;

    @BeforeEach
    void serve() {
        store = Storage.in(folder.resolve("media"), clock);
        links = Storage.links(Addresses.of("", "", ""), clock);
        var handler = new MediaHandler(new Racing(), links);
        http = new HttpFixture(
                route(path("/media/{category}/{name}"), handler::serve).andRoute(GET("/link"), this::link));
    }

    @AfterEach
    void stop() {
        http.close();
    }

    @Test
    void servesTheVeryBytesThatWereKept() throws IOException {
        var content = new byte[3_000_000];
        new Random(1).nextBytes(content);
        var response = get(link(keep("photo.png", content)));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(content);
        assertThat(header(response, "Content-Length")).isEqualTo("3000000");
    }

    @ParameterizedTest
    @CsvSource({
        "photo.png,   '\u0089PNG\r\n\u001a\nrest', image/png,                inline",
        "photo.jpg,   '\u00ff\u00d8\u00ffrest',    image/jpeg,               inline",
        "photo.jpeg,  '\u00ff\u00d8\u00ffrest',    image/jpeg,               inline",
        "photo.png,   '\u00ff\u00d8\u00ffrest',    image/jpeg,               inline",
        "proof.pdf,   %PDF-1.7,                    application/pdf,          attachment",
        "photo.png,   anything,                    application/octet-stream, attachment",
        "photo.png,   <html>,                      application/octet-stream, attachment",
        "photo.png,   x,                           application/octet-stream, attachment",
        "notes.txt,   <script>alert(1)</script>,   text/plain;charset=UTF-8, attachment",
        "server.log,  %PDF-1.7,                    text/plain;charset=UTF-8, attachment",
        "archive.zip, PK,                          application/octet-stream, attachment",
        "drawing.svg, <svg>,                       application/octet-stream, attachment",
        "page.html,   <html>,                      application/octet-stream, attachment",
    })
    void showsWhatItsBytesProveAndLetsTheRestBeSaved(String filename, String content, String type, String disposition)
            throws IOException {
        var key = keep(filename, content.getBytes(StandardCharsets.ISO_8859_1));
        var response = get(link(key));
        assertThat(header(response, "Content-Type")).isEqualTo(type);
        assertThat(header(response, "Content-Disposition"))
                .isEqualTo(disposition + "; filename=\"" + key.substring(key.indexOf('/') + 1) + '"');
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Cache-Control")).isEqualTo("max-age=300, private");
        // A browser's viewer of PDF refuses to work in a sandbox.
        var isPdf = type.equals("application/pdf");
        assertThat(header(response, "Content-Security-Policy"))
                .startsWith(isPdf ? "default-src 'none'; " : "sandbox; default-src 'none'");
        assertThat(header(response, "X-Frame-Options")).isEqualTo(isPdf ? "SAMEORIGIN" : "DENY");
    }

    @ParameterizedTest
    @CsvSource({"iframe, inline", "object, inline", "document, attachment", "image, attachment"})
    void showsAPdfWithinAPageOnly(String destination, String disposition) throws IOException {
        var request = HttpRequest.newBuilder(link(keep("proof.pdf", "%PDF-1.7".getBytes(StandardCharsets.US_ASCII))))
                .header("Sec-Fetch-Dest", destination);
        var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(header(response, "Content-Disposition")).startsWith(disposition + ";");
        assertThat(header(response, "Content-Type")).isEqualTo("application/pdf");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Vary")).contains("Sec-Fetch-Dest");
    }

    @ParameterizedTest
    @CsvSource({
        "photo.jpg, \u00ff\u00d8\u00ff, image,  307, type=jpeg&as=inline",
        "proof.pdf, %PDF-1.7,           iframe, 200, ''",
        "proof.pdf, %PDF-1.7,           document, 307, type=pdf&as=attachment",
        "notes.zip, PK,                 document, 307, type=octet-stream&as=attachment",
    })
    void sendsReadersToTheBucketButForAPdfWithinAPage(
            String filename, String content, String destination, int status, String told) throws IOException {
        presigned = true;
        var link = link(keep(filename, content.getBytes(StandardCharsets.ISO_8859_1)));
        var response = http.send(
                HttpRequest.newBuilder(link).header("Sec-Fetch-Dest", destination),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(header(response, "Location")).endsWith(told);
        var forged = URI.create(link.toString().replaceFirst("signature=", "signature=x"));
        assertThat(get(forged).statusCode()).isEqualTo(403);
    }

    @Test
    void answersHeadWithoutTheBytes() throws IOException {
        var request = HttpRequest.newBuilder(link(keep("notes.txt", new byte[1234])))
                .method("HEAD", HttpRequest.BodyPublishers.noBody());
        var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Length")).isEqualTo("1234");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void aFileKeepsItsFirstLinkForAQuarterOfAnHour() throws IOException {
        var key = keep("photo.png", new byte[1]);
        var first = link(key);
        for (var minutes : List.of(1, 7, 14)) {
            try (var soon = clock.ahead(Duration.ofMinutes(minutes))) {
                assertThat(link(key)).isEqualTo(first);
            }
        }
        try (var later = clock.ahead(Duration.ofMinutes(15))) {
            assertThat(expires(link(key)) - expires(first)).isEqualTo(900);
        }
    }

    @Test
    void aLinkIsGoodForThreeQuartersOfAnHourAndExpiresWithinTheHour() throws IOException {
        var key = keep("photo.png", new byte[1]);
        for (var age : List.of(0, 14, 16, 100_000)) {
            try (var then = clock.ahead(Duration.ofMinutes(age))) {
                var link = link(key);
                try (var inTime = clock.ahead(Duration.ofMinutes(44))) {
                    assertThat(get(link).statusCode()).isEqualTo(200);
                }
                try (var late = clock.ahead(Duration.ofHours(1))) {
                    assertThat(get(link).statusCode()).isEqualTo(403);
                }
            }
        }
    }

    @Test
    void filesWhoseNamesAreOlderThanThatHaveLinksAsWell() throws IOException {
        for (var digit : List.of("0", "7", "f")) {
            var key = "chat_files/" + digit.repeat(32) + ".txt";
            var source = Files.writeString(folder.resolve("old-" + digit), "old");
            store.putBack(key, source).block();
            var link = link(key);
            assertThat(expires(link) - clock.instant().getEpochSecond()).isBetween(2699L, 3600L);
            assertThat(get(link).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "expires=9999999999",
                "expires=99999999999999999999",
                "expires=-1",
                "expires=",
                "signature=",
                "signature=%00",
                "signature=AAAA"
            })
    void nobodyCanMakeALinkOrStretchOne(String change) throws IOException {
        var link = link(keep("photo.png", new byte[1]));
        var name = change.substring(0, change.indexOf('='));
        var forged = link.toString().replaceFirst(name + "=[^&]*", change);
        assertThat(get(URI.create(forged)).statusCode()).isEqualTo(403);
    }

    @Test
    void aLinkOpensOneFileOnly() throws IOException {
        var link = link(keep("photo.png", new byte[1]));
        var other = keep("photo.png", new byte[1]);
        assertThat(get(http.uri("/media/" + other + "?" + link.getRawQuery())).statusCode())
                .isEqualTo(403);
        assertThat(get(http.uri("/media/" + other)).statusCode()).isEqualTo(403);
    }

    @Test
    void aDeletedFileIsGone() throws IOException {
        var key = keep("photo.png", new byte[1]);
        var link = link(key);
        store.delete(key).block();
        assertThat(get(link).statusCode()).isEqualTo(404);
    }

    @Test
    void aFileThatIsDeletedAtThisMomentIsGoneAsWell() throws IOException {
        var key = keep("photo.png", new byte[1000]);
        var link = link(key);
        goneWhenFound = true;
        var response = get(link);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).asString().isEqualTo("error.not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/media/%2e%2e/secret",
                "/media/chat_files/..%2f..%2fsecret",
                "/media/chat_files/%2e%2e%2f%2e%2e%2fsecret",
                "/media/chat_files/..%5c..%5csecret",
                "/media/..%00/secret",
                "/media//secret"
            })
    void noPathLeadsOutOfTheFolder(String path) throws IOException {
        Files.writeString(folder.resolve("secret"), "secret");
        var response = get(http.uri(path + "?expires=9999999999&signature=AAAA"));
        assertThat(response.statusCode()).isIn(400, 403, 404);
    }

    @Test
    void aReaderWhoLeavesDoesNoHarm() throws IOException {
        var link = link(keep("photo.png", new byte[9_000_000]));
        for (int i = 0; i < 20; i++) {
            http.raw("GET " + link.getRawPath() + "?" + link.getRawQuery() + " HTTP/1.1\r\nHost: x\r\n\r\n")
                    .close();
        }
        assertThat(get(link).body()).hasSize(9_000_000);
    }

    private Mono<ServerResponse> link(ServerRequest request) {
        return ServerResponse.ok()
                .bodyValue(String.valueOf(
                        links.url(request, request.queryParam("key").orElse(null))));
    }

    private URI link(String key) {
        var link =
                http.send(HttpRequest.newBuilder(http.uri("/link?key=" + key))).body();
        assertThat(link).startsWith(http.uri("/media/" + key + "?expires=").toString());
        return URI.create(link);
    }

    private static long expires(URI link) {
        return Long.parseLong(link.getQuery().replaceAll(".*expires=([0-9]+).*", "$1"));
    }

    private HttpResponse<byte[]> get(URI uri) {
        return http.send(HttpRequest.newBuilder(uri), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private String keep(String filename, byte[] content) throws IOException {
        var file = Files.write(folder.resolve("upload"), content);
        var upload = new Upload("file", filename, file, content.length, ByteBuffer.wrap(content));
        return store.keep(upload, Category.CHAT_FILES).blockOptional().orElseThrow();
    }

    /** The store, with somebody who deletes a file between the moment it is found and the moment it is read. */
    private final class Racing implements FileStore {

        @Override
        public Mono<String> keep(Upload upload, Category category) {
            return store.keep(upload, category);
        }

        @Override
        public Mono<Void> putBack(String key, Path file) {
            return store.putBack(key, file);
        }

        @Override
        public Mono<Void> delete(String key) {
            return store.delete(key);
        }

        @Override
        public Flux<Listed> list() {
            return store.list();
        }

        @Override
        public Mono<URI> link(String key, MediaType type, ContentDisposition disposition) {
            return presigned
                    ? Mono.just(URI.create("https://bucket.example.org/" + key + "?type=" + type.getSubtype() + "&as="
                            + disposition.getType()))
                    : Mono.empty();
        }

        @Override
        public Mono<StoredFile> find(String key) {
            return store.find(key).delayUntil(file -> goneWhenFound ? store.delete(key) : Mono.empty());
        }
    }
}
