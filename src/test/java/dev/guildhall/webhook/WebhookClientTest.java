package dev.guildhall.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.outbox.Outcome;
import dev.guildhall.outbox.Outcome.Kind;
import dev.guildhall.shared.FieldProblem;
import dev.guildhall.shared.InvalidFields;
import dev.guildhall.testing.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class WebhookClientTest {

    private static final Duration PATIENCE = Duration.ofDays(5);
    private static final WebhookSettings OPEN = new WebhookSettings(true, true, PATIENCE);
    private static final WebhookSettings GUARDED = new WebhookSettings(true, false, PATIENCE);

    private final Receiver receiver = new Receiver();

    @AfterEach
    void theReceiverGoes() {
        receiver.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"})
    void postsNothingToThisMachineUnlessItMay(String host) {
        var outcome = post(GUARDED, receiver.url().replace("127.0.0.1", host));

        assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
        assertThat(outcome.why()).isEqualTo("the address is not public");
        assertThat(receiver.count()).isZero();
    }

    @Test
    void doesNotFollowToAnotherPlace() {
        receiver.answers(302);
        var outcome = post(OPEN, receiver.url());

        assertThat(outcome.kind()).isEqualTo(Kind.AGAIN);
        assertThat(outcome.why()).isEqualTo("answered 302");
        assertThat(receiver.count()).isEqualTo(1);
    }

    @Test
    void waitsNoLongerThanItsLimit() {
        receiver.keepsSilent();
        var outcome = Await.value(new WebhookClient(OPEN, Duration.ofMillis(300))
                .post(receiver.url(), "msg_1", Instant.EPOCH, "v1,x", new byte[0]));

        assertThat(outcome.kind()).isEqualTo(Kind.AGAIN);
        assertThat(outcome.why()).isEqualTo("TimeoutException");
    }

    @Test
    void keepsTheBeginningOfAnAnswerAndNothingTheDatabaseWouldNotTake() {
        receiver.says("\u0000é".repeat(100_000));
        var text = post(OPEN, receiver.url()).response().orElseThrow().text();

        assertThat(text).hasSize(200).startsWith(" é é");
    }

    @Test
    void comesBackNoSoonerThanItIsAsked() {
        receiver.answers(429);
        var outcome = post(OPEN, receiver.url());

        assertThat(outcome.kind()).isEqualTo(Kind.AGAIN);
        assertThat(outcome.pause()).contains(Duration.ofSeconds(120));
    }

    @Test
    void comesBackWhenNobodyIsThere() {
        receiver.stop();

        assertThat(post(OPEN, receiver.url()).kind()).isEqualTo(Kind.AGAIN);
    }

    @ParameterizedTest
    @CsvSource({
        "https://127.0.0.1/hook, webhook.private_address",
        "https://localhost/hook, webhook.private_address",
        "https://[fd00::1]/hook, webhook.private_address",
        "https://2130706433/hook, webhook.private_address",
        "http://1.1.1.1/hook, webhook.not_encrypted",
        "ftp://1.1.1.1/hook, webhook.address",
        "https://user:secret@1.1.1.1/hook, webhook.address",
        "https://1.1.1.1:65536/hook, webhook.address",
        "https:///hook, webhook.address",
        "nowhere, webhook.address",
        "https://a b/hook, webhook.address",
    })
    void takesNoAddressThatItWouldNotPostTo(String url, String code) {
        var addresses = new WebhookAddresses(new WebhookSettings(false, false, PATIENCE));
        var refused = Await.value(addresses
                .require(url)
                .then(Mono.<InvalidFields>empty())
                .onErrorResume(InvalidFields.class, Mono::just));

        assertThat(refused.problems()).containsOnlyKeys("url");
        assertThat(refused.problems().getOrDefault("url", List.of()))
                .extracting(FieldProblem::code)
                .containsExactly(code);
    }

    @Test
    void takesAnAddressOfThePublicInternet() {
        var addresses = new WebhookAddresses(new WebhookSettings(false, false, PATIENCE));

        Await.done(addresses.require("https://1.1.1.1:8443/hook?of=guildhall"));
    }

    private static Outcome post(WebhookSettings settings, String url) {
        return Await.value(
                new WebhookClient(settings).post(url, "msg_1", Instant.EPOCH, "v1,x", new byte[] {'{', '}'}));
    }
}
