package im.parley.sdk;

import im.parley.protocol.media.GetMediaAccess;
import im.parley.protocol.media.MediaAccess;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where files are. Payloads name them by uuids alone; the addresses are made here, with a token that the
/// server gives out and that is renewed before it ends. Addresses are made by any thread, the rest is confined
/// to the chat's executor.
final class MediaAddresses {
    /// `downloadFlag`: from an address.
    static final int DOWNLOAD_FLAG = 2;

    private static final Pattern UUID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Duration AHEAD = Duration.ofDays(1);
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final String server;
    private final int sdkAppID;
    private final Io io;
    private final SerialExecutor work;
    private final Log log;
    private final Self self;
    private final Duration timeout;
    private volatile @Nullable MediaAccess access;
    private @Nullable Future<?> timer;

    MediaAddresses(ChatOptions options, Io io, SerialExecutor work, Log log, Self self) {
        server = options.httpAddress();
        sdkAppID = options.sdkAppID();
        timeout = options.requestTimeout();
        this.io = io;
        this.work = work;
        this.log = log;
        this.self = self;
    }

    /// Asks for what addresses are made of, unless it is known for a while. Never fails: without it there are no
    /// addresses.
    CompletableFuture<Void> renew(Link link) {
        var known = access;
        if (known != null && left(known).compareTo(AHEAD) > 0) {
            renewAfter(beforeEnd(known), link);
            return CompletableFuture.completedFuture(null);
        }
        return ask(link);
    }

    private CompletableFuture<Void> ask(Link link) {
        return link.callOnSocket(new GetMediaAccess(), timeout).handle((fresh, failure) -> {
            if (failure == null) {
                access = fresh;
                renewAfter(beforeEnd(fresh), link);
            } else {
                log.warn("addresses of files are not renewed: " + failure.getMessage());
                renewAfter(RETRY, link);
            }
            return null;
        });
    }

    private void renewAfter(Duration delay, Link link) {
        stop();
        timer = io.after(delay, work, () -> {
            if (link.isOpen()) { // else the next sign-in renews
                ask(link);
            }
        });
    }

    /// Not the same moment for all clients, as all their tokens end at the same.
    private Duration beforeEnd(MediaAccess known) {
        var spread = Duration.ofSeconds(ThreadLocalRandom.current().nextLong(AHEAD.toSeconds()));
        var delay = left(known).minus(AHEAD).minus(spread);
        return delay.compareTo(RETRY) > 0 ? delay : RETRY;
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private Duration left(MediaAccess known) {
        return Duration.ofSeconds(known.expireTime()).minusMillis(self.serverTime());
    }

    /// @param size empty for the original, or `/thumbnail`, `/large`
    /// @return empty where it cannot be told
    String of(String uuid, String size) {
        var now = access;
        if (now == null || !UUID.matcher(uuid).matches()) {
            return "";
        }
        var host = now.url() == null ? server : now.url();
        return host + "/media/" + sdkAppID + "/" + uuid + size + "?t=" + now.token();
    }

    /// A path that the server names, or a whole address, as an address.
    String absolute(String address) {
        return address.startsWith("/") ? server + address : address;
    }

    /// The payload as apps read it, with the addresses of what is uploaded.
    Payload shown(Payload payload) {
        return switch (payload) {
            case ImagePayload image -> image.uuid().isEmpty() ? image : image.at(this);
            case AudioPayload audio -> audio.uuid().isEmpty() ? audio : audio.at(this);
            case VideoPayload video -> video.videoUUID().isEmpty() ? video : video.at(this);
            case FilePayload file -> file.uuid().isEmpty() ? file : file.at(this);
            case MergerPayload merger -> merger.at(this);
            default -> payload;
        };
    }

    List<MessageElement> shown(List<MessageElement> elements) {
        return elements.stream()
                .map(element -> new MessageElement(element.type(), shown(element.payload())))
                .toList();
    }

    /// Where a file is before it is uploaded; empty for one that only this program has.
    static String local(@Nullable FileSource file) {
        return file instanceof FileSource.OfPath(var path) ? path.toUri().toString() : "";
    }

    /// What comes after the last dot of a file's name, in small letters.
    static String ending(@Nullable FileSource file) {
        var name = file == null ? "" : file.name();
        return name.contains(".") ? name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT) : "";
    }
}
