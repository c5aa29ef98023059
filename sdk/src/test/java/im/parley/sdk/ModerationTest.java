package im.parley.sdk;

import static im.parley.sdk.Person.errorOf;
import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What may not be said, and what becomes of it.
class ModerationTest extends Scenario {
    private static final Path FILM = Path.of("..", "web", "sdk", "test", "scenario", "film.mp4");

    private final Person ann = signIn("ann");
    private final Person villain = signIn("villain");

    @TempDir
    private Path folder;

    @AfterEach
    void everythingIsAllowedAgain() {
        List.of("cloud", "words", "wait", "customConfigurations", "localWords").forEach(key -> set(key, null));
    }

    private void set(String key, Object value) {
        server.set("moderation." + key, value);
    }

    /// Returns when both have heard of it.
    private void setAndTell(String key, Object value) {
        var told = Stream.of(ann, villain)
                .map(person -> {
                    var heard = new CompletableFuture<Void>();
                    person.chat.once(Events.SERVER_CONFIG_UPDATED, event -> heard.complete(null));
                    return heard;
                })
                .toList();
        set(key, value);
        told.forEach(Person::result);
    }

    private void assertRefused(Message message, ErrorCode code, SendOptions options) {
        var error = errorOf(villain.chat.sendMessage(message, options));

        assertThat(error.code()).isEqualTo(code.number());
        assertThat(message.status()).isEqualTo(MessageStatus.FAIL);
        assertThat(message.hasRiskContent()).isTrue();
    }

    private void assertRefused(Message message, ErrorCode code) {
        assertRefused(message, code, SendOptions.DEFAULT);
    }

    private <P> CreateOptions<P> toAnn(P payload) {
        return CreateOptions.toUser(ann.userID, payload);
    }

