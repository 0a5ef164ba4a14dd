package dev.guildhall.storage;

import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegment;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import dev.guildhall.shared.Unavailable;
import java.awt.AlphaComposite;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.FileImageOutputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a picture anew from its pixels: of what else was in the file (where it was taken, by whose camera, a second file behind the
 * first) nothing is left. It is turned as its camera says, and stays a JPEG or a PNG; others become one of these. A picture that would
 * not fit into memory is made smaller.
 */
final class PictureCopy {

    /** What nobody photographs, and what a few bytes can pretend to be. */
    static final int MOST_MEGAPIXELS = 50;

    private static final Logger LOG = LoggerFactory.getLogger(PictureCopy.class);

    private static final int MEGA = 1_000_000;

    /** Of the copy. While it is made, each takes eight bytes; one picture is not to take more than an eighth of the heap. */
    private static final long MOST_KEPT =
            Math.min(16L * MEGA, Runtime.getRuntime().maxMemory() / 64);

    private static final float QUALITY = 0.9f;
    private static final int UPRIGHT = 1;

    static {
        ImageIO.scanForPlugins();
    }

    private PictureCopy() {}

    /**
     * Puts a copy in the place of the picture. Blocks, and takes a while.
     *
     * @return whether it could be read; otherwise it is as it was
     */
    static boolean replace(Path file, FileKind kind) throws IOException, TooManyPixels {
        var readers = ImageIO.getImageReadersByFormatName(kind.name());
        if (!readers.hasNext()) {
            return false;
        }
        var pixels = read(readers.next(), file);
        if (pixels.isEmpty()) {
            return false;
        }
        var upright = redrawn(pixels.get(), kind == FileKind.JPEG ? orientation(file) : UPRIGHT);
        var copy = file.resolveSibling(file.getFileName() + ".copy");
        try {
            write(upright, kind, copy);
            Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(copy);
        }
        return true;
    }

    /** The first picture of the file; empty when it cannot be read, for which readers have many ways to say so. */
    private static Optional<BufferedImage> read(ImageReader reader, Path file) throws TooManyPixels {
        try (var content = new FileImageInputStream(file.toFile())) {
            reader.setInput(content, false, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > (long) MOST_MEGAPIXELS * MEGA) {
                throw new TooManyPixels();
            }
            var every = (int) Math.ceil(Math.sqrt((double) pixels / MOST_KEPT));
            var how = reader.getDefaultReadParam();
            how.setSourceSubsampling(every, every, 0, 0);
            return Optional.of(reader.read(0, how));
        } catch (IOException | RuntimeException broken) {
            LOG.debug("A picture cannot be read", broken);
            return Optional.empty();
        } catch (OutOfMemoryError full) {
            LOG.warn("There is no memory left for a picture");
            throw new Unavailable("error.unavailable");
        } finally {
            reader.dispose();
        }
    }

    /** In plain colours, turned as it is to be seen. */
    private static BufferedImage redrawn(BufferedImage picture, int orientation) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        var lying = orientation > 4;
        var drawn = new BufferedImage(
                lying ? height : width,
                lying ? width : height,
                picture.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        var brush = drawn.createGraphics();
        brush.setComposite(AlphaComposite.Src);
        brush.drawImage(picture, turn(orientation, width, height), null);
        brush.dispose();
        return drawn;
    }

    /** By the eight orientations of Exif (CIPA DC-008, 4.6.5.1.6). */
    private static AffineTransform turn(int orientation, int width, int height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }

    /** How the camera was held, 1 to 8; what makes no sense is upright. */
    private static int orientation(Path file) {
        try (var content = new FileImageInputStream(file.toFile())) {
            for (var segment : exif(content)) {
                var bytes = segment.data().readAllBytes();
                // A byte of padding follows the name.
                var fields = new TIFFReader()
                        .read(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes, 1, bytes.length - 1)));
                var entry = fields.getEntryById(TIFF.TAG_ORIENTATION);
                if (entry != null && entry.getValue() instanceof Number number) {
                    return number.intValue();
                }
            }
        } catch (IOException | RuntimeException broken) {
            LOG.debug("How a picture is to be held cannot be read", broken);
        }
        return UPRIGHT;
    }

    private static List<JPEGSegment> exif(ImageInputStream content) throws IOException {
        return JPEGSegmentUtil.readSegments(content, JPEG.APP1, "Exif");
    }

    private static void write(BufferedImage picture, FileKind kind, Path target) throws IOException {
        var asJpeg = kind == FileKind.JPEG
                || (kind == FileKind.WEBP && !picture.getColorModel().hasAlpha());
        var writer =
                ImageIO.getImageWritersByFormatName(asJpeg ? "jpeg" : "png").next();
        try (var content = new FileImageOutputStream(target.toFile())) {
            var how = writer.getDefaultWriteParam();
            if (asJpeg) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(QUALITY);
            }
            writer.setOutput(content);
            writer.write(null, new IIOImage(picture, null, null), how);
        } finally {
            writer.dispose();
        }
    }

    /** It says that it has more pixels than anybody's camera. */
    static final class TooManyPixels extends Exception {}
}
