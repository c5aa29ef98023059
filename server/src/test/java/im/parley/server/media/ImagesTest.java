package im.parley.server.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.exif.ExifIFD0Directory;
import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesTest {
    @TempDir
    Path folder;

    private Images.Sizes scale(byte[] content) throws IOException {
        var file = folder.resolve("original");
        Files.write(file, content);
        var type = FileType.of(Arrays.copyOf(content, Math.min(content.length, FileType.BYTES_NEEDED)));
        return Images.scale(file, type, folder.resolve("thumbnail"), folder.resolve("large"));
    }

    @ParameterizedTest
    @CsvSource({"jpg", "png", "gif", "bmp"})
    void every_format_gets_its_smaller_sizes(String format) throws IOException {
        var sizes = scale(Pictures.of(format, 1600, 1200));

        assertThat(sizes.shown()).isEqualTo(new Images.Size(1600, 1200));
        assertThat(sizes.thumbnail().size()).isEqualTo(new Images.Size(264, 198));
        assertThat(sizes.large().size()).isEqualTo(new Images.Size(960, 720));
        var thumbnail = ImageIO.read(folder.resolve("thumbnail").toFile());
        assertThat(thumbnail.getWidth()).isEqualTo(264);
        assertThat(thumbnail.getRGB(20, 100) & 0xFF0000).as("red on the left").isGreaterThan(0xC00000);
        assertThat(thumbnail.getRGB(240, 100) & 0xFF).as("blue on the right").isGreaterThan(0xC0);
    }

    @Test
    void webp_is_read() throws IOException {
        var sizes = scale(Pictures.WEBP);

        assertThat(sizes.shown()).isEqualTo(new Images.Size(1, 1));
        assertThat(ImageIO.read(folder.resolve("large").toFile())).isNotNull();
    }

    @Test
    void nothing_is_enlarged() throws IOException {
        var sizes = scale(Pictures.of("png", 300, 100));

        assertThat(sizes.thumbnail().size()).isEqualTo(new Images.Size(300, 100));
        assertThat(sizes.large().size()).isEqualTo(new Images.Size(300, 100));
    }

    @Test
    void a_long_strip_keeps_a_pixel() throws IOException {
        var sizes = scale(Pictures.of("png", 20_000, 2));

        assertThat(sizes.thumbnail().size()).isEqualTo(new Images.Size(20_000, 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void pictures_are_shown_as_the_camera_was_held(int orientation) throws Exception {
        var sizes = scale(Pictures.turned(800, 400, orientation));

        var turned = orientation >= 5;
        assertThat(sizes.shown()).isEqualTo(turned ? new Images.Size(400, 800) : new Images.Size(800, 400));
        assertThat(sizes.large().size()).isEqualTo(sizes.shown());
        var large = ImageIO.read(folder.resolve("large").toFile());
        // where the red half, left in the file, is once it is upright
        var red = switch (orientation) {
            case 1, 4 -> new int[] {100, 200};
            case 2, 3 -> new int[] {700, 200};
            case 5, 6 -> new int[] {200, 100};
            default -> new int[] {200, 700};
        };
        assertThat(large.getRGB(red[0], red[1]) & 0xFF0000).isGreaterThan(0xC00000);
        assertThat(ImageMetadataReader.readMetadata(folder.resolve("large").toFile())
                        .getFirstDirectoryOfType(ExifIFD0Directory.class))
                .as("what the camera wrote")
                .isNull();
    }

    @Test
    @Rule("createImageMessage#3")
    void a_decompression_bomb_is_refused_by_its_header() {
        var started = System.nanoTime();

        assertThatThrownBy(() -> scale(Pictures.bomb(65_000, 65_000)))
                .isInstanceOfSatisfying(ChatException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.MSG_I_SIZE_LIMIT.number());
                    assertThat(refused).hasMessageContaining("65000");
                });
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @CsvSource({"jpg", "png", "gif", "bmp"})
    void a_picture_that_is_cut_off_anywhere_is_refused_or_whole(String format) throws IOException {
        var whole = Pictures.of(format, 400, 300);
        var random = new Random(7);
        for (int i = 0; i < 60; i++) {
            var cut = Arrays.copyOf(whole, i == 0 ? whole.length / 2 : random.nextInt(whole.length * 4 / 5));
            assertThatThrownBy(() -> scale(cut))
                    .as("%d of %d bytes", cut.length, whole.length)
                    .isInstanceOfSatisfying(
                            ChatException.class,
                            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.MSG_I_TYPES_LIMIT.number()));
        }
    }

    @ParameterizedTest
    @CsvSource({"jpg", "png", "gif", "bmp", "webp"})
    void a_picture_with_wrong_bytes_is_refused_or_read(String format) throws IOException {
        var whole = format.equals("webp") ? Pictures.WEBP : Pictures.of(format, 200, 150);
        var random = new Random(11);
        for (int i = 0; i < 150; i++) {
            var changed = whole.clone();
            for (int n = 0; n < 4; n++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(scale(changed).shown().width()).isPositive();
            } catch (ChatException refused) {
                assertThat(refused.code())
                        .isIn(ErrorCode.MSG_I_TYPES_LIMIT.number(), ErrorCode.MSG_I_SIZE_LIMIT.number());
            }
        }
    }
}
