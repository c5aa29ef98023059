package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.ChatException;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.server.media.MadeFiles.Made;
import im.parley.server.settings.AppSettings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `open_msg_svc/get_history`: all messages of an hour as a file.
final class HistoryFileCommands {
    private static final int NO_FILE = 1004;
    private static final int EXPIRED = 1005;

    private static final Duration HOUR = Duration.ofHours(1);

    /// How long after its end an hour may still get a message that was sent in it.
    private static final Duration LATE = Duration.ofMinutes(5);

    private static final DateTimeFormatter HOURS =
            DateTimeFormatter.ofPattern("uuuuMMddHH").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter TIMES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final long MILLIS = 1000;

    private HistoryFileCommands() {}

    static void addTo(RestTable.Area<RestOperations> table) {
        table.on("open_msg_svc", "get_history", Query.class, HistoryFileCommands::get);
    }

    /// @param chatType `C2C` or `Group`
    /// @param msgTime `YYYYMMDDHH`
    record Query(@Nullable String chatType, @Nullable String msgTime) {
        Query {
            Check.that(
                    HistoryFiles.C2C.equals(chatType) || HistoryFiles.GROUP.equals(chatType),
                    "ChatType",
                    chatType,
                    "C2C or Group",
                    ErrorCode.JSON_PARSE_ERROR);
        }

        private String type() {
            return Objects.requireNonNull(chatType);
        }

        private Instant begin(ZoneOffset offset) {
            var hour = Check.present("MsgTime", msgTime, ErrorCode.JSON_PARSE_ERROR);
            try {
                return LocalDateTime.parse(hour, HOURS).toInstant(offset);
            } catch (DateTimeException none) {
                throw ErrorCode.JSON_PARSE_ERROR.because(
                        "MsgTime is " + Check.quote(hour) + ", expected an hour as in 2026010123");
            }
        }
    }

    record Result(List<File> file) {}

    /// @param url where the file can be read without a signature, compressed
    /// @param expireTime until when, as in 2026-01-01 23:59:59
    /// @param fileSize of what is compressed
    /// @param gzipSize of what is read
    record File(
            @JsonProperty("URL") String url,
            String expireTime,
            long fileSize,
            @JsonProperty("FileMD5") String fileMd5,
            long gzipSize,
            @JsonProperty("GzipMD5") String gzipMd5) {
        private static File of(RestOperations area, Made made) {
            var facts = made.facts();
            return new File(
                    area.media().made().address(area.address().get(), made),
                    TIMES.format(Instant.ofEpochSecond(made.expiresAt() / MILLIS)
                            .atOffset(area.offset().get())),
                    facts.size(),
                    facts.md5(),
                    facts.gzipSize(),
                    facts.gzipMd5());
        }
    }

    private static Result get(RestOperations area, Query request) {
        var begin = request.begin(area.offset().get());
        var now = area.clock().instant();
        if (begin.plus(HOUR).plus(LATE).isAfter(now)) {
            throw new ChatException(
                    NO_FILE,
                    "the hour " + request.msgTime() + " is not over for " + LATE.toMinutes()
                            + " minutes yet, there is no file");
        }
        int days = area.settings().get(AppSettings.HISTORY_FILE_DAYS);
        if (begin.isBefore(now.minus(Duration.ofDays(days)))) {
            throw new ChatException(
                    EXPIRED, "the hour " + request.msgTime() + " began more than " + days + " days ago");
        }
        var made = area.history()
                .of(request.type(), begin)
                .orElseThrow(() -> new ChatException(
                        NO_FILE, "nothing of type " + request.type() + " was sent in the hour " + request.msgTime()));
        return new Result(List.of(File.of(area, made)));
    }
}
