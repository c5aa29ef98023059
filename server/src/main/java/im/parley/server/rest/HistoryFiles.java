package im.parley.server.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.community.TopicIds;
import im.parley.server.media.MadeFiles;
import im.parley.server.media.MadeFiles.Facts;
import im.parley.server.media.MadeFiles.Made;
import im.parley.server.message.MessageExport;
import im.parley.server.message.MessageExport.Exported;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.GZIPOutputStream;

/// Files with all messages of an hour. The first who asks for one waits until it is made, message by message; a node
/// makes one at a time. Safe for use by many threads.
public final class HistoryFiles {
    static final String C2C = "C2C";
    static final String GROUP = "Group";

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int PIECE = 64 * 1024;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

    private final MessageExport messages;
    private final MadeFiles files;
    private final ReentrantLock making = new ReentrantLock();

    public HistoryFiles(MessageExport messages, MadeFiles files) {
        this.messages = messages;
        this.files = files;
    }

    /// The file of an hour that is over; empty: nothing was sent then.
    ///
    /// @param type [#C2C] or [#GROUP]
    /// @param from when the hour begins
    Optional<Made> of(String type, Instant from) {
        var name = type + "-" + NAME.format(from);
        var known = files.find(name);
        if (known.isPresent()) {
            return known;
        }
        making.lock();
        try {
            var made = files.find(name);
            return made.isPresent() ? made : make(name, type, from);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            making.unlock();
        }
    }

    private Optional<Made> make(String name, String type, Instant from) throws IOException {
        var file = Files.createTempFile("parley-history-", ".gz");
        try {
            var facts = write(file, type, from);
            return facts.isPresent() ? Optional.of(files.add(name, file, facts.get())) : Optional.empty();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /// What is written, with its size and checksum.
    private static final class Measured extends DigestOutputStream {
        private long size;

        Measured(OutputStream to) {
            super(to, md5());
        }

        private static MessageDigest md5() {
            try {
                return MessageDigest.getInstance("MD5"); // as the contract has it: against accidents
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public void write(int one) throws IOException {
            super.write(one);
            size++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            super.write(bytes, offset, length);
            size += length;
        }

        String sum() {
            return HexFormat.of().formatHex(getMessageDigest().digest());
        }
    }

    /// @return empty: there is no message
    private Optional<Facts> write(Path file, String type, Instant from) throws IOException {
        try (var packed = new Measured(new BufferedOutputStream(Files.newOutputStream(file), PIECE));
                var text = new Measured(new GZIPOutputStream(packed, PIECE))) {
            long messages = writeAll(text, type, from);
            text.close();
            return messages == 0
                    ? Optional.empty()
                    : Optional.of(new Facts(text.size, text.sum(), packed.size, packed.sum()));
        }
    }

    /// @return how many messages there are
    private long writeAll(OutputStream to, String type, Instant from) throws IOException {
        try (var json = ProtocolJson.mapper().createGenerator(to).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeStringField("Type", type);
            json.writeArrayFieldStart("MsgList");
            long count = messages.export(
                    type.equals(GROUP),
                    from.toEpochMilli(),
                    from.plus(HOUR).toEpochMilli(),
                    message -> write(json, type, message));
            json.writeEndArray();
            json.writeEndObject();
            return count;
        }
    }

    private static void write(JsonGenerator json, String type, Exported message) {
        try {
            json.writeStartObject();
            json.writeStringField("From_Account", message.from());
            if (type.equals(C2C)) {
                json.writeStringField("To_Account", message.to());
            } else if (TopicIds.isTopic(message.to())) {
                json.writeStringField("GroupId", TopicIds.community(message.to()));
                json.writeStringField("TopicId", message.to());
            } else {
                json.writeStringField("GroupId", message.to());
            }
            json.writeNumberField("MsgTimestamp", message.time());
            json.writeNumberField("MsgSeq", message.sequence());
            json.writeNumberField("MsgRandom", message.random());
            json.writeFieldName("MsgBody");
            json.writeTree(message.body());
            if (message.cloudCustomData() != null) {
                json.writeStringField("CloudCustomData", message.cloudCustomData());
            }
            json.writeEndObject();
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
