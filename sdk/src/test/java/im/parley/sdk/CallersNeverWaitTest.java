package im.parley.sdk;

import static im.parley.sdk.Person.result;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.Types;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

/// A program may call from a thread that must not wait, such as the one that draws its windows.
class CallersNeverWaitTest extends Scenario {
    @Test
    void every_method_returns_while_network_chat_and_handlers_stand_still() throws IOException, InterruptedException {
        try (var cable = new Cable(server.port());
                var stop = new Stop()) {
            var options = ChatOptions.of(TestServer.APP, cable.address());
            var bob = signIn("bob");
            var ann = person(server.freshUserID("ann"), options).logIn();
            var group = result(ann.chat.createGroup(
                            new GroupCreation("Hikers").type(Types.GRP_PUBLIC).members(List.of(bob.userID))))
                    .group();
            result(bob.chat.sendMessage(
                    bob.chat.createTextMessage(CreateOptions.toGroup(group.groupID(), new TextPayload("hi"))
                            .withReadReceipt()
                            .withExtensions())));
            var every = new EveryCall(
                    bob, group, ann.awaitMessage(), recording(bob, ann), FileSource.of("slow.bin", 1_000, stop));
            assertThat(every.calls().stream().map(EveryCall.Call::name).collect(Collectors.toSet()))
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(Chat.class.getMethods())
                            .filter(method -> !Modifier.isStatic(method.getModifiers()))
                            .map(Method::getName)
                            .collect(Collectors.toSet()));

            cable.stall();
            var parts = ((ParleyChat) ann.chat).parts();
            parts.work.execute(stop);
            parts.emitter.then(stop);
            var current = new AtomicReference<>("");
            var failure = new AtomicReference<Throwable>();
            var caller = Thread.ofPlatform().daemon().start(() -> {
                try {
                    for (var each : every.calls()) {
                        current.set(each.name());
                        each.call().accept(ann.chat);
                    }
                    current.set("nothing");
                } catch (RuntimeException | Error thrown) {
                    failure.set(thrown);
                }
            });

            assertThat(caller.join(Duration.ofSeconds(20)))
                    .as("%s keeps its caller waiting: %s", current, Arrays.toString(caller.getStackTrace()))
                    .isTrue();
            assertThat(failure.get()).as(current.get()).isNull();
        }
    }

    private static Message recording(Person from, Person to) throws IOException {
        var format = new AudioFormat(8_000, 16, 1, true, false);
        var silence = new AudioInputStream(new ByteArrayInputStream(new byte[16_000]), format, 8_000);
        var bytes = new ByteArrayOutputStream();
        AudioSystem.write(silence, AudioFileFormat.Type.WAVE, bytes);
        var file = FileSource.of("hi.wav", bytes.size(), new ByteArrayInputStream(bytes.toByteArray()));
        result(from.chat.sendMessage(
                from.chat.createAudioMessage(CreateOptions.toUser(to.userID, new AudioContent(file, 1_000)))));
        return to.awaitMessage();
    }

    /// Keeps whoever runs or reads it until it is closed.
    private static final class Stop extends InputStream implements Runnable {
        private final CountDownLatch over = new CountDownLatch(1);

        @Override
        public void run() {
            try {
                over.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public int read() {
            run();
            return -1;
        }

        @Override
        public void close() {
            over.countDown();
        }
    }
}
