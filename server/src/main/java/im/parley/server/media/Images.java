package im.parley.server.media;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import im.parley.protocol.ErrorCode;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.FileImageOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the smaller sizes of images. What an image costs is known from its header before anything is
/// decoded, and all threads together decode no more than [#MEGAPIXELS] at once.
final class Images {
    /// Largest image: 64 million pixels, as the largest usual cameras make. Decoded in full it would take 256
    /// MB.
    static final int MEGAPIXELS = 64;

    static final int THUMBNAIL_SIDE = 198;
    static final int LARGE_SIDE = 720;

    private static final Logger LOG = LoggerFactory.getLogger(Images.class);
    private static final float QUALITY = 0.85f;
    private static final int MIRRORED_FIRST = 5; // from here on EXIF orientations swap width and height
    private static final Semaphore BUDGET = new Semaphore(MEGAPIXELS, true);

    static {
        ImageIO.setUseCache(false);
    }

    private Images() {}

    /// @param width pixels, as it is shown
    /// @param height pixels, as it is shown
    record Size(int width, int height) {}

    /// A smaller image, in a file.
    record Made(Size size, FileType type) {}

    /// @param shown size as it is shown
    /// @param thumbnail in the first of the files given
    /// @param large in the second
    record Sizes(Size shown, Made thumbnail, Made large) {}

    /// Looks at the header alone.
    ///
    /// @throws im.parley.protocol.ChatException [ErrorCode#MSG_I_TYPES_LIMIT] for what is no image,
    ///     [ErrorCode#MSG_I_SIZE_LIMIT] for too many pixels
    static Size check(Path file, FileType type) {
        return reading(
                file, type, (reader, orientation) -> shown(reader.getWidth(0), reader.getHeight(0), orientation));
    }

    /// Decodes an image once and writes its two smaller sizes, upright and without what the camera wrote into
    /// it. Never enlarges.
    ///
    /// @throws im.parley.protocol.ChatException as [#check], and [ErrorCode#MSG_I_TYPES_LIMIT] for one that
    ///     is broken or cut off
    static Sizes scale(Path file, FileType type, Path thumbnail, Path large) {
        return reading(file, type, (reader, orientation) -> {
            int cost = (int) Math.max(1, (long) reader.getWidth(0) * reader.getHeight(0) / 1_000_000);
            BUDGET.acquireUninterruptibly(cost);
            try {
                var decoded = decode(reader);
                var shown = shown(reader.getWidth(0), reader.getHeight(0), orientation);
                var largeImage = upright(shrink(decoded, fit(shown, LARGE_SIDE, orientation)), orientation);
                var largeMade = write(largeImage, large);
                var thumbnailImage = shrink(largeImage, fit(shown, THUMBNAIL_SIDE, 1));
                return new Sizes(shown, write(thumbnailImage, thumbnail), largeMade);
            } finally {
                BUDGET.release(cost);
            }
        });
    }

    private interface Work<T> {
        T run(ImageReader reader, int orientation) throws IOException;
    }

    private static <T> T reading(Path file, FileType type, Work<T> work) {
        var readers = ImageIO.getImageReadersByFormatName(type.format());
        if (!type.isImage() || !readers.hasNext()) {
            throw ErrorCode.MSG_I_TYPES_LIMIT.because("the content is no image, expected jpg, gif, png, bmp or webp");
        }
        var reader = readers.next();
        try (var input = new FileImageInputStream(file.toFile())) {
            reader.setInput(input, false, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MEGAPIXELS * 1_000_000L) {
                throw ErrorCode.MSG_I_SIZE_LIMIT.because("the image has " + reader.getWidth(0) + " × "
                        + reader.getHeight(0) + " pixels, expected at most " + MEGAPIXELS + " million");
            }
            return work.run(reader, orientation(file));
        } catch (IOException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | NegativeArraySizeException
                | IllegalStateException
                | NullPointerException
                | ArithmeticException
                | ClassCastException broken) {
            // readers answer broken images with any of these
            LOG.debug("an image cannot be read", broken);
            throw ErrorCode.MSG_I_TYPES_LIMIT.because(
                    "the image is broken or cut off: " + broken.getClass().getSimpleName());
        } finally {
            reader.dispose();
        }
    }

