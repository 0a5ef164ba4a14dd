package dev.guildhall.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.guildhall.database.GuildhallProcess;
import dev.guildhall.shared.Home;
import dev.guildhall.testing.Api;
import dev.guildhall.testing.Api.Answer;
import dev.guildhall.testing.Person;
import dev.guildhall.testing.TestDatabase;
import dev.guildhall.testing.TestEnvironment;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.LinkedMultiValueMap;

/** A server whose disk, a small one in memory, is full to the last byte when somebody uploads. Only root may make one. */
class DiskFullTest {

    private static final int PICTURE_SIDE = 500;

    private static final Path DISK = TestEnvironment.newHome();
    private static final Path BALLAST = DISK.resolve("ballast");

    private static @Nullable GuildhallProcess server;

    private final byte[] proof = proof();
    private final Api api = Api.at(Objects.requireNonNull(server).address());
    private final Person client = api.client();
    private final Person master = api.master();
    private final long order = client.files();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        assumeThat(runs("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", DISK.toString()))
                .as("mounting a disk of 4 MB")
                .isTrue();
        server = GuildhallProcess.start(
                new Home(DISK), Map.of("DATABASE_URL", TestDatabase.newUrl(), "DATABASE_POOL_SIZE", "5"));
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (server != null) {
            server.close();
        }
        runs("umount", "--lazy", DISK.toString());
    }

    @BeforeEach
    void expectAProof() {
        master.takes(order);
        master.prices(order, 100);
    }

    @Test
    void anUploadIsRefusedWholeAndSucceedsOnceThereIsRoom() throws IOException {
        var before = uploads();
        fill();
        var refused = upload();

        refused.expect(503);
        assertThat(refused.headers().getFirst(HttpHeaders.RETRY_AFTER)).isNotNull();
        assertThat(client.sees(order).path("payment_proof_url").isNull()).isTrue();
        assertThat(client.says(order, "The disk is full").path("id").isNumber()).isTrue();
        assertThat(uploads()).isEqualTo(before);

        Files.delete(BALLAST);
        upload().expect(200);
        assertThat(client.sees(order).path("payment_proof_url").asString()).isNotEmpty();
        assertThat(uploads()).hasSize(before.size() + 1);
    }

    @Test
    void aPictureThatFitsButNotItsCopyIsRefusedWhole() throws IOException {
        var before = uploads();
        fill();
        release(proof.length + proof.length / 2);

        upload().expect(503);
        assertThat(client.sees(order).path("payment_proof_url").isNull()).isTrue();
        assertThat(uploads()).isEqualTo(before);

        Files.delete(BALLAST);
        upload().expect(200);
    }

    /** Under one key: sent once more, it is the same request. */
    private Answer upload() {
        var parts = new LinkedMultiValueMap<String, Object>();
        parts.add("payment_proof", new ByteArrayResource(proof) {
            @Override
            public String getFilename() {
                return "proof.png";
            }
        });
        return api.send(
                HttpMethod.POST,
                "/api/v1/appointments/" + order + "/upload-payment-proof/",
                client.token(),
                parts,
                Map.of("Idempotency-Key", "proof-of-" + order));
    }

    /** Noise, which does not get smaller. */
    private static byte[] proof() {
        var picture = new BufferedImage(PICTURE_SIDE, PICTURE_SIDE, BufferedImage.TYPE_INT_RGB);
        var random = new Random(7);
        for (var y = 0; y < PICTURE_SIDE; y++) {
            for (var x = 0; x < PICTURE_SIDE; x++) {
                picture.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        var png = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", png);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return png.toByteArray();
    }

    private static void fill() throws IOException {
        var piece = new byte[4096];
        try (var file = Files.newOutputStream(BALLAST)) {
            while (true) {
                file.write(piece);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static void release(long bytes) throws IOException {
        try (var file = FileChannel.open(BALLAST, StandardOpenOption.WRITE)) {
            file.truncate(file.size() - bytes);
        }
    }

    /** Whatever is left of uploads, finished or not. */
    private static Set<Path> uploads() throws IOException {
        try (var files = Files.walk(DISK)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !DISK.equals(file.getParent()))
                    .collect(Collectors.toSet());
        }
    }

    private static boolean runs(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor() == 0;
    }
}
