package dev.guildhall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.shared.Unavailable;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.TestS3;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import reactor.test.StepVerifier;

/** Against a real S3 server. */
class S3FileStoreTest extends FileStoreContract {

    private static final String PREFIX = "contract/";
    private static final ContentDisposition SAVED =
            ContentDisposition.attachment().filename("proof.pdf").build();
    private static final FileStore STORE =
            new S3FileStore(settings(TestS3.url(), TestS3.SECRET_KEY), Clock.systemUTC());

    private final HttpClient http = HttpClient.newHttpClient();

    @Override
    FileStore store() {
        return STORE;
    }

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Test
    void keepsEverythingUnderItsPrefix() throws IOException {
        var key = keep("a.png");
        assertThat(TestS3.objects()).contains(PREFIX + key).doesNotContain(key);
    }

    @Test
    void aPresignedLinkGivesTheFileAsItIsToBeSeenAndCannotBeChanged() throws Exception {
        var link = Await.value(store().link(keep("a.pdf"), MediaType.APPLICATION_PDF, SAVED));
        assertThat(link.toString()).contains("X-Amz-Expires=3600");

        var answer = http.send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(CONTENT);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(answer.headers().firstValue("Content-Disposition")).contains(SAVED.toString());

        var forged = URI.create(link.toString().replace("attachment", "inline"));
        assertThat(http.send(HttpRequest.newBuilder(forged).build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void noLinkLeadsElsewhere() {
        StepVerifier.create(store().link("../secret", MediaType.APPLICATION_PDF, SAVED))
                .verifyComplete();
    }

    @Test
    void aWrongSecretIsAServerThatIsAway() throws IOException {
        var key = keep("a.png");
        try (var stranger = new S3FileStore(settings(TestS3.url(), "guessed"), Clock.systemUTC())) {
            StepVerifier.create(stranger.find(key)).verifyError(Unavailable.class);
            StepVerifier.create(stranger.delete(key)).verifyError(Unavailable.class);
            StepVerifier.create(stranger.list()).verifyError(Unavailable.class);
        }
        StepVerifier.create(store().find(key)).expectNextCount(1).verifyComplete();
    }

    @Test
    void aServerThatDoesNotAnswerIsAway() {
        try (var nobody = new S3FileStore(settings("http://127.0.0.1:1", TestS3.SECRET_KEY), Clock.systemUTC())) {
            StepVerifier.create(nobody.find("chat_files/" + "0".repeat(32) + ".png"))
                    .verifyError(Unavailable.class);
        }
    }

    private static S3Settings settings(String endpoint, String secret) {
        return new S3Settings(endpoint, "us-east-1", TestS3.BUCKET, TestS3.ACCESS_KEY, secret, "true", PREFIX, "true");
    }
}