    /// Leaves out rows and columns while reading where the large size needs less than a half of them.
    private static BufferedImage decode(ImageReader reader) throws IOException {
        var warnings = new Truncation();
        reader.addIIOReadWarningListener(warnings);
        int step = Math.max(1, Math.min(reader.getWidth(0), reader.getHeight(0)) / (2 * LARGE_SIDE));
        var param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        var image = reader.read(0, param);
        if (warnings.seen()) {
            throw new IOException("the image ends early");
        }
        return image;
    }

    /// Size with at most `side` pixels on the shorter side, in the orientation of the file.
    private static Size fit(Size shown, int side, int orientation) {
        double factor = Math.min(1, (double) side / Math.min(shown.width(), shown.height()));
        int width = Math.max(1, (int) Math.round(shown.width() * factor));
        int height = Math.max(1, (int) Math.round(shown.height() * factor));
        return orientation >= MIRRORED_FIRST ? new Size(height, width) : new Size(width, height);
    }

    /// Halves until the last step, so that no pixel is left out.
    private static BufferedImage shrink(BufferedImage image, Size target) {
        var result = image;
        int width = image.getWidth();
        int height = image.getHeight();
        do {
            width = Math.max(target.width(), Math.min(width, (width + 1) / 2));
            height = Math.max(target.height(), Math.min(height, (height + 1) / 2));
            result = draw(result, width, height);
        } while (width != target.width() || height != target.height());
        return result;
    }

    private static BufferedImage draw(BufferedImage image, int width, int height) {
        return draw(
                image,
                width,
                height,
                AffineTransform.getScaleInstance(
                        (double) width / image.getWidth(), (double) height / image.getHeight()));
    }

    private static BufferedImage draw(BufferedImage image, int width, int height, AffineTransform transform) {
        var target = new BufferedImage(width, height, type(image));
        Graphics2D graphics = target.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
            graphics.drawImage(image, transform, null);
        } finally {
            graphics.dispose();
        }
        return target;
    }

    private static int type(BufferedImage image) {
        return image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    }

    /// Turns and mirrors as the camera says.
    private static BufferedImage upright(BufferedImage image, int orientation) {
        if (orientation == 1) {
            return image;
        }
        double w = image.getWidth();
        double h = image.getHeight();
        var transform = switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
            default -> new AffineTransform(0, -1, 1, 0, 0, w);
        };
        boolean turned = orientation >= MIRRORED_FIRST;
        return draw(image, (int) (turned ? h : w), (int) (turned ? w : h), transform);
    }

    private static Size shown(int width, int height, int orientation) {
        return orientation >= MIRRORED_FIRST ? new Size(height, width) : new Size(width, height);
    }

    /// EXIF's number from 1 (upright) to 8.
    private static int orientation(Path file) {
        try {
            var exif = ImageMetadataReader.readMetadata(file.toFile()).getFirstDirectoryOfType(ExifIFD0Directory.class);
            int found = exif != null && exif.containsTag(ExifIFD0Directory.TAG_ORIENTATION)
                    ? exif.getInt(ExifIFD0Directory.TAG_ORIENTATION)
                    : 1;
            return found >= 1 && found <= 8 ? found : 1;
        } catch (IOException | ImageProcessingException | MetadataException | RuntimeException unreadable) {
            return 1; // the picture may be good all the same
        }
    }

    private static Made write(BufferedImage image, Path file) throws IOException {
        var type = image.getColorModel().hasAlpha() ? FileType.PNG : FileType.JPEG;
        var writer = ImageIO.getImageWritersByFormatName(type.format()).next();
        Files.deleteIfExists(file);
        try (var out = new FileImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            var param = writer.getDefaultWriteParam();
            if (type == FileType.JPEG) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return new Made(new Size(image.getWidth(), image.getHeight()), type);
    }
}
