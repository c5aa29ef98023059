package im.parley.sdk;

import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Images, recordings, videos and files: sent here, read there.
class MediaMessageTest extends Scenario {
    private static final int MIB = 1 << 20;

    private final Person ann = signIn("ann");
    private final Person bob = signIn("bob");

    @TempDir
    private Path folder;

    private <P> CreateOptions<P> toBob(P payload) {
        return CreateOptions.toUser(bob.userID, payload);
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] picture(String format, int width, int height) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
        return out.toByteArray();
    }

    private static byte[] read(String url) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(url).isEqualTo(200);
            return answer.body();
        }
    }

    private static String fileUrl(Message message) {
        return ((FilePayload) message.payload()).fileUrl();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "gif", "png", "bmp"})
    @Rule({"createImageMessage#3", "createImageMessage#4", "create#1"})
    void an_image_arrives_with_its_three_sizes(String format) throws Exception {
        var content = picture(format, 1000, 800);
        var path = file("photo." + format, content);
        var message = ann.chat.createImageMessage(toBob(ImageContent.of(path)));
        var before = (ImagePayload) message.payload();
        assertThat(message.type()).isEqualTo(Types.MSG_IMAGE);
        assertThat(before.uuid()).isEmpty();
        assertThat(before.imageInfoArray())
                .extracting(ImageInfo::url)
                .containsOnly(path.toUri().toString())
                .hasSize(3);

        result(ann.chat.sendMessage(message));

        var received = (ImagePayload) bob.awaitMessage().payload();
        assertThat(received).isEqualTo(message.payload());
        assertThat(received.imageFormat())
                .isEqualTo(List.of("", "jpg", "gif", "png", "bmp").indexOf(format))
                .isEqualTo(before.imageFormat());
        var infos = received.imageInfoArray();
        assertThat(infos).extracting(ImageInfo::type).containsExactly(0, 1, 2);
        assertThat(infos).extracting(ImageInfo::sizeType).containsExactly(1, 3, 2);
        assertThat(infos).extracting(ImageInfo::instanceID).containsOnly(received.uuid());
        assertThat(read(infos.getFirst().url())).isEqualTo(content);
        for (var info : infos) {
            assertThat(info.imageUrl()).isEqualTo(info.url());
            var bytes = read(info.url());
            assertThat(bytes).hasSize(Math.toIntExact(info.size()));
            assertThat(ImageIO.read(new ByteArrayInputStream(bytes)).getWidth()).isEqualTo(info.width());
        }
        assertThat(infos.get(1).height()).isEqualTo(198);
        assertThat(bob.conversationWith(ann).lastMessage().messageForShow()).isEqualTo("[图片]");
    }

    @Test
    @Rule("createFileMessage#1")
    void a_file_arrives_from_a_stream_and_its_progress_is_told() throws Exception {
        var content = random(3 * MIB + 7);
        var progress = new ConcurrentLinkedQueue<Double>();
        var source = FileSource.of("report ünï.bin", content.length, new ByteArrayInputStream(content));

        var sent = result(ann.chat.sendMessage(
                ann.chat.createFileMessage(toBob(new FileContent(source)).withProgress(progress::add))));

        var received = (FilePayload) bob.awaitMessage().payload();
        assertThat(received.fileName()).isEqualTo("report ünï.bin");
        assertThat(received.fileSize()).isEqualTo(content.length);
        assertThat(received.downloadFlag()).isEqualTo(2);
        assertThat(received).isEqualTo(sent.payload());
        assertThat(read(received.fileUrl())).isEqualTo(content);
        assertThat(List.copyOf(progress)).hasSizeGreaterThan(10).isSorted().endsWith(1.0);
    }

    @Test
    void a_file_may_have_a_name_of_255_characters_of_any_script() throws Exception {
        var content = random(10);
        var name = "文".repeat(255);
        var source = FileSource.of(name, content.length, new ByteArrayInputStream(content));

        result(ann.chat.sendMessage(ann.chat.createFileMessage(toBob(new FileContent(source)))));

        var received = (FilePayload) bob.awaitMessage().payload();
        assertThat(received.fileName()).isEqualTo(name);
        assertThat(read(received.fileUrl())).isEqualTo(content);
    }

    @Test
    @Rule("createAudioMessage#4")
    void a_recording_has_its_length_in_whole_seconds() throws Exception {
        var content = wav(2);
        var path = file("note.wav", content);

        result(ann.chat.sendMessage(ann.chat.createAudioMessage(toBob(AudioContent.of(path, 1_999)))));
        result(ann.chat.sendMessage(ann.chat.createAudioMessage(toBob(AudioContent.of(path, 0)))));

        var received = (AudioPayload) bob.awaitMessage().payload();
        assertThat(received.second()).isEqualTo(1);
        assertThat(received.size()).isEqualTo(content.length);
        assertThat(read(received.url())).isEqualTo(content);
        assertThat(((AudioPayload) bob.awaitMessage().payload()).second()).isEqualTo(2);
    }

    private static byte[] wav(int seconds) throws IOException {
        var format = new AudioFormat(8000, 16, 1, true, false);
        var samples =
                new AudioInputStream(new ByteArrayInputStream(new byte[seconds * 16_000]), format, seconds * 8000L);
        var out = new ByteArrayOutputStream();
        AudioSystem.write(samples, AudioFileFormat.Type.WAVE, out);
        return out.toByteArray();
    }

    @Test
    @Rule({"createVideoMessage#6", "compat#23"})
    void a_video_arrives_with_its_picture() throws Exception {
        var content = video();
        var picture = picture("png", 320, 200);
        var withPicture = new VideoContent(FileSource.of(file("clip.mp4", content)), file("still.png", picture));

        result(ann.chat.sendMessage(ann.chat.createVideoMessage(toBob(withPicture))));

        var received = (VideoPayload) bob.awaitMessage().payload();
        assertThat(received.videoFormat()).isEqualTo("mp4");
        assertThat(received.videoSecond()).isEqualTo(3);
        assertThat(received.videoSize()).isEqualTo(content.length);
        assertThat(read(received.videoUrl())).isEqualTo(content);
        assertThat(received.remoteVideoUrl()).isEqualTo(received.videoUrl());
        assertThat(read(received.snapshotUrl())).isEqualTo(picture);
        assertThat(received.thumbFormat()).isEqualTo("png");
        assertThat(received.snapshotWidth()).isEqualTo(320);
        assertThat(received.snapshotHeight()).isEqualTo(200);
    }

    /// Three seconds of blue.
    private static byte[] video() throws IOException {
        try (var bytes = MediaMessageTest.class.getResourceAsStream("/clip.mp4")) {
            return bytes.readAllBytes();
        }
    }

    @Test
    @Rule("createForwardMessage#3")
    void what_was_uploaded_is_not_uploaded_again() throws Exception {
        var path = file("once.bin", random(1000));
        var sent = result(ann.chat.sendMessage(ann.chat.createFileMessage(toBob(FileContent.of(path)))));
        var received = bob.awaitMessage();
        Files.delete(path); // whoever uploads now fails

        var back =
                result(bob.chat.sendMessage(bob.chat.createForwardMessage(CreateOptions.toUser(ann.userID, received))));

        assertThat(back.id()).isNotEqualTo(received.id());
        assertThat(ann.awaitMessage().payload()).isEqualTo(sent.payload());
        assertThat(read(fileUrl(back))).hasSize(1000);
    }

    @Test
    void addresses_are_neither_sent_nor_believed() {
        var wire = "{\"uuid\":\"u\",\"fileName\":\"a\",\"fileSize\":1,\"fileUrl\":\"http://elsewhere/\"}";
        var read = Payloads.read(Types.MSG_FILE, im.parley.protocol.RawJson.of(wire));
        assertThat(read).isEqualTo(new FilePayload("u", "a", 1, "", ""));
        var infos = List.of(new ImageInfo("u", 0, 1, 9, 8, 7, "http://x/", "http://x/"));
        assertThat(Wire.text(new ImagePayload("u", 1, infos)))
                .isEqualTo("{\"uuid\":\"u\",\"imageFormat\":1,\"imageInfoArray\":"
                        + "[{\"type\":0,\"size\":9,\"width\":8,\"height\":7}]}");
        assertThat(Wire.text(new FilePayload("u", "a", 1, "http://x/", "http://x/")))
                .isEqualTo("{\"uuid\":\"u\",\"fileName\":\"a\",\"fileSize\":1}");
        assertThat(Wire.text(new AudioPayload("u", 1, 2, "http://x/", "http://x/")))
                .isEqualTo("{\"uuid\":\"u\",\"second\":1,\"size\":2}");
        assertThat(Wire.text(VideoPayload.of(VideoContent.of(folder.resolve("a.mp4")))))
                .doesNotContain("file:");
    }

    @Test
    void a_merged_message_has_addresses_of_its_files_here_and_none_on_the_way() throws Exception {
        var content = random(500);
        var sent = result(
                ann.chat.sendMessage(ann.chat.createFileMessage(toBob(FileContent.of(file("merged.bin", content))))));
        bob.awaitMessage();

        var merged = ann.chat.createMergerMessage(
                toBob(new MergerContent(List.of(sent), "files", List.of("a file"), "a file")));
        assertThat(Wire.text(merged.payload())).doesNotContain("http");
        result(ann.chat.sendMessage(merged));

        var inside =
                ((MergerPayload) bob.awaitMessage().payload()).messageList().getFirst();
        var file = (FilePayload) inside.messageBody().getFirst().payload();
        assertThat(read(file.fileUrl())).isEqualTo(content);
    }

    @Test
    void an_upload_goes_on_over_a_new_connection_and_a_later_send() throws Exception {
        try (var cable = new Cable(server.port())) {
            var options = ChatOptions.of(TestServer.APP, cable.address())
                    .withTimeouts(Duration.ofSeconds(4), Duration.ofSeconds(15));
            var eve = person(server.freshUserID("eve"), options).logIn();
            var content = random(4 * MIB);
            var reported = new AtomicInteger();
            var pulled = new CountDownLatch(1);
            var again = new ConcurrentLinkedQueue<Double>();
            var message = eve.chat.createFileMessage(toBob(FileContent.of(file("large.bin", content)))
                    .withProgress(done -> {
                        switch (reported.incrementAndGet()) {
                            case 3 -> cable.cut(); // goes on by itself
                            case 8 -> {
                                cable.pullOut();
                                pulled.countDown();
                            }
                            default -> again.add(done);
                        }
                    }));

            var failed = errorOf(eve.chat.sendMessage(message));
            assertThat(pulled.await(0, TimeUnit.SECONDS)).isTrue();
            assertThat(failed.code()).isEqualTo(2400);
            assertThat(failed.data().message()).isSameAs(message);
            assertThat(message.status()).isEqualTo(MessageStatus.FAIL);
            again.clear();
            eve.forget(Events.NET_STATE_CHANGE);
            cable.plugIn();
            while (!eve.await(Events.NET_STATE_CHANGE).state().equals(Types.NET_STATE_CONNECTED)) {
                // not yet
            }
            result(eve.chat.resendMessage(message));

            assertThat(again.peek()).as("where it stopped").isGreaterThan(0.3);
            assertThat(read(fileUrl(bob.awaitMessage()))).isEqualTo(content);
        }
    }

    @Test
    void a_send_can_be_cancelled_while_it_uploads() throws Exception {
        var content = random(4 * MIB);
        var started = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var message = ann.chat.createFileMessage(toBob(FileContent.of(file("cancelled.bin", content)))
                .withProgress(done -> {
                    started.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException cancelled) {
                        Thread.currentThread().interrupt();
                    }
                }));
        var send = ann.chat.sendMessage(message);
        assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(send.cancel(true)).isTrue();

        assertThat(until(() -> message.status() == MessageStatus.FAIL)).isTrue();
        go.countDown();
        assertThat(bob.unexpectedMessages()).isEmpty();
        result(ann.chat.resendMessage(message));
        assertThat(read(fileUrl(bob.awaitMessage()))).isEqualTo(content);
    }

    private static boolean until(java.util.function.BooleanSupplier condition) {
        var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return condition.getAsBoolean();
    }

    @Test
    @Rule({"createImageMessage#7", "createAudioMessage#5", "createVideoMessage#4", "createFileMessage#1"})
    void what_is_too_large_or_empty_is_refused_before_it_is_uploaded() {
        assertThat(refused(ann.chat.createImageMessage(toBob(new ImageContent(sized("a.png", 20 * MIB + 1))))))
                .isEqualTo(2253);
        assertThat(refused(ann.chat.createAudioMessage(toBob(new AudioContent(sized("a.aac", 20 * MIB + 1), 1)))))
                .isEqualTo(2301);
        assertThat(refused(ann.chat.createVideoMessage(toBob(new VideoContent(sized("a.mp4", 100 * MIB + 1), null)))))
                .isEqualTo(2351);
        assertThat(refused(ann.chat.createFileMessage(toBob(new FileContent(sized("a", 100 * MIB + 1))))))
                .isEqualTo(2402);
        assertThat(refused(ann.chat.createImageMessage(toBob(new ImageContent(sized("a.png", 0))))))
                .isEqualTo(2108);
        assertThat(refused(ann.chat.createFileMessage(toBob(new FileContent(sized("a", 0))))))
                .isEqualTo(2108);
    }

    private static FileSource sized(String name, long size) {
        return FileSource.of(name, size, InputStream.nullInputStream());
    }

    private int refused(Message message) {
        var error = errorOf(ann.chat.sendMessage(message));
        assertThat(error.data().message()).isSameAs(message);
        assertThat(message.status()).isEqualTo(MessageStatus.FAIL);
        return error.code();
    }

    @Test
    @Rule({"createImageMessage#3", "createVideoMessage#3"})
    void what_is_no_picture_or_video_or_is_not_there_is_refused() throws Exception {
        var text = file("text.png", "no picture".getBytes(UTF_8));
        var missing = folder.resolve("missing");

        assertThat(refused(ann.chat.createImageMessage(toBob(ImageContent.of(text)))))
                .isEqualTo(2252);
        assertThat(refused(ann.chat.createVideoMessage(toBob(VideoContent.of(text)))))
                .isEqualTo(2352);
        assertThat(refused(ann.chat.createAudioMessage(
                        toBob(AudioContent.of(file("picture.aac", picture("png", 9, 9)), 1_000)))))
                .isEqualTo(2300);
        assertThat(refused(ann.chat.createImageMessage(toBob(new ImageContent(null)))))
                .isEqualTo(2251);
        assertThat(refused(ann.chat.createImageMessage(toBob(ImageContent.of(missing)))))
                .isEqualTo(2251);
        assertThat(refused(ann.chat.createFileMessage(toBob(new FileContent(null)))))
                .isEqualTo(2401);
        assertThat(refused(ann.chat.createFileMessage(toBob(FileContent.of(missing)))))
                .isEqualTo(2401);
        assertThat(refused(ann.chat.createVideoMessage(toBob(VideoContent.of(missing)))))
                .isEqualTo(2350);
        assertThat(refused(ann.chat.createFileMessage(toBob(new FileContent(sized("short", 10))))))
                .isEqualTo(2400);
        assertThat(refused(ann.chat.createForwardMessage(
                        toBob(ann.chat.createFileMessage(toBob(FileContent.of(missing)))))))
                .isEqualTo(2403);
        assertThat(refused(ann.chat.createFileMessage(
                        toBob(new FileContent(FileSource.of("n".repeat(1_021), 1, InputStream.nullInputStream()))))))
                .isEqualTo(2041);
    }

    @Test
    void signing_out_ends_uploads() throws Exception {
        var started = new CountDownLatch(1);
        var message = ann.chat.createFileMessage(toBob(FileContent.of(file("out.bin", random(2 * MIB))))
                .withProgress(done -> {
                    started.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                }));
        CompletableFuture<Message> send = ann.chat.sendMessage(message);
        assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();

        result(ann.chat.logout());

        assertThat(errorOf(send).code()).isEqualTo(3005);
    }

    @Test
    void without_a_file_there_is_no_recording_or_video() {
        assertThatThrownBy(() -> new AudioContent(null, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AudioContent.of(folder, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new VideoContent(null, null)).isInstanceOf(IllegalArgumentException.class);
    }
}
