package dev.guildhall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.InvalidSetting;
import dev.guildhall.shared.Unavailable;
import dev.guildhall.shared.web.Upload;
import dev.guildhall.testing.Await;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

/** Against a server that speaks as clamd(8) describes its command INSTREAM, and knows one virus: the one that everybody tests with. */
@Timeout(60)
class ClamAvTest {

    /** In two pieces, so that no scanner takes this file for it. */
    private static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD" + "-ANTIVIRUS-TEST-FILE!$H+H*";

    @TempDir
    Path folder;

    private ServerSocket daemon;

    @BeforeEach
    void start() throws IOException {
        daemon = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        daemon.close();
    }

    @Test
    void keepsWhatIsCleanWholeAndInPieces() throws IOException {
        listen(ClamAvTest::verdict);
        var content = new byte[1_000_000];
        new Random(1).nextBytes(content);
        var store = new LocalFileStore(folder.resolve("media"), Clock.systemUTC());
        var intake = intake(store);
        var kept = Await.value(intake.keep(upload("a.zip", content), Category.CHAT_FILES));
        assertThat(Await.value(store.find(kept.key())).size()).isEqualTo(content.length);
        intake.destroy();
    }

    @Test
    void refusesWhatIsInfectedAndNamesTheField() throws IOException {
        listen(ClamAvTest::verdict);
        var store = new LocalFileStore(folder.resolve("media"), Clock.systemUTC());
        var intake = intake(store);
        var hidden = "%PDF-1.7 ".repeat(20_000) + EICAR;
        StepVerifier.create(intake.keep(
                        upload("a.pdf", hidden.getBytes(StandardCharsets.US_ASCII)), Category.PAYMENT_PROOFS))
                .verifyErrorSatisfies(refusal -> assertThat(((InvalidFields) refusal).problems())
                        .hasEntrySatisfying(
                                "proof",
                                problems -> assertThat(problems.get(0).code()).isEqualTo("field.file_infected")));
        assertThat(Await.all(store.list())).isEmpty();
        intake.destroy();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INSTREAM size limit exceeded. ERROR\0", "UNKNOWN COMMAND\0", "", "stream: OK and more\0"})
    void whatIsNotCalledCleanHasToWait(String answer) throws IOException {
        listen(content -> answer);
        StepVerifier.create(scanner().scan(upload("a.png", new byte[10]))).verifyError(Unavailable.class);
    }

    @Test
    void withoutADaemonThatAnswersUploadsHaveToWait() throws IOException {
        daemon.close();
        StepVerifier.create(scanner().scan(upload("a.png", new byte[10]))).verifyError(Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "localhost:", ":3310", "localhost:0", "localhost:65536", "a b:3310", "http://x:1"})
    void namesTheSettingThatIsWrong(String address) {
        assertThatThrownBy(() -> IntakeTest.settings(address))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("CLAMAV");
    }

    @Test
    void readsWhereTheDaemonIs() {
        assertThat(IntakeTest.settings("").scanner()).isEmpty();
        assertThat(IntakeTest.settings(" clam.example.org:3310 ").scanner())
                .contains(new ClamAv.Address("clam.example.org", 3310));
        assertThat(IntakeTest.settings("[::1]:3310").scanner()).contains(new ClamAv.Address("::1", 3310));
    }

    @RepeatedTest(5)
    void whoeverComesWhileManyAreBeingLookedAtHasToComeBack() throws IOException {
        var intake = intake(new LocalFileStore(folder.resolve("media"), Clock.systemUTC()));
        var upload = upload("a.zip", new byte[10]);
        var waiting = Stream.generate(
                        () -> intake.keep(upload, Category.CHAT_FILES).subscribe())
                .limit(Intake.MOST_AT_ONCE)
                .toList();

        StepVerifier.create(intake.keep(upload, Category.CHAT_FILES))
                .expectError(Unavailable.class)
                .verify(Duration.ofSeconds(10));
        waiting.forEach(Disposable::dispose);
        listen(ClamAvTest::verdict);

        assertThat(Await.value(intake.keep(upload, Category.CHAT_FILES)).key()).endsWith(".zip");
        intake.destroy();
    }

    private Intake intake(FileStore store) {
        return new Intake(store, IntakeTest.settings("127.0.0.1:" + daemon.getLocalPort()));
    }

    private ClamAv scanner() {
        return new ClamAv(
                IntakeTest.settings("127.0.0.1:" + daemon.getLocalPort()).scanner());
    }

    private Upload upload(String name, byte[] content) throws IOException {
        var file = Files.write(folder.resolve("upload"), content);
        return new Upload("proof", name, file, content.length, ByteBuffer.wrap(content));
    }

    private static String verdict(String content) {
        return content.contains(EICAR) ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0";
    }

    private void listen(UnaryOperator<String> judge) {
        var thread = new Thread(() -> serve(judge), "clamd");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(UnaryOperator<String> judge) {
        while (!daemon.isClosed()) {
            try (Socket caller = daemon.accept()) {
                caller.getOutputStream()
                        .write(judge.apply(received(new DataInputStream(caller.getInputStream())))
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException gone) {
                // Who hangs up in the middle does not keep the next from being answered.
            }
        }
    }

    private static String received(DataInputStream question) throws IOException {
        var command = question.readNBytes(10);
        if (!Arrays.equals(command, "zINSTREAM\0".getBytes(StandardCharsets.US_ASCII))) {
            throw new IOException("Not a command: " + new String(command, StandardCharsets.US_ASCII));
        }
        var content = new ByteArrayOutputStream();
        for (int length = question.readInt(); length > 0; length = question.readInt()) {
            content.writeBytes(question.readNBytes(length));
        }
        return content.toString(StandardCharsets.ISO_8859_1);
    }
}
