package im.parley.sdk;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Operation;
import im.parley.protocol.media.Media;
import im.parley.protocol.media.MediaKind;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Brings the files of messages to the server before these are sent, each on a virtual thread of its own.
/// Confined to the chat's executor, where its futures complete too.
final class Uploads implements Upload.Socket {
    /// Interrupted uploads that are gone on with when their message is sent again.
    private static final int REMEMBERED = 100;

    /// A message's file, and its picture where it is a video.
    ///
    /// @param payload what the message says once the file is there
    private record Job(
            MediaKind kind, Upload file, @Nullable Upload snapshot, Function<Media, Payload> payload) {}

    private record Running(Job job, Thread thread, CompletableFuture<Payload> result) {}

    private final Io io;
    private final SerialExecutor work;
    private final Log log;
    private final Link link;
    private final MediaAddresses addresses;
    private final Duration timeout;
    private final Map<String, Running> running = new HashMap<>();
    private final Map<String, Job> unfinished = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Job> eldest) {
            return size() > REMEMBERED;
        }
    };

    Uploads(Io io, SerialExecutor work, Log log, Link link, MediaAddresses addresses, Duration timeout) {
        this.io = io;
        this.work = work;
        this.log = log;
        this.link = link;
        this.addresses = addresses;
        this.timeout = timeout;
    }

    /// Uploads what a message carries.
    ///
    /// @return null if there is nothing to upload, or no longer (`createForwardMessage#3`)
    /// @throws ChatError if there should be a file and is none
    @Nullable
    CompletableFuture<Payload> prepare(Message message) {
        if (!needsUpload(message.payload())) {
            return null;
        }
        var options = message.options();
        var before = unfinished.get(message.id());
        var job = before == null ? job(options == null ? null : options.payload(), message) : before;
        unfinished.put(message.id(), job);
        var result = new CompletableFuture<Payload>();
        var progress = options == null ? null : options.onProgress();
        var thread = Thread.ofVirtual().name("parley-sdk-upload").unstarted(() -> run(message.id(), job, progress));
        running.put(message.id(), new Running(job, thread, result));
        thread.start();
        return result;
    }

    private static boolean needsUpload(Payload payload) {
        return switch (payload) {
            case ImagePayload image -> image.uuid().isEmpty();
            case AudioPayload audio -> audio.uuid().isEmpty();
            case VideoPayload video -> video.videoUUID().isEmpty();
            case FilePayload file -> file.uuid().isEmpty();
            default -> false;
        };
    }

    private Job job(@Nullable Object content, Message message) {
        return switch (content) {
            case ImageContent(var file) -> {
                if (file == null) {
                    throw new ChatError(ErrorCode.MSG_I_SELECT_F_FIRST, "payload.file of " + message + " is missing");
                }
                yield new Job(MediaKind.IMAGE, upload(MediaKind.IMAGE, file), null, ImagePayload::of);
            }
            case FileContent(var file) -> {
                if (file == null) {
                    throw new ChatError(ErrorCode.MSG_F_SELECT_F_FIRST, "payload.file of " + message + " is missing");
                }
                yield new Job(MediaKind.FILE, upload(MediaKind.FILE, file), null, FilePayload::of);
            }
            case AudioContent audio ->
                new Job(
                        MediaKind.AUDIO,
                        upload(MediaKind.AUDIO, audio.file()),
                        null,
                        media -> AudioPayload.of(media, audio));
            case VideoContent(var file, var snapshot) ->
                new Job(
                        MediaKind.VIDEO,
                        upload(MediaKind.VIDEO, file),
                        snapshot == null ? null : upload(MediaKind.SNAPSHOT, FileSource.of(snapshot)),
                        VideoPayload::of);
            case null, default ->
                throw new ChatError(ErrorCode.MSG_F_URL_IS_EMPTY, message + " forwards a file that was never uploaded");
        };
    }

    private Upload upload(MediaKind kind, FileSource source) {
        return new Upload(kind, source, this, io.http(), timeout);
    }

    /// On the upload's thread.
    private void run(String id, Job job, @Nullable DoubleConsumer progress) {
        try {
            var picture = job.snapshot();
            var before = picture == null ? 0 : picture.size();
            var teller = new Teller(progress, before + job.file().size());
            var snapshot =
                    picture == null ? null : picture.run(null, teller::reached).uuid();
            var media = job.file().run(snapshot, bytes -> teller.reached(before + bytes));
            work.execute(() -> uploaded(id, job, job.payload().apply(media)));
        } catch (InterruptedException cancelled) {
            var error = new ChatError(job.kind().failed(), "the upload was cancelled");
            work.execute(() -> failed(id, job, error));
        } catch (RuntimeException | Error failure) {
            work.execute(() -> failed(id, job, Answers.errorOf(failure)));
        }
    }

    private void uploaded(String id, Job job, Payload payload) {
        unfinished.remove(id, job);
        var done = end(id, job);
        if (done != null) {
            done.complete(payload);
        }
    }

    private void failed(String id, Job job, ChatError error) {
        var done = end(id, job);
        if (done != null) {
            done.completeExceptionally(error);
        }
    }

    /// @return null: another login has forgotten it
    private @Nullable CompletableFuture<Payload> end(String id, Job job) {
        var upload = running.get(id);
        if (upload == null || !upload.job().equals(job)) {
            return null;
        }
        running.remove(id);
        return upload.result();
    }

    /// Ends the upload of a message, if it is under way: its send fails.
    void cancel(Message message) {
        var upload = running.get(message.id());
        if (upload != null) {
            upload.thread().interrupt();
        }
    }

    /// Ends all uploads and forgets them.
    void clear() {
        for (var upload : new ArrayList<>(running.values())) {
            upload.thread().interrupt();
            upload.result().completeExceptionally(Readiness.State.LOGGED_OUT.error());
        }
        running.clear();
        unfinished.clear();
    }

    @Override
    public <R> R ask(Operation<R> operation) throws InterruptedException {
        try {
            return work.call(() -> link.call(operation, timeout)).get();
        } catch (ExecutionException failed) {
            var cause = failed.getCause();
            throw Answers.errorOf(cause == null ? failed : cause);
        }
    }

    @Override
    public URI address(String path) {
        return URI.create(addresses.absolute(path));
    }

    /// Tells the app how far an upload is, never less than before.
    private final class Teller {
        private final @Nullable DoubleConsumer app;
        private final double total;
        private double told;

        Teller(@Nullable DoubleConsumer app, long total) {
            this.app = app;
            this.total = total;
        }

        void reached(long bytes) {
            var now = Math.min(1, bytes / total);
            if (app == null || now <= told) {
                return;
            }
            told = now;
            try {
                app.accept(now);
            } catch (RuntimeException broken) { // the app's own
                log.error("onProgress failed", broken);
            }
        }
    }
}
