package dev.guildhall.appointment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.shared.Home;
import dev.guildhall.storage.Category;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.Await;
import dev.guildhall.testing.GuildhallTest;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.Together;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.util.LinkedMultiValueMap;

/** Of the proofs of an order there is one file, that of the proof it has. */
@GuildhallTest
class ProofFilesTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final String AT_ONCE = "CREATE TRIGGER %1$s AFTER UPDATE ON appointment";
    private static final String AT_COMMIT =
            "CREATE CONSTRAINT TRIGGER %1$s AFTER UPDATE ON appointment DEFERRABLE INITIALLY DEFERRED";

    @Autowired
    private Api api;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private Home home;

    private Person client;
    private Person master;
    private long order;
    private Set<Path> before;

    @BeforeEach
    void anOrderAwaitsItsProof() throws IOException {
        client = api.client();
        master = api.master();
        order = client.files();
        master.takes(order);
        master.prices(order, 1000);
        before = files();
    }

    @Test
    void theFileOfAReplacedProofIsGone() throws IOException {
        uploads("first").expect(200);
        uploads("second").expect(200);

        assertThat(contentsOfNewFiles()).containsExactly("second");
        assertThat(newFiles()).containsExactly(keptOne());
    }

    @Test
    void ofSixProofsAtOnceOneFileIsLeft() throws IOException {
        var answers = Together.times(6, number -> uploads("proof " + number));

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(newFiles()).containsExactly(keptOne());
    }

    @ParameterizedTest
    @ValueSource(strings = {AT_ONCE, AT_COMMIT})
    void aProofWhoseTransactionFailsLeavesNoFile(String failing) throws IOException {
        whileOrderCannotBeWritten(failing, () -> uploads("lost").expect(503));

        assertThat(newFiles()).isEmpty();
        assertThat(client.sees(order).path("payment_proof").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {AT_ONCE, AT_COMMIT})
    void aReplacementWhoseTransactionFailsLeavesTheProofThatWasThere(String failing) throws IOException {
        uploads("first").expect(200);

        whileOrderCannotBeWritten(failing, () -> uploads("lost").expect(503));

        assertThat(contentsOfNewFiles()).containsExactly("first");
        assertThat(newFiles()).containsExactly(keptOne());
    }

    @Test
    void aProofThatIsTriedAgainAfterAFailureIsKept() throws IOException {
        whileOrderCannotBeWritten(AT_COMMIT, () -> uploads("lost").expect(503));
        uploads("kept").expect(200);

        assertThat(contentsOfNewFiles()).containsExactly("kept");
    }

    @Test
    void aRefusedProofLeavesNoFile() throws IOException {
        client.act(order, "upload-payment-proof", file("proof.exe", "no proof")).expect(400);
        client.act(order, "upload-payment-proof", file("proof.png", "")).expect(400);
        master.act(order, "upload-payment-proof", file("proof.png", "not mine")).expect(403);
        api.client()
                .act(order, "upload-payment-proof", file("proof.png", "not mine"))
                .expect(403);
        client.act(Long.MAX_VALUE, "upload-payment-proof", file("proof.png", "nowhere"))
                .expect(404);
        api.admin().setsStatus(order, "PAID");
        uploads("too late").expect(400);

        assertThat(newFiles()).isEmpty();
    }

    private Answer uploads(String content) {
        return client.act(order, "upload-payment-proof", file("proof.png", content));
    }

    /** Gives every transaction up that writes the order, as the database does with those that wait for each other in a circle. */
    private void whileOrderCannotBeWritten(String trigger, Runnable action) {
        var name = "gives_up_" + order;
        execute("CREATE FUNCTION " + name + "() RETURNS trigger LANGUAGE plpgsql AS "
                + "'BEGIN RAISE EXCEPTION SQLSTATE ''40P01''; END'");
        try {
            execute(trigger.formatted(name) + " FOR EACH ROW WHEN (NEW.id = " + order + ") EXECUTE FUNCTION " + name
                    + "()");
            action.run();
        } finally {
            execute("DROP FUNCTION " + name + " CASCADE");
        }
    }

    private void execute(String statement) {
        Await.done(database.sql(statement).then());
    }

    /** The file of the proof that the order has. */
    private Path keptOne() {
        var key = Await.value(database.sql("SELECT payment_proof_key FROM appointment WHERE id = :order")
                .bind("order", order)
                .mapValue(String.class)
                .one());
        return home.path().resolve("media").resolve(key);
    }

    private Set<Path> newFiles() throws IOException {
        var added = new HashSet<>(files());
        added.removeAll(before);
        return added;
    }

    private Set<String> contentsOfNewFiles() throws IOException {
        var contents = new HashSet<String>();
        for (var file : newFiles()) {
            contents.add(Files.readString(file, StandardCharsets.ISO_8859_1).substring(PNG.length));
        }
        return contents;
    }

    private Set<Path> files() throws IOException {
        var folder = home.path().resolve("media").resolve(Category.PAYMENT_PROOFS.folder());
        if (Files.notExists(folder)) {
            return Set.of();
        }
        try (var files = Files.list(folder)) {
            return files.collect(Collectors.toSet());
        }
    }

    private static LinkedMultiValueMap<String, Object> file(String name, String content) {
        var text = content.getBytes(StandardCharsets.ISO_8859_1);
        var bytes = Arrays.copyOf(PNG, content.isEmpty() ? 0 : PNG.length + text.length);
        System.arraycopy(text, 0, bytes, bytes.length - text.length, text.length);
        var parts = new LinkedMultiValueMap<String, Object>();
        parts.add("payment_proof", new ByteArrayResource(bytes) {
            @Override
            public String getFilename() {
                return name;
            }
        });
        return parts;
    }
}
