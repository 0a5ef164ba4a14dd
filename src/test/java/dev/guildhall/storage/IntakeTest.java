package dev.guildhall.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhall.shared.InvalidFields;
import dev.guildhall.shared.web.Upload;
import dev.guildhall.testing.Await;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.test.StepVerifier;

/** What becomes of uploads before they are kept. */
@Timeout(60)
class IntakeTest {

    private static final int WIDTH = 40;
    private static final int HEIGHT = 20;

    @TempDir
    Path folder;

    private FileStore store;
    private Intake intake;

    @BeforeEach
    void open() {
        store = new LocalFileStore(folder.resolve("media"), Clock.systemUTC());
        intake = new Intake(store, settings(""));
    }

    @AfterEach
    void close() {
        intake.destroy();
    }

    @Test
    void hashesWhatWasSent() throws Exception {
        var sent = jpeg();
        var kept = keep("a.jpg", sent);
        assertThat(kept.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(sent)));
        assertThat(read(kept)).isNotEqualTo(sent);
    }

    @Test
    void leavesNothingOfAPictureButItsPixels() throws IOException {
        var secret = "52.5200 N 13.4050 E, serial 4711";
        var jpeg = withSegment(jpeg(), 0xE1, ("Exif\0\0" + secret).getBytes(StandardCharsets.ISO_8859_1));
        jpeg = withSegment(jpeg, 0xFE, secret.getBytes(StandardCharsets.ISO_8859_1));
        jpeg = joined(jpeg, secret.getBytes(StandardCharsets.ISO_8859_1));
        var png = withChunk(
                png(BufferedImage.TYPE_INT_RGB), "tEXt", ("Comment\0" + secret).getBytes(StandardCharsets.ISO_8859_1));
        png = joined(png, secret.getBytes(StandardCharsets.ISO_8859_1));

        for (var file : new byte[][] {read(keep("a.jpg", jpeg)), read(keep("b.png", png))}) {
            assertThat(new String(file, StandardCharsets.ISO_8859_1)).doesNotContain("4711", "Exif");
            assertThat(picture(file).getWidth()).isEqualTo(WIDTH);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsAPictureAsItsCameraSays(int orientation) throws IOException {
        var kept = picture(read(keep("a.jpg", withSegment(jpeg(lying(orientation)), 0xE1, exif(orientation)))));
        assertThat(kept.getWidth()).isEqualTo(WIDTH);
        assertThat(kept.getHeight()).isEqualTo(HEIGHT);
        assertThat(isRed(kept, WIDTH / 8, HEIGHT / 8)).isTrue();
        assertThat(isRed(kept, WIDTH * 7 / 8, HEIGHT / 8)).isFalse();
        assertThat(isRed(kept, WIDTH / 8, HEIGHT * 7 / 8)).isFalse();
    }

    @Test
    void keepsTheFormatAndWhatIsTransparent() throws IOException {
        assertThat(read(keep("a.jpg", jpeg()))).startsWith(0xFF, 0xD8, 0xFF);
        var png = read(keep("a.png", png(BufferedImage.TYPE_INT_ARGB)));
        assertThat(png).startsWith(0x89, 'P', 'N', 'G');
        assertThat(picture(png).getColorModel().hasAlpha()).isTrue();
        // Named after the other: what counts is what it is.
        assertThat(read(keep("a.png", jpeg()))).startsWith(0xFF, 0xD8, 0xFF);
    }

    @Test
    void makesPicturesOfOtherKindsOneThatIsShown() throws IOException {
        var gif = new ByteArrayOutputStream();
        ImageIO.write(upright(BufferedImage.TYPE_INT_RGB), "gif", gif);
        assertThat(read(keep("a.png", gif.toByteArray()))).startsWith(0x89, 'P', 'N', 'G');
        // One pixel, lossy.
        var webp = Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
        assertThat(picture(read(keep("a.jpg", webp))).getWidth()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"20000, 20000", "2147483647, 2147483647", "50000001, 1"})
    void refusesPicturesThatWouldFillTheMemory(int width, int height) throws IOException {
        var header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {8, 6, 0, 0, 0});
        assertRefused(
                "a.png", withChunk(png(BufferedImage.TYPE_INT_RGB), 8, "IHDR", header.array()), "field.file_pixels");
    }

    @Test
    void makesALargePictureSmaller() throws IOException {
        var large = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(7000, 5000, BufferedImage.TYPE_BYTE_BINARY), "png", large);
        var kept = picture(read(keep("a.png", large.toByteArray())));
        assertThat((long) kept.getWidth() * kept.getHeight()).isBetween(100_000L, 16_000_000L);
        assertThat((double) kept.getWidth() / kept.getHeight()).isBetween(1.39, 1.41);
    }

    /** The original looks at names only: so do those who came from it. */
    @ParameterizedTest
    @ValueSource(strings = {"a.png", "a.jpg", "a.jpeg", "a.pdf", "a.txt", "a.log", "a.zip"})
    void keepsWhatItCannotReadAsItCame(String name) throws IOException {
        var random = new Random(name.hashCode());
        for (int i = 0; i < 20; i++) {
            var bytes = new byte[1 + random.nextInt(200)];
            random.nextBytes(bytes);
            assertThat(read(keep(name, bytes))).isEqualTo(bytes);
        }
        // A PNG whose data has a byte too many.
        var broken = HexFormat.of()
                .parseHex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
                        + "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082");
        assertThat(read(keep(name, broken))).isEqualTo(broken);
        assertThat(read(keep(name, "x".getBytes(StandardCharsets.US_ASCII)))).hasSize(1);
    }

    @Test
    void keepsAPdfAndArchivesAsTheyCame() throws IOException {
        var pdf = "%PDF-1.7\n1 0 obj".getBytes(StandardCharsets.US_ASCII);
        assertThat(read(keep("a.pdf", pdf))).isEqualTo(pdf);
        var picture = jpeg();
        assertThat(read(keep("a.zip", picture))).isEqualTo(picture);
    }

    @ParameterizedTest
    @CsvSource({
        "a.png,  3c68746d6c20786d6c6e733d22687474703a2f2f7777772e77332e6f72672f313939392f7868746d6c223e",
        "a.jpg,  7f454c4602010100000000000000000002003e00",
        "a.pdf,  cafebabe0000003d",
        "a.jpeg, 23212f62696e2f7368",
        "a.png,  cffaedfe07000001",
    })
    void refusesProgramsThatCallThemselvesPictures(String name, String content) throws IOException {
        assertRefused(name, HexFormat.of().parseHex(content), "field.file_content");
        assertThat(Files.exists(folder.resolve("media"))).isFalse();
    }

    private void assertRefused(String name, byte[] content, String code) throws IOException {
        StepVerifier.create(intake.keep(upload(name, content), Category.CHAT_FILES))
                .verifyErrorSatisfies(refusal -> assertThat(((InvalidFields) refusal).problems())
                        .hasEntrySatisfying(
                                "proof",
                                problems -> assertThat(problems.get(0).code()).isEqualTo(code)));
    }

    private KeptFile keep(String name, byte[] content) throws IOException {
        return Await.value(intake.keep(upload(name, content), Category.CHAT_FILES));
    }

    private Upload upload(String name, byte[] content) throws IOException {
        var file = Files.write(folder.resolve("upload"), content);
        return new Upload("proof", name, file, content.length, ByteBuffer.wrap(content));
    }

    private byte[] read(KeptFile kept) {
        var joined = Await.value(DataBufferUtils.join(store.find(kept.key()).flatMapMany(StoredFile::content)));
        var bytes = new byte[joined.readableByteCount()];
        joined.read(bytes);
        return bytes;
    }

    static MediaSettings settings(String clamav) {
        return new MediaSettings("local", "", clamav, new S3Settings("", "", "", "", "", "", "", ""));
    }

    private static BufferedImage picture(byte[] file) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(file));
    }

    /** White, with a red corner at the top left. */
    private static BufferedImage upright(int type) {
        var image = new BufferedImage(WIDTH, HEIGHT, type);
        var brush = image.createGraphics();
        brush.setColor(Color.WHITE);
        brush.fillRect(0, 0, WIDTH, HEIGHT);
        brush.setColor(Color.RED);
        brush.fillRect(0, 0, WIDTH / 2, HEIGHT / 2);
        brush.dispose();
        return image;
    }

    /** As a camera stores it that was held so: rows and columns as Exif names their places (CIPA DC-008, 4.6.5.1.6). */
    private static BufferedImage lying(int orientation) {
        var seen = upright(BufferedImage.TYPE_INT_RGB);
        var isLying = orientation > 4;
        var stored = new BufferedImage(isLying ? HEIGHT : WIDTH, isLying ? WIDTH : HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < stored.getHeight(); y++) {
            for (int x = 0; x < stored.getWidth(); x++) {
                int right = WIDTH - 1;
                int bottom = HEIGHT - 1;
                int rgb =
                        switch (orientation) {
                            case 2 -> seen.getRGB(right - x, y);
                            case 3 -> seen.getRGB(right - x, bottom - y);
                            case 4 -> seen.getRGB(x, bottom - y);
                            case 5 -> seen.getRGB(y, x);
                            case 6 -> seen.getRGB(right - y, x);
                            case 7 -> seen.getRGB(right - y, bottom - x);
                            case 8 -> seen.getRGB(y, bottom - x);
                            default -> seen.getRGB(x, y);
                        };
                stored.setRGB(x, y, rgb);
            }
        }
        return stored;
    }

    private static boolean isRed(BufferedImage image, int x, int y) {
        var color = new Color(image.getRGB(x, y));
        return color.getRed() > 200 && color.getBlue() < 80;
    }

    private static byte[] jpeg() throws IOException {
        return jpeg(upright(BufferedImage.TYPE_INT_RGB));
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        return bytes.toByteArray();
    }

    private static byte[] png(int type) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(upright(type), "png", bytes);
        return bytes.toByteArray();
    }

    private static byte[] exif(int orientation) {
        return ByteBuffer.allocate(32)
                .put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    private static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        var segment = ByteBuffer.allocate(content.length + 4)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (content.length + 2))
                .put(content)
                .array();
        return joined(Arrays.copyOf(jpeg, 2), segment, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /** Behind the first chunk, which is the header. */
    private static byte[] withChunk(byte[] png, String name, byte[] content) {
        return withChunk(png, 33, name, content);
    }

    private static byte[] withChunk(byte[] png, int place, String name, byte[] content) {
        var named = joined(name.getBytes(StandardCharsets.US_ASCII), content);
        var sum = new CRC32();
        sum.update(named);
        var chunk = ByteBuffer.allocate(named.length + 8)
                .putInt(content.length)
                .put(named)
                .putInt((int) sum.getValue())
                .array();
        return joined(Arrays.copyOf(png, place), chunk, Arrays.copyOfRange(png, place, png.length));
    }

    private static byte[] joined(byte[]... parts) {
        var bytes = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }
}