    private ImageContent picture() throws IOException {
        var file = folder.resolve("picture.png");
        ImageIO.write(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        return ImageContent.of(file);
    }

    private AudioContent recording() throws IOException {
        return AudioContent.of(Files.write(folder.resolve("recording.aac"), new byte[] {1, 2, 3}), 1_000);
    }

    private static VideoContent film() {
        return VideoContent.of(FILM);
    }

    @Test
    @Rule("sendMessage#21")
    void a_refused_message_has_failed_and_is_risky_until_it_is_sent() {
        set("cloud", "text");
        set("words", List.of("spam"));
        var byWord = villain.messageTo(ann, "Spam!");
        var byService = villain.messageTo(ann, "nothing at all");

        assertRefused(byWord, ErrorCode.SENSITIVE_TEXT);
        assertRefused(byService, ErrorCode.SENSITIVE_TEXT);

        set("cloud", null);
        result(villain.chat.resendMessage(byWord));
        assertThat(byWord.status()).isEqualTo(MessageStatus.SUCCESS);
        assertThat(byWord.hasRiskContent()).isFalse();
        assertThat(ann.awaitMessage().hasRiskContent()).isFalse();
    }

    @Test
    @Rule({"create#7", "createTextMessage#3", "createCustomMessage#1"})
    void texts_and_custom_messages_pick_their_rules() {
        set("cloud", "image");
        set("customConfigurations", Map.of("strict", Map.of("kinds", List.of("text"), "words", List.of("darn"))));
        var text = toAnn(new TextPayload("oh darn"));
        var custom = toAnn(new CustomPayload("", "darn", ""));

        assertRefused(villain.chat.createTextMessage(text.withModeration("strict")), ErrorCode.SENSITIVE_TEXT);
        assertRefused(villain.chat.createCustomMessage(custom.withModeration("strict")), ErrorCode.SENSITIVE_TEXT);
        result(villain.chat.sendMessage(villain.chat.createTextMessage(text)));
        result(villain.chat.sendMessage(villain.chat.createCustomMessage(custom.withModeration("unknown"))));
        set("cloud", null);
        result(villain.chat.sendMessage(villain.chat.createTextMessage(text.withModeration("strict"))));
    }

    @Test
    @Rule({"createImageMessage#2", "createAudioMessage#2", "createVideoMessage#2"})
    void files_pick_their_rules() throws Exception {
        set("cloud", "text");
        set("wait", 10_000);
        set("customConfigurations", Map.of("files", Map.of("kinds", List.of("image", "audio", "video"))));

        assertRefused(
                villain.chat.createImageMessage(toAnn(picture()).withModeration("files")), ErrorCode.SENSITIVE_MEDIA);
        assertRefused(
                villain.chat.createAudioMessage(toAnn(recording()).withModeration("files")), ErrorCode.SENSITIVE_MEDIA);
        assertRefused(
                villain.chat.createVideoMessage(toAnn(film()).withModeration("files")), ErrorCode.SENSITIVE_MEDIA);
        result(villain.chat.sendMessage(villain.chat.createImageMessage(toAnn(picture()))));
        assertThat(ann.awaitMessage().type()).isEqualTo(Types.MSG_IMAGE);
    }

    @Test
    @Rule({"createImageMessage#1", "createAudioMessage#1", "createVideoMessage#1"})
    void a_file_that_was_out_before_its_verdict_becomes_risky() throws Exception {
        set("cloud", "image,audio,video");
        set("wait", 0);
        for (var message : List.of(
                villain.chat.createImageMessage(toAnn(picture())),
                villain.chat.createAudioMessage(toAnn(recording())),
                villain.chat.createVideoMessage(toAnn(film())))) {
            result(villain.chat.sendMessage(message));
            assertThat(ann.awaitMessage().id()).isEqualTo(message.id());

            for (var person : List.of(villain, ann)) {
                var told = person.await(Events.MESSAGE_MODIFIED).getFirst();
                assertThat(told.id()).isEqualTo(message.id());
                assertThat(told.hasRiskContent()).isTrue();
                assertThat(told.isModified()).as("it says what it said").isFalse();
            }
            assertThat(message.hasRiskContent()).isTrue();
            assertThat(message.status()).isEqualTo(MessageStatus.SUCCESS);
            assertThat(ann.conversationWith(villain).lastMessage().hasRiskContent())
                    .isTrue();
        }
        var later = anotherInstanceOf(ann);
        assertThat(later.conversationWith(villain).lastMessage().hasRiskContent())
                .isTrue();
        var history = result(later.chat.getMessageList(MessageListQuery.newest("C2C" + villain.userID)))
                .messageList();
        assertThat(history).extracting(Message::hasRiskContent).containsExactly(true, true, true);
    }

    @Test
    @Rule("sendMessage#17")
    void a_message_can_be_excluded_while_it_is_stored() {
        set("cloud", "text");
        var excluded = SendOptions.DEFAULT.withoutModeration();

        result(villain.chat.sendMessage(villain.messageTo(ann, "anything"), excluded));
        assertRefused(villain.messageTo(ann, "anything"), ErrorCode.SENSITIVE_TEXT);
        assertThat(ann.awaitMessage().hasRiskContent()).isFalse();
    }

    @Test
    @Rule("signaling#3")
    void signals_are_not_looked_at() {
        set("cloud", "text");
        set("words", List.of("spam"));
        set("localWords", List.of("spam"));

        result(villain.chat.invite(InviteOptions.toUser(ann.userID).data("spam")));

        assertThat(ann.await(SignalingEvents.NEW_INVITATION_RECEIVED).data()).isEqualTo("spam");
        assertRefused(villain.messageTo(ann, "a text"), ErrorCode.SENSITIVE_TEXT);
    }

    @Test
    void local_words_are_not_even_sent() {
        var sent = villain.send("harmless").to(ann);
        setAndTell("localWords", List.of("spam*"));
        var message = ann.messageTo(villain, "SPAMMING");

        assertThat(errorOf(ann.chat.sendMessage(message)).code()).isEqualTo(ErrorCode.PROFANITY_FOUND.number());
        assertThat(message.status()).isEqualTo(MessageStatus.FAIL);
        assertThat(message.hasRiskContent()).isFalse();
        assertThat(errorOf(ann.chat.createGroup(new GroupCreation("Spammers"))).code())
                .isEqualTo(ErrorCode.PROFANITY_FOUND.number());
        assertThat(errorOf(ann.chat.setSelfStatus("spam!")).code()).isEqualTo(ErrorCode.PROFANITY_FOUND.number());
        sent.setPayload(new TextPayload("spam"));
        assertThat(errorOf(villain.chat.modifyMessage(sent)).code()).isEqualTo(ErrorCode.PROFANITY_FOUND.number());
        setAndTell("localWords", null);
        result(ann.chat.resendMessage(message));
    }
}
