package im.parley.sdk;

import im.parley.protocol.ChatException;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Operation;
import im.parley.protocol.media.BeginUpload;
import im.parley.protocol.media.CompleteUpload;
import im.parley.protocol.media.Media;
import im.parley.protocol.media.MediaKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// One file's way to the server. It blocks its thread and ends when that is interrupted; started anew, it goes
/// on where it stopped. Used by one thread at a time.
final class Upload {
    private static final String OFFSET = "Upload-Offset";
    private static final int OK = 200;
    private static final int GONE = 404;
    private static final int CONFLICT = 409;
    private static final int SERVER_ERRORS = 500;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private static final Set<Integer> NO_ANSWER =
            Set.of(ErrorCode.NETWORK_ERROR.number(), ErrorCode.NETWORK_TIMEOUT.number(), ErrorCode.NO_NETWORK.number());

    /// Asks the server over the socket and waits for the answer.
    interface Socket {
        /// @throws ChatError if it is refused or there is no answer
        <R> R ask(Operation<R> operation) throws InterruptedException;

        /// A path that the server names as an address.
        URI address(String path);
    }

    /// An upload that the server has opened.
    private record Open(String uploadID, URI address, Object version) {}

    private final MediaKind kind;
    private final FileSource source;
    private final Pieces pieces;
    private final Socket socket;
    private final HttpClient http;
    private final Duration patience;
    private @Nullable Open open;
    private long at; // what the server is thought to have; when it has not, it says so
    private @Nullable Media done;

    /// @param patience how long to go on when nothing gets through
    Upload(MediaKind kind, FileSource source, Socket socket, HttpClient http, Duration patience) {
        this.kind = kind;
        this.source = source;
        this.pieces = Pieces.of(source);
        this.socket = socket;
        this.http = http;
        this.patience = patience;
    }

    long size() {
        return source.size();
    }

    /// @param snapshot of a video: uuid of its picture; null for none
    /// @param progress hears how many bytes the server has
    /// @throws ChatError with the kind's codes
    Media run(@Nullable String snapshot, LongConsumer progress) throws InterruptedException {
        if (done == null) {
            var to = open();
            transfer(to, progress);
            done = complete(to, snapshot);
        }
        return done;
    }

    private Open open() throws InterruptedException {
        var version = version();
        if (open == null || !open.version().equals(version)) {
            var begun = begin();
            open = new Open(begun.uploadID(), socket.address(begun.uploadUrl()), version);
            at = 0;
        }
        return open;
    }

    private Object version() {
        try {
            return pieces.version();
        } catch (IOException unreadable) {
            var code = switch (kind) {
                case IMAGE -> ErrorCode.MSG_I_SELECT_F_FIRST;
                case FILE -> ErrorCode.MSG_F_SELECT_F_FIRST;
                case AUDIO, VIDEO, SNAPSHOT -> kind.failed();
            };
            throw new ChatError(code, "cannot read " + source.name() + ": " + unreadable);
        }
    }

    private BeginUpload.Result begin() throws InterruptedException {
        try {
            return socket.ask(new BeginUpload(kind, source.name(), source.size(), null));
        } catch (ChatException refused) {
            throw ChatError.of(refused);
        } catch (ChatError refused) {
            throw NO_ANSWER.contains(refused.code())
                    ? new ChatError(ErrorCode.COS_GET_SIG_FAIL, String.valueOf(refused.getMessage()))
                    : refused;
        }
    }

    private Media complete(Open to, @Nullable String snapshot) throws InterruptedException {
        try {
            return socket.ask(new CompleteUpload(to.uploadID(), snapshot));
        } catch (ChatError refused) {
            if (NO_ANSWER.contains(refused.code())) {
                throw failed(String.valueOf(refused.getMessage()));
            }
            open = null; // the server has let go of it
            throw refused;
        }
    }

    private void transfer(Open to, LongConsumer progress) throws InterruptedException {
        long size = source.size();
        var since = System.nanoTime();
        var pause = Duration.ZERO;
        while (at < size) {
            long now = at;
            try {
                now = send(to, Math.toIntExact(Math.min(Pieces.sizeOf(size), size - at)));
            } catch (IOException broken) {
                if (System.nanoTime() - since > patience.toNanos()) {
                    throw failed(source.name() + " does not get through: " + broken);
                }
                pause = pause.isZero() ? FIRST_PAUSE : min(pause.multipliedBy(2), LONGEST_PAUSE);
                Thread.sleep(pause); // a virtual thread of its own
            }
            if (now != at) {
                at = now;
                since = System.nanoTime();
                pause = Duration.ZERO;
                progress.accept(at);
            }
        }
    }

    /// @return how many bytes the server has
    /// @throws IOException if it is to be tried again
    private long send(Open to, int length) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(to.address())
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(patience)
                .header(OFFSET, String.valueOf(at))
                .method("PATCH", BodyPublishers.ofByteArray(read(length)))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        var known = answer.headers().firstValueAsLong(OFFSET);
        if (answer.statusCode() >= SERVER_ERRORS) {
            throw new IOException("the server answers " + answer.statusCode() + " " + answer.body());
        }
        if ((answer.statusCode() == OK || answer.statusCode() == CONFLICT) && known.isPresent()) {
            return known.getAsLong();
        }
        if (answer.statusCode() == CONFLICT) { // complete, and the answer to that was lost
            return source.size();
        }
        open = null;
        throw failed(
                answer.statusCode() == GONE
                        ? "the time for the upload is up; send it again"
                        : "the server answers " + answer.statusCode() + " " + answer.body());
    }

    private byte[] read(int length) throws InterruptedException {
        try {
            return pieces.at(at, length);
        } catch (IOException unreadable) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw failed("cannot read " + source.name() + ": " + unreadable);
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private ChatError failed(String why) {
        return new ChatError(kind.failed(), why);
    }
}
